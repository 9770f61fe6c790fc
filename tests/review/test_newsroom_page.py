"""The newsroom's page: every episode in a row, in words; what to do first where there is none."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from hand_making import missing, now
from review_making import EPISODE, RUNDOWN, write_edition, write_episode, write_newsroom
from starlette.testclient import TestClient

from newscast.base.zones import zone_of
from newscast.desk.database import transaction
from newscast.desk.job import Ask, Lane
from newscast.desk.looks import look
from newscast.review.mending.written_now import WrittenNow
from newscast.review.newsroom import news, shelf
from newscast.review.newsroom.office import Office, open_office
from newscast.review.today import at_hand, newsroom_page

MEXICO = zone_of("America/Mexico_City")


@pytest.fixture(autouse=True)
def looking_always(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "_EVERY", -1.0)
    monkeypatch.setattr(shelf, "_REST", 0.0)
    monkeypatch.setattr(news, "_EVERY", -1.0)
    news._reporter.cache_clear()
    at_hand._GLIMPSED.clear()


def words(html: str) -> str:
    """What is read of a page, on one line."""
    main = html[html.index("<main") :]
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())


def row(html: str, name: str = EPISODE) -> str:
    (found,) = re.findall(rf'<li class="episode" data-episode="{re.escape(name)}">(.*?)</li>', html, re.DOTALL)
    return words("<main>" + found)


def test_a_row_says_all_there_is_to_know(signed_in: Callable[..., TestClient], newsroom: Path) -> None:
    write_edition(newsroom / "output" / EPISODE / "draft", 4, slot=10.0)
    told = row(signed_in("editor").get("/").text)
    assert told.startswith("Noticias del viernes On air")
    for part in ("Draft 4", "Final 2", "Not seen yet", "0:11", "0:01 over", "With warnings: web"):
        assert part in told
    assert "Nobody watches this newsroom" in words(signed_in("producer").get("/").text)


def test_a_row_is_drawn_for_everybody_in_their_language(signed_in: Callable[..., TestClient], newsroom: Path) -> None:
    def seen(language: str) -> str:
        return row(signed_in("editor", language).get("/").text)

    first = seen("en")
    assert "Not seen yet" in first and seen("en") == first
    assert "Sin ver" in seen("es") and "Not seen yet" not in seen("es")
    write_edition(newsroom / "output" / EPISODE / "draft", 4)
    assert "Draft 4" in seen("en") and "Draft 3" not in seen("en")


def test_what_people_did_is_in_the_row(signed_in: Callable[..., TestClient], office: Office, newsroom: Path) -> None:
    browser = signed_in("editor")
    with office.people() as people:
        look(people, "editor", EPISODE, True, 3, "web")
    assert "In review" in row(browser.get("/").text)
    assert "New version" not in row(browser.get("/").text)
    write_edition(newsroom / "output" / EPISODE / "draft", 4)
    assert "New version" in row(browser.get("/").text)
    # Somebody else has not seen any, and is not told of a newer one.
    assert "New version" not in row(signed_in("producer").get("/").text)
    with office.people() as people, transaction(people.connection):
        people.connection.execute(
            "INSERT INTO comments (episode, draft, version, deliverable, frame, rate, author, shown, text, written)"
            " VALUES (?, 1, 4, 'web', 3, '25', 'ana', 'Ana', 'No', 0)",
            (EPISODE,),
        )
    told = row(browser.get("/").text)
    assert "Changes asked" in told
    assert "1 open" in told


def test_episodes_are_chosen_by_month_and_state(signed_in: Callable[..., TestClient], newsroom: Path) -> None:
    write_episode(newsroom, name="octubre")
    write_edition(newsroom / "output/octubre/draft", 9, name="octubre", date="2026-10-31", title="Octubre")
    browser = signed_in()
    both = browser.get("/").text
    assert both.index("Noticias del viernes") < both.index("Octubre")
    assert "November 2026" in words(both)
    october = browser.get("/", params={"month": "2026-10"}).text
    assert "Octubre" in october
    assert EPISODE not in october
    assert EPISODE in browser.get("/", params={"state": "unseen"}).text
    assert "There is no episode like that." in words(browser.get("/", params={"state": "approved"}).text)


def test_of_hundreds_the_newest_are_shown(
    signed_in: Callable[..., TestClient], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(newsroom_page, "_MOST", 2)
    monkeypatch.setattr(newsroom_page, "_MOST_CHOSEN", 3)
    for day in range(1, 5):
        name = f"2026-11-0{day}-noticias"
        write_edition(newsroom / "output" / name / "draft", 1, name=name, date=name[:10])
    browser = signed_in()
    assert names(browser.get("/").text) == [EPISODE, "2026-11-04-noticias"]
    assert "Earlier ones are listed by month." in words(browser.get("/").text)
    chosen = browser.get("/", params={"month": "2026-11"}).text
    assert names(chosen) == [EPISODE, "2026-11-04-noticias", "2026-11-03-noticias"]


def names(html: str) -> list[str]:
    """The episodes of a page, in their order."""
    return re.findall(r'data-episode="([^"]*)"', html)


def test_what_is_late_is_said_first(signed_in: Callable[..., TestClient], newsroom: Path) -> None:
    soon = datetime.fromtimestamp(time.time(), MEXICO) + timedelta(minutes=18)
    name = f"{soon:%Y-%m-%d}-noticias"
    text = RUNDOWN.replace("2026-11-20T07:00", f"{soon:%Y-%m-%dT%H:%M}").replace("2026-11-20", f"{soon:%Y-%m-%d}")
    (newsroom / "rundowns" / f"{name}.yaml").write_text(text, encoding="utf-8")
    told = signed_in().get("/").text
    assert "and there is no final yet" in words("<main" + told[told.index('data-part="to-do"') : told.index("<aside")])
    assert "Not built yet" in row(told, name)


def test_jobs_that_are_open_and_that_ended_are_listed(signed_in: Callable[..., TestClient], office: Office) -> None:
    with office.ledger() as ledger:
        ledger.ask(Ask(Lane(EPISODE, True, ("web",)), "rundowns/a.yaml", "s"))
        ledger.ask(Ask(Lane("otro", False), "rundowns/b.yaml", "s", waits_for=("media/toma.mp4",)))
    told = words(signed_in().get("/").text)
    assert "draft of web" in told
    assert "waits for media/toma.mp4" in told


def test_an_empty_newsroom_says_what_to_do_first(
    tmp_path: Path, signed_in: Callable[..., TestClient], newsroom: Path
) -> None:
    browser = signed_in(language="es")
    for path in (newsroom / "rundowns", newsroom / "output"):
        path.rename(path.with_name(f"{path.name}-away"))
    assert "newscast watch" in words(browser.get("/").text)
    assert "newscast new" in words(browser.get("/").text)


def test_hostile_words_are_only_words(signed_in: Callable[..., TestClient], newsroom: Path) -> None:
    evil = '<img src=x onerror="alert(1)">'
    write_edition(newsroom / "output" / EPISODE / "draft", 4, title=evil)
    write_episode(newsroom, name='x"><svg onload=alert(1)>')
    told = signed_in().get("/").text
    assert evil in unescape(told)
    assert "<img src=x" not in told
    assert "<svg onload" not in told


def test_the_language_is_chosen_on_the_page(signed_in: Callable[..., TestClient]) -> None:
    browser = signed_in(language="en")
    assert '<html lang="en">' in browser.get("/").text
    chosen = browser.post("/language", data={"language": "es", "to": "/search?q=agua"})
    assert chosen.headers["location"] == "/search?q=agua"
    assert '<html lang="es">' in browser.get("/").text
    for to in ("//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/\r\nx: y"):
        assert browser.post("/language", data={"language": "xx", "to": to}).headers["location"] == "/"
    assert '<html lang="es">' in browser.get("/").text


def test_a_newsroom_without_its_own_folders_is_served(tmp_path: Path) -> None:
    root = tmp_path / "nueva"
    write_newsroom(root)
    (root / "rundowns").rename(root / "away")
    assert news.reporter_of(open_office(root)).shelf().episodes == {}


def test_menus_show_what_the_visitor_may_see(signed_in: Callable[..., TestClient]) -> None:
    def items(role: str, path: str = "/") -> set[str]:
        return set(re.findall(r'<li><a href="(/\w+)">', signed_in(role).get(path).text))

    assert items("director") >= {"/guests", "/accounts", "/audit"}
    assert "/accounts" not in items("producer")
    assert items("guest", f"/e/{EPISODE}") & {"/guests", "/accounts", "/audit", "/comments"} == set()


def of_today(newsroom: Path, name: str = "", days: int = 0, **more: str) -> str:
    """A rundown of today by the newsroom's clocks, or of a day so much later, on the air at its last minute; its
    episode."""
    air = datetime.fromtimestamp(time.time(), MEXICO).replace(hour=23, minute=59) + timedelta(days=days)
    name = name or f"{air:%Y-%m-%d}-noticias"
    text = RUNDOWN.replace("2026-11-20T07:00", f"{air:%Y-%m-%dT%H:%M}").replace("2026-11-20", f"{air:%Y-%m-%d}")
    for key, value in more.items():
        text = text.replace("segments:", f"{key}: {value}\nsegments:")
    (newsroom / "rundowns" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return name


def days(html: str) -> str:
    """The rundowns of the day."""
    return words("<main" + html[html.index('id="days"') : html.index('id="said-order"')])


def test_what_nobody_knows_yet_is_asked_for_by_the_page(
    signed_in: Callable[..., TestClient], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of_today(newsroom)
    monkeypatch.setattr(at_hand, "known_now", lambda _office, _file: None)
    told = signed_in().get("/").text
    assert 'data-waits="all"' in told
    assert "The rundown is being read…" in days(told)


def test_the_rundowns_of_the_day_are_tables(
    signed_in: Callable[..., TestClient], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        at_hand, "known_now", lambda _office, file: now(file=file, warnings=(replace(missing(10), file=file),))
    )
    name = of_today(newsroom, slot="90s")
    of_today(newsroom, name="de-manana", days=1)
    of_today(newsroom, name="de-pasado-manana", days=2)
    told = signed_in("producer").get("/").text
    shown = days(told)
    assert shown.index("Today, ") < shown.index("Concluye el bacheo") < shown.index("Tomorrow, ")
    assert re.findall(r'data-shown="([^"]*)"', told) == [name, "de-manana"]
    for part in (
        "min left",
        "23:59:07",
        "0:05 over",
        "Ana Ruiz",
        "synthetic voice: Luis Mora",
        "left out",
        "1:35 of 1:30 0:05 over",
    ):
        assert part in shown
    # What is missing is told to whoever makes the programme, with where that is mended.
    assert "bacheo: bacheo.wav is missing (line 10)" in words(told)
    assert f'href="/e/{name}/media#segment-1"' in told
    assert f'href="/e/{name}/mend?segment=1"' in told
    assert "bacheo: bacheo.wav is missing (line 10)" not in words(signed_in("editor").get("/").text)
    # Whoever looks at one month alone has not come for the day.
    assert 'id="days"' not in signed_in().get("/", params={"month": "2026-11"}).text


def test_one_rundown_is_read_for_whoever_waits_for_it(signed_in: Callable[..., TestClient], newsroom: Path) -> None:
    kit = newsroom / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: Noticias\ndeliverables: [radio, web]\n", encoding="utf-8")
    name = of_today(newsroom)
    written = (newsroom / "rundowns" / f"{name}.yaml").read_bytes()
    told = signed_in("producer").get(f"/e/{name}/rundown").text
    assert f'data-sha256="{hashlib.sha256(written).hexdigest()}"' in told
    assert re.findall(r'data-slug="([^"]*)" data-index="(\d)"', told) == [
        ("open", "0"),
        ("bacheo", "1"),
        ("feria", "2"),
        ("close", "3"),
    ]
    assert "laura.mp4 is missing" in words("<main" + told)
    for role, path in (("guest", name), ("guest", EPISODE), ("editor", EPISODE), ("editor", "nothing")):
        assert signed_in(role).get(f"/e/{path}/rundown").status_code == 404


def test_a_page_that_is_open_hears_of_a_rundown_that_was_saved(
    signed_in: Callable[..., TestClient], newsroom: Path
) -> None:
    name, browser = of_today(newsroom), signed_in()
    first = browser.get("/events", params={"since": ""}).json()["cursor"]
    assert "rundowns" not in browser.get("/events", params={"since": first}).json()
    with (newsroom / "rundowns" / f"{name}.yaml").open("a", encoding="utf-8") as file:
        file.write("# Otra línea.\n")
    second = browser.get("/events", params={"since": first}).json()
    assert second["rundowns"] is True
    # That of another day is nothing to whoever keeps the page open.
    of_today(newsroom, name="de-pasado-manana", days=5)
    of_today(newsroom, name="de-manana", days=1)
    third = browser.get("/events", params={"since": second["cursor"]}).json()
    (newsroom / "rundowns/de-pasado-manana.yaml").touch()
    assert "rundowns" not in browser.get("/events", params={"since": third["cursor"]}).json()


def test_a_damaged_record_hides_only_what_people_did(
    signed_in: Callable[..., TestClient], office: Office, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(at_hand, "known_now", lambda _office, file: now(file=file))
    of_today(newsroom)
    browser = signed_in()
    assert browser.get("/").status_code == 200
    (office.desk / "newscast.db").write_bytes(b"x" * 5000)
    told = browser.get("/").text
    assert "Concluye el bacheo" in days(told)


def test_what_is_known_of_a_rundown_counts_for_a_moment_and_no_longer_than_its_bytes(
    office: Office, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, asked = newsroom / "rundowns" / f"{of_today(newsroom)}.yaml", []
    file = f"rundowns/{path.name}"

    def known(_office: Office, _file: str) -> WrittenNow:
        asked.append(_file)
        return now(planning=len(asked) == 1)

    monkeypatch.setattr(at_hand, "known_now", known)
    # What is not whole yet is asked for again, what is whole is not.
    for times in (1, 2, 2):
        at_hand.glimpsed(office, file)
        assert len(asked) == times
    path.write_text(path.read_text(encoding="utf-8") + "# Otra línea.\n", encoding="utf-8")
    at_hand.glimpsed(office, file)
    assert len(asked) == 3
