"""Drawing how loud somebody speaks: one long strip of bars, which goes by behind what is seen of it.

Nothing is drawn for each frame: what moves is the window (measured in newscast.graphics.overlay).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

from newscast.base.timecode import round_half_up
from newscast.graphics.model import Bars
from newscast.step.step import Step

if TYPE_CHECKING:
    from PIL.Image import Image

LEVELS = "levels"
"""What is there for `news:when` where a recording is heard, and the role of what was measured of it."""
_FINER = 4
"""How many times as large a bar is drawn before it is made smaller, so that its ends are round."""


@dataclass(frozen=True)
class Heard:
    """A recording whose levels are shown: `step` has a byte for each of its bars, and each bar stands for `frames`
    frames. What shows them begins at its frame `since`."""

    step: Step
    frames: int
    since: int = 0

    @property
    def begun(self) -> int:
        """Frames of the first bar that have gone by before it is seen."""
        return self.since % self.frames


def strip_params(bars: Bars, heard: Heard, frames: int, scale: Fraction) -> dict[str, int]:
    """How the strip is drawn that is seen for so many frames, at `scale` pixels for one of the design.

    What goes by in a frame is even: video has one colour for two pixels.
    """
    step = max(2, 2 * round_half_up(scale * (bars.bar + bars.gap) / 2 / heard.frames))
    pitch = step * heard.frames
    bar = max(1, round_half_up(Fraction(pitch * bars.bar, bars.bar + bars.gap)))
    first, count = heard.since // heard.frames, -(-(heard.begun + frames) // heard.frames)
    return {"pitch": pitch, "step": step, "bar": bar, "first": first, "count": count, "frames": heard.begun + frames}


def strip(drawing: Image, levels: bytes, params: Mapping[str, int]) -> Image:
    """The strip for the place and in the colour of a drawing: as wide as that to begin with, then a bar for each that
    comes, of which as much is there as goes by."""
    from PIL import Image

    pitch, width = params["pitch"], params["bar"]
    before = drawing.width // pitch
    bars = [_height(levels, params["first"] - before + number, drawing.height) for number in range(before)]
    bars += [_height(levels, params["first"] + number, drawing.height) for number in range(params["count"])]
    mask = Image.new("L", (pitch * len(bars), drawing.height))
    for number, height in enumerate(bars):
        bar = _bar(width, max(height, min(width, drawing.height)))
        mask.paste(bar, (number * pitch + (pitch - width) // 2, (drawing.height - bar.height) // 2))
    seen = mask.crop((0, 0, before * pitch + params["frames"] * params["step"], drawing.height))
    red, green, blue, opacity = _color(drawing)
    whole = Image.new("RGBA", seen.size, (red, green, blue, 0))
    whole.putalpha(seen.point([round(value * opacity / 255) for value in range(256)]))
    return whole


def _height(levels: bytes, number: int, full: int) -> int:
    """Pixels of a bar; none before the recording and after its end. Even, so that it stands in the middle."""
    return round_half_up(Fraction(levels[number] * full, 255 * 2)) * 2 if 0 <= number < len(levels) else 0


@cache
def _bar(width: int, height: int) -> Image:
    """A bar with round ends, as opacity."""
    from PIL import Image, ImageDraw

    large = Image.new("L", (width * _FINER, height * _FINER))
    box = (0, 0, large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, radius=width * _FINER // 2, fill=255)
    return large.resize((width, height), Image.Resampling.BOX)


def _color(drawing: Image) -> Sequence[int]:
    """The colour that most of a drawing has where it is seen best."""
    import numpy as np

    pixels: Any = np.asarray(drawing).reshape(-1, 4)
    seen = pixels[pixels[:, 3] == pixels[:, 3].max()]
    colors, counts = np.unique(seen, axis=0, return_counts=True)
    return [int(value) for value in colors[counts.argmax()]]
