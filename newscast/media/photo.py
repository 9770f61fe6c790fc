"""A photo as the child sees it: opened whole through Pillow, its upright size and whether it decodes."""

from __future__ import annotations

import warnings
from fractions import Fraction
from pathlib import Path
from typing import Any

from PIL import Image

from newscast.media.blame import is_of_content
from newscast.media.facts import Facts
from newscast.media.screens import is_of_screen
from newscast.media.sniff import has_tiles
from newscast.media.upright import orientation_of
from newscast.media.verdicts import LARGEST_AREA, LARGEST_SIDE

_TURNS = {3: 180, 4: 180, 5: 90, 6: 90, 7: 270, 8: 270}
"""EXIF orientation (Exif 2.32, 4.6.4) to degrees clockwise; 2, 4, 5 and 7 are mirrored besides."""


def look(path: Path, kind: str) -> Facts:
    """The facts of a photo of that kind (see sniff.photo_kind)."""
    if kind == "heif":
        import pillow_heif

        pillow_heif.register_heif_opener()
    Image.MAX_IMAGE_PIXELS = None
    warnings.simplefilter("ignore")
    try:
        with Image.open(path) as image:
            if max(image.size) > LARGEST_SIDE or image.width * image.height > LARGEST_AREA:
                return {"fault": "too-large"}
            picture = _picture(image)
    except Exception as error:
        if is_of_content(error):
            return {"fault": "photo"}
        raise
    if kind == "heif" and has_tiles(path):
        picture["stream"] = "g:0"
    return still_facts(picture)


def still_facts(picture: dict[str, Any]) -> Facts:
    """The facts of a still with this picture."""
    return {
        "kind": "still",
        "duration": "0",
        "picture": picture,
        "sounds": [],
        "picture_start": "0",
        "damaged": False,
        "container": "",
    }


def _picture(image: Image.Image) -> dict[str, Any]:
    turn, size = _turn(image), image.size
    shrunk = image.draft("RGB", (max(1, image.width // 8), max(1, image.height // 8)))
    image.load()
    # Some formats are turned upright when they are loaded (TIFF, HEIC), and say no more that they should be.
    width, height = size if shrunk else image.size
    if _turn(image) in (90, 270):
        width, height = height, width
    return {
        "codec": (image.format or "").lower(),
        "width": width,
        "height": height,
        "rotation": turn,
        "rate": str(Fraction(0)),
        "variable": False,
        "scan": "progressive",
        "transfer": "sdr",
        "matrix": "gbr",
        "full_range": True,
        "pixel_format": image.mode,
        "alpha": image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info,
        "stream": "v:0",
        "screen": is_of_screen(image, (width, height)),
    }


def _turn(image: Image.Image) -> int:
    return _TURNS.get(orientation_of(image), 0)
