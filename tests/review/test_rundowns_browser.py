"""The rundowns of the day in a real browser: moved by mouse, keys and finger, left out, undone; two people at once."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from browsing import barriers, until
from test_newsroom_browser import SMALL, WIDTHS

from newscast.base.zones import zone_of

pytestmark = [pytest.mark.slow]

MEXICO = zone_of("America/Mexico_City")
RUNDOWN = """\
rundown: 1
show: noticias
date: {day}
air: {day}T23:58
title: Noticias de hoy
slot: 1m
presenters: [ana]
segments:
  - open: main
  # Lo que más se pregunta.
  - story: bacheo
    headline: Concluye el bacheo
    parts:
      - read: Se repararon cuatro mil baches en un mes, dijo la directora de Obras Públicas.
        voice: synth
  - story: feria
    headline: Arranca la feria
    parts:
      - read: La feria abre el sábado.
        voice: synth
  - story: museo
    headline: Abre el museo
    parts:
      - read: El museo abre de noche.
        voice: voz/museo.wav
  - close: main
"""
ORDER = "() => [...document.querySelectorAll('tr[data-slug]')].map((row) => row.dataset.slug)"
CELLS = """() => [...document.querySelectorAll('tr[data-slug]')].map((row) =>
  ['starts', 'ends', 'latest'].map((cell) => row.querySelector(`[data-cell="${cell}"]`).textContent))"""


@pytest.fixture
def rundown(newsroom: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A rundown of today, in a newsroom whose show needs no recordings but one."""
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    kit = newsroom / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: Noticias\ndeliverables: [radio, web]\n", encoding="utf-8")
    day = f"{datetime.fromtimestamp(time.time(), MEXICO):%Y-%m-%d}"
    path = newsroom / f"rundowns/{day}-hoy.yaml"
    path.write_text(RUNDOWN.format(day=day), encoding="utf-8")
    return path


def stories(path: Path) -> list[str]:
    return re.findall(r"story: (\w+)", path.read_text(encoding="utf-8"))


def ready(page: Any) -> None:
    """The rundown is whole, with its times, and shown as it was saved last."""
    page.locator('.rundown:not([aria-busy]) [data-rundown][data-waits=""] tr[data-slug]').first.wait_for()


def handle(page: Any, slug: str) -> Any:
    return page.locator(f'[data-slug="{slug}"] [data-move]')


def middle(box: Any) -> tuple[float, float]:
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_segments_are_moved_and_left_out_where_they_stand(look: Callable[..., Any], rundown: Path) -> None:
    written = rundown.read_bytes()
    page = look("/", "producer")
    other = look("/", "editor")
    ready(page)
    ready(other)
    assert page.evaluate(ORDER) == ["open", "bacheo", "feria", "museo", "close"]
    assert "museo.wav is missing" in page.locator('[data-slug="museo"]').inner_text()
    # What is to be done is told as soon as it is known.
    page.locator('[data-part="to-do"]', has_text="museo: museo.wav is missing (line 25)").wait_for()
    assert barriers(page) == []

    # By mouse: the times follow while it is held, as the server counts them when it is saved.
    x, y = middle(handle(page, "feria").bounding_box())
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, middle(handle(page, "bacheo").bounding_box())[1] - 4, steps=5)
    assert page.evaluate(ORDER) == ["open", "feria", "bacheo", "museo", "close"]
    assert stories(rundown) == ["bacheo", "feria", "museo"]
    held = page.evaluate(CELLS)
    with page.expect_response("**/edit") as saved, page.expect_response("**/rundown"):
        page.mouse.up()
    assert saved.value.status == 200 and stories(rundown) == ["feria", "bacheo", "museo"]
    undo = page.locator('[data-do="undo"]')
    undo.wait_for()
    assert page.evaluate(CELLS) == held
    # What stood above it went with it, and whoever else looks sees it without doing anything.
    assert "# Lo que más se pregunta.\n  - story: bacheo" in rundown.read_text(encoding="utf-8")
    until(lambda: other.evaluate(ORDER)[1:3] == ["feria", "bacheo"])
    with page.expect_response("**/undo") as undone:
        undo.click()
    assert undone.value.status == 200 and rundown.read_bytes() == written
    undo.wait_for(state="hidden")

    # By keys: held, moved, taken back; then put down. Every step is said.
    said = page.locator("#said-order")
    handle(page, "bacheo").focus()
    page.keyboard.press("Space")
    assert handle(page, "bacheo").get_attribute("aria-pressed") == "true"
    assert "place 2 of 5" in said.inner_text()
    for _number in range(5):
        page.keyboard.press("ArrowDown")
    assert page.evaluate(ORDER) == ["open", "feria", "museo", "bacheo", "close"]
    assert said.inner_text() == "“Concluye el bacheo”: place 4 of 5"
    page.keyboard.press("Escape")
    assert page.evaluate(ORDER) == ["open", "bacheo", "feria", "museo", "close"]
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    with page.expect_response("**/edit"), page.expect_response("**/rundown"):
        page.keyboard.press("Space")
    until(lambda: stories(rundown) == ["feria", "bacheo", "museo"])
    # The focus stays where the hand was.
    until(lambda: page.evaluate("document.activeElement?.closest('tr')?.dataset.slug") == "bacheo")

    # The opening stays, and says so.

    def refuses() -> bool:
        # The table may be drawn anew under the hand.
        handle(page, "open").click(force=True)
        return "stays where it is" in page.locator("#said").inner_text()

    until(refuses)

    # Left out: the total is less at once, and the line is written.
    ready(page)
    total = page.locator('.foot [data-cell="total"]')
    before = total.inner_text()
    with page.expect_response("**/edit"), page.expect_response("**/rundown"):
        page.locator('[data-slug="feria"] [data-float]').click()
        assert total.inner_text() != before
    until(lambda: "float: true" in rundown.read_text(encoding="utf-8"))
    page.locator('[data-slug="feria"]', has_text="left out").wait_for()
    ready(page)
    with page.expect_response("**/edit"), page.expect_response("**/rundown"):
        page.locator('[data-slug="feria"] [data-float]').click()
    until(lambda: "float" not in rundown.read_text(encoding="utf-8"))
    until(lambda: total.inner_text() == before)


