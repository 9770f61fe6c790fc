"""The storyboard on the page: drawn by a child, anew when something was saved, shown to the newsroom alone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import board_making
import pytest
from board_making import COMMAND, FRAMING, board, key_of, problem, segment
from browsing import until
from review_making import EPISODE, RUNDOWN_PATH
from starlette.testclient import TestClient

from newscast.desk.audit import Wanted as WantedDeeds
from newscast.desk.audit import deeds
from newscast.picture.faces import unsought
from newscast.review.board import boards
from newscast.review.board.boards import Boards, Standing, Wanted
from newscast.review.board.storyboard import board_file, board_html
from newscast.review.newsroom.listed import store_of
from newscast.review.newsroom.office import Office
from newscast.store.store import Result

PAGE = f"/e/{EPISODE}/board"


@pytest.fixture
def drawing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Boards are made up; what was saved is seen at once."""
    monkeypatch.setattr(boards, "COMMAND", COMMAND)
    monkeypatch.setattr(boards, "_EVERY", 0.0)


@pytest.fixture
def known(drawing: None) -> Iterator[Boards]:
    made = Boards()
    yield made
    made.close()


def wanted(path: Path) -> Wanted:
    return Wanted(str(path.parent), str(path), "en")


def done(known: Boards, what: Wanted) -> Standing:
    until(lambda: known.look(what).state == "done")
    return known.look(what)


def board_of(path: Path, text: str) -> Any:
    """The made-up board of a rundown as it is saved."""
    return replace(board(text), sha256=hashlib.sha256(path.read_bytes()).hexdigest())


@pytest.mark.real
def test_a_board_is_drawn_anew_when_its_rundown_is_saved(known: Boards, tmp_path: Path) -> None:
    path = tmp_path / "hoy.yaml"
    path.write_text("vo: Hola a todos.\n", encoding="utf-8")
    what = wanted(path)
    assert known.look(what).state == "reading"
    first = done(known, what)
    assert first.board == board_of(path, "Hola a todos.")
    assert (len(first.made), len(first.failed), first.left) == (5, 1, ())
    assert done(known, what).mark == first.mark

    path.write_text("vo: Buenas noches.\n", encoding="utf-8")
    until(lambda: (known.look(what).board or first.board) != first.board)
    second = done(known, what)
    assert second.board == board_of(path, "Buenas noches.") and second.mark > first.mark

    # What cannot be read leaves what was seen before, with the reason.
    path.write_text("nada\n", encoding="utf-8")
    until(lambda: known.look(what).problems)
    third = done(known, what)
    assert third.board == second.board and third.problems == (problem(3),)
    path.write_text("vo: Buenas noches.\n", encoding="utf-8")
    until(lambda: not known.look(what).problems)

    path.write_text("vo: muere\n", encoding="utf-8")
    until(lambda: known.look(what).wrong)
    assert "memory" in known.look(what).wrong
    assert known.holds(path.parent, path, next(iter(second.made)))
    assert not known.holds(path.parent, tmp_path / "otro.yaml", next(iter(second.made)))


@pytest.fixture
def standing(office: Office, monkeypatch: pytest.MonkeyPatch) -> dict[str, Standing]:
    """How the board stands that is looked at, to be replaced."""
    shown = board(rundown=RUNDOWN_PATH)
    keys = [still.key for still in shown.stills]
    now = {"now": Standing("drawing", shown, 3, frozenset(keys[:2]), {keys[-1]: "ffmpeg failed <i>"})}
    monkeypatch.setattr(Boards, "look", lambda self, what: now["now"])
    monkeypatch.setattr(Boards, "holds", lambda self, root, path, key: key in now["now"].made)
    return now


