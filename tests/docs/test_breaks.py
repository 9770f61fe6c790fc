"""The pictures of good and bad breaks: what is called good is what newscast makes of the words today."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

IMAGES = Path(__file__).parents[2] / "docs" / "images"


@pytest.fixture(scope="module")
def breaks() -> ModuleType:
    spec = importlib.util.spec_from_file_location("breaks", IMAGES / "breaks.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["breaks"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_pictures_of_breaks_are_current(breaks: ModuleType, language: str) -> None:
    drawn = (IMAGES / f"breaks.{language}.svg").read_text("utf-8")
    assert drawn == breaks.picture(language), "run `python docs/images/breaks.py`"


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_good_break_is_a_bad_one(breaks: ModuleType, language: str) -> None:
    for example in breaks.EXAMPLES[language]:
        made = breaks.good(example, language)
        assert made != example.bad
        assert [line for cue in made for line in cue] != [line for cue in example.bad for line in cue]
