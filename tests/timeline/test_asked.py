"""Cards as they are drawn, from what somebody asked for."""

from __future__ import annotations

from typing import Any

import pytest
from placing_making import context_of, placed, story, vo

from newscast.rundown.model import Card, CardPicture
from newscast.timeline.asked import asked
from newscast.timeline.seen import GraphicShot


def drawn(card: str, **fields: Any) -> tuple[str, dict[str, Any]]:
    return asked(Card(card=card, fields=fields), context_of())


def told(**fields: Any) -> list[str]:
    context = context_of()
    asked(Card(card="days-left", fields=fields), context)
    return [problem.code for problem in context.problems]


@pytest.mark.parametrize("items", [("INE", "CURP"), ("4,200 baches", "y más"), "Acta de nacimiento"])
def test_figures_without_a_number_in_front_are_a_list(items: Any) -> None:
    assert drawn("figures", items=items) == ("list", {"items": items})
    assert drawn("figures", items=("4,200 baches", "38 colonias"))[0] == "figures"


def test_a_list_is_one_as_a_picture_and_by_itself() -> None:
    picture = CardPicture(card="figures", fields={"items": ("INE", "CURP")})
    (segment,) = placed(story(vo(picture), Card(card="figures", fields={"items": ("INE", "CURP")}))).segments
    graphics = [shot.picture.graphic for shot in segment.shots if isinstance(shot.picture, GraphicShot)]
    assert graphics == ["list", "list"]


def test_days_are_counted_from_the_day_of_the_episode() -> None:
    assert drawn("days-left", event="Feria", date="2026-12-24")[1]["days"] == "34"
    assert drawn("days-left", event="Feria", date="2026-11-20")[1]["days"] == "0"
    assert drawn("days-left", event="Feria", date="2026-12-24", days="9")[1]["days"] == "9"


def test_an_event_that_is_over_or_on_no_day_is_an_error() -> None:
    assert told(event="Feria", date="2026-11-19") == ["card-date"]
    assert told(event="Feria", date="24 de diciembre") == ["card-date"]
    assert not told(event="Feria", date="2026-11-21")