def test_the_page_shows_every_part_with_its_words_lines_and_stills(
    signed_in: Callable[..., TestClient], standing: dict[str, Standing]
) -> None:
    producer = signed_in("producer")
    shown = producer.get(PAGE).text
    for each in ("Concluye el bacheo", "Ana Ruiz", "Se repararon 4,200 baches.", "Laura Díaz · Directora", "7:00:02"):
        assert each in shown, each
    assert "Noticias &lt;b&gt;" in shown and "ffmpeg failed &lt;i&gt;" in shown
    assert shown.count("<img") == 5 and shown.count(f'src="{PAGE}/still/') == 2
    assert "tv, web · landscape" in shown and "changed since the last version" in shown and "≈ 18.0 s" in shown
    assert "0:18, 0:03 over the slot" in shown
    assert "3 of 6 stills" in shown


def test_the_page_says_once_that_the_rundown_is_being_read(
    signed_in: Callable[..., TestClient], standing: dict[str, Standing]
) -> None:
    standing["now"] = Standing("reading", None, 0)
    assert signed_in("producer").get(PAGE).text.count("rundown is being read") == 1


def test_a_part_written_here_leads_to_its_form(
    signed_in: Callable[..., TestClient], standing: dict[str, Standing]
) -> None:
    assert "/mend?" not in signed_in().get(PAGE).text
    standing["now"] = replace(standing["now"], board=board(rundown="rundowns/hoy.yaml"))
    assert f'href="/e/{EPISODE}/mend?segment=0&amp;part=0"' in signed_in("director").get(PAGE).text


def test_a_click_on_a_still_writes_its_focus(
    signed_in: Callable[..., TestClient], standing: dict[str, Standing], newsroom: Path, office: Office
) -> None:
    path = newsroom / RUNDOWN_PATH
    before = path.read_text(encoding="utf-8")
    focus = {"sha256": hashlib.sha256(before.encode()).hexdigest(), "keys": list(FRAMING.keys), "focus": [0.614, 0.4]}

    def post(who: TestClient, **more: object) -> Any:
        return who.post(f"{PAGE}/focus", json={**focus, **more}, headers={"accept": "application/json"})

    producer = signed_in("producer")
    saved = post(producer).json()
    line = "      - sot: entrevistas/laura.mp4\n"
    assert path.read_text(encoding="utf-8") == before.replace(line, f"{line}        focus: [0.61, 0.4]\n")
    assert [each["new"] for each in saved["lines"]] == [["        focus: [0.61, 0.4]"]]
    with office.people() as people:
        (deed,) = deeds(people, WantedDeeds(EPISODE), 1)
    assert (deed.who, deed.what) == ("producer", "edited")

    # Somebody chose another one meanwhile; whoever saw it may.
    refused = post(signed_in("editor"), focus=[0.1, 0.1])
    assert refused.status_code == 409 and refused.json()["theirs"][0]["value"] == ["0.61", "0.4"]
    assert post(producer, sha256=saved["sha256"], focus=None).status_code == 200
    assert path.read_text(encoding="utf-8") == before
    assert post(producer, focus=None).status_code == 409
    for wrong in ({"focus": [0.5]}, {"focus": [2, 0]}, {"focus": "left"}, {"keys": ["people", "laura"]}, {"sha256": 1}):
        assert post(producer, **wrong).status_code == 400, wrong
    assert post(signed_in("guest")).status_code == 404
    assert path.read_text(encoding="utf-8") == before


def test_only_who_may_change_it_is_offered_the_focus(
    signed_in: Callable[..., TestClient], standing: dict[str, Standing]
) -> None:
    shown = signed_in("producer").get(PAGE).text
    assert shown.count("data-aim=") == 2 and shown.count("data-unaim=") == 2
    assert "framed around the focus that is written" in shown
    alone = board_html(board(), lambda key: "", {})
    assert "data-aim" not in alone and "framed around the focus" in alone


