"""What the list asks on the page: an exception is signed by a director for what they saw, and everybody sees it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from approval_making import publish
from review_making import EPISODE, RUNDOWN_PATH, write_episode
from starlette.testclient import TestClient

from newscast.desk.exceptions import exceptions_of, sign, standing
from newscast.desk.job import Ask, Ending, Lane
from newscast.desk.wishes import wishes
from newscast.episode.folder import write_json
from newscast.episode.manifest import (
    ListedConcern,
    ListedConsent,
    ListedPresence,
    ListedSuspension,
    Manifest,
    known_manifest,
)
from newscast.review.newsroom.office import Office

Browser = Callable[..., TestClient]
PAGE = f"/e/{EPISODE}"
BACHEO = ListedConcern("bacheo", "story", "Concluye el bacheo", "w" * 64, None, None, "", "rundowns/a.yaml", 8)
FERIA = ListedConcern("feria", "story", "Arranca la feria", "f" * 64, "health", None, "", "rundowns/a.yaml", 17)
SUSPENSION = ListedSuspension("2026-11-01", "2026-12-06", (BACHEO, FERIA))
ELECTED = ListedPresence("laura", "Laura Díaz", 24.0, 5.0, 3, 1)
CONSENT = ListedConsent("feria", "rundowns/permisos/tutora.pdf", "c" * 64)
APPROVING = 'data-says="approved" data-deliverable="web"'
REASON = "Lo pide el instituto electoral"


@pytest.fixture
def suspended(newsroom: Path) -> Path:
    """The newest draft of the made-up episode goes out during a suspension."""
    publish(newsroom, True, suspension=SUSPENSION, consents=(CONSENT,))
    return newsroom


def send(browser: TestClient, what: str = "", **form: str) -> tuple[int, str]:
    answer = browser.post(f"{PAGE}/exceptions{what}", data=form, headers={"accept": "application/json"})
    return answer.status_code, answer.json()["message"] if answer.headers.get(
        "content-type"
    ) == "application/json" else ""


def panel(browser: TestClient, address: str = PAGE) -> str:
    """The words of the panel, without tags."""
    found = re.search(r'<section id="law".*?</section>', browser.get(address).text, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split()) if found else ""


def test_a_director_signs_for_what_was_seen_and_takes_it_back(
    suspended: Path, office: Office, signed_in: Browser
) -> None:
    director, editor = signed_in("director"), signed_in("editor")
    assert "1 open" in panel(editor) and "A director can sign an exception here." in panel(editor)
    assert "Sign an exception" in panel(director) and "health" in panel(director)
    with office.ledger() as ledger:
        ask = Ask(Lane(EPISODE, False, ("web",)), "rundowns/a.yaml", "s" * 64)
        ledger.end(ledger.begin(ledger.ask(ask)[0]), "failed", Ending(1))
    assert send(director, slug="bacheo", words=BACHEO.words, reason=f"  {REASON}\n")[0] == 303
    with office.ledger() as ledger:
        assert [each.episode for each in wishes(ledger)] == [EPISODE]
        assert ledger.ask(ask)[0].state == "queued", "the same final is made again"
    with office.people() as people:
        (signed,) = standing(people, EPISODE)
        assert (signed.who, signed.slug, signed.reason) == ("director", "bacheo", REASON)
    text = panel(editor)
    assert "exception signed" in text and "Director signed today" in text and REASON in text and "open" not in text
    assert send(director, "/withdraw", exception=str(signed.id))[0] == 303
    assert send(director, "/withdraw", exception=str(signed.id))[0] == 409
    assert "nothing says why" in panel(editor)
    with office.people() as people:
        deeds = [each.what for each in people.audit() if each.what.startswith("exception")]
    assert deeds == ["exception-withdrawn", "exception-signed"]
    record = director.get("/audit").text
    assert "signed an exception" in record and REASON in record and "story bacheo" in record


@pytest.mark.parametrize("role", ["producer", "editor", "guest"])
def test_nobody_else_signs(suspended: Path, office: Office, signed_in: Browser, role: str) -> None:
    browser = signed_in(role)
    status, _message = send(browser, slug="bacheo", words=BACHEO.words, reason=REASON)
    assert status in (403, 404)
    with office.people() as people:
        assert exceptions_of(people, EPISODE) == []
    if role == "guest":
        assert panel(browser) == "" and "tutora" not in browser.get(PAGE).text


def test_what_is_not_there_or_has_no_reason_is_not_signed(suspended: Path, office: Office, signed_in: Browser) -> None:
    director = signed_in("director")
    assert send(director, slug="bacheo", words="x" * 64, reason=REASON)[0] == 409
    assert send(director, slug="feria", words=BACHEO.words, reason=REASON)[0] == 409
    assert send(director, slug="bacheo", words=BACHEO.words, reason="  ")[0] == 400
    assert send(director, slug="bacheo", words=BACHEO.words, reason="a" * 2001)[0] == 400
    for number in ("", "x", "9" * 40, "-1"):
        assert send(director, "/withdraw", exception=number)[0] == 409
    with office.people() as people:
        assert exceptions_of(people, EPISODE) == []


def test_other_words_have_to_be_signed_anew(suspended: Path, office: Office, signed_in: Browser) -> None:
    with office.people() as people:
        sign(people, "eva", EPISODE, "bacheo", BACHEO.words, REASON)
    publish(suspended, True, suspension=replace(SUSPENSION, segments=(replace(BACHEO, words="n" * 64), FERIA)))
    text = panel(signed_in("editor"))
    assert "The exception that eva signed was for other words" in text and "nothing says why" in text


def test_what_nothing_says_the_reason_of_is_seen_first_and_not_approved(
    suspended: Path, office: Office, signed_in: Browser
) -> None:
    editor, director = signed_in("editor"), signed_in("director")
    page = editor.get(f"{PAGE}?deliverable=web").text
    first = page[page.index('id="first"') :]
    assert first.index("nothing says why") < first.index("Officials who are named or shown")
    assert "Laura Díaz, Directora de Obras Públicas" in first and "Why these go out during the suspension" in first
    bar = editor.get(f"{PAGE}/bar?deliverable=web").text
    assert "“Concluye el bacheo” goes out during the suspension" in bar and APPROVING not in bar
    send(director, slug="bacheo", words=BACHEO.words, reason=REASON)
    bar = editor.get(f"{PAGE}/bar?deliverable=web").text
    assert "goes out during the suspension" not in bar and APPROVING in bar


def test_a_withdrawn_exception_stands_in_the_way_of_the_final_that_it_let_be_made(
    suspended: Path, office: Office, signed_in: Browser
) -> None:
    publish(suspended, False, suspension=SUSPENSION)
    assert "goes out during the suspension" in signed_in("editor").get(f"{PAGE}/bar?draft=0&deliverable=web").text


def test_an_old_version_has_nothing_to_sign(suspended: Path, signed_in: Browser) -> None:
    publish(suspended, True, suspension=SUSPENSION)
    director = signed_in("director")
    assert "Sign an exception" in panel(director, f"{PAGE}?draft=1&version=5")
    assert "Sign an exception" not in panel(director, f"{PAGE}?draft=1&version=4")


def test_consents_are_named_to_those_who_may_see_what_is_internal(suspended: Path, signed_in: Browser) -> None:
    assert "rundowns/permisos/tutora.pdf" in panel(signed_in("producer"))


def with_elected(root: Path, draft: bool, date: str = "", name: str = EPISODE, *, heard: float = 24.0) -> Manifest:
    """Laura comes in radio and web of an edition."""
    folder = root / "output" / name / ("draft" if draft else "")
    before = known_manifest(folder)
    assert before
    entries = dict(before.deliverables)
    for each, seconds in (("radio", heard / 2), ("web", heard)):
        entries[each] = replace(entries[each], elected=(replace(ELECTED, heard=seconds),))
    now = replace(before, deliverables=entries, date=date or before.date)
    write_json(folder / "manifest.json", now.as_json())
    return now


def test_elected_officials_are_counted_on_the_page_of_the_episode(newsroom: Path, signed_in: Browser) -> None:
    with_elected(newsroom, True)
    assert "Laura Díaz Heard 0:24 Name on screen 0:05 Said 3 Written 1" in panel(
        signed_in("producer"), f"{PAGE}?deliverable=web"
    )
    assert panel(signed_in("producer"), f"{PAGE}?deliverable=square") == "", "where nobody comes nothing is said"
    assert panel(signed_in("guest"), f"{PAGE}?deliverable=web") == ""


def test_a_month_is_added_up_of_finals_and_given_as_csv(newsroom: Path, signed_in: Browser) -> None:
    """Of each episode the deliverable in which they come most; drafts and other months do not count."""
    write_episode(newsroom, name="2026-11-21-noticias")
    write_episode(newsroom, name="2026-12-01-noticias")
    with_elected(newsroom, False)
    with_elected(newsroom, True, heard=500)
    with_elected(newsroom, False, "2026-11-21", "2026-11-21-noticias", heard=10)
    with_elected(newsroom, False, "2026-12-01", "2026-12-01-noticias", heard=100)
    producer = signed_in("producer")
    page = " ".join(re.sub(r"<[^>]+>", " ", producer.get("/law?from=2026-11-01&to=2026-11-30").text).split())
    assert "Laura Díaz 2 0:34 0:10 6 2" in page
    answer = producer.get("/law.csv?from=2026-11-01")
    assert answer.headers["content-type"].startswith("text/csv")
    head, *lines = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))
    assert head[:3] == ["date", "episode", "deliverable"]
    assert lines == [
        ["2026-11-20", EPISODE, "web", "Laura Díaz", "24.0", "5.0", "3", "1"],
        ["2026-11-21", "2026-11-21-noticias", "web", "Laura Díaz", "10.0", "5.0", "3", "1"],
    ]
    assert "Nobody who is" in producer.get("/law?from=2020-01-05&to=x").text
    assert signed_in("guest").get("/law").status_code in (403, 404)


def test_the_month_of_today_is_shown_unless_said(newsroom: Path, signed_in: Browser) -> None:
    text = signed_in("producer").get("/law").text
    assert re.search(r'name="from" type="date" value="\d{4}-\d{2}-01"', text)


def test_a_producer_writes_into_the_rundown_why_a_story_goes_out(suspended: Path, signed_in: Browser) -> None:
    """One line, at once on the page, before a build knows it."""
    producer, rundown = signed_in("producer"), suspended / RUNDOWN_PATH
    before = rundown.read_text(encoding="utf-8").splitlines()
    assert "Write it in the rundown" in panel(producer) and "The next draft knows it" not in panel(producer)

    def write(**form: str) -> int:
        return producer.post(f"{PAGE}/exempt", data=form, headers={"accept": "application/json"}).status_code

    assert write(slug="bacheo", exempt="propaganda") == 400 and write(slug="otra", exempt="health") == 409
    assert rundown.read_text(encoding="utf-8").splitlines() == before
    assert write(slug="bacheo", exempt="service") == 303
    after = rundown.read_text(encoding="utf-8").splitlines()
    (line,) = [each for each in after if each not in before]
    assert line.strip() == "exempt: service" and [each for each in after if each != line] == before
    assert "by now: service to the public. The next draft knows it" in panel(producer)
    assert signed_in("guest").post(f"{PAGE}/exempt", data={"slug": "bacheo", "exempt": "health"}).status_code == 404
