"""Stills of a cut: single frames of what its programme will show, as steps, small and without the mark of a draft."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.canvas import Canvas
from newscast.base.i18n import _
from newscast.captions.cue import Cue
from newscast.deliverables.draft import draft_canvas
from newscast.deliverables.rough import RoughCut
from newscast.media.missing import Media
from newscast.picture.captioned import cues_within
from newscast.picture.segment import Painter
from newscast.step.graph import ffmpeg_step
from newscast.step.step import Step
from newscast.timeline.slices import Slice

SUFFIX = ".jpg"
_JPEG = {
    "vcodec": "mjpeg",
    "q:v": 4,
    "frames:v": 1,
    "update": 1,
    "pix_fmt": "yuvj420p",
    "threads": 1,
    "fflags": "+bitexact",
    "flags:v": "+bitexact",
    "map_metadata": -1,
}
_WEIGHT = 0.4
"""About how many seconds it takes to make one."""


def still_canvas(cut: RoughCut) -> Canvas:
    """The canvas on which stills of a cut are painted: that of its draft, whose graphics are drawn already, or will
    be wanted."""
    return draft_canvas(cut.size)


def still_step(
    cut: RoughCut, segment: Sequence[Slice], cues: Sequence[Cue], frame: int, media: Media, group: str = ""
) -> Step:
    """The frame of that number of a segment, given in its slices, with the `cues` that are burned in, as a JPEG.

    It depends on what is seen in it alone, not on where the segment stands. Steps of one `group` are made together.
    Raises TemplateError where a graphic is missing.
    """
    canvas = still_canvas(cut)
    part = next(each for each in segment if each.start <= frame < each.end)
    picture = Painter(cut.show, canvas, media).moment(part.segment, frame - part.start, cues_within(part, cues))
    # A picture of television as JPEG files have it: the colours of BT.601, in full range.
    said = {"in_color_matrix": "bt709", "out_color_matrix": "bt601", "in_range": "limited", "out_range": "full"}
    stream = picture.stream.filter("scale", flags="accurate_rnd+bitexact", **said).filter("format", "yuvj420p")
    label = _("still of {name}").format(name=part.segment.slug)
    area = canvas.width * canvas.height / (1920 * 1080)
    memory = area * 8 * len(picture.inputs) + 20
    return ffmpeg_step(
        [stream], _JPEG, picture.inputs, suffix=SUFFIX, label=label, weight=_WEIGHT, group=group, memory=memory
    )
