"""The sheet of graphics in a real browser: what is saved is there anew, and nothing that is shown is of before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browsing import until

from newscast.cli.graphics_live import Drawer, following
from newscast.cli.shows_named import show_named
from newscast.graphics.finding import find_built_in
from newscast.review.board.contact_sheet import sheet_app
from newscast.review.serving import listen, serving

pytestmark = [pytest.mark.slow]

YAML = 'show: 1\nname: INFO\ncolors: {accent: "#f6b93b"}\n'
SHOWN = "(plate) => document.querySelector(`#plate-${plate} img`)?.getAttribute('src')"


@pytest.fixture
def kit(tmp_path: Path) -> Path:
    folder = tmp_path / "assets/shows/info"
    (folder / "graphics").mkdir(parents=True)
    (folder / "show.yaml").write_text(YAML, encoding="utf-8")
    return folder


@contextmanager
def live(kit: Path, port: int = 0) -> Iterator[int]:
    """The port at which the sheet of a kit is served."""
    drawer, ended = Drawer(show_named(str(kit / "show.yaml"))[0], ["tag", "credit"]), threading.Event()
    sockets = listen("127.0.0.1", port)
    drawer.draw()
    with following(drawer, ended), serving(sheet_app(drawer.sheet), sockets, kit.parent, ended.set):
        yield sockets[0].getsockname()[1]


def pale(name: str) -> str:
    found = find_built_in(name)
    assert found
    return found.source.replace('groupmode="layer"', 'groupmode="layer" opacity="0.5"')


def changes(page: Any, plate: str, save: Callable[[], object]) -> None:
    """Save, and wait until another picture is shown."""
    before = page.evaluate(SHOWN, plate)
    save()
    until(lambda: page.evaluate(SHOWN, plate) not in (before, None))


def test_what_is_saved_is_there_anew_in_each_browser(kit: Path, chromium: Any) -> None:
    own, yaml = kit / "graphics/tag.landscape.svg", kit / "show.yaml"
    with live(kit) as port:
        pages = [chromium.new_context(locale="en").new_page() for _each in range(2)]
        errors: list[str] = []
        for page in pages:
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.goto(f"http://127.0.0.1:{port}/")
            page.evaluate("window.same = true")
        one, other = pages
        was = other.evaluate(SHOWN, "tag-landscape-short")
        changes(one, "tag-landscape-short", lambda: own.write_text(pale("tag.landscape"), encoding="utf-8"))
        until(lambda: other.evaluate(SHOWN, "tag-landscape-short") != was)

        # What is wrong stands in the page, at its line, and goes when it is mended.
        own.write_text(pale("tag.landscape")[:400], encoding="utf-8")
        one.locator("#plate-tag-landscape-short li").get_by_text("tag.landscape.svg:").wait_for()
        changes(one, "tag-square-short", lambda: yaml.write_text(YAML.replace("f6b93b", "ff8a80"), encoding="utf-8"))
        yaml.write_text("show: 1\nname: [\n", encoding="utf-8")
        one.locator("#wrong").get_by_text("show.yaml:").wait_for()
        yaml.write_text(YAML, encoding="utf-8")
        one.locator("#wrong").get_by_text("show.yaml:").wait_for(state="detached")

        # Without a drawing of its own the kit has the built-in one again.
        own.unlink()
        one.locator("#plate-tag-landscape-short img").wait_for()
        assert one.evaluate("window.same") and other.evaluate("window.same")
    assert errors == []


def test_a_page_of_before_is_loaded_anew_when_the_sheet_is_served_again(kit: Path, chromium: Any) -> None:
    with live(kit) as port:
        page = chromium.new_context(locale="en").new_page()
        page.goto(f"http://127.0.0.1:{port}/")
    (kit / "graphics/tag.landscape.svg").write_text("<svg", encoding="utf-8")
    with live(kit, port):
        page.locator("#plate-tag-landscape-short li").get_by_text("tag.landscape.svg:").wait_for()
