"""What people did with every episode of the newsroom, in a few questions to the desk however many there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newscast.desk.database import sorted_errors
from newscast.desk.people import People
from newscast.review.states import Done


@dataclass(frozen=True)
class Reviewed:
    """Of an episode what was `done`, and the newest version of its draft and of its final that one person saw; None of
    what they never opened."""

    done: Done
    seen_draft: int | None = None
    seen_final: int | None = None


def reviewed(people: People, who: str) -> Mapping[str, Reviewed]:
    """Every episode with which somebody did something, as `who` sees it. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        comments = people.connection.execute(
            "SELECT episode, count(*) AS open FROM comments WHERE resolved IS NULL GROUP BY episode"
        ).fetchall()
        looked = people.connection.execute("SELECT DISTINCT episode FROM looks").fetchall()
        mine = people.connection.execute(
            "SELECT episode, draft, max(version) AS version FROM looks WHERE who = ? GROUP BY episode, draft", (who,)
        ).fetchall()
    commented = {row["episode"]: row["open"] for row in comments}
    seen = {(row["episode"], bool(row["draft"])): row["version"] for row in mine}
    names = {row["episode"] for row in looked} | set(commented)
    return {
        name: Reviewed(
            Done(looked=True, open_comments=commented.get(name, 0)), seen.get((name, True)), seen.get((name, False))
        )
        for name in names
    }
