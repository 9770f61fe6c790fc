"""Figures come when they are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from placing_making import RATE, context_of

from newscast.base.timecode import sample_at
from newscast.timeline.covers import _between
from newscast.timeline.heard import Utterance
from newscast.timeline.piece import Written
from newscast.timeline.revealing import revealed
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.spans import Span

COPY = "Se repararon cuatro mil doscientos baches en treinta y ocho colonias, con seis cuadrillas."


def reveals(
    items: Sequence[str], copy: str = COPY, start: int = 0, frames: int = 400, graphic: str = "figures"
) -> tuple[int, ...]:
    """When the items of a card come that is on from `start` for `frames`; word number n is said from frame 20 n on."""
    said = tuple(Span(sample_at(20 * at, RATE), sample_at(20 * at + 15, RATE)) for at in range(len(copy.split())))
    shot = Shot(start, frames, GraphicShot(graphic, (("items", tuple(items)),)))
    utterance = Utterance(copy, 0, 500_000, (Span(0, 500_000),), said=said)
    (found,) = revealed([Written(shot, None)], utterance, context_of())
    assert isinstance(found.value.picture, GraphicShot)
    return found.value.picture.reveals


def test_a_number_comes_with_the_first_word_of_it() -> None:
    assert reveals(["4,200 baches", "38 colonias", "6 cuadrillas"]) == pytest.approx((34, 134, 234), abs=1)
    assert reveals(["38 colonias", "4,200 baches"]) == pytest.approx((134, 34), abs=1)


def test_frames_count_from_the_start_of_the_card_and_what_was_said_before_is_there_at_once() -> None:
    assert reveals(["4,200 baches", "38 colonias"], start=100, frames=300) == pytest.approx((0, 34), abs=1)


@pytest.mark.parametrize("items", [["4,300 baches", "38 colonias"], ["4,200 baches", "99 calles"]])
def test_where_one_is_not_said_all_come_as_usual(items: list[str]) -> None:
    assert reveals(items) == ()


def test_nothing_is_told_of_other_cards_or_of_words_nobody_heard() -> None:
    assert reveals(["4,200 baches"], graphic="list") == ()
    shot = Written(Shot(0, 400, GraphicShot("figures", (("items", ("38 colonias",)),))), None)
    assert revealed([shot], Utterance(COPY, 0, 500_000, ()), context_of()) == (shot,)


def test_digits_in_the_copy_and_words_of_another_gender_are_the_same_number() -> None:
    assert reveals(["4,200 baches"], "Son 4,200 baches.") == pytest.approx((15,), abs=1)
    assert reveals(["200 familias"], "Ayudan a doscientas familias.") == pytest.approx((35,), abs=1)
    assert reveals(["$12.5 millones de inversión"], "Costó $12.5 millones.") == pytest.approx((15,), abs=1)


def test_the_last_one_stands_for_two_seconds() -> None:
    assert reveals(["4,200 baches", "6 cuadrillas"], frames=260) == pytest.approx((34, 200), abs=1)


def test_a_card_is_not_bare_for_longer_than_two_seconds() -> None:
    """Whichever is said first comes before its words, and no other one does."""
    assert reveals(["38 colonias", "6 cuadrillas"]) == pytest.approx((60, 234), abs=1)
    assert reveals(["6 cuadrillas", "38 colonias"]) == pytest.approx((234, 60), abs=1)
    assert reveals(["6 cuadrillas"]) == (60,)


def test_a_card_that_a_cover_cuts_goes_on_with_what_was_there() -> None:
    picture = GraphicShot("figures", (("items", ("1 a", "2 b")),), reveals=(10, 80))
    rest = _between(Written(Shot(0, 200, picture), None), 50, 200).value.picture
    assert rest == replace(picture, reveals=(0, 30))


def test_a_number_said_with_the_first_frame_is_in_the_card_and_one_said_after_its_last_is_not() -> None:
    """What is said before a card counts too, but only where the number does not come again."""
    copy = "Son seis. Son seis."
    (first,) = reveals(["6 cuadrillas"], copy)
    second = first + 40
    assert reveals(["6 cuadrillas"], copy, start=second) == (0,)
    assert reveals(["6 cuadrillas"], "Son seis.", start=first) == (0,)
    assert reveals(["6 cuadrillas"], "Son seis.", start=first - 10, frames=10) == ()
    assert reveals(["6 cuadrillas"], "Son seis.", start=first - 10, frames=11) == (0,)


def test_a_number_that_comes_again_in_the_card_counts_from_its_first_time() -> None:
    copy = "Hay seis cuadrillas, y seis más."
    assert reveals(["6 cuadrillas"], copy) == reveals(["6 cuadrillas"], "Hay seis cuadrillas.")


def test_one_of_whatever_gender_is_one() -> None:
    assert reveals(["1 cuadrilla"], "Hay una cuadrilla.") == reveals(["1 puente"], "Hay un puente.") != ()
    assert reveals(["31 cuadrillas"], "Hay treinta y una cuadrillas.") == reveals(
        ["31 puentes"], "Hay treinta y un puentes."
    )


def test_hundreds_are_the_same_number_whatever_they_count() -> None:
    counted = "Ayudan a doscientas familias."
    assert reveals(["200 en total"], counted) == reveals(["200 familias"], counted) != ()
