"""The rundown is changed from the page: tried, saved, taken back; what somebody else changed meanwhile is not lost."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from review_making import EPISODE, OFFICE, RUNDOWN, RUNDOWN_PATH
from starlette.testclient import TestClient

from newscast.desk.audit import Wanted, deeds
from newscast.desk.edits import edits_of_file, text_of
from newscast.review.mending import editing
from newscast.review.newsroom.office import Office

EDIT = f"/e/{EPISODE}/edit"
HEADLINE = ["segments", 1, "headline"]
SCRIPTS = {"accept": "application/json"}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def headline(value: str, seen: str = RUNDOWN, **more: Any) -> dict[str, Any]:
    """What the form of a headline sends."""
    edit = {"op": "set", "at": HEADLINE, "value": value}
    return {"file": RUNDOWN_PATH, "sha256": sha256(seen), "edits": [edit], **more}


def post(browser: TestClient, path: str, body: Any) -> Any:
    return browser.post(path, json=body, headers=SCRIPTS)


@pytest.fixture
def rundown(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    # However slow the machine is on which this runs.
    monkeypatch.setattr(editing, "_TRYING", 300.0)
    kit = newsroom / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: Noticias\ndeliverables: [radio, web]\n", encoding="utf-8")
    return newsroom / RUNDOWN_PATH


def test_a_change_is_tried_saved_taken_back_and_made_again(
    signed_in: Callable[..., TestClient], rundown: Path, office: Office
) -> None:
    producer = signed_in("producer")
    tried = post(producer, f"{EDIT}/try", headline("Concluye: el bacheo")).json()
    assert tried["lines"] == [
        {"line": 9, "old": ["    headline: Concluye el bacheo"], "new": ['    headline: "Concluye: el bacheo"']}
    ]
    assert tried["errors"] == [] and tried["sha256"] == sha256(RUNDOWN) and tried["whole"]
    assert rundown.read_text(encoding="utf-8") == RUNDOWN

    rundown.chmod(0o640)
    saved = post(producer, EDIT, headline("Concluye: el bacheo")).json()
    now = RUNDOWN.replace("headline: Concluye el bacheo", 'headline: "Concluye: el bacheo"')
    assert rundown.read_text(encoding="utf-8") == now and saved["sha256"] == sha256(now)
    assert rundown.stat().st_mode & 0o777 == 0o640 and not list(rundown.parent.glob(".*"))
    with office.people() as people:
        assert text_of(people, RUNDOWN_PATH, sha256(RUNDOWN)) == RUNDOWN.encode()
        (deed,) = deeds(people, Wanted(EPISODE), 1)
    assert (deed.who, deed.what) == ("producer", "edited")

    undone = post(signed_in("editor"), f"{EDIT}/{saved['id']}/undo", {}).json()
    assert rundown.read_text(encoding="utf-8") == RUNDOWN and undone["sha256"] == sha256(RUNDOWN)
    again = post(producer, f"{EDIT}/{saved['id']}/undo", {})
    assert again.status_code == 409 and "taken back already" in again.json()["message"]
    assert post(producer, f"{EDIT}/{undone['id']}/undo", {}).status_code == 200
    assert rundown.read_text(encoding="utf-8") == now
    # What is there already is no change.
    assert post(producer, EDIT, headline("Concluye: el bacheo", now)).json()["id"] is None


def test_what_would_be_wrong_is_told_before_and_does_not_forbid_saving(
    signed_in: Callable[..., TestClient], rundown: Path
) -> None:
    editor = signed_in()
    body = headline("x", edits=[{"op": "set", "at": ["segments", 1, "headlin"], "value": "x"}])
    assert post(editor, f"{EDIT}/try", body | headline("Otro", edits=body["edits"])).json()["errors"][0]["line"] == 17
    post(editor, f"{EDIT}/try", headline("Concluye el bacheo"))
    tried = post(editor, f"{EDIT}/try", body).json()
    assert [each["code"] for each in tried["brings"]] == ["key-unknown"]
    assert post(editor, EDIT, body).json()["id"]
    assert "headlin: x" in rundown.read_text(encoding="utf-8")


def test_somebody_else_changed_it_meanwhile(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    one, other = signed_in("producer"), signed_in("editor")
    assert post(one, EDIT, headline("Uno")).status_code == 200
    # Another line of the same file: both stand.
    body = headline("", edits=[{"op": "set", "at": ["segments", 2, "headline"], "value": "Dos"}])
    assert post(other, EDIT, body).status_code == 200
    text = rundown.read_text(encoding="utf-8")
    assert "headline: Uno" in text and "headline: Dos" in text
    # The same line: the second one sees what stands there now, and nothing is lost.
    refused = post(other, EDIT, headline("Tres"))
    told = refused.json()
    assert refused.status_code == 409 and told["theirs"] == [{"at": HEADLINE, "value": "Uno", "line": 9}]
    assert told["yours"] == headline("Tres")["edits"] and told["sha256"] == sha256(text) and told["message"]
    assert rundown.read_text(encoding="utf-8") == text
    assert post(other, f"{EDIT}/try", headline("Tres")).status_code == 409
    assert post(other, EDIT, headline("Tres", text)).status_code == 200


def test_a_moved_story_is_not_taken_for_the_one_in_its_place(
    signed_in: Callable[..., TestClient], rundown: Path
) -> None:
    editor = signed_in()
    move = {"op": "move", "at": ["segments", 1], "to": 2}
    moved = post(editor, EDIT, headline("", edits=[move])).json()
    assert post(editor, EDIT, headline("Uno")).status_code == 409
    # What is written into it where it stands now stays when it is moved back.
    text = rundown.read_text(encoding="utf-8")
    into = headline("", text, edits=[{"op": "set", "at": ["segments", 2, "headline"], "value": "Uno"}])
    post(editor, EDIT, into)
    assert post(editor, f"{EDIT}/{moved['id']}/undo", {}).status_code == 200
    assert rundown.read_text(encoding="utf-8") == RUNDOWN.replace("Concluye el bacheo", "Uno")


def test_what_is_taken_back_is_not_another_entry_that_says_the_same(
    signed_in: Callable[..., TestClient], rundown: Path
) -> None:
    """Two stings of one name: the first, of which one knew, was thrown out by hand, and the other says the same."""
    editor, sting = signed_in("editor"), "  - sting: main\n"
    text = RUNDOWN.replace("  - story: bacheo\n", f"{sting}  - story: bacheo\n").replace(
        "  - story: feria\n", f"{sting}  - story: feria\n"
    )
    rundown.write_text(text, encoding="utf-8")
    bed = {"op": "set", "at": ["segments", 1, "bed"], "value": "none"}
    made = post(editor, EDIT, headline("", text, edits=[bed])).json()
    alike = text.replace(sting, "", 1).replace("  - story: bacheo\n", "  - story: otra\n", 1)
    story = alike.index("  - story: otra\n")
    moved = alike[alike.index(sting) :].replace(sting, "  - {sting: main, bed: none}\n")
    now = alike[:story] + moved
    rundown.write_text(now, encoding="utf-8")
    assert post(editor, f"{EDIT}/{made['id']}/undo", {}).status_code == 409
    assert rundown.read_text(encoding="utf-8") == now


def test_saves_by_hand_are_written_down_and_can_be_taken_back(
    signed_in: Callable[..., TestClient], rundown: Path, office: Office
) -> None:
    editor = signed_in()
    first = post(editor, EDIT, headline("Uno")).json()
    by_hand = rundown.read_text(encoding="utf-8").replace("Arranca la feria", "Empieza la feria") + "# fin\n"
    rundown.write_text(by_hand, encoding="utf-8")
    assert post(editor, f"{EDIT}/{first['id']}/undo", {}).status_code == 200
    text = rundown.read_text(encoding="utf-8")
    assert text == RUNDOWN.replace("Arranca la feria", "Empieza la feria") + "# fin\n"
    with office.people() as people:
        saves = edits_of_file(people, RUNDOWN_PATH)
    assert [(each.who, each.edits is None) for each in saves] == [("editor", False), ("", True), ("editor", False)]
    assert post(editor, f"{EDIT}/{saves[1].id}/undo", {}).status_code == 200
    assert rundown.read_text(encoding="utf-8") == RUNDOWN


def test_a_value_that_was_changed_again_is_not_taken_back(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    editor = signed_in()
    first = post(editor, EDIT, headline("Concluyó el bacheo")).json()
    text = rundown.read_text(encoding="utf-8")
    post(editor, EDIT, headline("Concluyó el bacheo de León", text))
    refused = post(editor, f"{EDIT}/{first['id']}/undo", {})
    assert refused.status_code == 409 and "changed again since" in refused.json()["message"]
    assert "Concluyó el bacheo de León" in rundown.read_text(encoding="utf-8")


def test_people_of_the_newsroom_and_nothing_else_there(
    signed_in: Callable[..., TestClient], rundown: Path, newsroom: Path
) -> None:
    editor = signed_in()
    body = {"file": "assets/newsroom.yaml", "sha256": sha256(OFFICE)}
    role = [{"op": "set", "at": ["people", "laura", "role"], "value": "Directora, de Obras"}]
    assert post(editor, EDIT, {**body, "edits": role}).status_code == 200
    assert 'role: "Directora, de Obras"}' in (newsroom / "assets/newsroom.yaml").read_text(encoding="utf-8")
    for at in (["desk"], ["people"], ["media_roots", 0]):
        edits = [{"op": "set", "at": at, "value": "/"}]
        assert post(editor, EDIT, {**body, "edits": edits}).status_code in (400, 403)


@pytest.mark.parametrize(
    "file",
    ["assets/shows/noticias/show.yaml", "../x.yaml", "/etc/passwd", "rundowns/../assets/newsroom.yaml", "", "rundowns"],
)
def test_no_other_file_is_changed(signed_in: Callable[..., TestClient], rundown: Path, file: str) -> None:
    body = headline("x", file=file)
    for path in (EDIT, f"{EDIT}/try"):
        assert post(signed_in(), path, body).status_code == 403


def test_who_may_not_edit_changes_nothing(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    saved = post(signed_in("editor"), EDIT, headline("Uno")).json()
    text = rundown.read_text(encoding="utf-8")
    guest = signed_in("guest")
    for path in (EDIT, f"{EDIT}/try", f"{EDIT}/{saved['id']}/undo"):
        assert post(guest, path, headline("Dos", text)).status_code == 404
    editor = signed_in("editor")
    editor.headers["x-newscast-token"] = "x"
    assert post(editor, EDIT, headline("Dos", text)).status_code == 403
    assert post(signed_in("editor"), f"/e/otro/edit/{saved['id']}/undo", {}).status_code == 404
    assert rundown.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "body",
    [
        {},
        headline("x", edits=[]),
        headline("x", edits=[{"op": "set", "at": HEADLINE, "value": "nul\0"}]),
        headline("x", edits=[{"op": "set", "at": HEADLINE, "value": "\x1b[31m"}]),
        headline("x", edits=[{"op": "set", "at": HEADLINE, "value": None}]),
        headline("x", edits=[{"op": "remove", "at": HEADLINE}] * 10_000),
        headline("x", sha256=3),
        headline("x" * 300_000),
    ],
)
def test_what_is_no_change_is_refused(signed_in: Callable[..., TestClient], rundown: Path, body: Any) -> None:
    assert post(signed_in(), EDIT, body).status_code == 400
    assert rundown.read_text(encoding="utf-8") == RUNDOWN


def test_a_body_that_is_too_large_is_not_read(signed_in: Callable[..., TestClient], rundown: Path) -> None:
    assert post(signed_in(), EDIT, headline("x" * 1_100_000)).status_code == 413
    deep = json.dumps(headline("x"))[:-1] + ', "more": ' + "[" * 100_000 + "]" * 100_000 + "}"
    headers = {**SCRIPTS, "content-type": "application/json"}
    assert signed_in().post(EDIT, content=deep, headers=headers).status_code == 400


def test_files_that_are_not_to_be_replaced(signed_in: Callable[..., TestClient], rundown: Path, tmp_path: Path) -> None:
    editor = signed_in()
    os.link(rundown, tmp_path / "otro.yaml")
    assert "hard link" in post(editor, EDIT, headline("x")).json()["message"]
    (tmp_path / "otro.yaml").unlink()
    rundown.chmod(0o444)
    assert "may only be read" in post(editor, EDIT, headline("x")).json()["message"]
    rundown.chmod(0o644)
    outside = tmp_path / "fuera.yaml"
    rundown.rename(outside)
    rundown.symlink_to(outside)
    assert "outside of the newsroom" in post(editor, EDIT, headline("x")).json()["message"]
    assert outside.read_text(encoding="utf-8") == RUNDOWN
    # A link inside the newsroom stays one.
    rundown.unlink()
    outside.rename(rundown.with_name("real.txt"))
    rundown.symlink_to("real.txt")
    assert post(editor, EDIT, headline("x")).status_code == 200
    assert rundown.is_symlink() and "headline: x" in rundown.with_name("real.txt").read_text(encoding="utf-8")


def test_a_story_that_is_taken_from_another_rundown_is_changed_there(
    signed_in: Callable[..., TestClient], rundown: Path
) -> None:
    text = RUNDOWN.replace("    headline: Concluye el bacheo\n", "    from: ayer.yaml\n")
    rundown.write_text(text, encoding="utf-8")
    refused = post(signed_in(), EDIT, headline("Uno", text))
    assert refused.status_code == 409 and "ayer.yaml" in refused.json()["message"]
    floated = headline("", text, edits=[{"op": "set", "at": ["segments", 1, "float"], "value": True}])
    assert post(signed_in(), EDIT, floated).status_code == 200
