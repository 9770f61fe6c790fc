"""Wishes: builds that people asked for, which whoever watches the newsroom takes up and makes jobs of."""

from __future__ import annotations

import time
from dataclasses import dataclass

from newscast.desk.database import sorted_errors
from newscast.desk.ledger import Ledger


@dataclass(frozen=True)
class Wish:
    """That the finals of an episode be made that its words of approval ask for; `asked` in seconds since 1970."""

    episode: str
    by: str
    asked: float


def wish(ledger: Ledger, episode: str, by: str) -> None:
    """Wish for the finals of an episode; the same again is one wish, of now. Raises MachineError, BrokenError."""
    with ledger.together():
        ledger.connection.execute(
            "INSERT INTO wishes (episode, asked_by, asked) VALUES (?, ?, ?) ON CONFLICT (episode) DO UPDATE SET asked ="
            " excluded.asked",
            (episode, by, time.time()),
        )


def wishes(ledger: Ledger) -> list[Wish]:
    """The wishes that nobody took up, the oldest first. Raises MachineError, BrokenError."""
    with sorted_errors(ledger.path):
        rows = ledger.connection.execute("SELECT episode, asked_by, asked FROM wishes ORDER BY asked, episode")
        return [Wish(*row) for row in rows]


def take_up(ledger: Ledger, episode: str, asked: float | None = None) -> None:
    """The jobs for a wish are in the ledger, or there is nothing to be made: for the one that was `asked` at that time,
    not for one that came since; for any where that is None. Raises MachineError, BrokenError."""
    with ledger.together():
        ledger.connection.execute(
            "DELETE FROM wishes WHERE episode = ? AND asked = coalesce(?, asked)", (episode, asked)
        )
