"""Of ways to lay texts over shots that spoil faces alike, the one that looks best."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.build.faces.clearing import Clearing
from newscast.timeline.model import PlacedSuper
from newscast.timeline.seen import ClipShot, Shot

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


def test_a_text_that_goes_elsewhere_is_over_shots_framed_for_where_it_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not over those framed for it where it had gone for faces already: these are free of nothing there."""
    usual, gone = (PlacedSuper(0, 90, "strap", (), lift=lift) for lift in (0, 100))
    framed = {text: (Shot(0, 90, ClipShot(Path("clip.mp4"), height=text.lift / 100)),) for text in (usual, gone)}
    away = PlacedSuper(0, 90, "strap", (), lift=-500)
    monkeypatch.setattr(Clearing, "windows", ())
    monkeypatch.setattr(Clearing, "_smaller", lambda self, shots, plates: shots)
    monkeypatch.setattr(
        Clearing,
        "all_elsewhere",
        lambda self, plates, taken: [(away if text is usual else text, None) for text, _ in plates],
    )
    monkeypatch.setattr(
        Clearing, "_spoilt", lambda self, plates, shots: 9.0 - 9 * (plates[0][0] is away and shots == framed[usual])
    )
    monkeypatch.setattr(Clearing, "_looks", lambda self, plates, shots: 0.0)
    aiming: Any = SimpleNamespace(on=SimpleNamespace(is_tight=lambda *_over: True))
    clearing = Clearing(aiming, None, ())  # type: ignore[arg-type]
    ways: list[Any] = [([(text, None)], framed[text]) for text in (gone, usual)]
    assert clearing._freest(ways) == ([(away, None)], framed[usual])
