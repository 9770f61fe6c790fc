"""Which tall pictures are screens of telephones, and which were taken by a camera."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import ExifTags, Image, ImageDraw

from newscast.media.screens import is_of_screen

WIDE, HIGH = 540, 1170
MARGIN, LINE = 40, 30


def screen(ground: tuple[int, int, int], ink: tuple[int, int, int], picture: int = 0) -> Image.Image:
    """Lines of words, below a picture of so many rows."""
    shown = Image.new("RGB", (WIDE, HIGH), ground)
    drawn, some = ImageDraw.Draw(shown), np.random.default_rng(1)
    for top in range(picture + MARGIN, HIGH - MARGIN, LINE):
        left = MARGIN
        while left < WIDE - 3 * MARGIN and (top // LINE) % 5:
            wide = int(some.integers(8, 60))
            drawn.rectangle((left, top, left + wide, top + LINE // 2), fill=ink)
            left += wide + 12
    if picture:
        shown.paste(taken().crop((0, 0, WIDE, picture)), (0, 0))
    return shown


def taken(bright: float = 1.0) -> Image.Image:
    """A sky, and ground with grain and things that stand on it; with the sky burned out where it is `bright`."""
    some = np.random.default_rng(2)
    light = np.linspace(230, 60, HIGH)[:, None, None] + some.normal(0, 3, (HIGH, WIDE, 3))
    for left, top in some.integers(0, (WIDE, HIGH // 2), (40, 2)):
        light[HIGH // 2 + top : HIGH // 2 + top + 80, left : left + 50] += some.normal(0, 50, 3)
    return Image.fromarray(np.clip(light * bright, 0, 255).astype(np.uint8))


def sent(picture: Image.Image, quality: int, **how: bytes) -> bool:
    """What is said of it as a JPEG."""
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, **how)
    image = Image.open(buffer)
    image.draft("RGB", (WIDE // 8, HIGH // 8))
    return is_of_screen(image, picture.size)


@pytest.mark.parametrize("quality", [90, 50])
def test_a_screen_is_known_by_its_plain_ground(quality):
    assert sent(screen((255, 255, 255), (20, 20, 20)), quality)
    assert sent(screen((0, 0, 0), (240, 240, 240)), quality)
    assert sent(screen((240, 240, 240), (20, 20, 20), picture=HIGH // 2), quality)


@pytest.mark.parametrize("quality", [90, 50])
@pytest.mark.parametrize("bright", [1.0, 1.8, 0.02])
def test_what_a_camera_took_is_none_however_tall(quality, bright):
    assert not sent(taken(bright), quality)


def test_what_says_its_exposure_was_taken():
    told = Image.Exif()
    told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.FNumber] = 1.8
    assert not sent(screen((255, 255, 255), (0, 0, 0)), 90, exif=told.tobytes())


def test_a_turned_one_is_looked_at_upright():
    told = Image.Exif()
    told[ExifTags.Base.Orientation] = 6
    lying = screen((255, 255, 255), (0, 0, 0)).rotate(90, expand=True)
    buffer = io.BytesIO()
    lying.save(buffer, "PNG", exif=told.tobytes())
    assert is_of_screen(Image.open(buffer), (WIDE, HIGH))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I", "I;16", "F"])
def test_every_sort_of_picture_is_looked_at(mode):
    assert not is_of_screen(Image.new(mode, (1, 2)), (1, 2))
    assert not is_of_screen(Image.new(mode, (100, 260)), (100, 260))
