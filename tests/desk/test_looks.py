"""What people have seen and ticked off: the version to compare with stays, and ticks are everyone's own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newscast.desk import looks
from newscast.desk.looks import (
    Look,
    last_look,
    look,
    looked_at,
    looks_of,
    newest_seen,
    seen_episodes,
    signed,
    tick,
    ticks_of,
    untick,
)
from newscast.desk.people import People, open_people


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    with closing(open_people(tmp_path)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    ticking = iter(range(1000, 9000))
    monkeypatch.setattr(looks.time, "time", lambda: float(next(ticking)))


def base(people: People, draft: bool, version: int, who: str = "eva") -> tuple[bool, int] | None:
    found = last_look(people, who, "hoy", draft, version)
    return (found.draft, found.version) if found else None


def test_the_first_version_has_none_before_it(people: People) -> None:
    assert base(people, True, 3) is None
    look(people, "eva", "hoy", True, 3, "web")
    look(people, "eva", "hoy", True, 3, "web")
    assert base(people, True, 3) is None
    assert looks_of(people, "hoy") == [Look("eva", "hoy", True, 3, "web", 1000.0, 1001.0)]


def test_what_changed_since_is_asked_of_the_version_seen_before_and_stays(people: People) -> None:
    look(people, "eva", "hoy", True, 3, "web")
    assert base(people, True, 5) == (True, 3), "before she sees the new one"
    look(people, "eva", "hoy", True, 5, "web")
    look(people, "eva", "hoy", True, 3, "web")
    look(people, "eva", "hoy", True, 5, "web")
    assert base(people, True, 5) == (True, 3), "however often she comes back, and looks at the old one again"
    look(people, "eva", "hoy", True, 6, "web")
    assert base(people, True, 6) == (True, 5)


def test_a_final_is_held_against_the_draft_that_was_seen(people: People) -> None:
    look(people, "eva", "hoy", True, 7, "web")
    look(people, "eva", "hoy", False, 1, "web")
    assert base(people, False, 1) == (True, 7)
    look(people, "eva", "hoy", True, 8, "web")
    assert base(people, True, 8) == (False, 1)


def test_an_old_version_is_never_held_against_a_later_one(people: People) -> None:
    look(people, "eva", "hoy", True, 7, "web")
    assert base(people, True, 2) is None
    look(people, "eva", "hoy", True, 2, "web")
    assert base(people, True, 2) is None and base(people, True, 7) is None


def test_everybody_has_looked_for_themselves(people: People) -> None:
    look(people, "ana", "hoy", True, 1, "web")
    look(people, "eva", "ayer", True, 1, "web")
    assert base(people, True, 2) is None and base(people, True, 2, "ana") == (True, 1)
    assert seen_episodes(people) == {"hoy", "ayer"}


def test_of_all_episodes_the_newest_versions_that_somebody_saw_are_told(people: People) -> None:
    assert seen_episodes(people) == set()
    for version, draft in ((3, True), (7, True), (2, False)):
        look(people, "ana", "hoy", draft, version, "web")
    look(people, "eva", "hoy", True, 9, "web")
    assert newest_seen(people, "ana") == {("hoy", True): 7, ("hoy", False): 2}
    assert newest_seen(people, "nadie") == {}


def test_ticks_are_everyones_own_and_can_be_taken_back(people: People) -> None:
    tick(people, "eva", "hoy", "a1")
    tick(people, "ana", "hoy", "a1")
    tick(people, "eva", "ayer", "a1")
    untick(people, "eva", "hoy", "a1")
    untick(people, "eva", "hoy", "nothing")
    assert [(each.who, each.item) for each in ticks_of(people, "hoy")] == [("ana", "a1")]
    deeds = [(deed.who, deed.what, deed.episode) for deed in people.audit()]
    assert deeds == [
        ("eva", "unticked", "hoy"),
        ("eva", "ticked", "ayer"),
        ("ana", "ticked", "hoy"),
        ("eva", "ticked", "hoy"),
    ]


def test_a_reason_signs_and_the_last_one_counts(people: People) -> None:
    tick(people, "eva", "hoy", "v1", "La cifra vieja es la correcta.")
    tick(people, "ana", "hoy", "v1")
    tick(people, "luis", "hoy", "v1", "Así se queda.")
    assert {item: each.who for item, each in signed(ticks_of(people, "hoy")).items()} == {"v1": "luis"}
    assert people.audit()[0].details == {"item": "v1", "reason": "Así se queda."}


def test_of_each_episode_the_deliverable_at_which_somebody_looked_last_is_known(people: People) -> None:
    look(people, "eva", "hoy", True, 3, "web")
    look(people, "ana", "hoy", True, 3, "reel")
    look(people, "eva", "ayer", False, 1, "radio")
    assert looked_at(people, 0.0) == {"hoy": "reel", "ayer": "radio"}
    look(people, "eva", "hoy", True, 3, "tv")
    assert looked_at(people, 1002.0) == {"hoy": "tv", "ayer": "radio"}, "the same version again, another deliverable"
    assert looked_at(people, 1003.0) == {"hoy": "tv"}
