"""Whoever begins at the README finds every command and every page, in the language in which they began."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from newscast.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
READMES = {"README.md": "docs", "README.es.md": "docs/es"}
_LINK = re.compile(r"\]\(([^)\s#]+)")


def read(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", READMES)
def test_every_command_is_in_the_table(page: str) -> None:
    told = re.findall(r"^\| `newscast ([a-z]+)", read(page), flags=re.MULTILINE)
    assert sorted(told) == sorted(COMMANDS)


@pytest.mark.parametrize(("page", "folder"), READMES.items())
def test_every_page_is_linked(page: str, folder: str) -> None:
    linked = {(ROOT / each).resolve() for each in _LINK.findall(read(page)) if "://" not in each}
    assert {each for each in (ROOT / folder).glob("*.md") if each not in linked} == set()
