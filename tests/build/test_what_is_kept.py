"""What a story's own cut is made of, which drawings are of one thing, and how much shorter a card may be."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.base.timecode import parse_time
from newscast.build.cuts import _only
from newscast.build.looking.judging import _by_owner
from newscast.build.slot.to_slot import _spare
from newscast.rundown.model import Card, Close, Rundown, Story


def test_a_storys_own_cut_has_it_and_the_closing_without_what_is_said_there() -> None:
    one, two = (Story(slug=slug, headline=slug) for slug in ("uno", "dos"))
    card = Card(card="text", fields={"title": "Adiós"})
    closing = Close(slug="close", name="main", parts=(card,))
    known: Any = {"segments": (one, two, closing)}
    rundown = Rundown.model_construct(**known)
    kept = _only(two, rundown).segments
    assert [each.slug for each in kept] == ["dos", "close"]
    assert isinstance(kept[1], Close) and kept[1].parts == ()


def test_drawings_of_one_thing_are_together_in_each_cut() -> None:
    drawn: Any = [
        SimpleNamespace(number=number, owner=owner, at=at)
        for at, (number, owner) in enumerate([(0, "a"), (0, "b"), (1, "a"), (0, "a")])
    ]
    together: Any = _by_owner(drawn)
    found = {key: [each.at for each in seen] for key, seen in together.items()}
    assert found == {(0, "a"): [0, 3], (0, "b"): [1], (1, "a"): [2]}


@pytest.mark.parametrize(("length", "spare"), [("1s", 0), ("20s", 1)])
def test_a_card_gives_what_it_lasts_longer_than_it_is_read_and_never_less_than_nothing(length: str, spare: int) -> None:
    show: Any = SimpleNamespace(rate=Fraction(30))
    card = Card(card="text", fields={"title": "Adiós"}, duration=parse_time(length))
    given = _spare(card, show)
    assert (given > 0) == bool(spare) and 0 <= given < 20 * 30
