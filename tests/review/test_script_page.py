"""The script is approved before anything is rendered, and asks again where a word of it changed."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from review_making import EPISODE, OFFICE, RUNDOWN, RUNDOWN_PATH
from starlette.testclient import TestClient

from newscast.desk.approvals import words_of
from newscast.review import written_now
from newscast.review.office import Office

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
