"""Builds that somebody started by hand are in the ledger, once, and count where nothing changed after them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from office import DAY, Office, office

from newscast.desk.job import Ask, Ending, Lane
from newscast.desk.ledger import Ledger
from newscast.episode.manifest import FORMAT, Counts, Entry, ListedProblem, Manifest, Quality, RundownFile
from newscast.watch.rundowns.byhand import BY_HAND, ByHand
from newscast.watch.rundowns.index import Index

__all__ = ["office"]


class Desk:
    """An office in which somebody builds by hand; a build takes 5 seconds and ends ten minutes from now."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.rundown = office.rundown("hoy", "2999-01-01", "deliverables: [radio, web]\n")
        self.index: Index = office.looked()
        assert office.ledger is not None
        self.ledger: Ledger = office.ledger
        self.by_hand = ByHand(office.root, self.index, self.ledger)
        self.now = (office.root / "rundowns/hoy.yaml").stat().st_ctime // 1 + 600

    def build(
        self, version: int, *names: str, draft: bool = True, verdict: str = "pass", outdated: Sequence[str] = ()
    ) -> Path:
        facts = self.index.facts("hoy")
        assert facts is not None
        entries = {
            name: Entry(1.0, "", (), (), Quality(verdict, ()), None, f"s{version}", outdated=name in outdated)  # type: ignore[arg-type]
            for name in names
        }
        manifest = Manifest(
            *(FORMAT, "hoy", "info", "HOY", "2999-01-01", draft, 1.0, RundownFile(facts.path, facts.sha256), ()),
            deliverables=entries,
            built=Counts(9, 4, 5, 5.0),
            version=version,
            problems=(ListedProblem("file-missing", "rundowns/hoy.yaml", 3, 1, "Falta.", ""),),
        )
        folder = self.office.root / "output/hoy" / ("draft" if draft else "")
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "manifest.json"
        path.write_text(json.dumps(manifest.as_json()), encoding="utf-8")
        self.now += 60
        os.utime(path, (self.now, self.now))
        return path


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


def test_a_draft_built_by_hand_is_one_job_for_each_deliverable(desk: Desk) -> None:
    desk.build(3, "radio", "web", verdict="fail")
    jobs = desk.by_hand.look(desk.now)
    assert [(job.lane, job.state, job.ask.by) for job in jobs] == [
        (Lane("hoy", True, ("radio",)), "done", BY_HAND),
        (Lane("hoy", True, ("web",)), "done", BY_HAND),
    ]
    ending = jobs[0].ending
    assert ending is not None
    assert (ending.exit_code, ending.version, ending.verdict, ending.rendered) == (3, 3, "fail", 4)
    assert [problem.code for problem in ending.problems] == ["file-missing"]
    assert jobs[0].ended == desk.now
    assert desk.by_hand.look(desk.now) == []
    assert ByHand(desk.office.root, desk.index, desk.ledger).look(desk.now) == [], "nor after a restart"


def test_it_counts_as_built_where_nothing_changed_after_it(desk: Desk) -> None:
    desk.build(1, "radio", "web", draft=False)
    (job,) = desk.by_hand.look(desk.now)
    assert job.lane == Lane("hoy", False)
    again, _superseded = desk.ledger.ask(Ask(Lane("hoy", False), "rundowns/hoy.yaml", desk.index.sources("hoy")))
    assert (again.id, again.state) == (job.id, "done")


@pytest.mark.parametrize("changed", ["rundowns/hoy.yaml", "rundowns/clips/hoy.mp4", "assets/shows/info/golpe.wav"])
def test_it_does_not_where_something_did(desk: Desk, changed: str) -> None:
    desk.build(1, "radio", "web", draft=False)
    path = desk.office.root / changed
    path.write_text(path.read_text(encoding="utf-8") + "# más\n", encoding="utf-8")
    os.utime(path, (desk.now + 5, desk.now + 5))
    desk.index.saved([path])
    (job,) = desk.by_hand.look(desk.now)
    asked, _superseded = desk.ledger.ask(Ask(Lane("hoy", False), "rundowns/hoy.yaml", desk.index.sources("hoy")))
    assert asked.id != job.id
    assert asked.state == "queued"


def test_looking_for_it_hides_no_change_from_the_full_look(desk: Desk) -> None:
    desk.office.write("rundowns/clips/hoy.mp4", "otro")
    desk.build(1, "web", draft=False)
    assert desk.by_hand.look(desk.now)
    assert desk.index.look().touched == {"hoy"}


def test_only_what_is_not_outdated_counts(desk: Desk) -> None:
    desk.build(4, "radio", "web", outdated=["radio"])
    assert [job.lane for job in desk.by_hand.look(desk.now)] == [Lane("hoy", True, ("web",))]
    desk.build(2, "radio", draft=False)
    assert [job.lane for job in desk.by_hand.look(desk.now)] == [Lane("hoy", False, ("radio",))]


def test_what_the_watcher_built_is_not_entered_again(desk: Desk) -> None:
    ask = Ask(Lane("hoy", True, ("web",)), "rundowns/hoy.yaml", "s")
    job = desk.ledger.begin(desk.ledger.ask(ask)[0])
    desk.build(7, "web")
    assert desk.by_hand.look(desk.now) == [], "while it is being built nobody knows whose it is"
    desk.ledger.end(job, "done", Ending(0, version=7, verdict="pass"))
    assert desk.by_hand.look(desk.now) == []
    desk.build(7, "web")
    assert desk.by_hand.look(desk.now) == [], "built again by hand, and nothing new came of it"
    desk.build(8, "web")
    assert len(desk.by_hand.look(desk.now)) == 1


def test_after_a_clock_was_set_back_a_later_version_is_a_later_build(desk: Desk) -> None:
    desk.build(7, "web", draft=False)
    assert len(desk.by_hand.look(desk.now)) == 1
    desk.office.write("rundowns/clips/hoy.mp4", "otro")
    desk.index.saved([desk.office.root / "rundowns/clips/hoy.mp4"])
    desk.now -= 300
    desk.build(8, "web", draft=False)
    (job,) = desk.by_hand.look(desk.now)
    assert job.ending and job.ending.version == 8


def test_a_build_of_a_time_that_has_not_come_does_not_count_as_made_from_what_is_there(desk: Desk) -> None:
    desk.build(1, "radio", "web", draft=False)
    assert desk.by_hand.look(desk.now - 60)
    ask = Ask(Lane("hoy", False), "rundowns/hoy.yaml", desk.index.sources("hoy"))
    assert desk.ledger.ask(ask)[0].state == "queued"


def test_builds_of_long_ago_and_manifests_that_tell_nothing_are_passed_over(desk: Desk) -> None:
    path = desk.build(1, "web")
    assert desk.by_hand.look(desk.now + 8 * DAY) == []
    path.write_text("{")
    assert desk.by_hand.look(desk.now) == []
    path.write_text("{}")
    assert desk.by_hand.look(desk.now) == []
