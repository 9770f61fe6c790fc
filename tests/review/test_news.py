"""Pages are told what is new since what they know, and only what their visitor may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from review_making import EPISODE, write_edition, write_episode
from starlette.testclient import TestClient

from newscast.desk.job import Ask, Ending, Lane
from newscast.desk.people import open_people
from newscast.review.newsroom import news, shelf
from newscast.review.newsroom.news import Reporter, reporter_of
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.shelf import Librarian

OTHER = "2026-11-21-noticias"


@pytest.fixture(autouse=True)
def looking_always(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every question looks anew, also within the second in which it would not."""
    monkeypatch.setattr(shelf, "_EVERY", -1.0)
    monkeypatch.setattr(shelf, "_REST", 0.0)
    monkeypatch.setattr(news, "_EVERY", -1.0)
    news._reporter.cache_clear()
    yield
    news._reporter.cache_clear()


def asked(browser: TestClient, since: str = "", path: str = "/events") -> dict[str, Any]:
    answer = browser.get(path, params={"since": since})
    assert answer.status_code == 200
    told: dict[str, Any] = answer.json()
    return told


def queue(office: Office, episode: str, draft: bool = True) -> None:
    with office.ledger() as ledger:
        ledger.ask(Ask(Lane(episode, draft), f"rundowns/{episode}.yaml", f"sources of {episode} {draft}"))


def test_a_version_is_told_once(signed_in: Callable[..., TestClient], newsroom: Path) -> None:
    browser = signed_in()
    first = asked(browser)
    assert first["versions"] == []
    write_edition(newsroom / "output" / EPISODE / "draft", 4)
    write_episode(newsroom, name=OTHER)
    second = asked(browser, first["cursor"])
    assert second["versions"] == [
        {"episode": EPISODE, "draft": True, "version": 4},
        {"episode": OTHER, "draft": True, "version": 3},
        {"episode": OTHER, "draft": False, "version": 2},
    ]
    assert asked(browser, second["cursor"]) == {
        "cursor": second["cursor"],
        "whole": False,
        "versions": [],
        "desk": [],
    }


def test_jobs_are_told_when_one_of_them_is_another(signed_in: Callable[..., TestClient], office: Office) -> None:
    browser = signed_in()
    first = asked(browser)
    assert first["jobs"] == []
    assert first["watcher"] == {
        "runs": False,
        "words": "Nobody watches this newsroom: what is saved or asked for here is not built.",
    }
    queue(office, EPISODE)
    told = asked(browser, first["cursor"])
    (job,) = told["jobs"]
    assert (job["episode"], job["state"], job["name"], job["standing"]) == (EPISODE, "queued", "draft", "in the queue")
    assert "jobs" not in asked(browser, told["cursor"])
    with office.ledger() as ledger:
        ledger.end(ledger.begin(ledger.jobs()[0]), "failed", Ending(1, "La toma no está."))
    assert [each["standing"] for each in asked(browser, told["cursor"])["jobs"]] == ["La toma no está."]


def test_what_people_did_is_told_by_episode(signed_in: Callable[..., TestClient], office: Office) -> None:
    browser = signed_in()
    first = asked(browser)
    with office.people() as people:
        people.note("ana", "comment-written", EPISODE)
        people.note("ana", "comment-written", EPISODE)
        people.note("ana", "account-added")
        people.note("ana", "approved", OTHER)
    told = asked(browser, first["cursor"])
    assert told["desk"] == [
        {"episode": EPISODE, "what": "comment-written"},
        {"episode": OTHER, "what": "approved"},
    ]
    assert asked(browser, first["cursor"], f"/e/{EPISODE}/events")["desk"] == told["desk"][:1]


def test_a_guest_is_told_of_one_episode_and_of_no_words(signed_in: Callable[..., TestClient], office: Office) -> None:
    guest = signed_in("guest")
    path = f"/e/{EPISODE}/events"
    assert guest.get("/events").status_code == guest.get(f"/e/{OTHER}/events").status_code == 404
    first = asked(guest, path=path)
    for name in (EPISODE, OTHER):
        queue(office, name)
        with office.people() as people:
            people.note("ana", "internal-comment", name)
    with office.ledger() as ledger:
        lacking = Ask(Lane(EPISODE, draft=False), "rundowns/a.yaml", "s", waits_for=("media/secreto.mp4",))
        ledger.ask(lacking)
    told = asked(guest, first["cursor"], path)
    assert told["desk"] == [{"episode": EPISODE, "what": ""}]
    assert [(job["episode"], job["state"]) for job in told["jobs"]] == [(EPISODE, "queued")]
    assert "secreto" not in str(told)
    assert "secreto" in str(asked(signed_in(), first["cursor"]))


@pytest.mark.parametrize("since", ["nobody.0.0.x", "....", "a.b.c.d", "x" * 500, "a.-1.2.b", "a.1.²2.b"])
def test_who_knows_nothing_of_this_server_is_told_that_more_may_have_happened(
    signed_in: Callable[..., TestClient], since: str
) -> None:
    told = asked(signed_in(), since)
    assert told["whole"] is True
    assert asked(signed_in(), told["cursor"])["whole"] is False


def test_who_was_away_for_too_long_is_told_so(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "_LATELY", 3)
    reporter = Reporter(office)
    before = str(reporter.cursor())
    for number in range(3):
        with office.people() as people:
            people.note("ana", f"deed-{number}", EPISODE)
        reporter.scene()
    assert not reporter.since(before).whole
    with office.people() as people:
        people.note("ana", "one-too-many", EPISODE)
    assert reporter.since(before).whole


def test_within_a_second_all_are_told_from_one_look(
    signed_in: Callable[..., TestClient], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf, "_EVERY", 3600.0)
    monkeypatch.setattr(news, "_EVERY", 3600.0)
    looks = []
    look = news.look
    monkeypatch.setattr(news, "look", lambda *args, **more: looks.append(args) or look(*args, **more))
    browsers = [signed_in(), signed_in("producer"), signed_in("guest")]
    for browser in browsers[:2] * 5:
        asked(browser)
    asked(browsers[2], path=f"/e/{EPISODE}/events")
    assert len(looks) == 1


def test_a_broken_record_is_no_end(office: Office) -> None:
    reporter = reporter_of(office)
    before = str(reporter.cursor())
    with closing(open_people(office.desk)):
        pass
    for path in office.desk.glob("newscast.db*"):
        path.write_bytes(b"this is no database" * 50)
    assert reporter.since(before).deeds == ()


def test_the_shelf_follows_the_folders(newsroom: Path) -> None:
    librarian = Librarian(newsroom)
    first = librarian.shelf()
    episode = first.episodes[EPISODE]
    assert episode.newest == episode.draft
    assert episode.draft and episode.final
    assert (episode.draft.version, episode.final.version) == (3, 2)
    assert episode.draft.verdict == "warn"
    assert list(episode.draft.candidates) == ["radio", "tv", "web", "reel/bacheo", "reel/feria", "square"]
    assert librarian.shelf() is first
    (newsroom / "output" / EPISODE / "manifest.json").write_text("{", encoding="utf-8")
    second = librarian.shelf()
    assert second.episodes[EPISODE] == replace(episode, final=None, damaged=True)
    (newsroom / "output" / EPISODE / "manifest.json").unlink()
    (newsroom / "output" / EPISODE / "draft/manifest.json").unlink()
    third = librarian.shelf()
    assert third.episodes == {}
    assert third.planned == {EPISODE: f"rundowns/{EPISODE}.yaml"}
