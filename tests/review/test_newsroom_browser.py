"""The newsroom's page in a real browser: it stays as the newsroom is, by keys alone, on a phone, for screen readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from browsing import barriers, served, until
from review_making import EPISODE, write_edition, write_episode

from newscast.desk.accounts import add_account
from newscast.desk.entering import make_sign_in, spend
from newscast.desk.job import Ask, Lane
from newscast.review.newsroom.office import Office

pytestmark = [pytest.mark.slow]

WIDTHS = "() => [document.documentElement.scrollWidth, innerWidth]"
SMALL = """() => [...document.querySelectorAll("button, a.button, summary, input:not([type=hidden])")]
  .map((each) => each.closest("label") ?? each)
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44 && !each.closest(".notice"))
  .map((each) => each.outerHTML.slice(0, 80))"""


def entered(office: Office, context: Any, address: str) -> Any:
    """A page of somebody who came in."""
    with office.people() as people:
        account = add_account(people, "marta", "Marta", "director", "test")
        secret = spend(people, make_sign_in(people, account, "test"), "test")
    context.add_cookies([{"name": office.cookie, "value": secret, "url": address}])
    return context.new_page()


def test_the_page_stays_as_the_newsroom_is(office: Office, newsroom: Path, chromium: Any) -> None:
    with served(office) as address:
        page = entered(office, chromium.new_context(locale="en", viewport={"width": 1440, "height": 900}), address)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address)
        row = page.locator(f'[data-episode="{EPISODE}"]')
        assert "Draft 3" in row.inner_text()
        assert barriers(page) == []

        # A job that is asked for, and a version that comes, are shown where they stand, without the page being loaded.
        page.evaluate("window.same = true")
        with office.ledger() as ledger:
            ledger.ask(Ask(Lane(EPISODE, True, ("web",)), f"rundowns/{EPISODE}.yaml", "s"))
        page.locator("[data-job]").get_by_text("draft of web").wait_for()
        write_edition(newsroom / "output" / EPISODE / "draft", 4)
        row.get_by_text("Draft 4").wait_for()
        # Another episode is offered: the list does not move under a finger.
        write_episode(newsroom, name="2026-11-21-noticias")
        offer = page.locator("[data-offer] a")
        offer.wait_for()
        assert page.locator("[data-episode]").count() == 1
        assert page.evaluate("window.same")
        offer.click()
        # While a page loads, the place that its address names takes the focus again.
        page.wait_for_load_state()
        assert page.locator("[data-episode]").count() == 2

        # By keys alone: past the bar, to the search, to the place of what was found.
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Shift+Tab")
        assert page.evaluate("document.activeElement.id") == "search"
        page.keyboard.type("díaz obras")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search?q=*")
        until(lambda: page.reload() and page.locator("mark").count() == 4)
        assert barriers(page) == []
        page.locator(".hit").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/e/2026-11-21-noticias?*#frame=150")
        assert errors == []


def test_a_phone_shows_all_of_it_and_says_when_the_line_is_lost(office: Office, newsroom: Path, chromium: Any) -> None:
    with served(office) as address:
        sizes = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "es-MX"}
        page = entered(office, chromium.new_context(**sizes), address)
        page.clock.install()
        for path in ("/", "/search?q=noche", "/search?q=nada", "/guests"):
            page.goto(address + path)
            wide, window = page.evaluate(WIDTHS)
            assert wide <= window, path
            assert page.evaluate(SMALL) == [], path
        page.goto(address)
        page.locator(".top .menu summary").click()
        assert page.locator(".top .menu button", has_text="English").is_visible()
        page.locator(".top .menu button", has_text="English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        page.context.route("**/events?*", lambda route: route.abort())
        for _number in range(3):
            with page.expect_event("requestfailed"):
                page.clock.run_for(8000)
        page.locator("#said", has_text="connection").wait_for()
        page.context.unroute("**/events?*")
        with page.expect_response("**/events?*"):
            page.clock.run_for(30_000)
        page.locator("#said", has_text="back").wait_for()
        # Whoever may not see it any more is told so, and asks no more.
        page.context.clear_cookies(name=office.cookie)
        with page.expect_response("**/events?*") as refused:
            page.clock.run_for(10_000)
        assert refused.value.status == 401
        page.locator("#said", has_text="Sign in first").wait_for()
