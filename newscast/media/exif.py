"""What the EXIF of a photo says, which may be damaged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from newscast.media.blame import is_of_content

if TYPE_CHECKING:
    from PIL import Image

T = TypeVar("T")


def told_by_exif(image: Image.Image, read: Callable[[Image.Exif], T], otherwise: T) -> T:
    """What is read of it; `otherwise` where it makes no sense."""
    try:
        return read(image.getexif())
    except Exception as error:
        if is_of_content(error):
            return otherwise
        raise
