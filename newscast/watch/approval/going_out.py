"""Whether what lies there of a deliverable may go out, by the words that people said on it: for what is handed over
without anybody looking, such as a podcast's feed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Literal

from newscast.desk.people import look_at_people, nobodys
from newscast.watch.approval.approving import Approvals, approvals_of, approves, is_refused

Hindrance = Literal["refused", "unapproved"]


def hindrance_of(root: Path, desk: Path, deliverable: str) -> Callable[[str], Hindrance | None]:
    """Says of an episode, by its name, why a deliverable of it may not go out; None where it may.

    What was approved goes out until it is refused; a final that nobody approved may only where nobody in the newsroom
    approves anything. Raises FilesError, MachineError and BrokenError when it is asked.
    """

    def hindrance(episode: str) -> Hindrance | None:
        with closing(look_at_people(desk) or nobodys(desk)) as people:
            return _hindrance(approvals_of(people, root, episode), deliverable, approves(people, root))

    return hindrance


def _hindrance(now: Approvals, deliverable: str, asked: bool) -> Hindrance | None:
    if deliverable in now.laid:
        return "refused" if is_refused(now.laid[deliverable], now.words) else None
    stands = next((each for each in now.standings if each.deliverable == deliverable), None)
    if stands and any(each.against and not each.released for each in stands.final_aspects):
        return "refused"
    return "unapproved" if asked and not (stands and stands.holds) else None
