"""What each role must do now follows from how the episodes of the day stand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from hand_making import FILE, missing, now, wrong

from newscast.base.i18n import speaking
from newscast.desk.approvals import Aspect, Seen, Signature, Word
from newscast.desk.candidates import Candidate
from newscast.desk.comments import Comment, CommentedPart, Subject, Words, Writer
from newscast.desk.counting import Rules, standings
from newscast.episode.manifest import ListedConcern
from newscast.episode.timeline import ListedPlace
from newscast.review.approval.reviewed import Reviewed
from newscast.review.approval.speaking import Speaker
from newscast.review.approval.states import Done
from newscast.review.first.item import Item
from newscast.review.newsroom.heads import Head
from newscast.review.newsroom.shelf import Shelved, ShelvedEdition
from newscast.review.newsroom.todays import Todays
from newscast.review.today.at_hand import AtHand
from newscast.review.today.built_times import Built, BuiltSegment
from newscast.review.today.to_do import Asking, Entry, Kind, Late, to_do
from newscast.review.today.to_do_part import shown
from newscast.watch.status.state import JobState

NAME = "2026-11-20-noticias"
WEB = Candidate("web", True, 4, {"programme": "p4", "texts": "t"})
RADIO = Candidate("radio", True, 4, {"programme": "r"})
BUILT = Built(True, 4, "web", "then", False, (BuiltSegment("bacheo", "story", "", 48.0, "/e/bacheo"),))


def edition(version: int) -> ShelvedEdition:
    return ShelvedEdition(
        "Noticias", "2026-11-20", "noticias", FILE, version, 90.0, 5.0, (version, 5.0), None, {}, {}, None
    )


def hand(name: str = NAME, air: float | None = 1000.0, gone: bool = False, **more: Any) -> AtHand:
    head = Head("2026-11-20", air, 90.0, f"Título de {name}")
    of_day = Todays(Shelved(name, None, edition(4)), FILE, head, datetime.date(2026, 11, 20), gone)
    return AtHand(**{"todays": of_day, "now": now(), "built": BUILT, "comments": (), "standings": (), **more})


def asking(role: str, roles: tuple[str, ...] = ("editor",), seen: int | None = None) -> Asking:
    looks = {NAME: Reviewed(Done(), seen_draft=seen)} if seen else {}
    return Asking(role, Speaker("eva", roles, Rules()), looks, {"ana": "Ana Ruiz"})


def told(role: str, *episodes: AtHand, late: Iterable[Late] = (), **more: Any) -> list[Entry]:
    with speaking("en"):
        return to_do(asking(role, **more), episodes, late)


def kinds(entries: Iterable[Entry]) -> list[Kind]:
    return [each.kind for each in entries]


def comment(text: str = "Es otra cifra", line: int | None = 11) -> Comment:
    place = ListedPlace(FILE, "s", ("segments", 1), line, 5) if line else None
    subject = Subject(NAME, True, 3, "web", 77, None, "25", CommentedPart("bacheo", 0, "vo", "d", 0, 9), place)
    return Comment(5, subject, Writer("ana", "Ana Ruiz"), Words(text), (), 0.0, None, None)


def job(number: int, state: str, late: bool = False, draft: bool = True, reason: str = "") -> JobState:
    return JobState(number, NAME, draft, ("web",), FILE, state, "watch", "", None, late, reason=reason)  # type: ignore[arg-type]


def test_nothing_to_do_is_nothing() -> None:
    for role in ("producer", "editor", "director"):
        assert told(role, hand()) == []
    assert shown([], 0.0, None).count == 0


def test_a_producer_is_told_what_keeps_the_programme_from_being_made() -> None:
    broken = now(errors=(wrong(19),), warnings=(missing(10), missing(26)), planned=None)
    entries = told("producer", hand(now=broken, comments=(comment(),)))
    assert kinds(entries) == ["missing", "problem", "comment"]
    assert [each.text for each in entries] == [
        "bacheo: bacheo.wav is missing (line 10)",
        "“titel” no es una clave. (line 19)",
        "Ana Ruiz: “Es otra cifra” (line 11)",
    ]
    # Each leads to where it is done: the media of the segment, the line, the very frame that was spoken of.
    assert entries[0].address == f"/e/{NAME}/media#segment-1" and entries[0].wrong
    assert entries[1].address == f"/e/{NAME}/mend?line=19"
    assert entries[2].address == f"/e/{NAME}?draft=1&version=3&deliverable=web#frame=77"
    # None of this is for whoever judges.
    assert told("editor", hand(now=broken, comments=(comment(),)), roles=()) == []


def test_a_voice_note_is_a_remark_too() -> None:
    assert told("producer", hand(comments=(comment("", None),)))[0].text == "Ana Ruiz: a voice note, or a drawing"


def test_builds_that_failed_or_come_too_late_are_told_until_they_are_done() -> None:
    failed = job(1, "failed", reason="The disk is full.")
    assert [each.text for each in told("producer", hand(jobs=(failed,)))] == ["draft: web failed: The disk is full."]
    assert told("producer", hand(jobs=(job(2, "building"), failed))) == []
    assert told("producer", hand(jobs=(job(3, "done"), failed))) == []
    assert kinds(told("producer", hand(jobs=(job(3, "done", draft=False), failed)))) == ["failed"]
    assert [each.text for each in told("producer", hand(jobs=(job(2, "queued", late=True),)))] == [
        "draft: web will be late"
    ]


def word(content: str, ended: bool = False) -> Word:
    return Word(
        1,
        NAME,
        Aspect("web", "programme"),
        content,
        "approved",
        Seen(True, 3, 3, 0),
        Signature("ana"),
        0.0,
        5.0 if ended else None,
        "changed" if ended else None,
        "newscast" if ended else None,
        True if ended else None,
        4 if ended else None,
    )


def stand(*words: Word, web: Candidate = WEB) -> tuple[Any, ...]:
    return tuple(standings(words, {"web": web, "radio": RADIO}, {}, Rules()))


def test_a_producer_is_told_what_changed_after_it_was_approved() -> None:
    (entry,) = told("producer", hand(standings=stand(word("p3", ended=True))))
    assert entry.kind == "changed"
    assert entry.text == "web: Ana Ruiz had approved it; draft 4 is not the same any more."
    assert entry.address == f"/e/{NAME}?draft=1&version=4&deliverable=web"


def test_whoever_judges_is_told_what_waits_for_their_word() -> None:
    (entry,) = told("editor", hand(standings=stand()))
    assert (entry.kind, entry.text) == ("word", "Waits for your word: web, radio")
    assert entry.address == f"/e/{NAME}?draft=1&version=4&deliverable=web"
    # Nothing is asked of who may not say it, of what lacks something, was refused, or is being made anew.
    assert told("director", hand(standings=stand()), roles=()) == []
    assert told("editor", hand(standings=stand(web=replace(WEB, contents=None))))[0].text.endswith("radio")
    assert told("editor", hand(standings=stand(web=replace(WEB, outdated=True))))[0].text.endswith("radio")
    against = replace(word("p4"), says="refused")
    assert told("editor", hand(standings=stand(against)))[0].text.endswith("radio")


def test_whoever_judges_looks_at_contradictions_first_and_at_what_is_new() -> None:
    items = tuple(Item("name", f"k{n}", f"Nombre {n}", frame=n, wrong=True) for n in range(6))
    entries = told("director", hand(contradictions=items, standings=stand()), seen=3)
    assert kinds(entries) == ["contradiction"] * 4 + ["word", "new"]
    assert entries[0].text == "Name: Nombre 0"
    before = Item("voice", "v", "El parque", frame=1, wrong=True, asks=True)
    assert told("director", hand(contradictions=(before,)))[0].text == "Voice of before: El parque"
    assert entries[1].address == f"/e/{NAME}?draft=1&version=4&deliverable=web#frame=1"
    assert entries[3].text == "and 3 more like this"
    assert entries[-1].text == "Draft 4 is there; you saw Draft 3"
    assert told("director", hand(), seen=4) == []
    assert told("producer", hand(contradictions=items), seen=3) == []


def test_during_a_suspension_whoever_writes_says_why_or_a_director_signs() -> None:
    concern = ListedConcern("bacheo", "story", "Concluye el bacheo", "w", None, None, "", FILE, 8)
    (written,) = told("producer", hand(unanswered=(concern,)))
    (signed,) = told("director", hand(unanswered=(concern,)))
    assert written.text == "Concluye el bacheo: nothing says why it goes out during the suspension (line 8)"
    assert written.address == f"/e/{NAME}/mend?line=8"
    assert signed.address == f"/e/{NAME}?draft=1&version=4&deliverable=web#law-bacheo"
    assert told("editor", hand(unanswered=(concern,))) == []


def test_what_is_late_concerns_everybody_and_what_is_on_the_air_first_comes_first() -> None:
    late = Late("tarde", "Tarde", "On the air today at 7:00, and there is no final yet", "", 500.0)
    episodes = [
        hand("sin-hora", air=None, comments=(comment(),)),
        hand("noche", air=2000.0, comments=(comment(),)),
        hand("fue", air=10.0, gone=True, comments=(comment(),)),
        hand(comments=(comment(),)),
    ]
    entries = told("producer", *episodes, late=[late])
    assert [each.episode for each in entries] == ["tarde", NAME, "noche", "sin-hora"]
    assert entries[0].address == "/e/tarde" and entries[0].wrong
    for role in ("editor", "director"):
        assert kinds(told(role, hand(), late=[late])) == ["late"]


def test_what_is_shown_is_grouped_and_the_rest_waits_behind_a_line() -> None:
    entries = told("producer", *(hand(f"e{n}", air=n * 100.0, comments=(comment(), comment("b"))) for n in range(1, 8)))
    with speaking("en"):
        made = shown(entries, 50.0, None)
    assert (made.count, made.hidden, [each.episode for each in made.open]) == (14, 5, ["e1", "e2", "e3", "e4", "e5"])
    assert made.open[0].left == "50 s left" and len(made.open[0].entries) == 2
