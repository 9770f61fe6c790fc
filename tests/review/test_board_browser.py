"""The storyboard in a real browser: what is saved takes its place by itself, and nothing moves that is read."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from board_making import COMMAND, board
from browsing import ANY, barriers, until
from PIL import Image
from review_making import EPISODE, RUNDOWN, RUNDOWN_PATH

from newscast.review.board import boards
from newscast.review.newsroom.listed import store_of
from newscast.review.newsroom.office import Office
from newscast.store.store import Result

PAGE = f"/e/{EPISODE}/board"


def draw(office: Office, copy: str) -> None:
    """Have the stills in the store that the board of this copy shows."""
    store = store_of(office.root)
    for still in board(copy, EPISODE).stills:
        made = store.scratch() / "a.jpg"
        content = io.BytesIO()
        Image.new("RGB", (160, 90), "#0a3d62").save(content, "JPEG")
        made.write_bytes(content.getvalue())
        store.keep(made, Result(still.key, ".jpg"))


def save(office: Office, copy: str) -> None:
    draw(office, copy)
    path: Path = office.root / RUNDOWN_PATH
    path.write_text(RUNDOWN.replace("vo: Se repararon 4,200 baches en un mes.", f"vo: {copy}"), encoding="utf-8")


@pytest.mark.slow
def test_what_is_saved_takes_its_place(
    look: Callable[..., Any], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "COMMAND", COMMAND)
    save(office, "Son cuatro mil baches.")
    page = look(PAGE)
    page.wait_for_selector("text=Son cuatro mil baches.")
    loaded = "[...document.querySelectorAll('#board img')].filter((each) => each.complete && each.naturalWidth).length"
    until(lambda: page.evaluate(loaded) == 5)
    assert page.locator("h1").inner_text().startswith("Noticias <b>")
    assert page.locator(".board-slate").inner_text().endswith("ffmpeg failed <i>")
    assert page.locator("#board-doing").is_hidden() and page.locator("#board-problems").is_hidden()

    # Why what is seen is seen has a line of its own, below what is said.
    begins = "(each) => each.getBoundingClientRect().left - each.closest('figcaption').getBoundingClientRect().left"
    assert set(page.evaluate(f"[...document.querySelectorAll('.board-framed')].map({begins})")) == {0}

    # One canvas, or more; what was chosen is still chosen after the board is another one.
    page.get_by_role("button", name="portrait").click()
    assert page.locator(".board-strip.landscape").is_hidden() and page.locator(".board-strip.portrait").is_visible()
    save(office, "Ya son cinco mil.")
    page.wait_for_selector("text=Ya son cinco mil.")
    assert page.get_by_text("Son cuatro mil baches.").count() == 0
    assert page.locator(".board-strip.landscape").is_hidden()
    page.get_by_role("button", name="All").click()
    assert page.locator(".board-strip.landscape").is_visible()
    until(lambda: page.evaluate(loaded) == 5)

    # What cannot be read says why, and leaves what is there.
    (office.root / RUNDOWN_PATH).write_text("nada\n", encoding="utf-8")
    page.wait_for_selector("#board-problems:not([hidden])")
    assert "line 3: The clip is missing." in page.locator("#board-problems").inner_text()
    assert page.get_by_text("Ya son cinco mil.").first.is_visible()

    for size in ({"width": 390, "height": 844}, {"width": 1920, "height": 1080}):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('main button, .board-where a')].filter((e) => e.checkVisibility())"
        ".map((e) => e.offsetHeight))"
    )
    assert smallest >= 44
    assert barriers(page, impacts=ANY) == []


@pytest.mark.slow
def test_a_click_writes_what_must_be_seen(
    look: Callable[..., Any], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(boards, "COMMAND", COMMAND)
    draw(office, "Se repararon 4,200 baches en un mes.")
    path: Path = office.root / RUNDOWN_PATH
    page = look(PAGE)
    still = page.locator(".board-strip.landscape .board-aim")
    until(lambda: still.evaluate("(each) => each.querySelector('img').naturalWidth") > 0)
    box = still.bounding_box()
    still.click(position={"x": box["width"] * 0.8, "y": box["height"] * 0.25})
    # Half of its width is seen, around the middle of it.
    page.wait_for_selector("#board-aimed:not([hidden])")
    assert "        focus: [0.65, 0.25]\n" in path.read_text(encoding="utf-8")
    assert "in line 15" in page.locator("#board-aimed").inner_text()
    assert barriers(page, impacts=ANY) == []
    page.get_by_role("button", name="Undo").click()
    page.wait_for_selector("text=Taken back.")
    assert path.read_text(encoding="utf-8") == RUNDOWN

    # The same by keys, once the board is that of the rundown as it is again.
    now = hashlib.sha256(RUNDOWN.encode()).hexdigest()
    until(lambda: now in still.get_attribute("data-aim"))
    still.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    assert still.locator(".board-cross").is_visible()
    page.keyboard.press("Enter")
    until(lambda: "focus: [0.6, 0.45]" in path.read_text(encoding="utf-8"))
