"""What is made for phones before anybody opens a link."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from review_making import EPISODE, write_edition
from starlette.testclient import TestClient

from newscast.review.newsroom import news, shelf
from newscast.review.newsroom.office import Office
from newscast.review.playing.ahead import REST, Due, begin_first
from newscast.review.playing.workshop import AHEAD, Workshop

MORNING = datetime.datetime(2026, 11, 20, 6, tzinfo=datetime.UTC).timestamp()
"""Of the day of the episode, in seconds since 1970."""
DAY = 86_400.0


@pytest.fixture(autouse=True)
def looking_always(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (shelf, news):
        monkeypatch.setattr(module, "_EVERY", -1.0)
    monkeypatch.setattr(shelf, "_REST", 0.0)


def test_a_version_is_due_once_no_other_came_for_a_while(office: Office, newsroom: Path) -> None:
    due, draft = Due(), newsroom / "output" / EPISODE / "draft"
    # Nobody knows what was made before the page started.
    assert due.rested(office, MORNING) == []
    assert due.rested(office, MORNING + REST) == [EPISODE]
    write_edition(draft, 4)
    assert due.rested(office, MORNING + 100) == []
    write_edition(draft, 5)
    assert due.rested(office, MORNING + 100 + REST - 1) == []
    assert due.rested(office, MORNING + 100 + REST) == []
    assert due.rested(office, MORNING + 100 + 2 * REST) == [EPISODE]
    assert due.rested(office, MORNING + 100 + 9 * REST) == []


def test_what_is_of_other_days_waits_until_somebody_asks(office: Office) -> None:
    due = Due()
    due.rested(office, MORNING + 2 * DAY)
    assert due.rested(office, MORNING + 2 * DAY + REST) == []


def test_what_its_page_opens_with_on_a_phone_is_begun(
    office: Office, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_edition(newsroom / "output" / EPISODE / "draft", 3, {"web/a.mp4": bytes(5_000_000)})
    begun: list[Any] = []
    monkeypatch.setattr(Workshop, "want", lambda _self, *given: begun.append(given))
    begin_first(office, Workshop(), EPISODE)
    assert [(request["kind"], urgency, group) for _bench, _name, request, urgency, group in begun] == [
        ("picture", AHEAD, EPISODE),
        ("phone", AHEAD, EPISODE),
    ]


def test_a_page_names_a_lighter_copy_once_it_is_there(newsroom: Path, signed_in: Callable[..., TestClient]) -> None:
    asked = '/phone.mp4" media='
    # As it is, it needs no more than a phone's connection has.
    assert asked in signed_in().get(f"/e/{EPISODE}").text
    write_edition(newsroom / "output" / EPISODE / "draft", 4, {"web/a.mp4": bytes(5_000_000)})
    assert asked not in signed_in("director").get(f"/e/{EPISODE}").text
