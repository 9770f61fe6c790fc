"""Rooms stand on floors, in the order that docs/architecture.md gives, and import only what is above them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import newscast

PACKAGE = Path(newscast.__file__).parent
ARCHITECTURE = Path(__file__).parent.parent / "docs/architecture.md"

# The one list of the floors, for readers and for this test.
FLOORS = re.findall(r"^\| `(\w+)/` ", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE)
# And of those inside rooms that have such a list.
INSIDE: dict[str, list[str]] = {}
for _room, _inner in re.findall(r"^\| `(\w+)/(\w+)/` ", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE):
    INSIDE.setdefault(_room, []).append(_inner)


@cache
def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    return {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}


@cache
def imported(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The names a module imports: all of them, and those that are not inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(_names(_statements(tree.body))), frozenset(_names(tree.body))


def _statements(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """These, and those inside them; no expression holds an import."""
    for statement in body:
        yield statement
        for inner in ("body", "orelse", "finalbody", "handlers", "cases"):
            yield from _statements(getattr(statement, inner, ()))


def _names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def room_of(module: str) -> str:
    return module.split(".")[1]


def test_every_room_has_its_floor() -> None:
    rooms = {path.parent.relative_to(PACKAGE).parts[0] for path in PACKAGE.rglob("*.py") if path.parent != PACKAGE}
    assert set(FLOORS) == rooms
    assert len(FLOORS) == len(set(FLOORS))


@pytest.mark.slow
def test_a_room_imports_only_rooms_above_it() -> None:
    upside_down = [
        f"{module} imports {name}"
        for module, path in modules().items()
        if path.parent != PACKAGE
        for name in imported(path)[0]
        if name.startswith("newscast.") and name.count(".") > 1
        if FLOORS.index(room_of(name)) > FLOORS.index(room_of(module))
    ]
    assert upside_down == []


@pytest.mark.parametrize("room", sorted(INSIDE))
def test_every_room_inside_a_room_has_its_floor(room: str) -> None:
    assert set(INSIDE[room]) == {path.parent.name for path in (PACKAGE / room).glob("*/*.py")}
    assert len(INSIDE[room]) == len(set(INSIDE[room]))


@pytest.mark.slow
@pytest.mark.parametrize("room", sorted(INSIDE))
def test_a_room_inside_a_room_imports_only_rooms_above_it(room: str) -> None:
    floors = INSIDE[room]
    inner = {name: name.split(".")[2] for name in modules() if name.count(".") > 2 and room_of(name) == room}
    upside_down = [
        f"{module} imports {name}"
        for module, floor in inner.items()
        for name in imported(modules()[module])[0]
        if name in inner and floors.index(inner[name]) > floors.index(floor)
    ]
    assert len(inner) > len(floors)
    assert upside_down == []


@pytest.mark.slow
def test_no_modules_import_each_other_in_a_circle() -> None:
    known = modules()
    arrows = {name: {each for each in imported(path)[1] if each in known} for name, path in known.items()}
    # Raises CycleError, which names the circle.
    assert len(list(TopologicalSorter(arrows).static_order())) >= len(known)
