"""The names that people read for those that stand in the record."""

from __future__ import annotations

from newscast.desk.database import sorted_errors
from newscast.desk.entering import guest_name
from newscast.desk.people import People


def shown_names(people: People) -> dict[str, str]:
    """What is read for each account, also one that was removed, and each guest. Raises MachineError, BrokenError."""
    with sorted_errors(people.path):
        found = {row["name"]: row["shown"] for row in people.connection.execute("SELECT name, shown FROM accounts")}
        guests = people.connection.execute("SELECT id, guest FROM links WHERE kind = 'guest'")
        return found | {guest_name(row["id"]): row["guest"] for row in guests}
