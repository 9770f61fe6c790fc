"""A new episode is shown before it is made, from the pattern or from an earlier one, and never written over another."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from review_making import EPISODE, RUNDOWN
from starlette.testclient import TestClient

from newscast.review.newsroom.office import Office
from newscast.rundown.load import load

ASKED = {"show": "noticias", "origin": "yesterday", "date": "2026-11-23", "air": "", "title": ""}
NEW = "rundowns/2026-11-23-noticias.yaml"


@pytest.fixture
def shows(newsroom: Path) -> Path:
    kit = newsroom / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: Noticias\ndeliverables: [radio, web]\n", encoding="utf-8")
    return newsroom


def seen(browser: TestClient, **asked: str) -> tuple[str, dict[str, str]]:
    """The page that shows what would be made, and the form that makes it."""
    page = browser.get("/new", params={**ASKED, **asked})
    assert page.status_code == 200, page.text
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    return page.text, fields


def test_an_episode_from_the_last_one(signed_in: Callable[..., TestClient], office: Office, shows: Path) -> None:
    producer = signed_in("producer")
    blank = producer.get("/new").text
    assert "Show what it will be" in blank and "Make this episode" not in blank
    assert "Friday, November 20, 2026" in blank
    page, form = seen(producer)
    assert f"From rundowns/{EPISODE}.yaml, Friday, November 20, 2026." in page and "2 stories floated" in page
    assert "air: 2026-11-20T07:00 → 2026-11-23T07:00" in page
    assert "title: Noticias del viernes → Noticias del lunes" in page
    assert "kept: open, close" in page and "says “sábado”" in page
    assert not (shows / NEW).exists()
    made = producer.post("/new", data=form)
    assert made.status_code == 303 and made.headers["location"] == "/e/2026-11-23-noticias/mend"
    text = (shows / NEW).read_text(encoding="utf-8")
    assert text == (
        RUNDOWN.replace("2026-11-20", "2026-11-23")
        .replace("del viernes", "del lunes")
        .replace("    social: true\n", "    social: true\n    float: true\n")
    )
    with office.people() as people:
        (deed,) = (each for each in people.audit() if each.what == "episode-begun")
    assert (deed.who, deed.episode) == ("producer", "2026-11-23-noticias")
    assert deed.details == {"file": NEW, "from": f"rundowns/{EPISODE}.yaml"}
    assert "began an episode" in signed_in("director").get("/audit").text
    # Nothing is written over.
    again = producer.post("/new", data=form)
    assert again.status_code == 409 and "is there already" in again.text and str(shows) not in again.text
    assert (shows / NEW).read_text(encoding="utf-8") == text


def test_an_episode_from_the_pattern_with_its_time_and_title(signed_in: Callable[..., TestClient], shows: Path) -> None:
    editor = signed_in("editor", "es")
    _page, form = seen(editor, origin="", air="19:30", title="Edición: «especial» #1")
    assert editor.post("/new", data=form).status_code == 303
    rundown = load(shows / NEW, draft=True).rundown
    assert rundown.title == "Edición: «especial» #1" and f"{rundown.air:%Y-%m-%d %H:%M}" == "2026-11-23 19:30"
    assert [each.kind for each in rundown.segments][:2] == ["open", "headlines"]


def test_what_changed_meanwhile_is_shown_again(signed_in: Callable[..., TestClient], shows: Path) -> None:
    editor = signed_in()
    _page, form = seen(editor)
    path = shows / f"rundowns/{EPISODE}.yaml"
    path.write_text(RUNDOWN.replace("Arranca la feria", "Arranca la gran feria"), encoding="utf-8")
    answer = editor.post("/new", data=form)
    assert answer.status_code == 409 and "has changed meanwhile" in answer.text and not (shows / NEW).exists()
    (digest,) = re.findall(r'name="sha256" value="(\w+)"', answer.text)
    assert editor.post("/new", data={**form, "sha256": digest}).status_code == 303
    assert "gran feria" in (shows / NEW).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"date": "mañana"}, "Choose a day."),
        ({"date": "2026-11-20"}, "has no rundown before 2026-11-20"),
        ({"date": "2026-11-20", "origin": ""}, "is there already"),
        ({"air": "7"}, "Write the time like 07:00."),
        ({"origin": "../../etc/passwd"}, "There is no such episode."),
        ({"origin": "rundowns/otro.yaml"}, "There is no such episode."),
        ({"title": "x" * 201}, "This title is too long"),
    ],
)
def test_what_cannot_be_made_says_why(
    signed_in: Callable[..., TestClient], shows: Path, asked: dict[str, str], message: str
) -> None:
    editor = signed_in()
    page = editor.get("/new", params={**ASKED, **asked})
    assert page.status_code == 400 and message in page.text and str(shows) not in page.text
    assert editor.post("/new", data={**ASKED, **asked}).status_code == 409
    assert sorted(path.name for path in (shows / "rundowns").iterdir()) == [f"{EPISODE}.yaml"]


def test_a_show_that_is_none_and_what_is_hostile(signed_in: Callable[..., TestClient], shows: Path) -> None:
    editor = signed_in()
    page = editor.get("/new", params={**ASKED, "show": "../..", "title": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page and "&lt;script&gt;" in page and 'value="noticias"' in page
    assert signed_in("guest").get("/new").status_code == 404


def test_a_newsroom_without_shows_says_what_to_do(signed_in: Callable[..., TestClient], newsroom: Path) -> None:
    assert "There is no show yet." in signed_in().get("/new").text
