"""Which way up a photo is: as its EXIF says where that can be read, as it is stored otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscast.media.exif import told_by_exif

if TYPE_CHECKING:
    from PIL import Image

_ORIENTATION = 0x0112
"""The tag of EXIF (Exif 2.32, 4.6.4) that says how what is stored is turned to stand upright."""


def orientation_of(image: Image.Image) -> int:
    """1 to 8 of Exif 2.32, 4.6.4; 1 where nothing is said, or what is said makes no sense."""
    told = told_by_exif(image, lambda exif: exif.get(_ORIENTATION, 1), 1)
    return told if isinstance(told, int) and 1 <= told <= 8 else 1


def upright(image: Image.Image) -> Image.Image:
    """A loaded photo as it is to be looked at. Other tags of its EXIF, which may be damaged, are not read."""
    from PIL import Image as Pillow

    turn = Pillow.Transpose
    turns = {
        2: turn.FLIP_LEFT_RIGHT,
        3: turn.ROTATE_180,
        4: turn.FLIP_TOP_BOTTOM,
        5: turn.TRANSPOSE,
        6: turn.ROTATE_270,
        7: turn.TRANSVERSE,
        8: turn.ROTATE_90,
    }
    image.load()
    way = turns.get(orientation_of(image))
    return image if way is None else image.transpose(way)
