"""The bar that never leaves: when it goes on the air, how the final comes along, who approved what, what is missing."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newscast.base.errors import FilesError, MachineError
from newscast.base.i18n import _
from newscast.base.moments import clock_time, lasting
from newscast.desk.candidates import candidates_of
from newscast.desk.looks import last_look
from newscast.desk.shown import shown_names
from newscast.episode.history import manifest_of_version
from newscast.review.approval.bar_rows import Grade, Row, RowMaker
from newscast.review.approval.speaking import speaker_of
from newscast.review.door.guard import Visit
from newscast.review.door.wrong import words_of
from newscast.review.episode.chosen import Chosen
from newscast.review.newsroom.access import Visitor
from newscast.review.newsroom.who_builds import builds, watcher_words
from newscast.watch.approval.approving import Approvals, approvals_of, rules_of
from newscast.watch.rundowns.airing import air_of
from newscast.watch.status.state import Status
from newscast.watch.status.status import look


@dataclass(frozen=True)
class Bar:
    """All of the bar. `air_at` in seconds since 1970; `watch` says how finals come where nobody makes them now,
    `trouble` why nothing can be approved."""

    air: str = ""
    air_at: float | None = None
    left: str = ""
    final: str = ""
    rows: tuple[Row, ...] = ()
    looked_at: Row | None = None
    may_approve: bool = False
    count: str = ""
    short_count: str = ""
    grade: Grade = ""
    watch: str = ""
    trouble: str = ""
    unchanged: tuple[str, ...] = ()
    unchanged_names: str = ""

    @property
    def words(self) -> dict[str, str]:
        """What a script says of the time; `{time}` is for it to fill."""
        return {"left": _("{time} left"), "on": _("on the air for {time}")}


def bar_for(visit: Visit, chosen: Chosen) -> dict[str, Any]:
    """What the template of the bar sees."""
    try:
        return {"bar": _bar(visit, chosen)}
    except FilesError as error:
        return {"bar": Bar(trouble=words_of(error))}
    except MachineError as error:
        return {"bar": Bar(trouble=str(error))}


def _bar(visit: Visit, chosen: Chosen) -> Bar:
    office, episode = visit.office, chosen.episode
    zone, now = office.zone(), time.time()
    found = chosen.found
    air = air_of(office.root, chosen.manifest.rundown.path, office.desk, zone)
    status = look(office.root, office.desk, zone, episode, folders=False)
    with office.people() as people:
        stand = approvals_of(people, office.root, episode, found)
        speaker = speaker_of(people, visit.visitor, episode, rules_of(office.root))
        shown = shown_names(people)
        view = RowMaker(
            office, people, found, stand, speaker, shown, status, chosen, visit.visitor.may("release", episode)
        )
        rows = tuple(view.row(each) for each in stand.standings)
        unchanged = _unchanged(view, rows, visit.visitor)
    looked_at = next((row for row in rows if row.is_looked_at), None)
    done = sum(each.approved for each in stand.standings)
    return Bar(
        air=clock_time(air, zone) if air is not None else "",
        air_at=air,
        left=left_words(air, now),
        final=looked_at.final if looked_at else "",
        rows=rows,
        looked_at=looked_at,
        may_approve=bool(speaker.roles),
        count=_("{done} of {all} approved").format(done=done, all=len(rows)),
        short_count=f"{done}/{len(rows)}",
        grade="good" if rows and done == len(rows) else "",
        watch=_watch(status, stand),
        unchanged=tuple(each.value for row in unchanged for each in row.say),
        unchanged_names=", ".join(row.label for row in unchanged),
    )


def _unchanged(view: RowMaker, rows: Sequence[Row], visitor: Visitor) -> list[Row]:
    """What the visitor may approve at once: what is to be said is the same as when they last looked, at another
    version than this."""
    chosen = view.chosen
    before = last_look(view.people, visitor.name, chosen.episode, chosen.draft, chosen.version)
    if before is None:
        return []
    edition = view.found.draft if before.draft else view.found.final
    if edition is None or edition.manifest is None:
        return []
    now = edition.manifest.version == before.version
    then = candidates_of(edition.manifest if now else manifest_of_version(edition.folder, before.version))
    plans = {each.deliverable: each.plan for each in view.stand.standings}
    return [
        row
        for row in rows
        if row.say and not row.obstacles and row.deliverable in then and not row.is_refused
        if then[row.deliverable].contents == plans[row.deliverable].contents
    ]


def left_words(air: float | None, now: float) -> str:
    """How long it is to air, or since then."""
    if air is None:
        return ""
    if air >= now:
        return _("{time} left").format(time=lasting(air - now))
    return _("on the air for {time}").format(time=lasting(now - air)) if now - air < 86_400 else ""


def _watch(status: Status, stand: Approvals) -> str:
    """Where finals are wanted and nobody makes them, what is to be done."""
    if builds(status.watcher) or not (stand.finals_wanted or stand.due):
        return ""
    if status.watcher is not None:
        return watcher_words(status)
    return _(
        "Nobody builds by itself here at the moment, so the final is not made. Start `newscast review --watch`, or"
        " `newscast watch`, in the newsroom’s folder."
    )
