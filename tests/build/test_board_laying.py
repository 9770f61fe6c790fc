"""Rows of a storyboard: each segment once in a column, whatever cuts the column has."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from newscast.build.board import laying
from newscast.build.board.laying import Column, _Laying, _Rows


class Noting(_Laying):
    """Notes which segments are added, of which cut."""

    def __init__(self, rundown: Any, columns: list[Column]) -> None:
        self.rundown = rundown
        self.columns = columns
        self.added: list[tuple[str, int, str]] = []

    def add(self, seen: Any, column: int, rows: Any) -> None:
        assert rows.segment.slug == seen.segment.slug
        self.added.append((seen.segment.slug, column, seen.cut))


def test_a_segment_that_several_cuts_of_a_column_have_is_that_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    segments = {slug: SimpleNamespace(slug=slug) for slug in ("uno", "dos", "tres")}
    cuts = {"web": ["dos", "uno"], "reel-tres": ["tres"], "reel-dos": ["dos", "tres"]}
    monkeypatch.setattr(
        laying, "seen_in", lambda cut: [SimpleNamespace(segment=segments[slug], cut=cut) for slug in cuts[cut]]
    )
    columns: Any = [Column(["web"], ["web"]), Column(["reel"], ["reel-tres", "reel-dos"])]  # type: ignore[list-item]
    found = Noting(SimpleNamespace(segments=list(segments.values())), columns)
    assert [rows.segment.slug for rows in found.rows()] == ["uno", "dos", "tres"]
    assert found.added == [
        ("dos", 0, "web"),
        ("uno", 0, "web"),
        ("tres", 1, "reel-tres"),
        ("dos", 1, "reel-dos"),
    ]


def test_a_part_has_one_row_behind_what_comes_before_it_in_its_cut() -> None:
    part: Any = object()
    rows = _Rows(part)
    first = rows.row("one", None, part, None)
    rows.row("three", "one", part, None)
    rows.row("two", "one", part, None)
    rows.row("zero", "nowhere", part, None)
    assert rows.row("one", None, part, None) is first
    assert rows.keys == ["zero", "one", "two", "three"]
