"""Photos stand upright whatever their orientation and format, and probing gives them the shape they are shown in."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from newscast.media.info import MediaInfo
from newscast.media.probe import probe
from newscast.picture.still import make_still, still_step

TURN = Image.Transpose
STORED = {
    1: None,
    2: TURN.FLIP_LEFT_RIGHT,
    3: TURN.ROTATE_180,
    4: TURN.FLIP_TOP_BOTTOM,
    5: TURN.TRANSPOSE,
    6: TURN.ROTATE_90,
    7: TURN.TRANSVERSE,
    8: TURN.ROTATE_270,
}
"""How an upright picture is stored under each orientation of Exif 2.32, 4.6.4."""
COLOURS = ("red", "lime", "blue", "white")
FORMATS = {"jpg": {"quality": 95}, "png": {}, "webp": {"lossless": True}, "tif": {}, "avif": {"quality": 95}}


def upright() -> Image.Image:
    picture = Image.new("RGB", (96, 64))
    for number, colour in enumerate(COLOURS):
        picture.paste(colour, (number % 2 * 48, number // 2 * 32, number % 2 * 48 + 48, number // 2 * 32 + 32))
    return picture


def corners(picture: Image.Image) -> list[list[int]]:
    width, height = picture.size
    places = [(width * x // 4, height * y // 4) for y in (1, 3) for x in (1, 3)]
    return [[round(value / 255) for value in picture.getpixel(place)] for place in places]  # type: ignore[union-attr]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_orientation_of_every_format(tmp_path: Path, tools, suffix):
    paths = []
    for orientation, turn in STORED.items():
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = orientation
        stored = upright() if turn is None else upright().transpose(turn)
        paths.append(tmp_path / f"{orientation}.{suffix}")
        stored.save(paths[-1], exif=exif, **FORMATS[suffix])
    for path, info in probe(paths, None).items():
        assert isinstance(info, MediaInfo) and info.picture, info
        make_still(still_step(info).params, [path], tmp_path / "ready.tif", tools)
        with Image.open(tmp_path / "ready.tif") as ready:
            assert (info.picture.width, info.picture.height) == ready.size == (96, 64), path.name
            assert corners(ready) == corners(upright()), path.name


@pytest.mark.parametrize("orientation", STORED)
def test_a_heic_is_turned_by_its_own_boxes(tmp_path: Path, tools, orientation):
    """A box says how; what its Exif says besides is for programs that know no boxes."""
    import pillow_heif

    path = tmp_path / "photo.heic"
    turn = STORED[orientation]
    stored = upright() if turn is None else upright().transpose(turn)
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    photo = pillow_heif.from_pillow(stored)
    photo.info["exif"] = exif.tobytes()
    photo.save(path, quality=95)
    assert_upright(path, tools)


def exif_of(*tags: tuple[int, int, bytes]) -> bytes:
    """EXIF of tags (number, type, value of at most four bytes), in little-endian order."""
    entries = b"".join(
        struct.pack("<HHI4s", number, kind, len(value) if kind == 2 else 1, value) for number, kind, value in tags
    )
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + entries + bytes(4)


TURNED = (ExifTags.Base.Orientation, 3, b"\x06\0\0\0")


@pytest.mark.parametrize(("exif", "turn"), [
    (exif_of(TURNED, (ExifTags.Base.XResolution, 2, b"ab\0\0")), 6),
    (exif_of(TURNED, (ExifTags.Base.ExifOffset, 2, b"\xf1\xff\0\0")), 6),
    (exif_of(TURNED).replace(b"II*", b"I\xf1*"), 1),
    (exif_of((ExifTags.Base.Orientation, 2, b"\xc3(\0\0")), 1),
    (exif_of((ExifTags.Base.Orientation, 3, b"\x63\0\0\0")), 1),
])  # fmt: skip
@pytest.mark.parametrize("suffix", ["jpg", "png", "webp"])
def test_a_photo_with_damaged_tags_is_shown(tmp_path: Path, tools, suffix, exif, turn):
    path = tmp_path / f"photo.{suffix}"
    stored = upright() if turn == 1 else upright().transpose(STORED[turn])
    stored.save(path, exif=exif, **FORMATS[suffix])
    assert_upright(path, tools)


def assert_upright(path: Path, tools) -> None:
    info = probe([path], None)[path]
    assert isinstance(info, MediaInfo) and info.picture, info
    make_still(still_step(info).params, [path], path.parent / "ready.tif", tools)
    with Image.open(path.parent / "ready.tif") as ready:
        assert (info.picture.width, info.picture.height) == ready.size == (96, 64)
        assert corners(ready) == corners(upright())
