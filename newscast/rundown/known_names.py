"""The names that may stand in a rundown: those of its own people and stories, of its kit and of its newsroom."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from collections.abc import Mapping as AbstractMapping
from dataclasses import replace
from typing import Any

from newscast.document.nodes import Mapping, Sequence, Text
from newscast.document.reading import Reading
from newscast.rundown.kinds import SEGMENTS
from newscast.rundown.slugs import is_reserved
from newscast.show.load import known_deliverables, names_in
from newscast.show.model import Show
from newscast.show.moods import MOODS
from newscast.show.office import Newsroom
from newscast.show.values import is_slug


def knowing(
    reading: Reading, top: Mapping, show: Show | None, newsroom: Newsroom, own: AbstractMapping[str, Any]
) -> Reading:
    """The reading with the names that rundown, kit and newsroom give; `own` are those of its people and stories, None
    for such as cannot be known."""
    found = {
        "deliverables": known_deliverables(newsroom),
        "takes": readers_of_the_take(top),
        **own,
        **(_of_kit(show) if show is not None else {}),
    }
    known = {kind: names for kind, names in found.items() if names is not None}
    return replace(reading, known=known, language=show.language if show else "")


def people_of(newsroom: Newsroom, people: Any) -> dict[str, str] | None:
    """The full names of everybody by their short ones, empty where there is none; None where they cannot be known."""
    own = names_in(people)
    if newsroom.names is None or own is None:
        return None
    office = {name: newsroom.people[name].name if name in newsroom.people else "" for name in newsroom.names}
    return office | {name: _full_name(people[name]) for name in own}


def stories_of(entries: Collection[Any]) -> set[str] | None:
    """The short names of the stories; None where something is wrong with one, and so with what names it elsewhere."""
    if not all(isinstance(entry, Mapping) and any(kind in entry for kind in SEGMENTS) for entry in entries):
        return None
    names = [str(entry["story"]).strip() for entry in entries if "story" in entry]
    right = len(set(names)) == len(names) and all(is_slug(name) and not is_reserved(name) for name in names)
    return set(names) if right else None


def readers_of_the_take(top: Mapping) -> list[str] | None:
    """Who reads in the one take of the whole newscast; None where there is none."""
    return listed(top.get("presenters")) if top.says("voice") else None


def listed(written: Any) -> list[str]:
    """The names in a list, or the one that stands in its place."""
    names: Iterable[Any] = written if isinstance(written, Sequence) else [written]
    return [str(name).strip() for name in names if isinstance(name, Text)]


def _of_kit(show: Show) -> dict[str, Collection[str]]:
    return {
        "openers": {"main", "none", *show.openers},
        "closings": {"main", "none", *show.closings},
        "beds": {"main", "none", *MOODS, *show.beds},
        "stings": {"main", "none", *MOODS, *show.stings},
    }


def _full_name(person: Any) -> str:
    return str(person.get("name") or "") if isinstance(person, Mapping) else ""
