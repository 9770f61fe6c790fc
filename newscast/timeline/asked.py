"""Cards as they are drawn, from what somebody asked for: figures that are none, days until an event."""

from __future__ import annotations

import datetime
from fractions import Fraction
from typing import Any

from newscast.base.i18n import _
from newscast.document.nodes import place_of
from newscast.rundown.figures import are_figures
from newscast.rundown.forms import BEFORE_AFTER
from newscast.rundown.model import Graphic
from newscast.timeline.context import Context
from newscast.timeline.reading import COMPARED, card_seconds

LIST = "list"
DAYS_LEFT = "days-left"


def asked(card: Graphic, context: Context) -> tuple[str, dict[str, Any]]:
    """The graphic of a card, and its fields. Figures without a number in front are a list."""
    name, fields = card.card, card.fields
    if name == "figures" and not are_figures(fields.get("items")):
        return LIST, fields
    if name == DAYS_LEFT and "days" not in fields:
        return name, {**fields, **_days(card, context)}
    return name, fields


def asked_seconds(card: Graphic) -> Fraction:
    """Seconds a card stays: until all of it is there, read and seen."""
    least = COMPARED if card.card == BEFORE_AFTER else Fraction(0)
    return max(card_seconds(card.fields), least)


def _days(card: Graphic, context: Context) -> dict[str, str]:
    """How many days there are from the episode's day to that of the event."""
    written = card.fields.get("date")
    if not isinstance(written, str):
        return {}
    place = place_of(written) or card.place
    try:
        day = datetime.date.fromisoformat(written.strip())
    except ValueError:
        message = _("“{date}” is not a day.").format(date=written)
        context.complain(message, _("Write it as year, month and day: 2026-12-24."), place, code="card-date")
        return {}
    left = (day - context.rundown.date).days
    if left < 0:
        message = _("This event was over before the day of the episode.")
        context.complain(message, _("Take the card out, or look at its `date`."), place, code="card-date")
    return {"days": str(max(left, 0))}
