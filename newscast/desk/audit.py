"""Looking through what people did: a page of it, or all of it for a file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from newscast.desk.database import sorted_errors
from newscast.desk.people import Deed, People

_PIECE = 500


@dataclass(frozen=True)
class Wanted:
    """Of which deeds: of an episode, by somebody, before the deed of a number; None for any."""

    episode: str | None = None
    who: str | None = None
    before: int | None = None


def deeds(people: People, wanted: Wanted, most: int) -> list[Deed]:
    """The newest of them, the newest first. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        rows = people.connection.execute(
            "SELECT * FROM audit WHERE coalesce(:episode, episode, '') = coalesce(episode, '') AND"
            " coalesce(:who, who) = who AND id < coalesce(:before, id + 1) ORDER BY id DESC LIMIT :most",
            {"episode": wanted.episode, "who": wanted.who, "before": wanted.before, "most": most},
        )
        return [Deed(**{**dict(row), "details": json.loads(row["details"])}) for row in rows]


def all_deeds(people: People, wanted: Wanted) -> Iterator[Deed]:
    """All of them, the newest first, however many there are. Raises as deeds() does."""
    found = deeds(people, wanted, _PIECE)
    while found:
        yield from found
        found = deeds(people, Wanted(wanted.episode, wanted.who, found[-1].id), _PIECE)
