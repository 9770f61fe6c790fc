"""An episode as one row of the newsroom's page: everything there is to know of it before it is opened, in words."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from urllib.parse import quote

from newscast.base.i18n import _
from newscast.base.moments import clock_time, spoken
from newscast.base.timecode import clock
from newscast.review.approval.reviewed import Reviewed
from newscast.review.approval.states import Done, State, state_look, state_of_episode, state_words
from newscast.review.episode.chosen import version_name
from newscast.review.newsroom.heads import Head, head_of
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.shelf import Shelved, ShelvedEdition
from newscast.watch.status.state import JobState

_SOON = 3 * 3600.0
"""Seconds before air from which on an episode without what goes out is looked after."""
_OVER = 24 * 3600.0
"""Seconds after air for which it is still said that it went out without."""
_MOST_UNDER = 0.05
"""How much of its slot an episode may leave empty before that is said aloud."""


@dataclass(frozen=True)
class Badge:
    """Some words, and the class of page.css they are shown in."""

    words: str
    look: str = ""
    icon: str = ""


@dataclass(frozen=True)
class Row:
    """`address` is the page, empty where there is none yet; `picture` the address of a small picture, empty of none.
    `over` says how it stands against its slot. `air` in seconds since 1970. `late` says what is wrong about the time.
    `fresh` is whether there is a version that whoever looks has not seen, though they saw an earlier one."""

    name: str
    title: str
    date: str
    address: str
    picture: str
    state: State
    badge: Badge
    approved: tuple[str, ...]
    versions: tuple[str, ...]
    duration: str
    over: Badge | None
    verdicts: tuple[Badge, ...]
    air: float | None
    airs: str
    late: str
    jobs: tuple[JobState, ...]
    open_comments: int
    fresh: bool


@dataclass(frozen=True)
class Day:
    """The rows of one day; `date` is empty for those that have none."""

    date: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Known:
    """What rows are made from: what people did and the jobs, by episode; the moment, in seconds since 1970,
    the zone of the newsroom's clocks and the day that it is there."""

    office: Office
    reviewed: Mapping[str, Reviewed]
    jobs: Mapping[str, Sequence[JobState]]
    now: float
    zone: tzinfo | None
    today: datetime.date

    @cached_property
    def near(self) -> frozenset[str]:
        """The days on which something may be late: this one, the one before and the one after."""
        return frozenset((self.today + datetime.timedelta(days=away)).isoformat() for away in (-1, 0, 1))


_NOTHING = Reviewed(Done())
"""Of an episode with which nobody did anything."""


@dataclass(frozen=True)
class Brief:
    """What it takes to choose the episodes that are shown. One of which nothing was built is known by its `rundown`."""

    episode: Shelved
    rundown: str
    date: str
    state: State


def brief_of(known: Known, episode: Shelved, rundown: str = "") -> Brief:
    """An episode in brief: nothing is looked up for one that was built."""
    newest = episode.newest
    date = newest.date if newest else head_of(known.office, rundown, known.zone).date
    done = known.reviewed.get(episode.name, _NOTHING).done
    return Brief(episode, newest.rundown if newest else rundown, date, state_of_episode(_candidates(newest), done))


def lateness(known: Known, brief: Brief) -> str:
    """What is wrong about the time, in words; empty where nothing is, as with all that is of other days."""
    jobs = known.jobs.get(brief.episode.name, ())
    if not jobs and brief.date and brief.date not in known.near:
        return ""
    return _late(known, brief.episode, head_of(known.office, brief.rundown, known.zone), jobs)


def _candidates(edition: ShelvedEdition | None) -> Collection[str]:
    return edition.candidates if edition else ()


def row_of(known: Known, brief: Brief) -> Row:
    """All of an episode's row."""
    episode, state = brief.episode, brief.state
    newest, reviewed = episode.newest, known.reviewed.get(episode.name, _NOTHING)
    head = head_of(known.office, brief.rundown, known.zone)
    jobs = tuple(known.jobs.get(episode.name, ()))
    return Row(
        name=episode.name,
        title=(newest.title if newest else head.title) or episode.name,
        date=brief.date,
        address=f"/e/{quote(episode.name)}" if newest or episode.damaged else "",
        picture=_picture(episode),
        state=state,
        badge=Badge(state_words(state), state_look(state), _STATE_ICONS[state]),
        approved=tuple(sorted(reviewed.done.approved)) if newest else (),
        versions=tuple(_versions(episode)),
        duration=clock(newest.duration) if newest else "",
        over=_over(newest, head),
        verdicts=tuple(_verdicts(episode)),
        air=head.air,
        airs=spoken(head.air, known.now, known.zone) if head.air else "",
        late=_late(known, episode, head, jobs) if jobs or not brief.date or brief.date in known.near else "",
        jobs=jobs,
        open_comments=reviewed.done.open_comments,
        fresh=_is_fresh(episode, reviewed),
    )


