"""Which versions of an episode people spoke of: their history is not forgotten."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from newscast.base.errors import FilesError, MachineError
from newscast.desk.database import sorted_errors
from newscast.desk.people import People, look_at_people
from newscast.desk.place import desk_of


def versions_spoken_of(people: People, episode: str, draft: bool) -> frozenset[int]:
    """The versions of an episode's drafts, or finals, that carry comments or words of approval.

    Raises MachineError, BrokenError.
    """
    with sorted_errors(people.path):
        rows = people.connection.execute(
            "SELECT version FROM comments WHERE episode = ? AND draft = ?"
            " UNION SELECT version FROM approvals WHERE episode = ? AND draft = ?",
            (episode, draft) * 2,
        )
        return frozenset(row["version"] for row in rows)


def held_at_desk(root: Path, episode: str, draft: bool) -> frozenset[int] | None:
    """The same for the newsroom at `root`: none where it has no desk, None where its desk cannot be asked now."""
    try:
        people = look_at_people(desk_of(root))
        if people is None:
            return frozenset()
        with closing(people):
            return versions_spoken_of(people, episode, draft)
    except (FilesError, MachineError):
        return None
