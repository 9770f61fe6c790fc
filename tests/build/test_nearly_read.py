"""How far a text may fall short of the contrast that is wanted before it is said that nobody can read it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from newscast.build.looking import judging
from newscast.graphics.faults import NEARLY, wanted_of

SEEN: Any = SimpleNamespace(drawn=SimpleNamespace(shown=SimpleNamespace(graphic="title")))
WANTED = wanted_of("title")


@pytest.mark.parametrize(
    ("contrasts", "worst"),
    [
        ([], None),
        ([WANTED + 1], None),
        ([WANTED - NEARLY], None),
        ([WANTED - NEARLY - 0.01], WANTED - NEARLY - 0.01),
        ([WANTED + 1, 2.0, 1.5, 3.0], 1.5),
    ],
)
def test_the_line_that_is_read_worst_is_told_where_it_cannot_be_read(
    monkeypatch: pytest.MonkeyPatch, contrasts: list[float], worst: float | None
) -> None:
    readings = [judging.Reading(contrast, "Texto", 0, 0) for contrast in contrasts]
    monkeypatch.setattr(judging._Look, "_readings", lambda *_given: iter(readings))
    found = judging._Look.worst(object.__new__(judging._Look), [SEEN])
    assert (found and found[0].contrast) == worst
