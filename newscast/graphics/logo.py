"""The logo of a kit: what kind of drawing it is, its shape, and whether it can be drawn at all."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib
from pathlib import Path

from newscast.base.errors import Problem
from newscast.base.files import reason_of
from newscast.base.i18n import _
from newscast.graphics.template import SVG
from newscast.show.model import Show

_PNG = b"\x89PNG\r\n\x1a\n"
_HEADS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}
VECTOR = "image/svg+xml"


def kind_of(data: bytes) -> str:
    """The MIME type by content."""
    return next((kind for head, kind in _HEADS.items() if data.startswith(head)), VECTOR)


def aspect_of(path: Path, data: bytes) -> float:
    """How many times wider than high it is. Raises ValueError or OSError where it has no shape."""
    if kind_of(data) != VECTOR:
        from PIL import Image

        with Image.open(path) as image:
            return float(image.width / image.height)
    root = ET.fromstring(data)
    box = root.get("viewBox", "").replace(",", " ").split()
    width, height = box[2:] if len(box) == 4 else (root.get(side, "1").rstrip("px") for side in ("width", "height"))
    if not (float(width) > 0 and float(height) > 0):
        raise ValueError(f"{width} x {height}")
    return float(width) / float(height)


def unusable_logo(show: Show) -> list[Problem]:
    """What keeps the logo of a kit from being drawn; what it links to is told with the graphics."""
    fault = logo_fault(show.logo) if show.logo else None
    return [Problem(*fault, show.where("logo"), code="logo", medium=show.logo)] if fault else []


def logo_fault(path: Path) -> tuple[str, str] | None:
    """What is wrong with a drawing that is to be a logo, and how to mend it; None where it can be drawn."""
    hint = _("Save it as SVG or PNG, and look at it.")
    try:
        data = path.read_bytes()
        whole = is_whole(path, data)
    except OSError as error:
        form = _("The logo {name} cannot be read: {reason}.")
        return form.format(name=path.name, reason=reason_of(error, path)), hint
    except (ET.ParseError, ValueError, LookupError, ZeroDivisionError):
        whole = False
    return None if whole else (_("The logo {name} is no SVG or PNG that can be drawn.").format(name=path.name), hint)


def is_whole(path: Path, data: bytes) -> bool:
    """Raises ParseError, ValueError, LookupError or OSError where it is not."""
    kind = kind_of(data)
    if kind == VECTOR:
        # Without its namespace, or with lengths in other units than pixels and no viewBox, it would not be drawn.
        return ET.fromstring(data).tag == f"{SVG}svg" and aspect_of(path, data) > 0
    if kind == "image/png":
        return _is_whole_png(data)
    from PIL import Image

    with Image.open(path) as image:
        image.load()
    return True


def _is_whole_png(data: bytes) -> bool:
    """Whether every chunk is there with its checksum, down to the last (PNG, 3rd edition, 5.3)."""
    at, kind = len(_PNG), b""
    while data.startswith(_PNG) and at + 12 <= len(data) and kind != b"IEND":
        length = int.from_bytes(data[at : at + 4], "big")
        kind, end = data[at + 4 : at + 8], at + 8 + length
        if zlib.crc32(data[at + 4 : end]) != int.from_bytes(data[end : end + 4], "big"):
            return False
        at = end + 4
    return kind == b"IEND"
