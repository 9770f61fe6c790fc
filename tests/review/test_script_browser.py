"""The script in a real browser: letters, paper, a prompter that moves as fast as it is read, and words that change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import ANY, barriers, until
from review_making import RUNDOWN

pytestmark = pytest.mark.slow

PAGE = "/e/2026-11-21-nuevo/script"
COPY = "Se repararon 4,200 baches en un mes. " + " ".join(
    f"Esta es la frase número {n} de la nota." for n in range(2, 40)
)
LONG = RUNDOWN.replace("Se repararon 4,200 baches en un mes.", COPY)
AWAKE = """() => {
  window.held = [];
  navigator.wakeLock.request = async (kind) => {
    window.held.push(kind);
    return { addEventListener() {}, async release() { window.held.push("released"); } };
  };
}"""


@pytest.fixture
def rundown(newsroom: Path) -> Path:
    kit = newsroom / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: Noticias\ndeliverables: [radio, web]\n", encoding="utf-8")
    path = newsroom / "rundowns/2026-11-21-nuevo.yaml"
    path.write_text(LONG, encoding="utf-8")
    return path


def top(page: Any) -> float:
    """How far the prompter's text has gone."""
    return float(page.evaluate("document.getElementById('text').scrollTop"))


def size(page: Any) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.script-text')).fontSize)"))


def test_the_script_is_as_large_as_somebody_wants_and_follows_the_rundown(
    look: Callable[..., Any], rundown: Path
) -> None:
    page = look(PAGE)
    # Where it takes long to learn the times, the page comes by itself.
    page.wait_for_selector(".script-list")
    before = size(page)
    page.get_by_role("button", name="Larger letters").click()
    page.get_by_role("button", name="Larger letters").click()
    assert size(page) > before
    larger = size(page)
    page.reload()
    assert size(page) == larger
    paper = page.pdf(prefer_css_page_size=True)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") >= 1 and b"[0 0 59" in paper.replace(b".", b" ")

    # What somebody reads stays where it is while what is above it becomes longer.
    part = page.locator('[data-comment="feria/0"]')
    part.scroll_into_view_if_needed()
    place = part.bounding_box()["y"]
    page.mouse.move(300, place + 10)
    rundown.write_text(LONG.replace("un mes.", "un mes de mucho trabajo. " + "Y algo más. " * 40), encoding="utf-8")
    page.get_by_text("un mes de mucho trabajo").first.wait_for()
    assert abs(part.bounding_box()["y"] - place) < 3
    assert "script-changed" in (page.locator('[data-comment="bacheo/0"]').get_attribute("class") or "")


def test_the_prompter_moves_as_fast_as_it_is_read(look: Callable[..., Any], rundown: Path) -> None:
    page = look(f"{PAGE}?prompter")
    page.wait_for_selector(".prompter-list")
    page.evaluate(AWAKE)
    assert top(page) == 0
    page.keyboard.press("ArrowRight")
    reading = top(page)
    assert reading > 0, "an arrow leads to the next part"
    page.keyboard.press("Space")
    until(lambda: top(page) > reading + 4)
    assert page.evaluate("held") == ["screen"] and "is-running" in page.locator("html").get_attribute("class")
    page.keyboard.press("Space")
    stopped = top(page)
    page.wait_for_timeout(300)
    assert top(page) == stopped and page.evaluate("held") == ["screen", "released"]
    for _time in range(3):
        page.keyboard.press("ArrowUp")
    assert page.locator("#speed").inner_text() == "115 %"
    page.keyboard.press("m")
    assert "is-mirrored" in page.locator("html").get_attribute("class")
    page.reload()
    page.wait_for_selector(".prompter-list")
    assert page.locator("#speed").inner_text() == "115 %"
    assert "is-mirrored" in page.locator("html").get_attribute("class"), "it is as it was left"

    # A word that changes while it is read changes in its place.
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    here, where = page.locator('[data-comment="bacheo/0"]'), top(page)
    place = here.bounding_box()["y"]
    rundown.write_text(LONG.replace("un mes.", "dos meses."), encoding="utf-8")
    page.get_by_text("dos meses").first.wait_for()
    assert abs(here.bounding_box()["y"] - place) < 3 and abs(top(page) - where) < 3


def test_nothing_keeps_people_out(look: Callable[..., Any], rundown: Path) -> None:
    for address, list_ in ((PAGE, ".script-list"), (f"{PAGE}?prompter", ".prompter-list")):
        page = look(address, bypass_csp=True, viewport={"width": 390, "height": 844})
        page.wait_for_selector(list_)
        assert barriers(page, impacts=ANY) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_without_motion_the_next_part_stands_there_when_its_time_comes(look: Callable[..., Any], rundown: Path) -> None:
    page = look(f"{PAGE}?prompter", reduced_motion="reduce", viewport={"width": 390, "height": 844})
    page.wait_for_selector(".prompter-list")
    page.evaluate("document.querySelectorAll('[data-seconds]').forEach((each) => (each.dataset.seconds = '0.3'))")
    page.get_by_role("button", name="Scroll").click()
    seen: set[float] = set()
    until(lambda: seen.add(top(page)) or len(seen) > 2)
    # Steps from part to part, and nothing between.
    tops = page.evaluate(
        "[...document.querySelectorAll('[data-comment]')].map((each) => each.getBoundingClientRect().top"
        " + document.getElementById('text').scrollTop - document.getElementById('text').clientHeight * 0.32)"
    )
    assert all(any(abs(each - at) < 3 for at in [0, *tops]) for each in seen)
