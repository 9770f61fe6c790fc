"""Builds hold the store to its bound, never at the cost of what they just made, and only where they rendered."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from unrendered import IdleEngine, finished, publish

from newscast.base.errors import Problem
from newscast.build import keeping
from newscast.build.door import build
from newscast.build.keeping import keep_store, needed_until
from newscast.build.request import Options
from newscast.engine.engine import Engine
from newscast.episode.history import read_version
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
    assert until("air: 2026-11-21T07:00-06:00\n") == datetime.datetime.fromtimestamp(
        datetime.datetime(2026, 12, 5, 13, tzinfo=datetime.UTC).timestamp()
    )
    assert until("").date() == datetime.date(2026, 12, 4)
    path = sala.write(TEXT.format(date="9999-12-30", more=""))
    assert datetime.datetime.fromtimestamp(needed_until(load(path).rundown)).year == 9999


@pytest.fixture
def room(sala: Any, own_store: Path) -> Any:
    """A newsroom whose store may hold next to nothing, and holds an old result."""
    office = sala.root / "assets/newsroom.yaml"
    office.write_text(office.read_text() + "store: {keep: 1KB}\n")
    store = Store(own_store)
    made = store.scratch() / "made"
    made.write_bytes(bytes(2_000_000))
    store.keep(made, OLD)
    store.tidy()
    return sala


def test_programmes_of_the_history_that_go_are_said_to_be_gone(room: Any, tmp_path: Path) -> None:
    """Whoever asks for an earlier version is told, and the episode is named."""
    store, heard = Store(tmp_path / "store"), list[Problem]()
    path = room.write(TEXT.format(date=datetime.date.today(), more=""))
    made = finished(path, say=heard.extend)
    publish(made, store)
    for name in next(iter(needs(store))).history["0001"]:
        result = store.scratch() / "made"
        result.write_bytes(bytes(2_000_000))
        store.keep(result, Result(name[:64], name[64:]))
    store.tidy()

    def is_kept() -> bool:
        known = read_version(room.root / "output/hoy", 1)
        return bool(known and known.kept)

    assert not keep_store(made, cast(Engine, IdleEngine(store))).results and is_kept(), "nothing was rendered"
    gone = keep_store(made, cast(Engine, IdleEngine(store, rendered=1)))
    assert gone.episodes == (room.root / "output/hoy",) and not is_kept()
    assert [each.code for each in heard] == ["store-full"] and "hoy" in heard[0].message


@pytest.mark.slow
def test_a_build_lets_go_of_the_rest_and_keeps_what_it_needs(
    room: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, heard = Store(tmp_path / "store"), list[Problem]()
    path = room.write(TEXT.format(date="2026-11-20", more=""))
    options = Options(jobs=1, say=heard.extend)
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
