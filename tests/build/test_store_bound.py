"""Builds hold the store to its bound, never at the cost of what they just made, and only where they rendered."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import Problem
from newscast.build import keeping
from newscast.build.door import build
from newscast.build.keeping import needed_until
from newscast.build.request import Options
from newscast.store.references import needs
from newscast.store.store import Result, Store

TEXT = (
    "rundown: 1\nshow: chica\ndate: {date}\n{more}deliverables: [radio]\nsegments:\n"
    "  - story: uno\n    headline: Uno\n    bed: none\n    parts: [{{vo: Hola., voice: voz.wav}}]\n"
)
OLD = Result("f" * 64, ".mp4")


def test_results_are_needed_until_fourteen_days_after_air(sala: Any) -> None:
    from newscast.rundown.load import load

    def until(more: str) -> datetime.datetime:
        path = sala.write(TEXT.format(date="2026-11-20", more=more))
        return datetime.datetime.fromtimestamp(needed_until(load(path).rundown))

    assert until("air: 2026-11-21T07:00\n") == datetime.datetime(2026, 12, 5, 7)
    assert until("").date() == datetime.date(2026, 12, 4)


@pytest.fixture
def room(sala: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A newsroom whose store may hold next to nothing, and holds an old result."""
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    office = sala.root / "assets/newsroom.yaml"
    office.write_text(office.read_text() + "store: {keep: 1KB}\n")
    store = Store(tmp_path / "store")
    made = store.scratch() / "made"
    made.write_bytes(bytes(2_000_000))
    store.keep(made, OLD)
    store.tidy()
    return sala


@pytest.mark.slow
def test_a_build_lets_go_of_the_rest_and_keeps_what_it_needs(
    room: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, heard = Store(tmp_path / "store"), list[Problem]()
    path = room.write(TEXT.format(date="2026-11-20", more=""))
    options = Options(jobs=1, say=heard.append)
    next(iter(build([path], options)))
    assert not store.has(OLD)
    assert [problem.message for problem in heard if "This episode alone needs" in problem.message]
    (need,) = needs(store)
    assert all(store.has(Result(name[:64], name[64:])) for name in need.names)
    assert need.until == datetime.datetime(2026, 12, 4, 23, 59, 59, 999999).timestamp()

    heard.clear()
    monkeypatch.setattr(keeping, "keep_within", lambda *_: pytest.fail("looked through the store"))
    again = next(iter(build([path], options)))
    assert again.manifest["built"]["rendered"] == 0
    assert heard == []
