"""Fitting an upright picture to a canvas: covering it around a focus, or whole over its own blurred copy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

import ffmpeg

from newscast.base.canvas import Canvas

BICUBIC = "bicubic+accurate_rnd+bitexact+full_chroma_int"
LANCZOS = "lanczos+accurate_rnd+bitexact+full_chroma_int"
"""swscale flags that give the same bytes on every machine of one instruction set; without full_chroma_int a change of
matrix loses three levels of brightness."""

Size = tuple[int, int]
Focus = tuple[float, float]
"""From the top left of the upright picture, 0..1 each."""

_BLUR_SCALE = 8
_BLUR_SHARE = 0.03
"""Standard deviation of the blur, of the short side."""
_DIM = 0.55


@dataclass(frozen=True)
class Colors:
    """How the numbers of a picture mean colours: ffmpeg's matrix name (`gbr` for RGB) and whether the range is full."""

    matrix: str
    full_range: bool

    def options(self) -> dict[str, str]:
        """Options of a scale filter that reads these colours and gives BT.709 in TV range."""
        reading = {} if self.matrix == "gbr" else {"in_color_matrix": _scale_name(self.matrix)}
        if self.matrix != "gbr":
            reading["in_range"] = "full" if self.full_range else "limited"
        return {**reading, "out_color_matrix": "bt709", "out_range": "limited"}


BT709 = Colors("bt709", False)
RGB = Colors("gbr", True)


@dataclass(frozen=True)
class Frames:
    """An ffmpeg-python stream of upright pictures.

    `size` is width and height in square pixels; `stored`, where every picture is known to have it, the pixels they
    really have.
    """

    stream: Any
    size: Size
    colors: Colors
    stored: Size | None = None


def cover_size(size: Size, canvas: Size) -> Size:
    """The smallest even size, of the shape of `size`, that covers the canvas."""
    grow = max(Fraction(canvas[0], size[0]), Fraction(canvas[1], size[1]))
    return max(canvas[0], _even(size[0] * grow)), max(canvas[1], _even(size[1] * grow))


def contain_size(size: Size, canvas: Size) -> Size:
    """The largest even size, of the shape of `size`, that fits into the canvas."""
    grow = min(Fraction(canvas[0], size[0]), Fraction(canvas[1], size[1]))
    return max(2, min(canvas[0], _even(size[0] * grow))), max(2, min(canvas[1], _even(size[1] * grow)))


def crop_offset(size: Size, window: Size, focus: Focus) -> tuple[int, int]:
    """Where to cut `window` out of `size` so that the focus is as near to its middle as the edges allow; even."""
    return _offset(size[0], window[0], focus[0]), _offset(size[1], window[1], focus[1])


def fitted(frames: Frames, canvas: Canvas, fit: str, focus: Focus, flags: str = BICUBIC) -> Any:
    """The frames on the canvas: `fill` or `pad`; SAR 1, yuv420p, BT.709 in TV range."""
    frame = (canvas.width, canvas.height)
    inside = contain_size(frames.size, frame)
    if fit == "fill" or inside == frame:
        return finished(_covering(frames, frame, focus, flags))
    whole = _scaled(frames, inside, flags)
    x, y = crop_offset(frame, inside, (0.5, 0.5))
    return finished(ffmpeg.overlay(_backdrop(frames, frame), whole, x=x, y=y, format="yuv420", eof_action="endall"))


def finished(stream: Any) -> Any:
    """The stream with its colours and shape written on it."""
    marked = stream.filter("setsar", "1").filter("format", "yuv420p")
    return marked.filter(
        "setparams", range="limited", color_primaries="bt709", color_trc="bt709", colorspace="bt709",
        field_mode="prog",
    )  # fmt: skip


def _covering(frames: Frames, frame: Size, focus: Focus, flags: str) -> Any:
    covering = cover_size(frames.size, frame)
    x, y = crop_offset(covering, frame, focus)
    if frames.stored and 2 * frame[0] * frame[1] < covering[0] * covering[1]:
        # Scaling what is cut off costs more than the rest, so cut first, a little wide, and trim the scaled picture.
        left, wide, x, across = _cut(frames.stored[0], covering[0], x, frame[0])
        top, high, y, down = _cut(frames.stored[1], covering[1], y, frame[1])
        stream = frames.stream.filter("crop", wide, high, left, top)
        frames, covering = replace(frames, stream=stream), (across, down)
    scaled = _scaled(frames, covering, flags)
    return scaled if covering == frame else scaled.filter("crop", frame[0], frame[1], x, y)


def _cut(stored: int, covering: int, start: int, length: int) -> tuple[int, int, int, int]:
    """One axis: start and length of the cut in stored pixels, start in the scaled cut, length of the scaled cut."""
    grow = Fraction(covering, stored)
    first = max(0, floor(start / grow / 2) * 2 - 2)
    last = min(stored, ceil((start + length) / grow / 2) * 2 + 2)
    scaled = max(length, _even((last - first) * grow))
    return first, last - first, max(0, min(scaled - length, _even(start - first * grow + 2) - 2)), scaled


def _backdrop(frames: Frames, frame: Size) -> Any:
    """The picture covering the frame, blurred where it is small and cheap, and dimmed."""
    small = _even(Fraction(frame[0], _BLUR_SCALE)), _even(Fraction(frame[1], _BLUR_SCALE))
    covering = _covering(replace(frames, stored=None), small, (0.5, 0.5), BICUBIC)
    blurred = covering.filter("gblur", sigma=round(_BLUR_SHARE * min(small), 2), steps=2)
    dimmed = blurred.filter("lutyuv", y=f"16+(val-16)*{_DIM}", **dict.fromkeys("uv", f"128+(val-128)*{_DIM}"))
    return dimmed.filter("scale", frame[0], frame[1], flags=BICUBIC)


def _scaled(frames: Frames, size: Size, flags: str) -> Any:
    options = frames.colors.options()
    return frames.stream.filter("scale", size[0], size[1], flags=flags, **options).filter("format", "yuv420p")


def _offset(size: int, window: int, focus: float) -> int:
    wanted = round((focus * size - window / 2) / 2) * 2
    return max(0, min(wanted, (size - window) // 2 * 2))


def _even(value: Fraction | float) -> int:
    return max(2, round(value / 2) * 2)


def _scale_name(matrix: str) -> str:
    return {"bt2020c": "bt2020nc", "ictcp": "bt2020nc", "ycgco": "bt709"}.get(matrix, matrix)
