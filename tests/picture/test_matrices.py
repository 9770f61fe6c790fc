"""Clips of other colour matrices: every sample of theirs is what the matrix of HD makes of it. What says of itself what
no filter takes is shown all the same."""

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
        ("bt2020nc", "yuv420p10le", (320, 180), False),
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


_BARS = "smptehdbars=s=128x72:r=30:d=0.1,scale=out_color_matrix=bt709:out_range=tv,format={}"


@pytest.fixture
def said(make):
    """said(name, matrix, transfer, primaries, pixels): a clip whose headers say these codes, all else being alike."""

    def clip(name, matrix, transfer=1, primaries=1, pixels="yuv420p"):
        bare = make(f"bare-{pixels}.mkv", "-f", "lavfi", "-i", _BARS.format(pixels), "-c:v", "libx264", "-qp", "0")
        codes = {"matrix_coefficients": matrix, "transfer_characteristics": transfer, "colour_primaries": primaries}
        told = "h264_metadata=" + ":".join(f"{key}={code}" for key, code in codes.items())
        return make(name, "-i", str(bare.file.path), "-c", "copy", "-bsf:v", told)

    return clip


def seen(info, render):
    """Its first picture in RGB."""
    stream = pictures(info, Fraction(30), 0, 1).stream.filter("scale", in_color_matrix="bt709", in_range="limited")
    return render(stream, {info.file.digest: info.file.path}, info.picture.stored, "rgb24").astype(int)


@pytest.mark.parametrize("matrix", [3, 10, 11, 12, 13, 14, 15, 16, 17])
def test_pictures_are_those_of_the_nearest_matrix_whatever_they_say(said, render, matrix):
    nearest = {10: 9, 12: 1, 13: 1}.get(matrix, 2)
    odd, usual = said(f"odd-{matrix}.mkv", matrix), said(f"usual-{nearest}.mkv", nearest)
    assert bool(odd.picture.unmet) == (matrix not in (3, 10, 12, 13))
    assert np.array_equal(seen(odd, render), seen(usual, render))


@pytest.mark.parametrize("transfer", [8, 9, 10, 17])
@pytest.mark.parametrize("pixels", ["yuv420p", "yuv444p10le"])
def test_tones_that_no_filter_takes_are_shown_as_they_are(said, render, transfer, pixels):
    odd, usual = said(f"odd-{pixels}-{transfer}.mkv", 1, transfer, 1, pixels), said(f"hd-{pixels}.mkv", 1, 1, 1, pixels)
    assert odd.picture.unmet
    assert not usual.picture.unmet
    assert np.array_equal(seen(odd, render), seen(usual, render))


@pytest.mark.parametrize("tones", ["log100", "log316"])
def test_rgb_with_logarithmic_tones_is_shown(make, render, tones):
    told = f"format=gbrp10le,setparams=colorspace=gbr:color_trc={tones}"
    info = make(f"{tones}.mkv", "-f", "lavfi", "-i", "color=red:s=64x36:r=30:d=0.1", "-vf", told, "-c:v", "ffv1")
    red, green, blue = seen(info, render).reshape(-1, 3).mean(0)
    assert red > 245
    assert max(green, blue) < 10


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("color", [(200, 60, 30), (20, 180, 90), (128, 128, 128), (250, 240, 10)])
def test_green_and_orange_become_the_colours_they_are(make, render, tmp_path, color, full):
    red, green, blue = (each / 255 for each in color)
    luma, orange, greenish = (red + 2 * green + blue) / 4, (red - blue) / 2, (2 * green - red - blue) / 4
    black, span, swing = (0, 255, 255) if full else (16, 219, 224)
    samples = [round(black + span * luma), round(128 + swing * greenish), round(128 + swing * orange)]
    raw = tmp_path / "clip.raw"
    raw.write_bytes(b"".join(bytes([each]) * 64 * 36 for each in samples))
    form = ("-f", "rawvideo", "-pixel_format", "yuv444p", "-video_size", "64x36", "-framerate", "30", "-i", str(raw))
    name = f"{full}-{'-'.join(map(str, color))}.mkv"
    bare = make(f"bare-{name}", *form, "-c:v", "libx264", "-qp", "0")
    told = f"h264_metadata=matrix_coefficients=8:video_full_range_flag={int(full)}"
    info = make(f"green-{name}", "-i", str(bare.file.path), "-c", "copy", "-bsf:v", told)
    assert not info.picture.unmet
    assert np.abs(seen(info, render)[0, 0] - color).max() <= 4


@pytest.mark.parametrize("transfer", ["smpte2084", "arib-std-b67"])
def test_colours_of_hdr_are_the_same_in_either_matrix(make, render, transfer):
    told = f"setparams=colorspace=gbr:range=pc:color_primaries=bt2020:color_trc={transfer}"
    bars = ("-f", "lavfi", "-i", "smptehdbars=s=128x72:r=30:d=0.1,format=gbrp16le")
    made = []
    for matrix in ("bt2020nc", "ictcp"):
        coded = f"{told},zscale=matrix={matrix}:range=limited,format=yuv444p10le"
        made.append(make(f"{matrix}-{transfer}.mkv", *bars, "-vf", coded, "-c:v", "ffv1"))
    usual, other = (seen(each, render) for each in made)
    assert not made[1].picture.unmet
    assert np.abs(usual - other).max() <= 8
    assert np.abs(usual - other).mean() < 1