_STATE_ICONS: Mapping[State, str] = {
    "unbuilt": "clock",
    "unseen": "new",
    "in-review": "seen",
    "changes-asked": "comment",
    "approved": "checked",
    "delivered": "checked",
}


def by_day(rows: Iterable[Row]) -> list[Day]:
    """The rows by day, the last day first, each day in the order of air; those without a day at the end."""
    days: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: (row.air is None, row.air or 0, row.name)):
        days.setdefault(row.date, []).append(row)
    return [Day(date, tuple(days[date])) for date in sorted(days, reverse=True)]


def _picture(episode: Shelved) -> str:
    newest = episode.newest
    if newest is None or newest.rate is None:
        return ""
    return f"/media/{quote(episode.name)}/small.jpg?at={int(newest.published)}"


def _versions(episode: Shelved) -> Iterable[str]:
    for edition, draft in ((episode.draft, True), (episode.final, False)):
        if edition:
            yield version_name(draft, edition.version or 1)


def _over(edition: ShelvedEdition | None, head: Head) -> Badge | None:
    # A manifest of before it told the slot says nothing; the rundown does then.
    slot = (edition.slot or head.slot) if edition else None
    return over_words(edition.duration, slot) if edition and slot else None


def over_words(seconds: float, slot: float) -> Badge:
    """How what lasts so many seconds stands against its slot."""
    over = seconds - slot
    if over >= 0.5:
        return Badge(_("{time} over").format(time=clock(over)), "careful")
    look = "" if -over <= slot * _MOST_UNDER else "quiet"
    return Badge(_("{time} left").format(time=clock(-over)), look) if over <= -0.5 else Badge(_("on the dot"), "good")


def _verdicts(episode: Shelved) -> Iterable[Badge]:
    """What the checks of the newest edition found; what is damaged or outdated comes first."""
    if episode.damaged:
        yield Badge(_("Damaged"), "wrong", "wrong")
    newest = episode.newest
    if newest is None:
        return
    if newest.outdated:
        yield Badge(_("Outdated: {names}").format(names=", ".join(newest.outdated)), "careful", "clock")
    failed = [name for name, verdict in newest.verdicts.items() if verdict == "fail"]
    warned = [name for name, verdict in newest.verdicts.items() if verdict == "warn"]
    if failed:
        yield Badge(_("Check failed: {names}").format(names=", ".join(failed)), "wrong", "wrong")
    elif warned:
        yield Badge(_("With warnings: {names}").format(names=", ".join(warned)), "careful", "careful")
    elif newest.verdict == "pass":
        yield Badge(_("Checks passed"), "good", "check")


def _late(known: Known, episode: Shelved, head: Head, jobs: Sequence[JobState]) -> str:
    """What is wrong about the time, in words; empty where nothing is."""
    zone = known.zone
    job = next((job for job in jobs if job.late), None)
    if job and job.finish and job.air:
        ready, air = (datetime.datetime.fromisoformat(each).timestamp() for each in (job.finish, job.air))
        if air > known.now:
            return _("Late: ready at {ready}, on the air at {air}").format(
                ready=clock_time(ready, zone), air=clock_time(air, zone)
            )
    if head.air is None or not -_OVER < head.air - known.now < _SOON or episode.final:
        return ""
    when = spoken(head.air, known.now, zone)
    if head.air < known.now:
        return _("It was on the air {when}, and there is no final").format(when=when)
    return _("On the air {when}, and there is no final yet").format(when=when)


def _is_fresh(episode: Shelved, reviewed: Reviewed) -> bool:
    pairs = ((episode.draft, reviewed.seen_draft), (episode.final, reviewed.seen_final))
    return any(edition and seen is not None and edition.version > seen for edition, seen in pairs)
