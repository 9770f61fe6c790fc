"""Stills are made a few at a time, those of what changed first; one that cannot be had is no reason for the others."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.base.content import File
from newscast.base.errors import MachineError
from newscast.build.board import drawing
from newscast.build.board.drawing import Drawn, draw
from newscast.build.board.stills import _content
from newscast.media.info import MediaInfo
from newscast.media.missing import Missing


def part(changed: bool, *columns: list[tuple[float, str]]) -> Any:
    """A part with the stills of each column, by second and key."""
    views = [
        SimpleNamespace(column=number, stills=[SimpleNamespace(at=at, key=key) for at, key in stills])
        for number, stills in enumerate(columns)
    ]
    return SimpleNamespace(changed=changed, views=views)


OLD = part(False, [(0.5, "a"), (2.0, "b")], [(0.5, "c"), (1.0, "a")])
NEW = part(True, [(1.0, "d"), (3.0, "e")])
STEPS = {key: SimpleNamespace(group=group) for key, group in zip("abcde", ("1", "1", "2", "3", "3"), strict=True)}


class Engine:
    """Has what was there, makes what is not broken, and notes what it was asked for together."""

    def __init__(self, there: str = "", broken: str = "") -> None:
        self.there, self.broken, self.asked = there, broken, list[str]()

    def __call__(self, *_how: Any) -> Engine:
        return self

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_how: Any) -> None: ...

    def has(self, step: Any) -> bool:
        return self._key(step) in self.there

    def make(self, steps: Iterable[Any]) -> None:
        keys = "".join(map(self._key, steps))
        self.asked.append(keys)
        if set(keys) & set(self.broken):
            raise MachineError(f"cannot draw {keys}")

    def _key(self, step: Any) -> str:
        return next(key for key, each in STEPS.items() if each is step)


def drawn(monkeypatch: pytest.MonkeyPatch, engine: Engine, **how: Any) -> tuple[Drawn, list[tuple[int, int]]]:
    monkeypatch.setattr(drawing, "Engine", engine)
    monkeypatch.setattr(drawing, "open_store", lambda results: results)
    board = SimpleNamespace(segments=[SimpleNamespace(parts=[OLD]), SimpleNamespace(parts=[NEW])])
    placed = SimpleNamespace(results=None, binary=None)
    found, told = Drawn(SimpleNamespace(board=board, steps=STEPS, placed=placed)), list[tuple[int, int]]()  # type: ignore[arg-type]
    draw(found, lambda done, of: told.append((done, of)), **how)
    return found, told


def test_what_changed_comes_first_and_of_a_moment_all_columns_together(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine()
    found, told = drawn(monkeypatch, engine, jobs=1)
    assert "".join(engine.asked) == "deacb"
    assert found.made == set("abcde") and found.left == [] and found.failed == {}
    assert told[0] == (0, 5) and told[-1] == (5, 5)


def test_the_first_round_is_short_and_the_others_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of processes, each of which makes the stills of one group."""
    engine = Engine()
    drawn(monkeypatch, engine, jobs=1)
    assert engine.asked == ["de", "acb"]
    engine = Engine()
    drawn(monkeypatch, engine, jobs=2)
    assert engine.asked == ["dea", "cb"]


def test_what_is_there_is_told_at_once_and_not_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(there="da")
    found, told = drawn(monkeypatch, engine, jobs=4)
    assert engine.asked == ["ecb"] and told == [(2, 5), (5, 5)]
    assert found.made == set("abcde")


def test_one_that_cannot_be_made_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    found, told = drawn(monkeypatch, Engine(broken="e"), jobs=4)
    assert found.failed == {"e": "cannot draw e"} and found.made == set("abcd") and found.left == []
    assert told[-1] == (5, 5)


def test_what_nobody_wants_any_more_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    engine, answers = Engine(), iter([True, False])
    found, told = drawn(monkeypatch, engine, jobs=1, wanted=lambda: next(answers))
    assert engine.asked == ["de"] and found.left == ["a", "c", "b"] and told == [(0, 5), (2, 5)]


def test_a_still_is_of_the_content_of_its_file() -> None:
    """Another content under the same path is another still; what is missing has none."""
    file = Path("/n/foto.jpg")
    there, gone = MediaInfo(File(file, "a" * 64), "still", Fraction(0)), Missing(file)
    assert [_content(file, media) for media in ({file: there}, {file: gone}, {})] == ["a" * 64, "", ""]
