"""Letters for which the package's own drawings have no room are refused at their line, by `check` and by builds."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.base.errors import FilesError, Problem
from newscast.build.examining import examine
from newscast.build.request import Options
from newscast.build.sketching import sketched
from newscast.graphics.catalogue import most_entries

TEXT = """\
rundown: 1
show: chica
date: 2026-11-20
deliverables: [web]
segments:
  - story: uno
    headline: Arranca la feria
    parts:
      - card: agenda
        title: Esta semana
        items: [{rows}]
"""
PILED = "J\u0301 G\u0303 M\u0301 W\u0331 q\u0331\u0301 y\u0331 f\u030c j\u0303"


def told(sala: Any, what: str) -> list[Problem]:
    rows = ", ".join([f"'{what} | {what} | {what}'"] * most_entries("agenda", "items"))
    (episode,) = examine([sala.write(TEXT.format(rows=rows))], Options())
    try:
        return list(sketched(episode).remarks)
    except FilesError as error:
        return error.problems


def test_marks_that_reach_into_the_row_above_are_refused_at_their_line(sala: Any) -> None:
    found = told(sala, PILED)
    assert {each.code for each in found} == {"graphic-overlap"}
    assert all(not each.warning and each.place and each.place.line == 9 for each in found)


@pytest.mark.parametrize("what", ["Ñandú, pingüino y «café»", "Nguyễn Thị Ngọc", "Łódź, Șapte"])
def test_letters_of_whole_languages_have_room(sala: Any, what: str) -> None:
    assert [each for each in told(sala, what) if each.code.startswith(("graphic-", "text-"))] == []
