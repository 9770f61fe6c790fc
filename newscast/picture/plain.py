"""A flat field of one colour, below graphics that have no picture of their own."""

from __future__ import annotations

from typing import Any

from newscast.base.canvas import Canvas
from newscast.picture.fit import finished
from newscast.step.nodes import source


def color(canvas: Canvas, frames: int, rgb: str) -> Any:
    """`frames` pictures of `#rrggbb` (sRGB), with the same output as clip(); one picture, repeated."""
    rate = f"{canvas.rate.numerator}/{canvas.rate.denominator}"
    plain = source(f"color=c=0x{rgb.lstrip('#')}:s={canvas.width}x{canvas.height}:r={rate},format=gbrp", f="lavfi")
    one = plain.filter("trim", end_frame=1).filter("scale", out_color_matrix="bt709", out_range="limited")
    return finished(one.filter("format", "yuv420p")).filter("tpad", stop=frames - 1, stop_mode="clone")
