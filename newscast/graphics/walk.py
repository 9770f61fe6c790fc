"""One walk through the text of a drawing, for all who look for something in it, each told where it stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

Spot = tuple[int, int]
"""Line and column of the text, from 1."""


@dataclass(frozen=True)
class Opened:
    """An element as it begins: its namespace, its name, its attributes as expat names them, and the names of all that
    are open around it, its own last."""

    space: str
    name: str
    attributes: Mapping[str, str]
    around: Sequence[str]
    at: Spot


class Looking:
    """Whoever looks on; all of it may be left as it is."""

    def opened(self, element: Opened) -> None:
        """An element begins."""

    def closed(self, name: str) -> None:
        """An element of that name ends."""

    def said(self, text: str, around: Sequence[str], at: Spot) -> None:
        """Text within elements of these names, the innermost last."""

    def instructed(self, target: str, at: Spot) -> None:
        """An instruction to whoever reads the drawing."""


def walk(source: str, looking: Sequence[Looking]) -> bool:
    """Tell each of all that there is, in order; False where the text is no XML to its end."""
    parser = expat.ParserCreate("utf-8", namespace_separator="}")
    around: list[str] = []

    def at() -> Spot:
        return parser.CurrentLineNumber, parser.CurrentColumnNumber + 1

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _brace, local = name.rpartition("}")
        around.append(local)
        _each(looking, lambda each: each.opened(Opened(space, local, attributes, around, at())))

    def end(_name: str) -> None:
        local = around.pop()
        _each(looking, lambda each: each.closed(local))

    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda data: _each(looking, lambda each: each.said(data, around, at()))
    parser.ProcessingInstructionHandler = lambda target, _data: _each(
        looking, lambda each: each.instructed(target, at())
    )
    try:
        parser.Parse(source.encode(), True)
    except expat.ExpatError:
        return False
    return True


def _each(looking: Sequence[Looking], tell: Callable[[Looking], None]) -> None:
    for one in looking:
        tell(one)
