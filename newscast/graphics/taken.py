"""What a drawing takes from outside itself, and what of it nobody draws: read in one walk through its text."""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, unquote_to_bytes

from newscast.graphics.undrawn import Undrawn, UndrawnSought
from newscast.graphics.walk import Looking, Opened, Spot, walk

XLINK = "http://www.w3.org/1999/xlink"
_OURS = "urn:newscast:graphics"
_HREF = ("href", f"{XLINK}}}href", f"{_OURS}}}href")
"""Attributes that link, as expat names them."""
_URL = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']([^"']*)""", re.IGNORECASE)
_ESCAPED = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.IGNORECASE)
_DRAWING = re.compile(r"data:\s*image/svg", re.IGNORECASE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True)
class Link:
    """Something a drawing names that is not in it, in which kind of element ("" in CSS), and where in its text."""

    target: str
    element: str
    line: int
    column: int


@dataclass(frozen=True)
class Taken:
    """What was found in a drawing; broken XML has nothing."""

    links: tuple[Link, ...] = ()
    undrawn: tuple[Undrawn, ...] = ()


@lru_cache(maxsize=256)
def taken(source: str) -> Taken:
    """What a drawing links to outside itself, and what of it is not drawn; a template's link to `logo.href`,
    `photo.href` or `map.href` is none."""
    outside, undrawn = _LinksSought(), UndrawnSought()
    if not walk(source, [outside, undrawn]):
        return Taken()
    return Taken(tuple(dict.fromkeys(outside.found)), tuple(undrawn.found))


class _LinksSought(Looking):
    def __init__(self) -> None:
        self.found: list[Link] = []

    def opened(self, element: Opened) -> None:
        if "metadata" in element.around or element.name == "a":
            return
        for attribute, value in element.attributes.items():
            if attribute in _HREF:
                self._note(value, element.name, element.at)
            for target in _urls(value):
                self._note(target, "", element.at)

    def said(self, text: str, around: Sequence[str], at: Spot) -> None:
        if around[-1] == "style":
            for target in _urls(text):
                self._note(target, "", at)

    def _note(self, target: str, element: str, at: Spot) -> None:
        if is_outside(target):
            self.found.append(Link(target.strip(), element, *at))


def _urls(text: str) -> Iterator[str]:
    """What CSS takes from elsewhere, however it is written."""
    if "\\" in text or "/*" in text:
        text = _ESCAPED.sub(_sign, _COMMENT.sub(" ", text))
    return (match[1] or match[2] or "" for match in _URL.finditer(text))


def _sign(escaped: re.Match[str]) -> str:
    return escaped[2] or chr(min(int(escaped[1], 16), sys.maxunicode))


def is_outside(target: str) -> bool:
    """Whether what a link says is not in the drawing itself."""
    target = target.strip()
    inside = not target or target.startswith("#")
    if target.lower().startswith("data:"):
        inside = not _DRAWING.match(target) or not _links_on(target)
    return not inside and not re.fullmatch(r"\{\{[^}]*\b(?:logo|photo|map)\.href\b[^}]*\}\}", target)


def _links_on(data: str) -> bool:
    """Whether a drawing in a link itself links to anything; one that nobody can read here may."""
    head, _comma, body = data.partition(",")
    try:
        plain = base64.b64decode(unquote(body)) if head.lower().endswith(";base64") else unquote_to_bytes(body)
        drawing = plain.decode()
    except ValueError:
        return True
    return bool(taken(drawing).links) or not drawing.lstrip().startswith("<")
