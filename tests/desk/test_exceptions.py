"""Exceptions that directors signed: each for its words, withdrawn and never forgotten, and known to builds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newscast.desk.accounts import add_account
from newscast.desk.exceptions import exceptions_of, sign, signed_at_desk, standing, withdraw
from newscast.desk.people import PEOPLE, People, open_people
from newscast.rundown.signed import SignedException


@pytest.fixture
def people(tmp_path: Path) -> Iterator[People]:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/newsroom.yaml").write_text("newsroom: 1\n", encoding="utf-8")
    (tmp_path / "desk").mkdir()
    with closing(open_people(tmp_path / "desk")) as opened:
        add_account(opened, "eva", "Eva Sol", "director", "test")
        yield opened


def deeds(people: People) -> list[tuple[str, str, str | None, str | None]]:
    told = [each for each in people.audit() if each.what.startswith("exception")]
    return [(each.who, each.what, each.details.get("story"), each.details.get("reason")) for each in reversed(told)]


def test_one_that_is_signed_stands_until_it_is_withdrawn(people: People, tmp_path: Path) -> None:
    signed = sign(people, "eva", "hoy", "obra", "w1", " Lo pide el instituto ")
    assert standing(people, "hoy") == [signed] and standing(people, "ayer") == []
    assert signed_at_desk(tmp_path, "hoy") == (SignedException("obra", "w1", "Eva Sol", "Lo pide el instituto"),)
    assert not withdraw(people, "luis", "ayer", signed.id), "of another episode"
    assert withdraw(people, "luis", "hoy", signed.id) and not withdraw(people, "luis", "hoy", signed.id)
    assert standing(people, "hoy") == [] and signed_at_desk(tmp_path, "hoy") == ()
    (kept,) = exceptions_of(people, "hoy")
    assert (kept.reason, kept.withdrawn_by) == ("Lo pide el instituto", "luis")
    assert deeds(people) == [
        ("eva", "exception-signed", "obra", "Lo pide el instituto"),
        ("luis", "exception-withdrawn", "obra", None),
    ]


def test_signing_again_changes_the_reason_and_other_words_are_another(people: People) -> None:
    sign(people, "eva", "hoy", "obra", "w1", "Una")
    sign(people, "eva", "hoy", "obra", "w1", "Otra")
    sign(people, "eva", "hoy", "obra", "w2", "Nueva")
    assert [(each.words, each.reason) for each in standing(people, "hoy")] == [("w1", "Otra"), ("w2", "Nueva")]
    assert len(exceptions_of(people, "hoy")) == 3


def test_none_is_signed_without_a_reason(people: People) -> None:
    with pytest.raises(ValueError, match="reason"):
        sign(people, "eva", "hoy", "obra", "w1", "  ")
    assert exceptions_of(people, "hoy") == [] and deeds(people) == []


def test_a_desk_that_cannot_be_asked_has_none(people: People, tmp_path: Path) -> None:
    sign(people, "eva", "hoy", "obra", "w1", "Una")
    people.close()
    for path in (tmp_path / "desk").glob(f"{PEOPLE}*"):
        path.write_bytes(b"nothing of the kind")
    assert signed_at_desk(tmp_path, "hoy") == ()
    assert signed_at_desk(tmp_path / "elsewhere", "hoy") == ()
