"""Links for reporters: they bring files into the inbox of one show until a day, and see nothing; no session comes of
them."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass

from newscast.desk.database import sorted_errors, transaction
from newscast.desk.entering import GOOD, digest_of, until
from newscast.desk.people import People, write_down

MOST_DAYS = 180
"""Days for which a reporter's link is good at most: one comes in again and again by it."""


@dataclass(frozen=True)
class ReporterLink:
    """Times in seconds since 1970; `files` counts what came by it, `last_used` is when something did."""

    id: int
    reporter: str
    show: str
    made: float
    made_by: str
    expires: float
    files: int = 0
    last_used: float | None = None

    @property
    def name(self) -> str:
        """How the reporter stands in the record."""
        return reporter_name(self.id)


def invite_reporter(people: People, show: str, reporter: str, days: int, by: str) -> str:
    """The secret of a new link. Raises MachineError, BrokenError."""
    secret, now = secrets.token_urlsafe(32), time.time()
    expires = until(days, MOST_DAYS, now)
    with sorted_errors(people.path), transaction(people.connection):
        people.connection.execute(
            "INSERT INTO links (secret, kind, guest, show, made, made_by, expires) VALUES (?, 'reporter', ?, ?, ?, ?,"
            " ?)",
            (digest_of(secret), reporter, show, now, by, expires),
        )
        write_down(people.connection, by, "reporter-invited", None, {"reporter": reporter, "show": show})
    return secret


def reporter_of(people: People, secret: str) -> ReporterLink | None:
    """The link with this secret; None where it is good for nothing any more. Raises as above."""
    return next(iter(_links(people, f"secret = ? AND {GOOD}", digest_of(secret), time.time())), None)


def reporter_links(people: People) -> list[ReporterLink]:
    """The links that are still good, the newest first. Raises as above."""
    return _links(people, f"{GOOD} ORDER BY id DESC", time.time())


def withdraw_reporter(people: People, link: int, by: str) -> bool:
    """Take a link back: nothing more comes by it. Whether there was one. Raises as above."""
    with sorted_errors(people.path), transaction(people.connection):
        row = people.connection.execute(
            "UPDATE links SET withdrawn = ? WHERE id = ? AND kind = 'reporter' AND withdrawn IS NULL"
            " RETURNING guest, show",
            (time.time(), link),
        ).fetchone()
        if row is not None:
            details = {"reporter": row["guest"], "show": row["show"]}
            write_down(people.connection, by, "reporter-withdrawn", None, details)
    return row is not None


def reporter_named(people: People, name: str) -> tuple[str, bool] | None:
    """Who a reporter is that stands in the record by this name, and whether the link was taken back."""
    with sorted_errors(people.path):
        row = people.connection.execute(
            "SELECT guest, withdrawn FROM links WHERE kind = 'reporter' AND 'reporter-' || id = ?", (name,)
        ).fetchone()
    return (row["guest"], row["withdrawn"] is not None) if row else None


def reporter_name(link: int) -> str:
    """How a reporter stands in the record."""
    return f"reporter-{link}"


def _links(people: People, condition: str, *values: object) -> list[ReporterLink]:
    with sorted_errors(people.path):
        rows = people.connection.execute(
            "SELECT id, guest AS reporter, show, made, made_by, expires,"
            " (SELECT count(*) FROM uploads WHERE who = 'reporter-' || links.id AND state = 'taken') AS files,"
            " (SELECT max(changed) FROM uploads WHERE who = 'reporter-' || links.id) AS last_used"
            f" FROM links WHERE kind = 'reporter' AND {condition}",
            values,
        ).fetchall()
    return [ReporterLink(**dict(row)) for row in rows]
