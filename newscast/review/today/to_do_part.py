"""What must be done now as the newsroom's page shows it: by episode, with the time that is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from itertools import groupby

from newscast.base.moments import short
from newscast.review.approval.bar import left_words
from newscast.review.today.to_do import Entry

_MOST = 9
"""Entries that stand open; the others wait behind a line."""


@dataclass(frozen=True)
class Group:
    """What there is to do in one episode: when it is on the air, in words and in seconds since 1970, and how long it is
    until then."""

    episode: str
    title: str
    at: str
    air: float | None
    left: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Shown:
    """All of it: `open` stands there, `more` behind a line."""

    open: tuple[Group, ...]
    more: tuple[Group, ...]

    @property
    def count(self) -> int:
        return sum(len(each.entries) for each in (*self.open, *self.more))

    @property
    def hidden(self) -> int:
        return sum(len(each.entries) for each in self.more)


def shown(entries: Sequence[Entry], now: float, zone: tzinfo | None) -> Shown:
    """The entries by episode, in their order."""
    return Shown(_groups(entries[:_MOST], now, zone), _groups(entries[_MOST:], now, zone))


def _groups(entries: Iterable[Entry], now: float, zone: tzinfo | None) -> tuple[Group, ...]:
    return tuple(_group(list(each), now, zone) for _name, each in groupby(entries, key=lambda entry: entry.episode))


def _group(entries: Sequence[Entry], now: float, zone: tzinfo | None) -> Group:
    first = entries[0]
    at = short(first.air, now, zone) if first.air is not None else ""
    return Group(first.episode, first.title, at, first.air, left_words(first.air, now), tuple(entries))
