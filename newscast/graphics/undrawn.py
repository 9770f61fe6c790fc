"""What a kit's drawing has in it that browsers and editors show, and whoever paints drawings here does not."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.graphics.walk import Looking, Opened, Spot

_SVG = "http://www.w3.org/2000/svg"
_PAGES = frozenset({"foreignObject", "iframe", "video", "audio", "canvas"})
"""Elements with which a drawing has a page of HTML, or a film, in it (SVG 2, 12)."""
_FLOWING = frozenset({"flowRoot"})
"""Text that flows into a shape, as a draft of SVG 1.2 had it and Inkscape wrote it up to 0.92."""
_ASIDE = ("metadata", "switch")
"""Where other programs leave what is for them; a switch has in it what is drawn instead."""
_STYLESHEET = "xml-stylesheet"

Undrawn = tuple[str, int, int]
"""What it is, and at which line and column of the text it stands."""


class UndrawnSought(Looking):
    """Looks for the elements of a drawing that nobody draws, a text that flows only where it says something."""

    def __init__(self) -> None:
        self.found: list[Undrawn] = []
        self._flowing: list[Undrawn] = []

    def opened(self, element: Opened) -> None:
        if any(each in element.around for each in _ASIDE):
            return
        if element.name in _PAGES and element.space == _SVG:
            self.found.append((element.name, *element.at))
        elif element.name in _FLOWING:
            self._flowing.append((element.name, *element.at))

    def closed(self, name: str) -> None:
        if name in _FLOWING and self._flowing:
            self._flowing.pop()

    def said(self, text: str, around: Sequence[str], at: Spot) -> None:
        if self._flowing and text.strip() and self._flowing[-1] not in self.found:
            self.found.append(self._flowing[-1])

    def instructed(self, target: str, at: Spot) -> None:
        if target == _STYLESHEET:
            self.found.append((target, *at))


def undrawn_problem(undrawn: Undrawn, file: Path) -> Problem:
    """What would be missing of a drawing, at its line."""
    name, line, column = undrawn
    return _problem(name, Place(file, line, column))


def _problem(name: str, place: Place) -> Problem:
    message = _("“{element}” of the drawing is not drawn: what is in it would be missing.").format(element=name)
    if name in _FLOWING:
        hint = _("In Inkscape, turn it into text (Text > Convert to Text) and save again.")
    elif name == _STYLESHEET:
        message = _("The drawing takes its styles from another file, which is not read.")
        hint = _("Write them into a `<style>` of the drawing.")
    else:
        hint = _("Draw it with the elements of SVG, such as `<image>` and `<text>`.")
    return Problem(message, hint, place, code="kit-undrawn")
