"""Texts that are moved out of what every screen shows are told once, with when that is; others are not looked at."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from newscast.base.canvas import canvas
from newscast.build.looking import straying
from newscast.build.looking.faultless import Faultless
from newscast.build.looking.onscreen import OnScreen
from newscast.graphics import crossings
from newscast.picture.laid import Shown
from newscast.show.model import Show
from newscast.timeline.spans import Span

SHOW = Show(show=1, name="Demo")
SQUARE = canvas("square", SHOW.rate)


def strap(drop: int, start: int = 30) -> OnScreen:
    fields = (("headline", "Abre el parque"),)
    return OnScreen(Shown("strap", fields, SQUARE), Span(start, start + 90), drop)


def cut(seen: list[OnScreen], monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(straying, "on_screen", lambda *_given: iter(seen))
    form = SimpleNamespace(picture=True)
    return SimpleNamespace(
        kind=SimpleNamespace(form=form),
        burned=lambda **_how: [(SimpleNamespace(start=300), ())],
        place_of=lambda _shown: None,
        deliverable="square",
    )


def told(seen: list[OnScreen], monkeypatch: pytest.MonkeyPatch, known: Faultless | None = None) -> list[str]:
    found = straying.strayed(cast(Any, [cut(seen, monkeypatch)]), SHOW, known)
    assert all((each.code, each.warning) == ("graphic-outside", True) for each in found)
    return [each.message for each in found]


def test_a_text_that_is_moved_too_far_is_told_with_the_first_time(monkeypatch: pytest.MonkeyPatch) -> None:
    (message,) = told([strap(600), strap(600, 200)], monkeypatch)
    assert "0:11.0" in message and "Abre el parque" in message and "square" in message


def test_one_that_stays_inside_is_right_and_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    known = Faultless(None, SHOW)
    assert told([strap(-48)], monkeypatch, known) == []
    monkeypatch.setattr(crossings.Boxes, "outside", lambda *_given: pytest.fail("looked at again"))
    assert told([strap(-48)], monkeypatch, known) == []


def test_where_it_was_drawn_is_looked_at_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossings.Boxes, "outside", lambda *_given: pytest.fail("looked at"))
    assert told([strap(0)], monkeypatch) == []
