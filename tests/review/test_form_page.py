"""The forms in which the rundown is mended, as the server tells them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from review_making import EPISODE, OFFICE, RUNDOWN, RUNDOWN_PATH
from starlette.testclient import TestClient

SignedIn = Callable[..., TestClient]
FORM = f"/e/{EPISODE}/form"
BACHEO = {"slug": "bacheo", "part": "0"}
HOSTILE = "</textarea><script>alert(1)</script> & \"'"


@pytest.fixture
def editor(signed_in: SignedIn) -> TestClient:
    return signed_in("editor")


def form(editor: TestClient, **asked: Any) -> str:
    answer = editor.get(FORM, params=asked)
    assert answer.status_code == 200, answer.text
    return str(answer.json()["form"])


def rewrite(newsroom: Path, old: str, new: str) -> None:
    assert old in RUNDOWN
    (newsroom / RUNDOWN_PATH).write_text(RUNDOWN.replace(old, new), encoding="utf-8")


def test_a_part_is_shown_as_it_is_written_now(editor: TestClient, newsroom: Path) -> None:
    html = form(editor, **BACHEO)
    assert "Se repararon 4,200 baches en un mes." in html
    assert f"{RUNDOWN_PATH}:12" in html
    assert 'data-at=\'["segments", 1' in html or 'data-at="[&#34;segments&#34;, 1' in html
    assert "Voice of before" in html, "it has a recording"
    rewrite(newsroom, "4,200", "4,300")
    assert "Se repararon 4,300 baches" in form(editor, **BACHEO)


def test_who_speaks_is_changed_on_the_list_that_says_so(editor: TestClient) -> None:
    html = form(editor, slug="bacheo", part="1")
    assert "assets/newsroom.yaml" in html and "Laura Díaz" in html and "Directora de Obras Públicas" in html
    assert "Trabajamos de noche." in html and "laura.mp4" in html


def test_a_story_has_headline_tease_and_its_parts(editor: TestClient) -> None:
    html = form(editor, slug="bacheo")
    assert "Concluye el bacheo" in html and "Tease" in html
    assert html.count("data-mend-part=") == 2
    assert form(editor, line=22) == form(editor, segment=2, part=0)
    assert "Buenas noches." in form(editor, line=22)


def test_what_is_gone_is_said(editor: TestClient, newsroom: Path) -> None:
    rewrite(newsroom, "story: bacheo", "story: otra")
    answer = editor.get(FORM, params=BACHEO, headers={"accept": "application/json"})
    assert answer.status_code == 410 and "not in the rundown any more" in answer.json()["message"]
    for asked in (
        {"slug": "nada"},
        {"slug": "bacheo", "part": "9"},
        {"segment": "99"},
        {"segment": "1", "part": "9"},
        {},
    ):
        assert editor.get(FORM, params=asked, headers={"accept": "application/json"}).status_code in (404, 410), asked


def test_a_rundown_that_cannot_be_read_says_why(editor: TestClient, newsroom: Path) -> None:
    (newsroom / RUNDOWN_PATH).write_text("- no\n", encoding="utf-8")
    answer = editor.get(FORM, params=BACHEO, headers={"accept": "application/json"})
    assert answer.status_code in (409, 410) and answer.json()["message"]


def test_an_old_version_is_said_to_be_one(editor: TestClient) -> None:
    assert "You are looking at Draft 2" in form(editor, **BACHEO, draft=1, version=2, deliverable="web")
    assert "You are looking at" not in form(editor, **BACHEO, draft=1, version=3, deliverable="web")


def test_hostile_words_stay_words(editor: TestClient, newsroom: Path) -> None:
    import json

    rewrite(newsroom, "Se repararon 4,200 baches en un mes.", json.dumps(HOSTILE))
    (newsroom / "assets/newsroom.yaml").write_text(OFFICE.replace("Laura Díaz", "<b onclick=x>"), encoding="utf-8")
    html = form(editor, **BACHEO) + form(editor, slug="bacheo", part="1") + editor.get(f"{FORM}/order").json()["form"]
    assert "<script>" not in html and "<b onclick" not in html and "&lt;/textarea&gt;" in html
    words = editor.post(f"{FORM}/words", json={"before": HOSTILE, "now": "<i>no</i>"}).json()["words"]
    assert "<script>" not in words and "<i>" not in words and "<del>" in words and "<ins>" in words


def test_all_segments_and_parts_are_there_to_be_put_in_order(editor: TestClient) -> None:
    html = editor.get(f"{FORM}/order").json()["form"]
    assert html.count("data-grip") == 4 + 3
    assert html.index("Concluye el bacheo") < html.index("Arranca la feria")


def test_only_those_who_may_change_the_newsroom_see_any_of_it(signed_in: SignedIn) -> None:
    guest = signed_in("guest")
    page = guest.get(f"/e/{EPISODE}").text
    assert "data-mend" not in page and "mending" not in page and "data-order" not in page
    for address in (FORM, f"{FORM}/order", f"/e/{EPISODE}/clip.json", f"/e/{EPISODE}/clip.jpg"):
        assert guest.get(address, params=BACHEO).status_code == 404
    assert 'data-mend="bacheo/0"' in signed_in("producer").get(f"/e/{EPISODE}").text


def test_no_film_is_shown_that_the_rundown_does_not_name(editor: TestClient, newsroom: Path) -> None:
    (newsroom / "secret.mp4").write_bytes(b"x")
    for path in ("../secret.mp4", "/etc/passwd", "", "../assets/newsroom.yaml", "entrevistas/laura.mp4"):
        for kind in ("json", "jpg"):
            answer = editor.get(f"/e/{EPISODE}/clip.{kind}", params={"file": path, "at": "0"})
            assert answer.status_code == 404, path
    rewrite(newsroom, "entrevistas/laura.mp4", "../../../../etc/passwd")
    outside = editor.get(f"/e/{EPISODE}/clip.json", params={"file": "../../../../etc/passwd"})
    assert outside.status_code == 404, "a rundown leads nowhere that media may not lie"


def test_a_rundown_that_was_never_built_is_mended_on_a_page_of_its_own(
    editor: TestClient, signed_in: SignedIn, newsroom: Path
) -> None:
    (newsroom / "rundowns/manana.yaml").write_text(RUNDOWN, encoding="utf-8")
    html = editor.get("/e/manana/mend").text
    assert html.count("data-here=") == 4 + 3 and "Open the episode" not in html and "data-order" in html
    told = editor.get("/e/manana/form", params={"segment": 1, "part": 0}).json()
    assert told["id"] == "bacheo/0" and "Se repararon 4,200 baches" in told["form"]
    assert "Open the episode" in editor.get(f"/e/{EPISODE}/mend").text
    assert editor.get("/e/nada/mend").status_code == 404 and signed_in("guest").get("/e/manana/mend").status_code == 404
