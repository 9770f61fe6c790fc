"""Fitting an upright picture to a canvas: covering it around a focus, or whole over its own blurred copy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import ffmpeg

from newscast.canvas import Canvas

BICUBIC = "bicubic+accurate_rnd+bitexact+full_chroma_int"
LANCZOS = "lanczos+accurate_rnd+bitexact+full_chroma_int"
"""swscale flags that give the same bytes on every machine of one instruction set; without full_chroma_int a change of
matrix loses three levels of brightness."""

Focus = tuple[float, float]
"""From the top left of the upright picture, 0..1 each."""

_BLUR_SCALE = 8
_BLUR = 4
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


def cover_size(size: tuple[int, int], canvas: tuple[int, int]) -> tuple[int, int]:
    """The smallest even size, of the shape of `size`, that covers the canvas."""
    grow = max(Fraction(canvas[0], size[0]), Fraction(canvas[1], size[1]))
    return max(canvas[0], _even(size[0] * grow)), max(canvas[1], _even(size[1] * grow))


def contain_size(size: tuple[int, int], canvas: tuple[int, int]) -> tuple[int, int]:
    """The largest even size, of the shape of `size`, that fits into the canvas."""
    grow = min(Fraction(canvas[0], size[0]), Fraction(canvas[1], size[1]))
    return max(2, min(canvas[0], _even(size[0] * grow))), max(2, min(canvas[1], _even(size[1] * grow)))


def crop_offset(size: tuple[int, int], window: tuple[int, int], focus: Focus) -> tuple[int, int]:
    """Where to cut `window` out of `size` so that the focus is as near to its middle as the edges allow; even."""
    return _offset(size[0], window[0], focus[0]), _offset(size[1], window[1], focus[1])


def fitted(
    stream: Any, size: tuple[int, int], colors: Colors, canvas: Canvas, fit: str, focus: Focus, flags: str = BICUBIC
) -> Any:
    """`stream`, of that upright size, on the canvas: `fill` or `pad`; SAR 1, yuv420p, BT.709 in TV range."""
    frame = (canvas.width, canvas.height)
    inside = contain_size(size, frame)
    if fit == "fill" or inside == frame:
        return finished(_covering(stream, size, colors, frame, focus, flags))
    behind = _backdrop(stream, size, colors, frame)
    whole = _scaled(stream, inside, colors, flags)
    x, y = crop_offset(frame, inside, (0.5, 0.5))
    return finished(ffmpeg.overlay(behind, whole, x=x, y=y, format="yuv420", eof_action="endall"))


def finished(stream: Any) -> Any:
    """The stream with its colours and shape written on it."""
    marked = stream.filter("setsar", "1").filter("format", "yuv420p")
    return marked.filter(
        "setparams", range="limited", color_primaries="bt709", color_trc="bt709", colorspace="bt709",
        field_mode="prog",
    )  # fmt: skip


def _covering(
    stream: Any, size: tuple[int, int], colors: Colors, frame: tuple[int, int], focus: Focus, flags: str
) -> Any:
    covering = cover_size(size, frame)
    scaled = _scaled(stream, covering, colors, flags)
    if covering == frame:
        return scaled
    x, y = crop_offset(covering, frame, focus)
    return scaled.filter("crop", frame[0], frame[1], x, y)


def _backdrop(stream: Any, size: tuple[int, int], colors: Colors, frame: tuple[int, int]) -> Any:
    """The picture covering the frame, blurred where it is small and cheap, and dimmed."""
    small = _even(Fraction(frame[0], _BLUR_SCALE)), _even(Fraction(frame[1], _BLUR_SCALE))
    covering = _covering(stream, size, colors, small, (0.5, 0.5), BICUBIC)
    blurred = covering.filter("gblur", sigma=_BLUR * small[1] / 135 if small[1] < small[0] else _BLUR, steps=2)
    dimmed = blurred.filter("lutyuv", y=f"16+(val-16)*{_DIM}")
    return dimmed.filter("scale", frame[0], frame[1], flags=BICUBIC)


def _scaled(stream: Any, size: tuple[int, int], colors: Colors, flags: str) -> Any:
    return stream.filter("scale", size[0], size[1], flags=flags, **colors.options()).filter("format", "yuv420p")


def _offset(size: int, window: int, focus: float) -> int:
    wanted = round((focus * size - window / 2) / 2) * 2
    return max(0, min(wanted, (size - window) // 2 * 2))


def _even(value: Fraction | float) -> int:
    return max(2, round(value / 2) * 2)


def _scale_name(matrix: str) -> str:
    return {"bt2020c": "bt2020nc", "ictcp": "bt2020nc", "ycgco": "bt709"}.get(matrix, matrix)
