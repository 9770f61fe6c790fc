"""An exception is signed in a real browser: seen first, opened, signed with a reason, approved, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from approval_making import publish
from browsing import ANY, barriers
from review_making import EPISODE
from test_law_part import BACHEO, CONSENT, REASON, SUSPENSION, with_elected

from newscast.desk.exceptions import standing
from newscast.review.newsroom.office import Office

pytestmark = pytest.mark.slow

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
SMALL = """() => [...document.querySelectorAll("#law button, #law summary, #law textarea")]
  .filter((each) => each.checkVisibility() && each.getBoundingClientRect().height < 44)
  .map((each) => each.outerHTML)"""
WIDER = "() => document.documentElement.scrollWidth - innerWidth"


def test_a_director_signs_on_a_phone_and_takes_it_back(
    newsroom: Path, office: Office, look: Callable[..., Any]
) -> None:
    publish(newsroom, True, suspension=SUSPENSION, consents=(CONSENT,))
    with_elected(newsroom, True)
    page = look(f"/e/{EPISODE}?deliverable=web", "director", **PHONE)
    assert "Concluye el bacheo" in page.locator("#first .is-contradiction").first.inner_text()
    law = page.locator("#law")
    law.locator("summary").click()
    assert barriers(page, "#law", ANY) == [] and page.evaluate(SMALL) == [] and page.evaluate(WIDER) <= 0
    law.get_by_label("Why it may go out").fill(REASON)
    law.get_by_role("button", name="Sign").click()
    page.wait_for_url("**#law")
    assert "exception signed" in law.inner_text() and REASON in law.inner_text()
    with office.people() as people:
        (signed,) = standing(people, EPISODE)
        assert (signed.slug, signed.words) == ("bacheo", BACHEO.words)
    assert "Concluye el bacheo: exception signed" in page.locator("#first").inner_text()
    law.get_by_role("button", name="Take it back").click()
    page.wait_for_url("**#law")
    page.wait_for_function("() => document.querySelector('#law').innerText.includes('nothing says why')")
    with office.people() as people:
        assert standing(people, EPISODE) == []


def test_the_totals_of_a_month_fit_a_phone(newsroom: Path, look: Callable[..., Any]) -> None:
    with_elected(newsroom, False)
    page = look("/law?from=2026-11-01&to=2026-11-30", "producer", **PHONE)
    assert page.evaluate(WIDER) <= 0 and barriers(page, "main", ANY) == []
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    assert download.value.suggested_filename == "elected-2026-11-01-2026-11-30.csv"
