"""What is told of a rundown before it is built: problems with their places from the newsroom, scripts by who reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.base.errors import Place, Problem
from newscast.episode.consulted import told_problem
from newscast.episode.timed_script import ScriptedSegment, ScriptPart, ScriptReader, TimedScript

ROOT = Path("/sala")
TEXT = "uno dos tres cuatro cinco seis siete ocho nueve diez once"
BEGUN = "uno dos tres cuatro cinco seis siete ocho …"


def test_a_problem_is_told_where_it_is() -> None:
    place = Place(ROOT / "rundowns/hoy.yaml", 7, 5)
    said = Problem("In /sala/rundowns/hoy.yaml", "Look.", place, code="key-unknown", medium=ROOT / "rundowns/a.wav")
    told = told_problem(said, ROOT)
    assert (told.file, told.line, told.column, told.medium) == ("rundowns/hoy.yaml", 7, 5, "rundowns/a.wav")
    assert told.message == "In rundowns/hoy.yaml"
    nowhere = told_problem(Problem("The disk.", "Wait.", code="machine"), ROOT)
    assert (nowhere.file, nowhere.line, nowhere.column, nowhere.medium) == (None, None, None, None)


def script(*parts: ScriptPart) -> TimedScript:
    told = {"slug": "uno", "kind": "story", "title": "Uno", "department": "", "estimated": False, "line": None}
    segment = ScriptedSegment(**told, start=0.0, lasts=9.0, parts=parts)  # type: ignore[arg-type]
    readers = tuple(ScriptReader(who=who, name=name) for who, name in (("ana", "Ana Ruiz"), ("luis", "Luis Mora")))
    words = dict.fromkeys(("episode", "title", "date", "language", "rundown", "sha256", "deliverable"), "")
    times = {"air": None, "lasts": 9.0, "slot": None, "over": None}
    return TimedScript(**words, **times, readers=readers, segments=(segment,))  # type: ignore[arg-type]


def part(kind: str, who: str, text: str = TEXT) -> ScriptPart:
    return ScriptPart(kind=kind, start=0.0, lasts=3.0, estimated=False, who=who, text=text, aloud=text)


def test_presenters_are_those_who_read() -> None:
    found = script(part("read", "luis"), part("sot", "ana"))
    assert [each.who for each in found.presenters()] == ["luis"]
    assert [each.kind for segment in found.only_read().segments for each in segment.parts] == ["read"]


@pytest.mark.parametrize(("count", "first", "last"), [(8, BEGUN, f"… {TEXT[13:]}"), (9, TEXT, TEXT)])
def test_the_words_with_which_a_part_begins_and_ends(count: int, first: str, last: str) -> None:
    said = part("read", "ana")
    assert said.first_words(count) == first
    assert said.last_words(count) == last
