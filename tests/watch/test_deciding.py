"""What a save asks for, when a build makes way, and what becomes of one that failed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newscast.desk.job import Ask, Ending, Job, Lane
from newscast.watch.jobs.deciding import LEAVING_OUT, PAUSES, Fate, Offer, Wanted, asks, fate_of, is_stopped, offer_of

WANTED = Wanted("uno", "rundowns/uno.yaml", "s1", ("web", "reel"), ready=False, air=5000.0, missing=("voz.wav",))


def job(draft: bool = True, **changes: object) -> Job:
    ask = Ask(Lane("uno", draft, ("web",)), "rundowns/uno.yaml", "s1", air=5000.0, waits_for=("voz.wav",))
    return replace(Job(1, ask, "building", asked=0.0, tries=1), **changes)


def test_a_save_asks_for_a_draft_of_each_deliverable() -> None:
    assert [(ask.lane, ask.waits_for) for ask in asks(WANTED)] == [
        (Lane("uno", True, ("web",)), ()),
        (Lane("uno", True, ("reel",)), ()),
    ]


def test_the_drafts_of_stations_are_one_job_after_the_others() -> None:
    names = ("canal4", "tv", "radio1", "radio")
    lanes = [ask.lane for ask in asks(replace(WANTED, deliverables=names))]
    assert [lane.deliverables for lane in lanes] == [("tv",), ("radio",), ("canal4", "radio1")]


def test_what_is_ready_asks_for_the_final_too_which_waits_for_its_media() -> None:
    final = list(asks(replace(WANTED, ready=True)))[-1]
    assert (final.lane, final.waits_for, final.air) == (Lane("uno", False), ("voz.wav",), 5000.0)


def test_where_copies_are_sent_those_are_asked_for_once_not_for_each_deliverable() -> None:
    lanes = [ask.lane for ask in asks(replace(WANTED, sends=True, ready=True))]
    assert lanes[2:] == [Lane("uno", True, ("share",)), Lane("uno", False)]


def test_copies_make_way_for_a_newer_save_however_often() -> None:
    copies = replace(job(stopped=9), ask=replace(job().ask, lane=Lane("uno", True, ("share",))))
    assert is_stopped(copies, "s2") and not is_stopped(copies, "s1")


def test_a_rundown_that_cannot_be_read_asks_for_one_draft_which_will_say_why() -> None:
    assert [ask.lane for ask in asks(replace(WANTED, deliverables=()))] == [Lane("uno", True)]


def test_a_build_makes_way_for_other_sources() -> None:
    assert is_stopped(job(), "s2")
    assert not is_stopped(job(), "s1")


def test_who_saves_without_end_sees_drafts() -> None:
    assert [is_stopped(job(stopped=stopped), "s2") for stopped in range(4)] == [True, True, False, False]


@pytest.mark.parametrize(
    ("code", "fate"),
    [
        (0, Fate("done")),
        (3, Fate("done")),
        (1, Fate("failed")),
        (2, Fate("failed")),
        (70, Fate("failed")),
        (-9, Fate("failed")),
        (None, Fate("failed")),
        (74, Fate("queued", 100.0 + PAUSES[0])),
        (130, Fate("queued", 100.0 + PAUSES[0])),
    ],
)
def test_what_an_exit_code_means(code: int | None, fate: Fate) -> None:
    assert fate_of(job(), Ending(code), 100.0) == fate


def test_a_machine_that_fails_is_tried_again_with_growing_pauses_and_at_last_not() -> None:
    fates = [fate_of(job(tries=tries), Ending(74), 0.0) for tries in range(1, len(PAUSES) + 2)]
    assert [fate.not_before for fate in fates] == [*PAUSES, None]
    assert fates[-1].state == "failed" and len(PAUSES) == 5 and list(PAUSES) == sorted(PAUSES)


def test_the_same_failure_of_a_program_twice_is_no_accident() -> None:
    before = job(ending=Ending(74, failure="ffmpeg 1234"), tries=2)
    assert fate_of(before, Ending(74, failure="ffmpeg 1234"), 0.0).state == "failed"
    assert fate_of(before, Ending(74, failure="ffmpeg 5678"), 0.0).state == "queued"
    assert fate_of(replace(before, ending=Ending(74)), Ending(74), 0.0).state == "queued"


def test_shortly_before_air_a_waiting_final_offers_to_go_without_what_is_missing() -> None:
    waiting = job(draft=False, state="waiting")
    stories = {"voz.wav": ("bacheo",), "otro.wav": ("feria",)}
    assert offer_of(waiting, stories, 5000.0 - LEAVING_OUT) == Offer(waiting, ("bacheo",), due=True)
    assert offer_of(waiting, stories, 5000.0 - LEAVING_OUT - 1) == Offer(waiting, ("bacheo",), due=False)
    assert offer_of(waiting, stories, 5001.0) == Offer(waiting, ("bacheo",), due=False)
    assert offer_of(waiting, {}, 4999.0) is None
    assert offer_of(job(draft=False), stories, 4999.0) is None
