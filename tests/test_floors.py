"""Rooms stand on floors, in the order that docs/architecture.md gives, and import only what is above them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import newscast

PACKAGE = Path(newscast.__file__).parent
ARCHITECTURE = Path(__file__).parent.parent / "docs/architecture.md"

# The one list of the floors, for readers and for this test.
FLOORS = re.findall(r"^\| `(\w+)/` ", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE)
# And those of the rooms inside the page.
PAGE = re.findall(r"^\| `review/(\w+)/` ", ARCHITECTURE.read_text(encoding="utf-8"), re.MULTILINE)


def modules() -> dict[str, Path]:
    """Every module of the package by its dotted name."""
    return {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in PACKAGE.rglob("*.py")}


@cache
def imported(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The names a module imports: all of them, and those that are not inside functions."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(_names(ast.walk(tree))), frozenset(_names(tree.body))


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


def test_every_room_of_the_page_has_its_floor() -> None:
    review = PACKAGE / "review"
    assert set(PAGE) == {path.parent.name for path in review.glob("*/*.py")}
    assert len(PAGE) == len(set(PAGE))


def test_a_room_of_the_page_imports_only_rooms_above_it() -> None:
    inside = {name: name.split(".")[2] for name in modules() if name.count(".") > 2 and room_of(name) == "review"}
    upside_down = [
        f"{module} imports {name}"
        for module, room in inside.items()
        for name in imported(modules()[module])[0]
        if name in inside and PAGE.index(inside[name]) > PAGE.index(room)
    ]
    assert len(inside) > len(PAGE)
    assert upside_down == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = modules()
    arrows = {name: {each for each in imported(path)[1] if each in known} for name, path in known.items()}
    # Raises CycleError, which names the circle.
    assert len(list(TopologicalSorter(arrows).static_order())) >= len(known)
