"""timeline.json: each different timeline of an episode once, with the deliverables that share it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from newscast.timeline.model import Timeline

LISTING = "timeline.json"

Entries = Sequence[Mapping[str, Any]]


def listing(built: Mapping[str, Timeline], before: Entries, deliverables: Iterable[str]) -> dict[str, Any]:
    """What the file says. `built` are the timelines by their user, `web` or `reel/<slug>`.

    Of `before`, an earlier listing, it keeps what belongs to those of the episode's `deliverables` not built now.
    """
    order = list(deliverables)
    now = {_deliverable(user) for user in built}
    users: dict[str, tuple[dict[str, Any], list[str]]] = {}
    for timeline, names in _shared(built).items():
        _add(users, timeline.as_json(), names)
    for entry in before:
        left = [user for user in entry["used_by"] if _deliverable(user) in order and _deliverable(user) not in now]
        if left:
            _add(users, {key: value for key, value in entry.items() if key != "used_by"}, left)
    entries = [
        {"used_by": sorted(names, key=lambda user: order.index(_deliverable(user))), **said}
        for said, names in users.values()
    ]
    return {"timelines": sorted(entries, key=lambda entry: order.index(_deliverable(entry["used_by"][0])))}


def read_listing(path: Path) -> Entries:
    """The entries of an earlier timeline.json; none where there is none that can be read."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))["timelines"]
        return [entry for entry in entries if all(isinstance(user, str) for user in entry["used_by"])]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _shared(built: Mapping[str, Timeline]) -> dict[Timeline, list[str]]:
    users: dict[Timeline, list[str]] = {}
    for user, timeline in built.items():
        users.setdefault(timeline, []).append(user)
    return users


def _add(users: dict[str, tuple[dict[str, Any], list[str]]], said: dict[str, Any], names: Iterable[str]) -> None:
    users.setdefault(json.dumps(said, sort_keys=True), (said, []))[1].extend(names)


def _deliverable(user: str) -> str:
    return user.partition("/")[0]
