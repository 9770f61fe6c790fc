"""What was changed in a rundown, as the page lists it; what changes would do, before they are saved."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from review_making import EPISODE, RUNDOWN, RUNDOWN_PATH, write_edition
from starlette.testclient import TestClient

from newscast.desk.edits import digest
from newscast.episode.checked import CheckedProblem
from newscast.episode.folder import DRAFT
from newscast.episode.manifest import RundownFile
from newscast.review.mending.editing import ReplacedLines, Tried
from newscast.review.mending.form_tried import tried_form
from newscast.review.mending.written_now import WrittenNow
from newscast.rundown.written import WrittenItem

SignedIn = Callable[..., TestClient]
PAGE = f"/e/{EPISODE}/changes"
COPY = ["segments", 1, "parts", 0, "vo"]


@pytest.fixture
def editor(signed_in: SignedIn) -> TestClient:
    return signed_in("editor")


def sha(newsroom: Path, file: str = RUNDOWN_PATH) -> str:
    return digest((newsroom / file).read_bytes())


def change(client: TestClient, newsroom: Path, *edits: dict[str, Any], file: str = RUNDOWN_PATH) -> int:
    body = {"file": file, "sha256": sha(newsroom, file), "edits": list(edits)}
    answer = client.post(f"/e/{EPISODE}/edit", json=body, headers={"accept": "application/json"})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["id"])


def put(at: list[Any], value: str) -> dict[str, Any]:
    return {"op": "set", "at": at, "value": value}


def items(client: TestClient, query: str = "") -> list[str]:
    """The changes that the page lists, as text."""
    html = client.get(PAGE + query).text
    found = re.findall(r'<li id="change-\d+".*?(?=<li id="change-|</ol>)', html, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", each)).split()) for each in found]


def test_every_change_is_listed_with_who_what_and_where(
    editor: TestClient, signed_in: SignedIn, newsroom: Path
) -> None:
    assert "Nothing was changed yet" in editor.get(PAGE).text
    first = change(editor, newsroom, put(COPY, "Se repararon 4,300 baches en un mes."))
    change(signed_in("producer"), newsroom, {"op": "move", "at": ["segments", 1], "to": 2})
    name = change(editor, newsroom, put(["people", "laura", "name"], "Laura Díaz Sol"), file="assets/newsroom.yaml")
    path = newsroom / RUNDOWN_PATH
    path.write_text(path.read_text(encoding="utf-8").replace("Arranca", "Empieza"), encoding="utf-8")
    change(editor, newsroom, {"op": "set", "at": ["segments", 1, "float"], "value": True})
    floated, by_hand, person, moved, copy = items(editor)
    assert "Float" in floated and "feria" in floated and "in no version yet" in floated
    assert "new: Díaz Sol," in person and "Name" in person and "assets/newsroom.yaml" in person
    assert "Somebody, in another program" in by_hand and "new: Empieza" in by_hand
    assert "Producer" in moved and "Order" in moved and "story: feria" in moved and "estudio" not in moved
    assert "Editor" in copy and "Copy" in copy and "bacheo" in copy
    assert "gone: 4,200" in copy and "new: 4,300" in copy
    # One is taken back by itself, wherever it stands by now; the others stay.
    answer = editor.post(f"/e/{EPISODE}/edit/{first}/undo", json={}, headers={"accept": "application/json"})
    assert answer.status_code == 200, answer.text
    text = path.read_text(encoding="utf-8")
    assert "4,200" in text and "Empieza" in text and text.index("feria") < text.index("bacheo")
    undoing, *_others, undone = items(editor)
    assert f"takes back {first}" in undoing and "taken back" in undone
    assert f'data-undo="{first}"' not in editor.get(PAGE).text and f'data-undo="{name}"' in editor.get(PAGE).text


def test_it_says_in_which_version_a_change_first_came(editor: TestClient, newsroom: Path) -> None:
    folder, states = newsroom / "output" / EPISODE / DRAFT, [sha(newsroom)]
    for number, words in enumerate(("Uno.", "Dos."), 4):
        change(editor, newsroom, put(COPY, words))
        states.append(sha(newsroom))
        write_edition(folder, number, rundown=RundownFile(RUNDOWN_PATH, states[-1], "../.."))
    change(editor, newsroom, put(COPY, "Tres."))
    three, two, one = items(editor)
    assert "in no version yet" in three and "since Draft 5" in two and "since Draft 4" in one
    # What led from one version to another one; nothing, where that is not known.
    assert ["Dos." in each for each in items(editor, "?from=draft-4&to=draft-5")] == [True]
    assert len(items(editor, "?from=draft-3&to=draft-5")) == 2
    assert "is the same in both" in editor.get(f"{PAGE}?from=draft-5&to=draft-5").text
    assert "Not all" in editor.get(f"{PAGE}?from=draft-5&to=draft-3").text
    assert editor.get(f"{PAGE}?from=draft-5&to=draft-99").status_code == 404
    assert editor.get(f"{PAGE}?from=x&to=draft-5").status_code == 404
    assert f"/e/{EPISODE}/changes?from=draft-4&amp;to=draft-5" in editor.get(f"/e/{EPISODE}/compare").text


def test_guests_see_no_changes_and_hostile_words_stay_words(
    editor: TestClient, signed_in: SignedIn, newsroom: Path
) -> None:
    change(editor, newsroom, put(COPY, "</li><script>alert(1)</script>"))
    html = editor.get(PAGE).text
    assert "<script>alert" not in html and "&lt;script&gt;" in html
    assert signed_in("guest").get(PAGE).status_code == 404
    assert "/changes" not in signed_in("guest").get(f"/e/{EPISODE}").text


def test_what_a_change_would_do_is_shown_before(editor: TestClient, newsroom: Path) -> None:
    body = {"file": RUNDOWN_PATH, "sha256": sha(newsroom), "edits": [put(["segments", 2, "parts", 0, "read"], "Hola.")]}
    told = editor.post(f"/e/{EPISODE}/form/tried", json=body, headers={"accept": "application/json"}).json()
    assert "Hola." in told["tried"] and "<del>" in told["tried"] and ">21<" in told["tried"]
    assert (newsroom / RUNDOWN_PATH).read_text(encoding="utf-8") == RUNDOWN
    for wrong in ({**body, "edits": []}, {**body, "file": "../x"}, {**body, "edits": "x"}):
        answer = editor.post(f"/e/{EPISODE}/form/tried", json=wrong, headers={"accept": "application/json"})
        assert answer.status_code in (400, 403), wrong


def problem(message: str, line: int = 1) -> CheckedProblem:
    return CheckedProblem(code="x", file="a.yaml", line=line, column=1, message=message, hint="", medium=None)


def told(errors: tuple[CheckedProblem, ...], warnings: tuple[CheckedProblem, ...], *, planning: bool) -> WrittenNow:
    top = WrittenItem("rundown", (), 1)
    return WrittenNow("a.yaml", "", top, (), (), None, None, errors, warnings, None, planning)


@pytest.mark.parametrize(("planning", "errors"), [(False, ()), (True, ()), (False, ("new",))])
def test_problems_are_told_as_brought_mended_or_still_there(planning: bool, errors: tuple[str, ...]) -> None:
    before = told((), (problem("loud"),), planning=planning)
    lines = (ReplacedLines(3, ("a", "b"), ("a", "c")), ReplacedLines(9, ("one two",), ("one", "three")))
    given: dict[str, Any] = {"file": "a.yaml", "sha256": "", "before": "", "text": "", "whole": True, "lines": lines}
    given |= {"errors": tuple(map(problem, errors)), "warnings": (problem("short"),), "brings": (), "planned": None}
    found = Tried(**{name: given[name] for name in Tried.__dataclass_fields__})
    form = tried_form(before, found)
    assert [each.message for each in form.errors] == list(errors) and form.still == 0
    # What is wrong with media is not known of what stands there now, or would not be known then: nothing is said of it.
    alike = not planning and not errors
    assert [each.message for each in form.warnings] == (["short"] if alike else [])
    assert [each.message for each in form.mended] == (["loud"] if alike else [])
    assert [each.number for each in form.lines] == [3, 4, 9]
    assert json.dumps([run.text for run in form.lines[2].words]) == '["one", "two", "three"]'


def test_errors_that_stay_are_counted_wherever_they_stand() -> None:
    before = told((problem("old"), problem("stays")), (), planning=False)
    given: dict[str, Any] = {"file": "a.yaml", "sha256": "", "before": "", "text": "", "whole": True, "lines": ()}
    given |= {"errors": (problem("stays", 7),), "warnings": (), "brings": (), "planned": None}
    form = tried_form(before, Tried(**{name: given[name] for name in Tried.__dataclass_fields__}))
    assert (form.errors, form.still, [each.message for each in form.mended]) == ((), 1, ["old"])
