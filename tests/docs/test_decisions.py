"""Pages of decisions: each says what it is about and when it was decided, in one form, and has a number of its own."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

PAGES = sorted((Path(__file__).parents[2] / "docs/decisions").glob("*.md"))
FORM = re.compile(r"# (?!\d+\. )\S.*\n\n20\d\d-[01]\d-[0-3]\d\n\n\S")
"""A title without the number, which the file's name has, then the day."""


def test_a_page_begins_with_its_title_and_its_day() -> None:
    assert [page.name for page in PAGES if not FORM.match(page.read_text(encoding="utf-8"))] == []


def test_no_two_pages_have_one_number() -> None:
    numbers = Counter(page.name[:5] for page in PAGES)
    assert all(re.fullmatch(r"\d{4}-", number) for number in numbers)
    assert [number for number, count in numbers.items() if count > 1] == []
