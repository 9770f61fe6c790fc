"""The reference pages name every key that may be written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscast.document.model import Model
from newscast.rundown import model as rundown
from newscast.show import model as show

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ["rundown.md", "kit.md", "es/rundown.md", "es/kit.md"]


def models(page: str) -> list[type[Model]]:
    module = rundown if Path(page).name == "rundown.md" else show
    found = (value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Model))
    return [value for value in found if value is not Model]


@pytest.mark.parametrize("page", PAGES)
def test_every_key_is_documented(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    words = {word for code in re.findall(r"`+([^`]+)`+", text) for word in re.findall(r"\w+", code)}
    missing = {key for model in models(page) for key in model.written_keys()} - words
    assert missing - {"clip", "copy"} == set()
