"""Blurring in a picture what must not be recognised: boxes that come and go, or all of it.

What is hidden is made so coarse that nothing of it comes back: a face of any size has few patches across, also one of
which half is seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from newscast.picture.fit import BICUBIC, Frames
from newscast.step.nodes import filtered
from newscast.timeline.seen import Veil

if TYPE_CHECKING:
    from PIL.Image import Image

PATCHES, ALONG = 6, 8
"""Patches at most across the narrower side of a box, and along the longer one: a face is known again from about 16
(Harmon and Julesz, 1973). What is seen of somebody beside the picture's edge, or behind another, is as high as a face,
and narrow."""


def veiled(frames: Frames, veils: Sequence[Veil], start: int, count: int) -> Frames:
    """The frames with what is veiled in them blurred; they begin with frame `start` of the clip.

    Where boxes lie on each other the coarsest is seen: a small one within a face would show what a large one hides.
    Each is taken from the frames as they came: taken from what the one before it hid, every further box would
    double how often ffmpeg asks for a frame.
    """
    width, height = frames.stored or frames.size
    stream = frames.stream
    seen = sorted(_seen(veils, start, count, (width, height)), key=lambda each: _patch(*each[2][2:]))
    for first, last, (left, top, wide, high) in seen:
        coarse = _patches(wide, high)
        both = frames.stream.filter("crop", wide, high, left, top).filter("scale", *coarse, flags="area+bitexact")
        hidden = both.filter("scale", wide, high, flags=BICUBIC)
        when = {} if (first, last) == (0, count) else {"enable": f"between(n,{first},{last - 1})"}
        stream = filtered([stream, hidden], "overlay", x=left, y=top, format="auto", eof_action="repeat", **when)
    return replace(frames, stream=stream)


def told_of(veils: Sequence[Veil]) -> dict[str, Any]:
    """What a step is told that has these boxes of a photo blurred."""
    return {"veils": [list(veil.box) for veil in veils], "patches": [PATCHES, ALONG]} if veils else {}


def veil_photo(photo: Image, boxes: Sequence[Sequence[float]]) -> Image:
    """The photo with these boxes blurred, each after the one before."""
    from PIL.Image import Resampling

    for box in boxes:
        left, top, wide, high = _pixels(box, photo.size)
        part = photo.crop((left, top, left + wide, top + high))
        coarse = part.resize(_patches(wide, high), Resampling.BOX)
        photo.paste(coarse.resize((wide, high), Resampling.BICUBIC), (left, top))
    return photo


def _seen(veils: Sequence[Veil], start: int, count: int, size: tuple[int, int]) -> list[tuple[int, int, Any]]:
    """From which frame to before which one, and pixels: those that are seen."""
    found = []
    for veil in veils:
        last = count if veil.last is None else min(count, veil.last - start)
        # Before its first picture and after its last one, a clip shows that one.
        first = 0 if veil.first <= 0 else max(0, veil.first - start)
        if first < last:
            found.append((first, last, _pixels(veil.box, size)))
    return found


def _pixels(box: Sequence[float], size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Left, top, width and height on whole samples of colour, no less than what is asked for."""
    left, top = (max(0, floor(box[axis] * size[axis] / 2) * 2) for axis in (0, 1))
    right, bottom = (min(size[axis], ceil((box[axis] + box[axis + 2]) * size[axis] / 2) * 2) for axis in (0, 1))
    return left, top, max(2, right - left), max(2, bottom - top)


def _patch(wide: int, high: int) -> float:
    """Pixels of a patch in a box of that size."""
    return max(2, min(wide, high) / PATCHES, max(wide, high) / ALONG)


def _patches(wide: int, high: int) -> tuple[int, int]:
    patch = _patch(wide, high)
    return max(1, round(wide / patch)), max(1, round(high / patch))
