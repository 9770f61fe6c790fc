"""Checking that the graphics a rundown names exist and have the fields it gives them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.document.model import Model, holders
from newscast.document.nodes import place_of
from newscast.document.words import did_you_mean, short
from newscast.rundown.forms import BEFORE_AFTER, COMPARED
from newscast.rundown.model import Card, Graphic, Rundown


class Known(Protocol):
    """What is known of a graphic."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the texts it shows."""


def check_graphics(rundown: Rundown, known: Mapping[str, Known]) -> list[Problem]:
    """A problem for each card whose graphic is not known, and for each field its graphic does not have."""
    return [problem for card in cards(rundown) for problem in _card(card, known)]


def cards(item: Any) -> Iterator[Graphic]:
    """Every card inside a rundown, segment or part, in each version; what is floated is left out."""
    if getattr(item, "float_", False):
        return
    if isinstance(item, Graphic):
        yield item
    if isinstance(item, Card):
        yield from (item.model_copy(update=version) for version in item.versions.values())
    elif isinstance(item, tuple):
        for one in item:
            yield from cards(one)
    elif isinstance(item, dict):
        yield from cards(tuple(item.values()))
    elif isinstance(item, Model):
        for name in holders(type(item)):
            yield from cards(getattr(item, name))


def _card(card: Graphic, known: Mapping[str, Known]) -> Iterator[Problem]:
    if card.card not in known:
        message = _("There is no graphic “{name}”.").format(name=short(card.card))
        yield Problem(message, did_you_mean(card.card, known), card.place, code="graphic-unknown")
        return
    fields = known[card.card].fields
    aside = ("card",) if card.card == BEFORE_AFTER else ("card", *COMPARED)
    own_keys = [key for key in type(card).written_keys() if key not in aside]
    for name in card.fields:
        if name not in fields:
            message = _("The graphic “{graphic}” has no “{name}”.").format(graphic=card.card, name=short(name))
            yield Problem(
                message, did_you_mean(name, [*fields, *own_keys]), _place(name, card), code="graphic-field-unknown"
            )


def _place(name: object, card: Graphic) -> Place | None:
    return place_of(name) or card.place
