"""Whether a picture that is much higher than wide is one of a telephone's screen, or was taken by a camera."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from PIL import ExifTags, Image

from newscast.media.exif import told_by_exif
from newscast.media.upright import upright

SLENDER = Fraction(19, 10)
"""How many times as high as wide a picture is that may be one of a screen: those of telephones have 2 and more."""
_BY_A_CAMERA = (ExifTags.Base.ExposureTime, ExifTags.Base.FNumber, ExifTags.Base.FocalLength)
_ACROSS = 90
"""Pixels across in which it is looked at: letters and the grain of a camera are averaged out."""
_GROUNDS = 3
"""The page, and what lies on it: the speech bubbles of two."""
_PLAIN_ROWS, _LETTERS = 0.2, 0.01
"""In the lower half of a screen more than a fifth of the rows have one of its grounds, exactly, over most of their
width, and some neighbours differ much. Of 38 photos at five qualities, skies burned out and black backdrops among them,
none had more than 0.18; of 15 screens 11 had 0.20 and more: a map, icons, a poster on shades, a photo with a text less.
"""
_DIFFERENT = 24


def is_of_screen(image: Image.Image, size: tuple[int, int]) -> bool:
    """Of a picture of that size that was loaded, maybe smaller and not upright yet."""
    if size[1] < SLENDER * size[0] or _is_taken(image):
        return False
    import numpy as np

    whole = upright(image)
    lower = whole.crop((0, whole.height // 2, *whole.size)).convert("RGB")
    small = np.asarray(lower.reduce(max(1, round(lower.width / _ACROSS)))).astype(np.int32)
    shades = small @ np.array([65536, 256, 1])
    differing = np.abs(np.diff(small, axis=1)).max(axis=2) > _DIFFERENT
    return _plain_rows(shades.tolist()) > _PLAIN_ROWS and bool(differing.sum() > _LETTERS * differing.size)


def _plain_rows(rows: Sequence[Sequence[int]]) -> float:
    """The share of rows that have one of the three commonest grounds over most of their width."""
    usual = [Counter(row).most_common(1)[0] for row in rows]
    grounds = Counter(shade for shade, count in usual if count > len(rows[0]) / 2)
    return sum(count for _, count in grounds.most_common(_GROUNDS)) / max(1, len(rows))


def _is_taken(image: Image.Image) -> bool:
    """Whether it says with what exposure or lens; it does not where its EXIF is damaged."""
    return told_by_exif(image, lambda exif: not exif.get_ifd(ExifTags.IFD.Exif).keys().isdisjoint(_BY_A_CAMERA), False)
