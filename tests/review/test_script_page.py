"""The script is approved before anything is rendered, and asks again where a word of it changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from review_making import EPISODE, OFFICE, RUNDOWN, RUNDOWN_PATH
from starlette.testclient import TestClient

from newscast.desk.approvals import words_of
from newscast.review.mending import written_now
from newscast.review.newsroom.office import Office

PAGE = "/e/2026-11-21-nuevo/script"


@pytest.fixture
def rundown(newsroom: Path) -> Path:
    """The rundown of an episode that nobody built yet."""
    kit = newsroom / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: Noticias\ndeliverables: [radio, web]\n", encoding="utf-8")
    path = newsroom / "rundowns/2026-11-21-nuevo.yaml"
    path.write_text(RUNDOWN, encoding="utf-8")
    return path


def mark(browser: TestClient) -> str:
    found = re.search(r'name="mark" value="(\w+)"', browser.get(PAGE).text)
    assert found
    return found[1]


def test_a_script_is_approved_for_its_words(
    signed_in: Callable[..., TestClient], office: Office, rundown: Path
) -> None:
    editor, producer = signed_in("editor"), signed_in("producer")
    page = editor.get(PAGE).text
    assert "Se repararon 4,200 baches en un mes." in page and "Concluye el bacheo" in page and "line 12" in page
    assert "Approve the script" in page and "Approve the script" not in producer.get(PAGE).text
    seen = mark(editor)
    assert editor.post(PAGE, data={"says": "approved", "mark": seen}).status_code == 303
    assert "script approved" in producer.get(PAGE).text and "Editor approved it today at" in producer.get(PAGE).text
    assert producer.post(PAGE, data={"says": "approved", "mark": seen}).status_code == 403

    # What is no word of it changes nothing: comments, layout, another file.
    text = rundown.read_text(encoding="utf-8")
    rundown.write_text(f"# nota\n{text}", encoding="utf-8")
    assert "script approved" in editor.get(PAGE).text
    rundown.write_text(text.replace("4,200 baches", "4,300 baches"), encoding="utf-8")
    page = editor.get(PAGE).text
    assert "script to be approved" in page and "Editor had approved it; it has changed since." in page
    answer = editor.post(PAGE, data={"says": "approved", "mark": seen})
    assert answer.status_code == 409 and "The script has changed since this page was loaded." in answer.text
    # It does not come back by itself.
    rundown.write_text(text, encoding="utf-8")
    assert "script to be approved" in editor.get(PAGE).text
    with office.people() as people:
        assert [word.ended_why for word in words_of(people, "2026-11-21-nuevo")] == ["changed"]


def planned(browser: TestClient, address: str = PAGE) -> str:
    """The page when it is known how long everything will be."""
    for _try in range(60):
        if "script-list" in (text := browser.get(address).text) or "prompter-list" in text:
            return text
    raise AssertionError("it was not known in time")


def told(browser: TestClient, address: str) -> Any:
    """What is new, when the rundown was read: until then there is no mark."""
    for _try in range(60):
        if (found := browser.get(address).json())["mark"]:
            return found
    raise AssertionError("it was not known in time")


def test_the_script_has_times_cues_and_a_presenter_to_choose(
    signed_in: Callable[..., TestClient], rundown: Path
) -> None:
    text = RUNDOWN.replace("segments:", "slot: 1m\npresenters: [ana]\nsegments:", 1)
    rundown.write_text(text.replace("camera: estudio/feria.mp4", "voice: synth\n        by: laura"), encoding="utf-8")
    editor = signed_in()
    page = planned(editor)
    assert "on the air at 07:00" in page and re.search(r"07:00:\d\d", page) and "words/min" in page
    assert "no later than 07:00:" in page and "Sound on tape" in page and "laura.mp4" in page
    assert "<dt>Out</dt><dd><b>Trabajamos de noche.</b></dd>" in page and "Directora de Obras Públicas" in page
    assert ">Ana Ruiz</a>" in page and ">Laura Díaz</a>" in page and 'aria-current="true">everybody' in page
    hers = planned(editor, f"{PAGE}?for=laura")
    assert 'class="script-line is-other' in hers and 'class="script-line is-mine' in hers
    assert 'aria-current="true">Laura Díaz' in hers and "Approve the script" in hers
    assert "is-other" not in planned(editor, f"{PAGE}?for=nadie")
    paper = editor.get(f"{PAGE}/paper.css")
    assert paper.headers["content-type"].startswith("text/css") and "counter(page)" in paper.text
    assert "Noticias del viernes" in paper.text and "rundowns\\00002f 2026" in paper.text


def test_a_prompter_has_what_is_said_and_when(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    page = planned(signed_in(), f"{PAGE}?prompter")
    assert "Se repararon cuatro mil doscientos baches en un mes." in page and "4,200" not in page
    assert re.search(r'data-comment="bacheo/0" data-seconds="[\d.]+"', page) and "<form" not in page
    assert "Trabajamos de noche." in page and 'class="prompter-cue"' in page


def test_what_is_new_is_told_with_its_mark(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    editor = signed_in()
    (known,) = re.findall(r'data-mark="(\w+)"', planned(editor))
    address = f"{PAGE}/now?known={known}"
    assert told(editor, address) == {"mark": known}
    rundown.write_text(RUNDOWN.replace("en un mes.", "en dos meses."), encoding="utf-8")
    planned(editor)
    new = told(editor, address)
    assert new["mark"] != known and "en dos meses." in new["html"] and "<!doctype" not in new["html"]
    # While it is wrong nothing is told: what is shown stays.
    rundown.write_text(RUNDOWN.replace("headline: Arranca", "headlin: Arranca"), encoding="utf-8")
    assert editor.get(address).json() == {"mark": ""}


def test_words_are_words_whatever_they_hold(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    hostile = '<script>alert(1)</script> "</style>'
    text = RUNDOWN.replace("Noticias del viernes", f"'{hostile}'").replace("en un mes.", "en <b>un</b> mes.")
    rundown.write_text(text, encoding="utf-8")
    editor = signed_in()
    assert "&lt;b&gt;un&lt;/b&gt;" in planned(editor)
    for page in (planned(editor), planned(editor, f"{PAGE}?prompter")):
        assert "<script>alert" not in page and "<b>un" not in page
    assert "<" not in editor.get(f"{PAGE}/paper.css").text


def test_a_refusal_has_a_reason(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    director = signed_in("director")
    seen = mark(director)
    assert director.post(PAGE, data={"says": "refused", "mark": seen}).status_code == 400
    assert director.post(PAGE, data={"says": "refused", "mark": seen, "reason": "Falta la fuente."}).status_code == 303
    assert "Director said no today at" in director.get(PAGE).text and "Falta la fuente." in director.get(PAGE).text


def test_a_rundown_that_cannot_be_read_says_why(
    signed_in: Callable[..., TestClient], rundown: Path, newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = signed_in("editor")
    rundown.write_text(RUNDOWN.replace("headline: Concluye el bacheo", "headlin: Concluye el bacheo"), encoding="utf-8")
    answer = editor.get(PAGE)
    assert answer.status_code == 409 and ">rundowns/2026-11-21-nuevo.yaml:9:5: " in answer.text
    assert editor.get("/e/nada/script").status_code == 404
    (newsroom / "rundowns/otra").mkdir()
    (newsroom / "rundowns/otra/2026-11-21-nuevo.yaml").write_text(RUNDOWN, encoding="utf-8")
    assert editor.get(PAGE).status_code == 404
    # One that was built is that which it was built from.
    monkeypatch.setattr(written_now, "consult", lambda *_given: None)
    assert "cannot be read at the moment" in editor.get(f"/e/{EPISODE}/script").text
    assert (newsroom / RUNDOWN_PATH).is_file() and OFFICE
