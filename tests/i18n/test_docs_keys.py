"""The reference pages name every key that may be written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscast.document.model import Model
from newscast.rundown import model as rundown
from newscast.show import model as show
from newscast.show.station import Station

DOCS = Path(__file__).parents[2] / "docs"
PAGES = [f"{folder}{page}.md" for folder in ("", "es/") for page in ("rundown", "kit", "stations")]


def models(page: str) -> list[type[Model]]:
    name = Path(page).stem
    if name == "stations":
        return [Station]
    module = rundown if name == "rundown" else show
    found = (value for value in vars(module).values() if isinstance(value, type) and issubclass(value, Model))
    return [value for value in found if value not in (Model, Station)]


@pytest.mark.parametrize("page", PAGES)
def test_every_key_is_documented(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    words = {word for code in re.findall(r"`+([^`]+)`+", text) for word in re.findall(r"\w+", code)}
    missing = {key for model in models(page) for key in model.written_keys()} - words
    assert missing - {"clip", "copy"} == set()