def test_scripts_are_told_what_is_new(signed_in: Callable[..., TestClient], standing: dict[str, Standing]) -> None:
    editor = signed_in("editor", "es")
    told = editor.get(f"{PAGE}/now?mark=2").json()
    assert told["mark"] == "3" and told["busy"] and len(told["left"]) == 3 and "Ana Ruiz" in told["html"]
    assert list(told["failed"].values()) == ["ffmpeg failed <i>"]
    assert editor.get(f"{PAGE}/now?mark=3").json()["html"] is None
    standing["now"] = Standing("done", None, problems=(problem(3),), wrong="x")
    told = editor.get(f"{PAGE}/now").json()
    assert told["html"] is None and told["problems"] == ["línea 3: The clip is missing. Send it.", "x"]


def test_a_still_is_for_good_and_only_of_the_board(
    signed_in: Callable[..., TestClient], office: Office, standing: dict[str, Standing]
) -> None:
    editor, store = signed_in(), store_of(office.root)
    key, other = sorted(standing["now"].made)
    for each in (key, key_of("elsewhere")):
        made = store.scratch() / "a.jpg"
        made.write_bytes(b"\xff\xd8picture")
        store.keep(made, Result(each, ".jpg"))
    answer = editor.get(f"{PAGE}/still/{key}.jpg")
    assert answer.content == b"\xff\xd8picture" and answer.headers["content-type"] == "image/jpeg"
    assert "immutable" in answer.headers["cache-control"]
    for gone in (other, key_of("elsewhere"), "x", "..%2f..%2fa"):
        assert editor.get(f"{PAGE}/still/{gone}.jpg").status_code == 404


def test_guests_see_nothing_of_it(signed_in: Callable[..., TestClient], standing: dict[str, Standing]) -> None:
    guest, key = signed_in("guest"), next(iter(standing["now"].made))
    for address in (PAGE, f"{PAGE}/now", f"{PAGE}/still/{key}.jpg"):
        assert guest.get(address).status_code == 404, address
    assert "/board" not in guest.get(f"/e/{EPISODE}").text
    assert PAGE in signed_in("producer").get(f"/e/{EPISODE}").text
    assert signed_in().get("/e/2026-01-01-nada/board").status_code == 404


def test_what_cannot_be_drawn_stands_in_its_place() -> None:
    part = board().segments[0].parts[0]
    lost = replace(part, kind="", views=(), problems=(problem(9),), keys=("segments", 0, "parts", 1))
    told = board(segments=(segment(part, lost), segment(slug="", kind="", title="", problems=(problem(12),))))
    shown = board_html(told, lambda key: "", {})
    places = [shown.index(each) for each in ("Se repararon 4,200", "line 9", "until its errors are mended", "line 12")]
    assert places == sorted(places)


def test_a_file_needs_nothing_else() -> None:
    shown = board()
    stills = {still.key: b"\xff\xd8" for still in shown.stills}
    text = board_file(shown, stills, {})
    assert text.count("data:image/jpeg;base64,") == len(shown.stills) == 6
    outside = re.findall(r'(?:src|href)="(?!data:)([^"]*)"|url\(|@import|<script|<link', text)
    assert outside == []
    assert "Noticias &lt;b&gt;" in text and "<b>Noticias" not in text


def test_words_that_differ_say_where() -> None:
    part = board().segments[0].parts[0]
    views = (*part.views[:2], replace(part.views[2], words=board_making.words("Ya son cuatro mil.")))
    shown = board_html(board(segments=(segment(replace(part, views=views)),)), lambda key: "", {})
    assert re.search(r"tv, web, reel</p>\s*<p class=\"board-said\"><b>Ana Ruiz</b> Se repararon", shown)
    assert re.search(r"radio</p>\s*<p class=\"board-said\"><b>Ana Ruiz</b> Ya son", shown)


@pytest.mark.parametrize("sought", [True, False])
def test_a_board_says_that_nobody_looks_for_faces(sought: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unsought, "are_sought", lambda: sought)
    shown = board_html(board(), lambda key: "", {})
    assert (str(unsought.told_unsought()) in shown) is not sought
