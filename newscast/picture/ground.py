"""The ground of a picture that does not cover its canvas: a blurred copy of itself, of which no more is made than is
seen, where the picture takes all of a side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from newscast.picture.fit import AREA, BILINEAR, Frames, Size, contain_size, crop_offset, even, scaled
from newscast.step.nodes import filtered

BLUR = 5.0
"""Standard deviation of the blur in the small copy."""
FACELESS = 24.0
"""The same where texts lie on the copy: behind a picture that is smaller for a face, and below a card's headline. What
is left of a face is none behind them."""
_SMALL = 136
"""Pixels of the short side of the copy that is blurred: an eighth of a canvas, for every canvas alike."""
_ENLARGED = Fraction(9, 8)
_DIM = 0.6
_BEYOND = 2
"""Lines of the copy beyond a strip, which the scaler looks at."""


@dataclass(frozen=True)
class _Ground:
    """A blurred copy, and how large it is."""

    stream: Any
    size: Size

    def on(self, frame: Size) -> Any:
        """All of it, as large as the frame."""
        return self.stream.filter("scale", *frame, flags=BILINEAR)


@dataclass(frozen=True)
class _Strip:
    """So many lines of a copy, from line `first` on, as `scaled` lines of a frame; of these are seen `seen`, from
    `begin` on."""

    first: int
    lines: int
    scaled: int
    begin: int
    seen: int


def backdrop(frames: Frames, frame: Size, blur: float = BLUR) -> Any:
    """The picture covering the frame, a little enlarged, dimmed, and blurred where that is cheap: in a small copy,
    which is the same for every canvas."""
    return _blurred(frames, frame, blur).on(frame)


def grounded(frames: Frames, frame: Size, shown: Any, corner: Size, box: Size, blur: float) -> Any:
    """What is `shown` of a picture, as large as `box`, at its corner of the frame, and the backdrop around it."""
    ground = _blurred(frames, frame, blur)
    for axis, stack in ((1, "vstack"), (0, "hstack")):
        strips = strips_of(ground.size[axis], frame[axis], corner[axis], box[axis])
        if box[1 - axis] == frame[1 - axis] and strips is not None:
            before, after = (_cut_out(ground, frame, axis, strip) if strip else None for strip in strips)
            parts = [each for each in (before, shown, after) if each is not None]
            return filtered(parts, stack, inputs=len(parts), shortest=1)
    x, y = corner
    return filtered([ground.on(frame), shown], "overlay", x=x, y=y, format="yuv420", eof_action="endall")


def strips_of(small: int, large: int, corner: int, length: int) -> tuple[_Strip | None, _Strip | None] | None:
    """What of a copy of `small` lines has to be scaled for what is seen before and after a picture of that length on a
    frame of `large` lines, None where nothing is; or None where all of it has to be.

    Strips hold whole numbers of lines on either side, so that each line lies where it does when all are scaled.
    """
    step = lcm(2, 2 * small // gcd(2 * small, large))
    found: list[_Strip | None] = []
    for seen, last in ((corner, False), (large - corner - length, True)):
        needed = -(-seen * small // large) + _BEYOND
        lines = -(-needed // step) * step
        if seen and lines >= small:
            return None
        tall = lines * large // small
        strip = _Strip(small - lines, lines, tall, tall - seen, seen) if last else _Strip(0, lines, tall, 0, seen)
        found.append(strip if seen else None)
    return found[0], found[1]


def _blurred(frames: Frames, frame: Size, blur: float) -> _Ground:
    """The small copy, cut to the shape of the frame."""
    grow = Fraction(_SMALL, min(frames.size))
    small = even(frames.size[0] * grow), even(frames.size[1] * grow)
    blurred = scaled(replace(frames, stored=None), small, AREA).filter("gblur", sigma=blur, steps=2)
    dimmed = blurred.filter("lutyuv", y=f"16+(val-16)*{_DIM}", **dict.fromkeys("uv", f"128+(val-128)*{_DIM}"))
    whole = contain_size(frame, small)
    window = even(whole[0] / _ENLARGED), even(whole[1] / _ENLARGED)
    return _Ground(dimmed.filter("crop", *window, *crop_offset(small, window, (0.5, 0.5))), window)


def _cut_out(ground: _Ground, frame: Size, axis: int, strip: _Strip) -> Any:
    def sized(along: int, across: int) -> Iterator[int]:
        return iter((across, along) if axis else (along, across))

    stream = ground.stream.filter("crop", *sized(strip.lines, ground.size[1 - axis]), *sized(strip.first, 0))
    stream = stream.filter("scale", *sized(strip.scaled, frame[1 - axis]), flags=BILINEAR)
    return stream.filter("crop", *sized(strip.seen, frame[1 - axis]), *sized(strip.begin, 0))