def test_whoever_comes_second_is_told_and_shown_what_is_there(look: Callable[..., Any], rundown: Path) -> None:
    page = look("/", "producer")
    ready(page)
    # Nothing new reaches this page any more, as on a line that is slow.
    page.context.route("**/events?*", lambda route: route.abort())
    text = rundown.read_text(encoding="utf-8")
    rundown.write_text(text.replace("story: bacheo", "story: baches").replace("  - open: main\n", ""), encoding="utf-8")
    handle(page, "museo").focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowUp")
    with page.expect_response("**/edit") as refused:
        page.keyboard.press("Space")
    assert refused.value.status == 409
    until(lambda: page.evaluate(ORDER) == ["baches", "feria", "museo", "close"])
    assert page.locator("#said .toast").inner_text()
    assert stories(rundown) == ["baches", "feria", "museo"]


def test_a_thumb_moves_them_too(look: Callable[..., Any], rundown: Path) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = look("/", "producer", **phone)
    ready(page)
    wide, window = page.evaluate(WIDTHS)
    assert wide <= window and page.evaluate(SMALL) == []
    assert barriers(page) == []
    # A finger that drags.
    touch = page.context.new_cdp_session(page)
    handle(page, "museo").scroll_into_view_if_needed()
    x, y = middle(handle(page, "museo").bounding_box())
    _x, above = middle(handle(page, "feria").bounding_box())
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 6):
        at = y + (above - 30 - y) * step / 5
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": at}]})
    with page.expect_response("**/edit"), page.expect_response("**/rundown"):
        touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    until(lambda: stories(rundown) == ["bacheo", "museo", "feria"])
    ready(page)
    # A tap takes it, arrows on the screen move it: nothing has to be dragged.
    handle(page, "museo").tap()
    steps = page.locator('[data-slug="museo"] .steps')
    steps.wait_for()
    steps.locator('[data-step="1"]').tap()
    assert page.evaluate(ORDER) == ["open", "bacheo", "feria", "museo", "close"]
    with page.expect_response("**/edit"), page.expect_response("**/rundown"):
        steps.locator("[data-drop]").tap()
    until(lambda: stories(rundown) == ["bacheo", "feria", "museo"])
    wide, window = page.evaluate(WIDTHS)
    assert wide <= window


def test_the_next_move_waits_until_the_last_is_shown(look: Callable[..., Any], rundown: Path) -> None:
    page = look("/", "producer")
    ready(page)
    # Answers wait until nobody intercepts them any more.
    slow: list[Any] = []
    page.route("**/e/*/rundown", lambda route: slow.append(route))

    def move_up(slug: str) -> None:
        handle(page, slug).focus()
        for key in ("Space", "ArrowUp", "Space"):
            page.keyboard.press(key)

    with page.expect_response("**/edit"):
        move_up("feria")
    page.locator('.rundown[aria-busy="true"]').wait_for()
    # What the page knows of the file is of before: a move would be refused, or be another one.
    move_up("museo")
    assert page.evaluate(ORDER) == ["open", "feria", "bacheo", "museo", "close"]
    page.unroute("**/e/*/rundown")
    ready(page)
    with page.expect_response("**/edit") as saved:
        move_up("museo")
    assert saved.value.status == 200
    assert stories(rundown) == ["feria", "museo", "bacheo"]
