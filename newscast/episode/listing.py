"""timeline.json: each different timeline of an episode once, with the deliverables that share it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from newscast.base.records import as_json
from newscast.episode.timeline import (
    LISTING,
    ListedPart,
    ListedPlace,
    ListedSaid,
    ListedSegment,
    ListedShot,
    ListedSound,
    ListedSuper,
    ListedTimeline,
    Listing,
    read_listing,
)

__all__ = ["LISTING", "listing", "read_listing"]

Item = TypeVar("Item", ListedPart, ListedShot, ListedSuper, ListedSound, ListedSaid)


def listing(
    built: Mapping[str, ListedTimeline], before: Sequence[ListedTimeline], deliverables: Iterable[str]
) -> dict[str, Any]:
    """What the file says. `built` are the timelines by their user, `web` or `reel/<slug>`.

    Of `before`, an earlier listing, it keeps what belongs to those of the episode's `deliverables` not built now.
    """
    order = list(deliverables)
    now = {_deliverable(user) for user in built}
    kept = {
        user: _of(entry, user)
        for entry in before
        for user in entry.used_by
        if _deliverable(user) in order and _deliverable(user) not in now
    }
    users = sorted({**built, **kept}.items(), key=lambda item: order.index(_deliverable(item[0])))
    shared: dict[str, list[tuple[str, ListedTimeline]]] = {}
    for user, entry in users:
        shared.setdefault(_alike(entry), []).append((user, entry))
    return as_json(Listing(timeline=1, timelines=tuple(_together(entries) for entries in shared.values())))  # type: ignore[no-any-return]


def _deliverable(user: str) -> str:
    return user.partition("/")[0]


def _alike(entry: ListedTimeline) -> str:
    """The same for timelines that differ in nothing but where they were written and how they are captioned."""
    bare = [_changed(segment, lambda item: replace(item, place=None, places=None)) for segment in entry.segments]
    plain = [replace(segment, cues={}) for segment in bare]
    return json.dumps(as_json(replace(entry, used_by=(), segments=tuple(plain))), sort_keys=True)


def _of(entry: ListedTimeline, user: str) -> ListedTimeline:
    """A shared timeline as one of its users has it."""
    segments = []
    for segment in entry.segments:
        own = _changed(segment, lambda item: replace(item, place=_place(item, user), places=None))
        segments.append(replace(own, cues={name: cues for name, cues in own.cues.items() if name == user}))
    return replace(entry, used_by=(user,), segments=tuple(segments))


def _together(entries: Sequence[tuple[str, ListedTimeline]]) -> ListedTimeline:
    """Timelines that are alike as one: the first one's places, and those of others where they differ."""
    first = entries[0][1]
    columns = zip(*(entry.segments for _user, entry in entries), strict=True)
    users = tuple(user for user, _entry in entries)
    segments = (_segment(dict(zip(users, column, strict=True))) for column in columns)
    return replace(first, used_by=users, segments=tuple(segments))


def _segment(by_user: Mapping[str, ListedSegment]) -> ListedSegment:
    users, segments = list(by_user), list(by_user.values())
    return replace(
        segments[0],
        parts=_items(users, [segment.parts for segment in segments]),
        shots=_items(users, [segment.shots for segment in segments]),
        supers=_items(users, [segment.supers for segment in segments]),
        sounds=_items(users, [segment.sounds for segment in segments]),
        said=_items(users, [segment.said for segment in segments]),
        cues={name: cues for segment in segments for name, cues in segment.cues.items()},
    )


def _items(users: Sequence[str], rows: Sequence[tuple[Item, ...]]) -> tuple[Item, ...]:
    return tuple(_item(users, column) for column in zip(*rows, strict=True))


def _item(users: Sequence[str], alike: Sequence[Item]) -> Item:
    first = alike[0]
    others = {user: each.place for user, each in zip(users, alike, strict=True) if each.place != first.place}
    return replace(first, places=others or None)


def _place(item: Item, user: str) -> ListedPlace | None:
    return item.places[user] if item.places and user in item.places else item.place


def _changed(segment: ListedSegment, change: Any) -> ListedSegment:
    """The segment with a change of everything in it that has a place."""
    return replace(
        segment,
        parts=tuple(map(change, segment.parts)),
        shots=tuple(map(change, segment.shots)),
        supers=tuple(map(change, segment.supers)),
        sounds=tuple(map(change, segment.sounds)),
        said=tuple(map(change, segment.said)),
    )
