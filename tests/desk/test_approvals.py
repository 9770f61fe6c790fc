"""Words of approval in the desk: each for one content, by one person, with its end and its line in the audit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.desk.approvals import Aspect, End, Seen, Signature, end, give, refuse, standing_words, words_of
from newscast.desk.ledger import open_ledger
from newscast.desk.people import People, open_people
from newscast.desk.wishes import take_up, wish, wishes

WEB, POST = Aspect("web", "programme"), Aspect("web", "texts")
SEEN = Seen(True, 5, 5, 2)
ANA = Signature("ana", "editor")


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    found = open_people(tmp_path)
    yield found
    found.close()


def test_a_word_is_kept_for_its_content_with_what_was_seen(people: People) -> None:
    given = give(people, "hoy", {WEB: "c1", POST: "t1"}, SEEN, replace(ANA, reason="así se oye mejor"))
    assert given == words_of(people, "hoy") == standing_words(people) and words_of(people, "ayer") == []
    assert [(word.aspect, word.content, word.says) for word in given] == [
        (WEB, "c1", "approved"),
        (POST, "t1", "approved"),
    ]
    assert given[0].seen == SEEN and given[0].signed.reason == "así se oye mejor" and given[0].ended is None
    deed = people.audit()[-1]
    assert (deed.who, deed.what, deed.episode) == ("ana", "approved", "hoy")
    assert deed.details == {
        "word": "1",
        "deliverable": "web",
        "what": "programme",
        "content": "c1",
        "step": "editor",
        "reason": "así se oye mejor",
    }


def test_the_same_word_again_is_the_one_that_is_there(people: People) -> None:
    first = give(people, "hoy", {WEB: "c1"}, SEEN, ANA)
    assert give(people, "hoy", {WEB: "c1"}, replace(SEEN, version=6), ANA) == first
    assert len(give(people, "hoy", {WEB: "c2"}, SEEN, ANA)) == 1 and len(words_of(people, "hoy")) == 2
    assert len(people.audit()) == 2


def test_who_says_otherwise_takes_back_what_they_said(people: People) -> None:
    give(people, "hoy", {WEB: "c1", POST: "t1"}, SEEN, ANA)
    give(people, "hoy", {WEB: "c1"}, SEEN, Signature("eva", "editor"))
    refuse(people, "hoy", {WEB: "c1"}, SEEN, replace(ANA, reason="falta un nombre"))
    ended = [(word.id, word.ended_why, word.ended_by) for word in words_of(people, "hoy") if word.ended is not None]
    assert ended == [(1, "taken-back", "ana")]
    give(people, "hoy", {WEB: "c1"}, SEEN, ANA)
    states = [
        (word.says, word.signed.who, word.ended is None) for word in words_of(people, "hoy") if word.aspect == WEB
    ]
    assert states == [
        ("approved", "ana", False),
        ("approved", "eva", True),
        ("refused", "ana", False),
        ("approved", "ana", True),
    ]


def test_a_word_that_came_by_another_way_says_so(people: People) -> None:
    signed = Signature("directora", "director", entered_by="luis", via="WhatsApp")
    (word,) = give(people, "hoy", {WEB: "c1"}, SEEN, signed)
    assert word.signed == signed
    deed = people.audit()[0]
    assert deed.who == "luis" and deed.details["for"] == "directora" and deed.details["via"] == "WhatsApp"


def test_a_release_is_written_down_as_one(people: People) -> None:
    give(people, "hoy", {WEB: "c1"}, SEEN, Signature("laura", "director", "no hay otra", emergency=True))
    assert people.audit()[0].what == "released" and people.audit()[0].details["reason"] == "no hay otra"


def test_a_word_ends_once_with_its_reason(people: People) -> None:
    give(people, "hoy", {WEB: "c1"}, SEEN, ANA)
    ending = End(1, "changed", True, 6)
    assert end(people, "hoy", [ending], "newscast") == [1]
    assert end(people, "hoy", [End(1, "gone", False, 9)], "newscast") == []
    assert end(people, "ayer", [ending], "newscast") == []
    (word,) = words_of(people, "hoy")
    assert (word.ended_why, word.ended_by, word.ended_draft, word.ended_version) == ("changed", "newscast", True, 6)
    assert standing_words(people) == []
    assert people.audit()[0].details == {"word": "1", "why": "changed", "version": "draft 6"}


def test_what_was_approved_again_is_a_new_word(people: People) -> None:
    give(people, "hoy", {WEB: "c1"}, SEEN, ANA)
    end(people, "hoy", [End(1, "changed", True, 6)], "newscast")
    (again,) = give(people, "hoy", {WEB: "c1"}, SEEN, ANA)
    assert again.id == 2 and [word.id for word in standing_words(people)] == [2]


def test_wishes_wait_until_they_are_taken_up(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path)
    wish(ledger, "hoy", "ana")
    wish(ledger, "hoy", "eva")
    wish(ledger, "ayer", "eva")
    assert [(each.episode, each.by) for each in wishes(ledger)] == [("hoy", "ana"), ("ayer", "eva")]
    asked = wishes(ledger)[0].asked
    take_up(ledger, "hoy", asked - 1)
    # Somebody wished again since the one that is taken up.
    assert len(wishes(ledger)) == 2
    take_up(ledger, "hoy", asked)
    take_up(ledger, "hoy")
    assert [each.episode for each in wishes(ledger)] == ["ayer"]
    ledger.close()
