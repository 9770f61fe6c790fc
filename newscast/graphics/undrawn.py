"""What a kit's drawing has in it that browsers and editors show, and whoever paints drawings here does not."""

from __future__ import annotations

from functools import lru_cache
from xml.parsers import expat

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _

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


def undrawn_problems(source: str, place: Place) -> list[Problem]:
    """What would be missing of a drawing, each at its line; `place` is somewhere in its file."""
    return [_problem(name, Place(place.file, line, column)) for name, line, column in undrawn(source)]


@lru_cache(maxsize=256)
def undrawn(source: str) -> tuple[Undrawn, ...]:
    """The elements of a drawing that nobody draws, a text that flows only where it says something.

    Broken XML has none.
    """
    found: list[Undrawn] = []
    parser = expat.ParserCreate("utf-8", namespace_separator="}")
    open_elements: list[str] = []
    flowing: list[Undrawn] = []

    def at(name: str) -> Undrawn:
        return name, parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    def start(name: str, _attributes: dict[str, str]) -> None:
        space, _brace, element = name.rpartition("}")
        open_elements.append(element)
        if any(each in open_elements for each in _ASIDE):
            return
        if element in _PAGES and space == _SVG:
            found.append(at(element))
        elif element in _FLOWING:
            flowing.append(at(element))

    def end(_name: str) -> None:
        if open_elements.pop() in _FLOWING and flowing:
            flowing.pop()

    def text(data: str) -> None:
        if flowing and data.strip() and flowing[-1] not in found:
            found.append(flowing[-1])

    def instruction(target: str, _data: str) -> None:
        if target == _STYLESHEET:
            found.append(at(target))

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler, parser.ProcessingInstructionHandler = text, instruction
    try:
        parser.Parse(source.encode(), True)
    except expat.ExpatError:
        return ()
    return tuple(found)


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
