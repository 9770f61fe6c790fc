"""What is blurred in photos and clips is too coarse to be known again, whatever of it is seen and lies on it."""

from __future__ import annotations

from functools import partial
from itertools import permutations

import numpy as np
import pytest
from PIL import Image

from newscast.picture.clip import clip
from newscast.picture.fit import BT709, Frames
from newscast.picture.veiling import veil_photo, veiled
from newscast.step.nodes import source
from newscast.timeline.seen import Veil

Boxes = list[tuple[float, float, float, float]]
SIZE = (320, 240)
FACE = (0.25, 0.0, 0.5, 1.0)
SLIVER = (0.0, 0.0, 0.1, 1.0)
"""As high as a face and a fifth as wide: the rest of it is behind the picture's edge."""
WITHIN = (0.4, 0.4, 0.06, 0.08)


def lines(thick: int) -> np.ndarray:
    """Black and white lines, each so many pixels high."""
    rows = (np.arange(SIZE[1]) // thick) % 2 * 255
    return np.repeat(rows[:, None], SIZE[0], axis=1).astype(np.uint8)


def on_photo(thick: int, boxes: Boxes) -> np.ndarray:
    return np.asarray(veil_photo(Image.fromarray(lines(thick)).convert("RGB"), boxes).convert("L"))


def in_clip(thick: int, boxes: Boxes, render) -> np.ndarray:
    """One picture of a clip in which these are blurred, as ffmpeg makes it."""
    drawn = f"color=c=black:s={SIZE[0]}x{SIZE[1]}:r=30,format=gray,geq=lum='255*mod(floor(Y/{thick})\\,2)'"
    stream = source(drawn, f="lavfi").video.filter("trim", end_frame=1).filter("format", "yuv420p")
    made = veiled(Frames(stream, SIZE, BT709), [Veil(box) for box in boxes], 0, 1)
    return render(made.stream, {}, SIZE)


@pytest.fixture(params=["photo", pytest.param("clip", marks=pytest.mark.real)])
def hidden(request, render):
    """hidden(thick, boxes): lines of that height with these boxes of them blurred."""
    return on_photo if request.param == "photo" else partial(in_clip, render=render)


def contrast(picture: np.ndarray, box: tuple[float, float, float, float]) -> float:
    """How much of black and white is left in the middle of a box."""
    left, top, wide, high = (round(share * side) for share, side in zip(box, SIZE * 2, strict=True))
    inner = picture[top + high // 8 : top + high - high // 8, left + wide // 8 : left + wide - wide // 8]
    return float(inner.std()) / 127.5


def test_of_half_a_face_as_little_is_known_as_of_a_whole_one(hidden) -> None:
    """Lines a sixteenth of a face high, margins and all: as fine as somebody is known by."""
    for box in (FACE, SLIVER):
        assert contrast(lines(SIZE[1] // 16), box) > 0.9
        assert contrast(hidden(SIZE[1] // 16, [box]), box) < 0.25


@pytest.mark.parametrize("boxes", [*permutations([FACE, WITHIN])])
def test_a_small_box_in_a_face_shows_nothing_of_it(hidden, boxes) -> None:
    assert contrast(hidden(4, [WITHIN]), WITHIN) > 0.2
    assert contrast(hidden(4, [*boxes]), WITHIN) < 0.1


_PQ = "setparams=color_primaries=bt2020:color_trc=smpte2084:colorspace=bt2020nc:range=tv,format=yuv420p10le"
_KINDS = {
    "pq.mkv": (_PQ, "320x180", ("-c:v", "libx264", "-qp", "10")),
    "animated.gif": ("format=rgb24", "320x180", ()),
    "alpha.mkv": ("format=yuva444p", "320x180", ("-c:v", "ffv1")),
    "screen.mkv": ("format=gbrp", "320x180", ("-c:v", "ffv1")),
    "odd.mkv": ("format=yuv420p,setsar=288/289", "321x181", ("-c:v", "ffv1")),
    "fields.ts": (
        "format=yuv420p,setsar=64/45,setfield=tff",
        "720x576",
        ("-c:v", "mpeg2video", "-flags", "+ilme+ildct"),
    ),
}
"""Filters, the size and how it is coded: HDR, a GIF, with opacity, RGB, of odd sides, interlaced and not square."""


@pytest.mark.real
@pytest.mark.parametrize("name", _KINDS)
def test_every_kind_of_clip_is_blurred_where_it_is_asked_for(make, render, landscape, name: str) -> None:
    """Noise is even within the box, and noise beside it."""
    drawn, size, coded = _KINDS[name]
    noise = f"color=gray:s={size}:r=25:d=0.4,noise=alls=100:allf=t+u,{drawn}"
    info = make(name, "-f", "lavfi", "-i", noise, *coded)
    seen = clip(info, landscape, start=0, frames=1, fit="fill", veils=(Veil((0.25, 0.25, 0.5, 0.5)),))
    picture = render(seen, {info.file.digest: info.file.path}, (320, 180)).astype(int)
    inside, above = (np.abs(np.diff(part, axis=1)) for part in (picture[48:132, 84:236], picture[:40]))
    assert np.percentile(inside, 99.5) <= 8 and above.mean() > 10
