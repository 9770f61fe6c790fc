"""What texts stand on: small stills of the picture below them, from shots as they are framed, once for each content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.base.canonical import digest_of
from newscast.base.canvas import Canvas
from newscast.base.i18n import _
from newscast.media.missing import Media, found
from newscast.picture.segment import Painter
from newscast.show.model import Show
from newscast.step.graph import ffmpeg_step
from newscast.step.step import Step
from newscast.timeline.seen import ClipShot, Shot
from newscast.timeline.spans import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORT_SIDE = 180
"""Pixels of the short side of a still: six of the design to each, about the stroke of the smallest letters."""
EVERY = Fraction(1, 2)
"""Seconds from one still to the next, in what is not longer than MOST of them."""
MOST = 24
_RAW = {"f": "rawvideo", "pix_fmt": "rgb24", "fps_mode": "passthrough"}
_TOLD = {"in_color_matrix": "bt709", "in_range": "limited", "out_range": "full"}
_WEIGHT = 0.5


@dataclass(frozen=True)
class Below:
    """Stills of what is below texts from frame `first` of a shot, one `every` so many frames; `step` makes them."""

    step: Step
    size: tuple[int, int]
    first: int
    every: int

    def read(self, result: Path) -> NDArray[np.uint8]:
        """Stills x height x width x (red, green, blue)."""
        import numpy as np

        wide, high = self.size
        return np.fromfile(result, np.uint8).reshape(-1, high, wide, 3)

    def during(self, span: Span, count: int) -> range:
        """The numbers, of so many stills, that are seen in some frames of the shot; the one before where none is."""
        first, last = (ceil((at - self.first) / self.every) for at in (span.start, span.end))
        begin = min(max(first if first < last else last - 1, 0), count - 1)
        return range(begin, max(begin + 1, min(last, count)))


def below(shot: Shot, own: bool, span: Span, show: Show, full: Canvas, media: Media) -> Below | None:
    """The stills of what texts stand on in frames `span` of a shot; with `own` the texts of its own graphic. None where
    a picture of it is missing. Raises TemplateError where a graphic cannot be drawn.

    They are of the canvas in its `full` size whatever is built: a draft decides as its final does.
    """
    if not all(found(media, each.file) for each in shot.pictures):
        return None
    canvas, first = _small(full), span.start
    if isinstance(shot.picture, ClipShot):
        # What goes before need not be decoded; the move of a photo, and of a graphic, has its own pace.
        shot, span = replace(shot, frames=span.length, picture=shot.picture.later(first)), Span(0, span.length)
    painted = Painter(show, canvas, media).below(shot, own)
    every = max(1, round(EVERY * canvas.rate), ceil(span.length / MOST))
    some = painted.stream.filter("select", f"between(n,{span.start},{span.end - 1})*not(mod(n-{span.start},{every}))")
    stream = some.filter("scale", flags="accurate_rnd+bitexact", **_TOLD).filter("format", "rgb24")
    label = _("what is behind texts in {name}").format(name=shot.pictured.file.name if shot.pictured else full.name)
    # What is seen on several canvases is decoded once.
    group = digest_of([[each.identity for each in painted.inputs], span.start, span.end])
    made = ffmpeg_step(
        [stream], _RAW, painted.inputs, suffix=".rgb", label=label, weight=_WEIGHT, group=group, memory=80
    )
    return Below(made, (canvas.width, canvas.height), first, every)


def _small(full: Canvas) -> Canvas:
    """The canvas with a short side of SHORT_SIDE, or as it is where it is smaller than that."""
    shrink = min(Fraction(1), Fraction(SHORT_SIDE, min(full.width, full.height)))
    width, height = (round(side * shrink / 2) * 2 for side in (full.width, full.height))
    return Canvas(full.name, width, height, full.rate, full.stands_for / shrink)
