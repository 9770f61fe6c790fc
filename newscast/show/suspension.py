"""The suspension of government propaganda: when it is in force, and what is left of a kit meanwhile."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.base.zones import Zone, day_of, seconds_of
from newscast.show.ends import Closing, Opener
from newscast.show.load import kit_place
from newscast.show.model import Network, Show, Suspended
from newscast.show.office import Newsroom, Period

_SHORT = 30
"""Days under which a period deserves a question: the press calls the last three days alone a `veda`."""
_BEFORE = 120
"""Days before a short period in which it is asked whether that is all of it."""


def day_on_air(date: datetime.date, air: datetime.datetime | None, zone: Zone) -> datetime.date:
    """The day on which an episode goes out, on the newsroom's calendar."""
    return day_of(seconds_of(air, zone), zone) if air else date


def period_on(newsroom: Newsroom, day: datetime.date) -> Period | None:
    """The suspension in force on a day; of several the one that lasts longest."""
    found = [each for each in newsroom.suspension if each.from_ <= day <= each.to]
    return max(found, key=lambda each: each.to, default=None)


def questions(newsroom: Newsroom, day: datetime.date | None = None) -> Iterator[Problem]:
    """What should be asked of the periods that are written; for an episode of a `day`, of those that are near."""
    near = [
        each for each in newsroom.suspension if day is None or ((each.from_ - day).days <= _BEFORE and day <= each.to)
    ]
    for each in near:
        days = (each.to - each.from_).days + 1
        if days < _SHORT:
            message = _("This suspension lasts {days} days. Does it cover the campaigns as well?").format(days=days)
            hint = _(
                "The press also calls the last three days “veda”; this is about all days from the start of the"
                " campaigns to the end of election day. Ask the legal office for the dates."
            )
            yield Problem(message, hint, each.place, warning=True, code="suspension-short")
    for one, other in pairwise(sorted(newsroom.suspension, key=lambda each: each.from_)):
        if other.from_ <= one.to and (one in near or other in near):
            message = _("This suspension begins before the one of {first} to {last} ends.")
            said = message.format(first=one.from_, last=one.to)
            hint = _("Both are taken together; make one of them if that is what is meant.")
            yield Problem(said, hint, other.place, warning=True, code="suspension-overlaps")


def as_suspended(show: Show) -> Show:
    """The kit as it is while a suspension is in force: without the logo and the lines that may be slogans, and with
    what it names in place of its own."""
    own = show.suspension or Suspended()
    keep = own.slogan == "keep"
    openers = {name: each if keep else _plain_opener(each) for name, each in show.openers.items()}
    closings = {name: each if keep else _plain_closing(each) for name, each in show.closings.items()}
    changed: dict[str, Any] = {
        "logo": own.logo,
        "hashtags": show.hashtags if keep else (),
        "networks": show.networks if keep else {name: _plain_network(each) for name, each in show.networks.items()},
        "footer": own.footer,
        "ident": show.ident if keep else None,
        "openers": {**openers, **own.openers},
        "closings": {**closings, **own.closings},
        "sting": own.sting or show.sting,
        "stings": {**show.stings, **own.stings},
        "bed": own.bed or show.bed,
        "beds": {**show.beds, **own.beds},
        "places": {**show.places, **{key: place for key, place in own.places.items() if key in _PLACED}},
    }
    return show.model_copy(update=changed)


def _plain_network(network: Network) -> Network:
    return network.model_copy(update={"hashtags": ()})


_PLACED = ("logo", "footer", "sting", "stings", "bed", "beds")


def _plain_opener(opener: Opener) -> Opener:
    return opener.model_copy(update={"subtitle": ""})


def _plain_closing(closing: Closing) -> Closing:
    return closing.model_copy(update={"thanks": "", "action": ""})


def unknowable(show: Show) -> Iterator[Problem]:
    """A warning that names what no program can look into: finished openers and closings, and music that may be sung,
    of which the kit does not say what takes their place. `show` is the kit as it is written."""
    own = show.suspension or Suspended()
    named = [
        f"openers: {name}" for name, each in show.openers.items() if _is_finished(each) and name not in own.openers
    ]
    named += [
        f"closings: {name}" for name, each in show.closings.items() if _is_finished(each) and name not in own.closings
    ]
    named += ["sting"] if show.sting and not own.sting else []
    named += [f"stings: {name}" for name in show.stings if name not in own.stings]
    if named:
        message = _("Nobody but you can tell whether these show or sing a slogan or a logo: {names}.")
        hint = _(
            "Look and listen. Name under `suspension:` of show.yaml what takes their place, or the same again if they"
            " may stay."
        )
        said = message.format(names=", ".join(named))
        yield Problem(said, hint, kit_place(show), warning=True, code="suspension-kit")


def _is_finished(each: Opener | Closing) -> bool:
    return bool(each.video or each.music)
