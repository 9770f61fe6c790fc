"""Of ways to lay texts over shots that spoil faces alike, the one that looks best."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.build.faces.clearing import Clearing
from newscast.timeline.model import PlacedSuper

SPOILT = {"up": 4.94, "usual": 5.0, "worse": 5.3}
LOOKS = {"up": 9.0, "usual": 4.0, "worse": 0.0}


@pytest.mark.parametrize(("freeing", "best"), [({}, "usual"), ({"up": 4.0}, "up"), ({"worse": 0.0}, "worse")])
def test_what_faces_leave_alike_is_told_apart_by_how_it_looks(
    monkeypatch: pytest.MonkeyPatch, freeing: dict[str, float], best: str
) -> None:
    spoilt = {**SPOILT, **freeing}
    ways: list[Any] = [([(PlacedSuper(0, 90, name, ()), None)], ()) for name in SPOILT]
    monkeypatch.setattr(Clearing, "_smaller", lambda self, shots, plates: shots)
    monkeypatch.setattr(Clearing, "_spoilt", lambda self, plates, shots: spoilt[plates[0][0].graphic])
    monkeypatch.setattr(Clearing, "_looks", lambda self, plates, shots: LOOKS[plates[0][0].graphic])
    clearing = Clearing(None, None, ())  # type: ignore[arg-type]
    assert clearing._best(ways)[0][0][0].graphic == best
