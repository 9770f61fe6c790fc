"""Edits made in the text of a file: the value is another one, and every line that it does not stand on is as it was."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from yaml_grammar import Hand, places, value_at

from newscast.base.errors import FilesError
from newscast.document.blocks import last_line
from newscast.document.edits import EditError, Insert, Move, Remove, Set
from newscast.document.placing import outer_of
from newscast.document.sheet import Sheet
from newscast.document.splicing import meant, spliced

FILE = Path("a.yaml")


def is_right(sheet: Sheet) -> bool:
    """Whether a file is right as YAML."""
    try:
        return sheet.top.kind == "mapping" and not [each for each in sheet.problems if not each.warning]
    except (EditError, FilesError):
        return False


def lines_of(data: bytes) -> list[str]:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def comments(data: bytes) -> Counter[str]:
    return Counter(line for line in lines_of(data) if line.lstrip().startswith("# nota"))


def ends(data: bytes) -> set[str]:
    return set(re.findall("\r\n|\r|\n", data.decode()))


def is_subsequence(one: list[str], other: list[str]) -> bool:
    rest = iter(other)
    return all(line in rest for line in one)


def is_refused_or_right(seed: int) -> str:
    """Makes one edit of one file; what became of it in a word."""
    hand = Hand(seed)
    data = hand.document()
    sheet = Sheet(FILE, data)
    if not is_right(sheet):
        return "no file"
    edit = hand.edit(sheet.model)
    try:
        new = spliced(sheet, [edit])
    except EditError as refused:
        assert refused.message
        return f"{type(edit).__name__} refused"
    assert new.model == meant(sheet.model, edit)
    assert new.data.startswith(b"\xef\xbb\xbf") == data.startswith(b"\xef\xbb\xbf")
    assert ends(new.data) <= ends(data) or not ends(data)
    if new.data != data:
        keeps_what_was_there(sheet, edit, new)
    return f"{type(edit).__name__} made"


def keeps_what_was_there(sheet: Sheet, edit: Any, new: Sheet) -> None:
    there = edit.at in places(sheet.model)
    here = value_at(sheet.model, edit.at) if isinstance(edit, Set | Remove) and there else None
    before, after = lines_of(sheet.data), lines_of(new.data)
    found = sheet.find(edit.at)
    if isinstance(edit, Move) and found.parent.block:
        assert Counter(before) == Counter(after)
    if isinstance(edit, Insert) and found.parent.block and found.parent.items:
        assert is_subsequence(before, after)
    if isinstance(edit, Set) and isinstance(here, str) and isinstance(edit.value, str):
        assert found.node
        first = (found.key or found.node).start[0]
        last = last_line(sheet, found.node, outer_of(sheet, found), first) if found.parent.block else found.node.end[0]
        assert after[:first] == before[:first]
        tail = len(before) - 1 - last
        assert tail == 0 or after[-tail:] == before[-tail:]
    if not isinstance(edit, Remove) and not isinstance(here, dict | list):
        assert not comments(sheet.data) - comments(new.data)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**40))
def test_any_edit_changes_what_is_meant_and_nothing_else(seed: int) -> None:
    assume(is_refused_or_right(seed) != "no file")
