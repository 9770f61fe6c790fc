"""Approving in a real browser, on a phone: few taps, and a word shows on another's page by itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from approval_making import publish
from browsing import served, until
from review_making import EPISODE

from newscast.episode.approved import laid_down
from newscast.review.newsroom.office import Office

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "locale": "en-US"}


def page_of(chromium: Any, address: str, client: Any) -> Any:
    """The episode on a phone of whoever has this session."""
    context = chromium.new_context(**PHONE)
    ((name, secret),) = client.cookies.items()
    context.add_cookies([{"name": name, "value": secret, "url": address}])
    page = context.new_page()
    page.wrong = []
    page.on("pageerror", lambda error: page.wrong.append(str(error)))
    page.goto(f"{address}/e/{EPISODE}", wait_until="domcontentloaded")
    page.wait_for_selector("#approval [data-opens]:not([hidden])")
    return page


def lies(office: Office) -> set[str]:
    return set(laid_down(office.folder(EPISODE)))


def test_two_people_at_once(office: Office, newsroom: Path, signed_in: Callable[..., Any], chromium: Any) -> None:
    editor, director = signed_in("editor"), signed_in("director")
    with served(office) as address:
        mine, hers = page_of(chromium, address, editor), page_of(chromium, address, director)
        # Three taps for two approvals.
        for name in (".bar-buttons .say button", "#approval-all > summary", 'li[data-deliverable="reel/feria"] .main'):
            hers.locator(name).first.tap()
        until(lambda: lies(office) == {"web", "reel/feria"})
        hers.wait_for_selector('#approval .badge.good:has-text("web: approved")')
        # Who looks at the same sees it without doing anything.
        mine.wait_for_selector('#approval .badge.good:has-text("web: approved")')
        assert mine.evaluate("() => document.documentElement.scrollWidth <= innerWidth")

        mine.locator("[data-opens]").tap()
        mine.keyboard.type("El nombre está mal.")
        # What comes meanwhile does not take away what somebody writes.
        publish(newsroom, True, {"square": "otro"})
        mine.wait_for_timeout(3500)
        assert mine.locator("textarea:focus").input_value() == "El nombre está mal."
        assert mine.wrong == hers.wrong == []
