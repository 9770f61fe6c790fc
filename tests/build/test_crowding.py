"""Two texts that lie over each other while both are seen are told, once; what is known to be apart is not looked at."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from newscast.base.errors import Problem
from newscast.build.looking import crowding
from newscast.build.looking.faultless import Faultless
from newscast.graphics import crossings, fault_words
from newscast.show.model import Show
from newscast.timeline.spans import Span

SHOW = Show(show=1, name="Demo")


def on_screen(name: str) -> Any:
    shown = SimpleNamespace(graphic=name, canvas=SimpleNamespace(name="square"))
    return SimpleNamespace(key=name, standing=SimpleNamespace(name=name, spot=f"{name} spot"), shown=shown)


STRAP, TITLE, BUG = map(on_screen, ("strap", "title", "bug"))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The pairs that are looked at, the upper one first; a strap lies over a title, and nothing over a bug."""
    pairs: list[tuple[str, str]] = []

    def crossing(_boxes: Any, above: Any, below: Any) -> Any:
        pairs.append((above.name, below.name))
        return None if "bug" in pairs[-1] else "a fault"

    monkeypatch.setattr(crowding, "_together", lambda *_given: iter([(TITLE, STRAP), (BUG, STRAP), (TITLE, STRAP)]))
    monkeypatch.setattr(crossings.Boxes, "__init__", lambda *_given: None)
    monkeypatch.setattr(crossings.Boxes, "crossing", crossing)
    monkeypatch.setattr(
        fault_words,
        "fault_problem",
        lambda fault, graphic, canvas, place, other: Problem(
            f"{graphic} over {other} on {canvas}: {fault}", place=place, code="graphic-over"
        ),
    )
    return pairs


def cut(picture: bool = True) -> Any:
    form = SimpleNamespace(picture=picture)
    return SimpleNamespace(
        kind=SimpleNamespace(form=form), burned=lambda **_how: [("segment", ())], place_of=lambda _shown: None
    )


def test_each_pair_is_looked_at_once_and_told_once(asked: list[tuple[str, str]]) -> None:
    known = Faultless(None, SHOW)
    (told,) = crowding.crowded(cast(Any, [cut(), cut(), cut(picture=False)]), SHOW, known)
    assert (told.message, told.warning) == ("strap over title on square: a fault", True)
    assert asked == [("strap", "title"), ("strap", "bug")]
    assert ("bug spot", "strap spot") in known and ("title spot", "strap spot") not in known


def test_what_is_known_to_be_apart_is_not_looked_at_again(asked: list[tuple[str, str]]) -> None:
    known = Faultless(None, SHOW)
    known.learn(("bug spot", "strap spot"))
    assert len(crowding.crowded([cut()], SHOW, known)) == 1 and asked == [("strap", "title")]
    known.learn(("title spot", "strap spot"))
    assert crowding.crowded([cut()], SHOW, known) == [] and len(asked) == 1


def test_without_pictures_nothing_lies_over_anything(asked: list[tuple[str, str]]) -> None:
    assert crowding.crowded([cut(picture=False)], SHOW) == [] and asked == []


def span(name: str, start: int, end: int) -> Any:
    return SimpleNamespace(shown=SimpleNamespace(graphic=name), span=Span(start, end), name=name)


@pytest.mark.parametrize("canvas", ["landscape", "portrait"])
def test_two_are_together_that_are_seen_in_one_frame(monkeypatch: pytest.MonkeyPatch, canvas: str) -> None:
    """On wide canvases captions are drawn clear of all others."""
    found = [span("title", 0, 50), span("strap", 49, 90), span("tag", 90, 95), span("caption", 0, 95)]
    monkeypatch.setattr(crowding, "on_screen", lambda *_given: found)
    here: Any = SimpleNamespace(size=SimpleNamespace(name=canvas))
    pairs = [(lower.name, upper.name) for lower, upper in crowding._together(cast(Any, None), (), here)]
    captions = [("title", "caption"), ("strap", "caption"), ("tag", "caption")] if canvas == "portrait" else []
    assert sorted(pairs) == sorted([("title", "strap"), *captions])
