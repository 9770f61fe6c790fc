"""Upright pictures at other sizes: covering a frame around a focus, or contained in it; colours brought to BT.709."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor
from typing import Any

BICUBIC = "bicubic+accurate_rnd+bitexact+full_chroma_int"
BILINEAR = "bilinear+accurate_rnd+bitexact+full_chroma_int"
AREA = "area+accurate_rnd+bitexact+full_chroma_int"
LANCZOS = "lanczos+accurate_rnd+bitexact+full_chroma_int"
"""swscale flags that give the same bytes on every machine of one instruction set; without full_chroma_int a change of
matrix loses three levels of brightness."""

Size = tuple[int, int]
Focus = tuple[float, float]
"""From the top left of the upright picture, 0..1 each."""
Moving = Sequence[tuple[int, float, float]]
"""Numbers of frames, ascending, and the focus at each."""


@dataclass(frozen=True)
class Colors:
    """How the numbers of a picture mean colours: ffmpeg's matrix name (`gbr` for RGB) and whether the range is full."""

    matrix: str
    full_range: bool

    def options(self) -> dict[str, str]:
        """Options of a scale filter that reads these colours and gives BT.709 in TV range."""
        reading = {} if self.matrix == "gbr" else {"in_color_matrix": self.matrix}
        if self.matrix != "gbr":
            reading["in_range"] = "full" if self.full_range else "limited"
        return {**reading, "out_color_matrix": "bt709", "out_range": "limited"}


BT709 = Colors("bt709", False)
RGB = Colors("gbr", True)


@dataclass(frozen=True)
class Frames:
    """An ffmpeg-python stream of upright pictures.

    `size` is width and height in square pixels; `stored`, where every picture is known to have it, the pixels they
    really have; `source` the size of what was recorded, where these stand in for it or were made smaller.
    """

    stream: Any
    size: Size
    colors: Colors
    stored: Size | None = None
    source: Size | None = None


def cover_size(size: Size, canvas: Size) -> Size:
    """The smallest even size, of the shape of `size`, that covers the canvas."""
    grow = max(Fraction(canvas[0], size[0]), Fraction(canvas[1], size[1]))
    return max(canvas[0], even(size[0] * grow)), max(canvas[1], even(size[1] * grow))


def contain_size(size: Size, canvas: Size) -> Size:
    """The largest even size, of the shape of `size`, that fits into the canvas."""
    grow = min(Fraction(canvas[0], size[0]), Fraction(canvas[1], size[1]))
    return max(2, min(canvas[0], even(size[0] * grow))), max(2, min(canvas[1], even(size[1] * grow)))


def crop_offset(size: Size, window: Size, focus: Focus) -> tuple[int, int]:
    """Where to cut `window` out of `size` so that the focus is as near to its middle as the edges allow; even."""
    return _offset(size[0], window[0], focus[0]), _offset(size[1], window[1], focus[1])


def finished(stream: Any) -> Any:
    """The stream with its colours and shape written on it."""
    marked = stream.filter("setsar", "1").filter("format", "yuv420p")
    return marked.filter(
        "setparams", range="limited", color_primaries="bt709", color_trc="bt709", colorspace="bt709",
        field_mode="prog",
    )  # fmt: skip


def covering(frames: Frames, frame: Size, focus: Focus, flags: str, moving: Moving = ()) -> Any:
    """The frames cropped around the focus to a frame of that size; around one that goes from place to place."""
    whole = cover_size(frames.size, frame)
    offsets = [(number, crop_offset(whole, frame, (x, y))) for number, x, y in moving]
    if len({offset for _, offset in offsets}) > 1:
        places = (_between([(number, offset[axis]) for number, offset in offsets]) for axis in (0, 1))
        return scaled(frames, whole, flags).filter("crop", *frame, *places)
    x, y = crop_offset(whole, frame, focus)
    if frames.stored and 2 * frame[0] * frame[1] < whole[0] * whole[1]:
        # Scaling what is cut off costs more than the rest, so cut first, a little wide, and trim the scaled picture.
        left, wide, x, across = _cut(frames.stored[0], whole[0], x, frame[0])
        top, high, y, down = _cut(frames.stored[1], whole[1], y, frame[1])
        stream = frames.stream.filter("crop", wide, high, left, top)
        frames, whole = replace(frames, stream=stream), (across, down)
    large = scaled(frames, whole, flags)
    return large if whole == frame else large.filter("crop", frame[0], frame[1], x, y)


def _cut(stored: int, covering: int, start: int, length: int) -> tuple[int, int, int, int]:
    """One axis: start and length of the cut in stored pixels, start in the scaled cut, length of the scaled cut."""
    grow = Fraction(covering, stored)
    first = max(0, floor(start / grow / 2) * 2 - 2)
    last = min(stored, ceil((start + length) / grow / 2) * 2 + 2)
    large = max(length, even((last - first) * grow))
    return first, last - first, max(0, min(large - length, even(start - first * grow + 2) - 2)), large


def scaled(frames: Frames, size: Size, flags: str) -> Any:
    """The frames at that size, in BT.709."""
    options = frames.colors.options()
    return frames.stream.filter("scale", size[0], size[1], flags=flags, **options).filter("format", "yuv420p")


def _between(places: Sequence[tuple[int, int]]) -> str:
    """An expression of a frame's number `n`: even steps from each place to the next, and still before and after."""
    text = str(places[-1][1])
    for (first, start), (second, end) in reversed(list(pairwise(places))):
        on_way = str(start) if start == end else f"{start}+({end - start})*(n-({first}))/{second - first}"
        text = f"if(lt(n,{second}),{on_way},{text})"
    return f"if(lt(n,{places[0][0]}),{places[0][1]},{text})"


def _offset(size: int, window: int, focus: float) -> int:
    wanted = round((focus * size - window / 2) / 2) * 2
    return max(0, min(wanted, (size - window) // 2 * 2))


def even(value: Fraction | float) -> int:
    """The nearest even number of pixels, 2 at least."""
    return max(2, round(value / 2) * 2)
