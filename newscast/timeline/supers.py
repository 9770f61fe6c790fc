"""Text over picture: what was asked for, and the names that come without asking."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from newscast.base.errors import Place
from newscast.base.i18n import _
from newscast.base.timecode import round_half_up
from newscast.rundown.model import Super
from newscast.show.model import Person
from newscast.timeline.context import Context
from newscast.timeline.model import PlacedSuper
from newscast.timeline.pictures import field_pairs
from newscast.timeline.piece import Written
from newscast.timeline.reading import super_seconds

ENTER = Fraction(7, 10)
"""Seconds from the cut to a name, and from the end of a name to the next cut."""
SHORT = 6
"""Seconds under which a sot keeps its name throughout."""
AGAIN = 60
"""Seconds after which a name that was shown in a story is shown again."""


def asked_supers(supers: Sequence[Super], frames: int, context: Context) -> tuple[Written[PlacedSuper], ...]:
    """The supers of a part of `frames`, held within it."""
    return tuple(placed for shown in supers if (placed := _asked(shown, frames, context)))


def _asked(shown: Super, frames: int, context: Context) -> Written[PlacedSuper] | None:
    person = context.person(shown.who)
    title, subtitle = (person.name, person.role) if person else (shown.title, shown.subtitle)
    start = shown.at.frames(context.rate)
    seconds = super_seconds(len(title) + len(subtitle))
    length = shown.for_.frames(context.rate) if shown.for_ else round_half_up(seconds * context.rate)
    length = min(length, frames - start)
    if length <= 0:
        context.complain(
            _("This text would come on after its part has ended."),
            _("The part lasts {seconds} s; see `at`.").format(seconds=round(float(frames / context.rate), 2)),
            shown.place,
            code="text-outside",
        )
        return None
    return _super("lower-third" if person else "title", start, length, title, subtitle, shown.place)


def name_super(person: Person, frames: int, context: Context, place: Place | None) -> Written[PlacedSuper]:
    """The lower third of who is speaking in a part of `frames`."""
    if frames < SHORT * context.rate:
        return _super("lower-third", 0, frames, person.name, person.role, place)
    enter = round_half_up(ENTER * context.rate)
    wanted = round_half_up(super_seconds(len(person.name) + len(person.role)) * context.rate)
    return _super("lower-third", enter, min(wanted, frames - 2 * enter), person.name, person.role, place)


def _super(name: str, start: int, frames: int, title: str, subtitle: str, place: Place | None) -> Written[PlacedSuper]:
    return Written(PlacedSuper(start, frames, name, field_pairs({"title": title, "subtitle": subtitle})), place)
