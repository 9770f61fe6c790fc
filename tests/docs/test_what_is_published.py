"""The page on publishing names the files that builds leave, and the loudness that they have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscast.show.deliverables import LOUDNESS

DOCS = Path(__file__).parents[2] / "docs"
TREE = re.compile(rf"^  ({'|'.join(LOUDNESS)})/ (.*(?:\n {{8,}}\S.*)*)$", re.MULTILINE)


def left() -> dict[str, str]:
    """The files of each deliverable, as the page on what a build leaves has them."""
    return dict(TREE.findall((DOCS / "output.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", ["publishing.md", "es/publishing.md"])
def test_what_is_to_be_taken_is_there(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8").replace("<episodio>", "<episode>")
    taken = re.findall(rf"`({'|'.join(LOUDNESS)})/([^`]+)`", text)
    assert {name for name, _ in taken} == set(LOUDNESS)
    for name, file in taken:
        assert file in left()[name].split(), f"{name}/{file}"


@pytest.mark.parametrize("page", ["publishing.md", "es/publishing.md"])
def test_the_loudness_is_that_of_the_package(page: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    radio, tv = re.findall(r"(-\d+) LUFS", text), re.findall(r"(-\d+) LKFS", text)
    assert ([int(each) for each in radio], [int(each) for each in tv]) == ([LOUDNESS["radio"][0]], [LOUDNESS["tv"][0]])
