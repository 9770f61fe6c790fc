"""Clips of other colour matrices: every sample of theirs is what the matrix of HD makes of it."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from newscast.picture.source import pictures

pytestmark = pytest.mark.real

_SD = 0.299, 0.114
WEIGHTS = {
    "bt709": (0.2126, 0.0722),
    "smpte170m": _SD,
    "bt470bg": _SD,
    "bt2020nc": (0.2627, 0.0593),
    "bt2020c": (0.2627, 0.0593),
    "smpte240m": (0.212, 0.087),
}
"""Of red and blue in brightness (ITU-T H.273)."""
BLOCK = 16


def matrix(name):
    """From RGB to brightness and differences of colour, 0..1 and -0.5..0.5."""
    red, blue = WEIGHTS[name]
    green = 1 - red - blue
    return np.array(
        [
            [red, green, blue],
            [-red / (2 - 2 * blue), -green / (2 - 2 * blue), 0.5],
            [0.5, -green / (2 - 2 * red), -blue / (2 - 2 * red)],
        ]
    )


def drawn(size, chroma, bits):
    """Planes of blocks of one colour each, also of such as RGB has no numbers for."""
    width, height = size
    across, down = (1 if chroma == "444" else 2), (2 if chroma == "420" else 1)
    numbers, unit = np.random.default_rng(16), 1 << bits - 8
    places = -(-height // BLOCK), -(-width // BLOCK)
    tall, wide = -(-height // down), -(-width // across)

    def plane(least, most, lines, columns, high, broad):
        blocks = numbers.integers(least * unit, most * unit, places)
        return blocks.repeat(high, 0).repeat(broad, 1)[:lines, :columns]

    luma = plane(40, 200, height, width, BLOCK, BLOCK)
    colors = [plane(70, 186, tall, wide, BLOCK // down, BLOCK // across) for _ in range(2)]
    return [luma, *colors], (across, down)


def due(planes, steps, name, bits, full):
    """What these planes are in BT.709, in TV range, 8 bits; not rounded."""
    across, down = steps
    unit = 1 << bits - 8
    black, grey, span, swing = (0, 128, 255, 255) if full else (16, 128, 219, 224)
    luma = (planes[0] / unit - black) / span
    blue, red = ((plane / unit - grey) / swing for plane in planes[1:])
    change = matrix("bt709") @ np.linalg.inv(matrix(name))
    added = change[0, 1] * blue + change[0, 2] * red
    added = added.repeat(down, 0).repeat(across, 1)[: luma.shape[0], : luma.shape[1]]
    differences = [128 + 224 * (change[row, 1] * blue + change[row, 2] * red) for row in (1, 2)]
    return [16 + 219 * (luma + added), *differences]


@pytest.mark.parametrize(
    ("name", "pixels", "size", "full"),
    [
        ("smpte170m", "yuv420p", (640, 480), False),
        ("bt470bg", "yuv422p", (352, 288), False),
        ("smpte170m", "yuv420p", (640, 405), False),
        ("smpte170m", "yuv444p", (320, 181), False),
        ("bt2020nc", "yuv422p10le", (320, 180), False),
        ("bt2020c", "yuv420p10le", (320, 180), False),
        ("smpte240m", "yuv444p12le", (320, 180), False),
        ("smpte170m", "yuv420p", (320, 240), True),
        ("smpte170m", "yuv422p", (320, 241), True),
    ],
)
def test_every_colour_of_another_matrix_is_met(make, render, tmp_path, name, pixels, size, full):
    bits = int(pixels[7:9] if pixels.endswith("le") else 8)
    chroma = pixels[3:6]
    planes, steps = drawn(size, chroma, bits)
    raw = tmp_path / "clip.raw"
    raw.write_bytes(b"".join(plane.astype("<u2" if bits > 8 else "u1").tobytes() for plane in planes))
    form = ("-f", "rawvideo", "-pixel_format", pixels, "-video_size", f"{size[0]}x{size[1]}", "-framerate", "30")
    told = ("-vf", f"setparams=colorspace={name}:range={'pc' if full else 'tv'}")
    told += ("-c:v", "libx264", "-qp", "0") if full else ("-c:v", "ffv1")
    info = make(f"{name}-{pixels}-{size[1]}-{full}.mkv", *form, "-i", str(raw), *told)
    assert (info.picture.matrix, info.picture.full_range) == (name, full)
    stream = pictures(info, Fraction(30), 0, 1).stream
    for letter, wanted in zip("yuv", due(planes, steps, name, bits, full), strict=True):
        alone = stream.filter("extractplanes", letter)
        got = render(alone, {info.file.digest: info.file.path}, wanted.shape[::-1])
        assert np.abs(got - wanted).max() <= 0.51, letter
