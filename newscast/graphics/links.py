"""Pictures that a drawing of the kit links to: found, held inside the kit, and put into the drawing itself.

Whoever paints a drawing is given all of it, and reads nothing from disk.
"""

from __future__ import annotations

import base64
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from newscast.base.errors import Place, Problem
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.document.words import short
from newscast.graphics.encoded import text_of
from newscast.graphics.fonts import Stamp, file_stamp
from newscast.graphics.taken import XLINK, Link, is_outside, taken
from newscast.graphics.template import Template
from newscast.graphics.undrawn import undrawn_problem
from newscast.show.model import Show

_SHOWING = ("image", "feImage")
"""The elements that show a picture from elsewhere."""
_NAMED = 80
"""Letters that are told of a link: one that is a drawing itself may have thousands."""
TEMPLATE, LOGO = "template picture", "logo picture"
"""The parts that linked pictures have among a step's inputs."""
PHOTO = "photo"
"""The part of somebody's picture there."""
_KINDS = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg"}


Pictures = Mapping[str, Mapping[str, Path]]
"""By part, by what links say, where the picture is."""


@dataclass(frozen=True)
class Linked:
    """A picture that a drawing links to as `target`; `role` is `template picture` or `logo picture`."""

    role: str
    target: str
    path: Path


def linked(template: Template, show: Show) -> tuple[list[Linked], list[Problem]]:
    """The pictures that a template of the show and the show's logo link to; what is wrong with their links, and what
    of them would not be drawn."""
    pictures: list[Linked] = []
    problems: list[Problem] = []
    for role, drawing, source in _drawings(template, show):
        found = taken(source)
        for link in found.links:
            picture = _resolved(link, drawing, show.folder or drawing.parent)
            if isinstance(picture, Path):
                pictures.append(Linked(role, link.target, picture))
            else:
                problems.append(Problem(*picture, Place(near(drawing), link.line, link.column), code="kit-link"))
        problems += [undrawn_problem(each, near(drawing)) for each in found.undrawn]
    return list(dict.fromkeys(pictures)), problems


def _drawings(template: Template, show: Show) -> Iterator[tuple[str, Path, str]]:
    """The drawings of the kit that may link; those of the package link to nothing."""
    if template.file:
        yield TEMPLATE, template.file, template.source
    if show.logo and show.logo.is_file() and (source := _text(show.logo, file_stamp(show.logo))):
        yield LOGO, show.logo, source


@lru_cache(maxsize=16)
def _text(logo: Path, _stamp: Stamp) -> str:
    """The text of an SVG; "" where the file is something else."""
    data = logo.read_bytes()
    return "" if data.startswith((*_KINDS, b"RIFF")) else text_of(data)


def embed(root: ET.Element, pictures: Mapping[str, Path]) -> None:
    """Put pictures in the place of their links. Raises ValueError for a link to anything else."""
    metadata = {id(inner) for each in root.iter() if _local(each) == "metadata" for inner in each.iter()}
    for element in root.iter():
        if id(element) in metadata or _local(element) == "a":
            continue
        for name, value in list(element.attrib.items()):
            if name in ("href", f"{{{XLINK}}}href") and is_outside(value):
                picture = pictures.get(value.strip())
                if picture is None or _local(element) not in _SHOWING:
                    raise ValueError(f"it links to {value}")
                element.set(name, _data(picture))


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _data(picture: Path) -> str:
    data = picture.read_bytes()
    kind = next(kind for head, kind in _KINDS.items() if data.startswith(head))
    return f"data:{kind};base64,{base64.b64encode(data).decode()}"


def _resolved(link: Link, drawing: Path, folder: Path) -> Path | tuple[str, str]:
    """The picture a link means; else what is wrong, and how to mend it."""
    named = short(link.target, _NAMED)
    embed = _("Put the picture beside the drawing and link it from there, or embed it.")
    if link.element not in _SHOWING:
        message = _("The drawing takes something from “{link}”; only pictures can be linked.")
        return message.format(link=named), _("Put it into the drawing itself.")
    if "{{" in link.target or "{%" in link.target:
        message = _("Which picture “{link}” means is only known when the graphic is filled.").format(link=named)
        return message, _("Link one picture by its name.")
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|[/\\]", link.target):
        message = _("“{link}” is not a picture of the kit: links are relative to the drawing.").format(link=named)
        return message, embed
    path = _path(link.target, drawing)
    if not path.exists():
        return _("There is no picture “{link}” beside the drawing.").format(link=named), embed
    if not path.is_relative_to(folder.resolve()):
        return _("The picture “{link}” lies outside the show's folder.").format(link=named), embed
    if not _opens(path, file_stamp(path)):
        message = _("“{link}” is not a PNG or JPEG picture that can be opened.").format(link=named)
        return message, _("Save it as PNG or JPEG.")
    return path


def _path(target: str, drawing: Path) -> Path:
    """Where a link leads, symbolic links resolved; programs for drawing write %20 for a space."""
    plain = drawing.parent / target
    return (plain if plain.exists() else drawing.parent / unquote(target)).resolve()


@lru_cache(maxsize=256)
def _opens(path: Path, _stamp: Stamp) -> bool:
    from PIL import Image

    try:
        with path.open("rb") as file:
            head = file.read(4)
        with Image.open(path, formats=["PNG", "JPEG"]) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return any(head.startswith(kind) for kind in _KINDS)
