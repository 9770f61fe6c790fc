"""The episodes of today, and of the next day that has some: those that are to be had in hand now."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo

from newscast.base.moments import local
from newscast.review.newsroom.heads import Head, head_of
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.shelf import Shelf, Shelved

MOST = 12
"""Rundowns that are shown at most, those first that are on the air first."""
_AHEAD = 6
"""Days within which the next day is looked for: on Friday that is Monday."""
_AROUND = 2
"""Days between what a manifest and what a rundown says, within which the rundown is asked."""


@dataclass(frozen=True)
class Todays:
    """An episode that is to be had in hand. `rundown` is its path from the newsroom's folder, `day` the one on which it
    is on the air; `gone` is whether it was, and is over."""

    episode: Shelved
    rundown: str
    head: Head
    day: datetime.date
    gone: bool

    @property
    def name(self) -> str:
        return self.episode.name

    @property
    def title(self) -> str:
        return self.head.title or (self.episode.newest.title if self.episode.newest else "") or self.name


def todays(office: Office, shelf: Shelf, now: float, zone: tzinfo | None) -> list[Todays]:
    """Those of today and of the next day, in the order in which they are on the air; what went out before this day is
    among them while it is still on the air."""
    today = local(now, zone).date()
    found = [each for each in _near(office, shelf, now, zone, today) if not (each.gone and each.day < today)]
    coming = sorted({each.day for each in found if each.day > today})
    days = {today, *coming[:1]}
    chosen = [each for each in found if each.day in days or each.day < today]
    return sorted(chosen, key=_order)[:MOST]


def _order(each: Todays) -> tuple[bool, datetime.date, bool, float, str]:
    return each.gone, each.day, each.head.air is None, each.head.air or 0.0, each.name


def _near(office: Office, shelf: Shelf, now: float, zone: tzinfo | None, today: datetime.date) -> Iterator[Todays]:
    """The episodes around today, by what their rundowns say now."""
    first, last = ((today + datetime.timedelta(days=days)).isoformat() for days in (-_AROUND, _AHEAD + _AROUND))
    for episode, rundown in _rundowns(shelf):
        # Dates that are written alike are in order as they are written.
        if episode.date and not first <= episode.date <= last:
            continue
        told = _day(episode.date)
        head = head_of(office, rundown, zone)
        day = local(head.air, zone).date() if head.air is not None else _day(head.date) or told
        if day is None or not -1 <= (day - today).days <= _AHEAD:
            continue
        lasts = head.slot or (episode.newest.duration if episode.newest else 0.0)
        over = head.air + lasts < now if head.air is not None else day < today
        yield Todays(episode, rundown, head, day, over)


def _rundowns(shelf: Shelf) -> Iterator[tuple[Shelved, str]]:
    for episode in shelf.episodes.values():
        if episode.newest:
            yield episode, episode.newest.rundown
    for name, path in shelf.planned.items():
        yield Shelved(name, None, None), path


def _day(date: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(date)
    except ValueError:
        return None
