"""In which part of a rundown something stands, and what a manifest says of a station."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.base.errors import Place
from newscast.build.board.problems import _part_of
from newscast.build.record.entries import _station

PART = ("segments", 1, "parts", 0)


@pytest.mark.parametrize(
    ("keys", "part"),
    [
        ((*PART, "pictures", 2), PART),
        (PART, PART),
        (("segments", 1, "parts"), None),
        (("segments", 1, "tease", "copy"), None),
        (("people", "laura", "parts", "x"), None),
        ((), None),
    ],
)
def test_the_part_that_something_is_in(keys: tuple[Any, ...], part: tuple[Any, ...] | None) -> None:
    assert _part_of(Place(Path("hoy.yaml"), 3, 1, keys)) == part
    assert _part_of(None) is None


@pytest.mark.parametrize(("kind", "timecode"), [("tv", "10:00:00:00"), ("radio", None)])
def test_a_station_is_told_its_profile_and_a_time_code_where_there_are_pictures(
    kind: str, timecode: str | None
) -> None:
    loaded: Any = SimpleNamespace(newsroom=SimpleNamespace(stations={"canal-4": ...}))
    cut: Any = SimpleNamespace(station=SimpleNamespace(kind=kind), deliverable="canal-4", timecode="10:00:00:00")
    told = _station(cut, loaded)
    assert told and (told.kind, told.profile, told.timecode) == (kind, "canal-4", timecode)
    plain = _station(SimpleNamespace(**vars(cut) | {"deliverable": kind}), loaded)  # type: ignore[arg-type]
    assert plain and plain.profile is None
    assert _station(SimpleNamespace(station=None), loaded) is None  # type: ignore[arg-type]
