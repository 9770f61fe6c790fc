"""No test is left out by where it lies."""

from __future__ import annotations

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).parent


def test_pytest_enters_every_folder_of_tests(pytestconfig: pytest.Config) -> None:
    left_out = pytestconfig.getini("norecursedirs")
    folders = {part for path in TESTS.rglob("test_*.py") for part in path.relative_to(TESTS).parent.parts}
    assert "build" in folders
    assert not [name for name in folders if any(fnmatch(name, pattern) for pattern in left_out)]


def test_every_file_of_tests_is_named_as_one() -> None:
    holding = {path for path in TESTS.rglob("*.py") if "\ndef test_" in path.read_text(encoding="utf-8")}
    assert not [path for path in holding if not path.name.startswith("test_")]


def test_no_two_files_of_tests_have_one_name() -> None:
    names = [path.name for path in TESTS.rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))


def test_nothing_is_taken_from_a_conftest_by_name() -> None:
    """There are several, and which of them has that name depends on which folders are tested."""
    taken = re.compile(r"^(from|import) conftest\b", re.MULTILINE)
    assert not [path for path in TESTS.rglob("*.py") if taken.search(path.read_text(encoding="utf-8"))]
