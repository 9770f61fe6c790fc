"""All there is to know of an episode of the day, found out once for the tables and for what is to be done."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newscast.base.errors import FilesError
from newscast.base.i18n import language
from newscast.base.status import Status, status_of
from newscast.desk.approvals import words_of
from newscast.desk.comments import Comment, comments_of
from newscast.desk.counting import Rules, Standing
from newscast.desk.exceptions import standing
from newscast.desk.looks import signed, ticks_of
from newscast.desk.people import People
from newscast.episode.manifest import ListedConcern
from newscast.episode.reader import read_episode
from newscast.review.approval.reviewed import standings_of
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import chosen_from
from newscast.review.episode.suspended import answers_in
from newscast.review.first.first_part import items_of
from newscast.review.first.item import Item
from newscast.review.mending.written_now import WrittenNow, known_now, written_now
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.todays import Todays
from newscast.review.today.built_times import Built, built_of
from newscast.show.newsroom import NEWSROOM
from newscast.watch.status.state import JobState

_FRESH = 2.0
"""Seconds for which what is known of a rundown counts: to see that nothing changed, all of its media are looked at."""


@dataclass(frozen=True)
class AtHand:
    """An episode of the day: the rundown as it is `now`, None while nobody knows; what was `built` of it last; its
    comments that are open; how it stands with words of approval; its jobs, those that are open first; what contradicts
    itself in it and nobody ticked off who asks; what goes out during a suspension while nothing says why."""

    todays: Todays
    now: WrittenNow | None
    built: Built | None
    comments: tuple[Comment, ...]
    standings: tuple[Standing, ...]
    jobs: tuple[JobState, ...] = ()
    contradictions: tuple[Item, ...] = ()
    unanswered: tuple[ListedConcern, ...] = ()

    @property
    def name(self) -> str:
        return self.todays.name

    @property
    def approved(self) -> frozenset[str]:
        return frozenset(each.deliverable for each in self.standings if each.approved)


def at_hand(
    office: Office,
    people: People,
    rules: Rules | None,
    who: str,
    each: Todays,
    jobs: Iterable[JobState] = (),
    wait: bool = False,
) -> AtHand:
    """What is known of it to `who`; where nobody is to `wait`, of its rundown only what is known at this moment. Raises
    MachineError, BrokenError."""
    words = words_of(people, each.name) if rules and each.episode.newest else []
    built = built_of(office, each.episode)
    return AtHand(
        each,
        _waited_for(office, each) if wait else glimpsed(office, each.rundown),
        built,
        tuple(comments_of(people, each.name, only_open=True)),
        standings_of(office, each.episode, words, rules) if words and rules else _unsaid(office, each, rules),
        tuple(jobs),
        tuple(_contradictions(office, people, who, each)),
        tuple(_unanswered(people, each.name, built)),
    )


def glimpsed(office: Office, file: str) -> WrittenNow | None:
    """A rundown as far as it is known; what lies beside it as it was a moment ago."""
    key, now = (office.root, file, language()), time.monotonic()
    status = status_of(office.root / file)
    with _LOCK:
        known = _GLIMPSED.get(key)
    if known and known.status == status and now < known.until:
        return known.found
    found = known_now(office, file)
    with _LOCK:
        # What is not whole yet is asked for again by whoever comes next.
        until = 0.0 if found is None or found.planning else time.monotonic() + _FRESH
        _GLIMPSED[key] = _Glimpse(status, until, found)
    return found


@dataclass(frozen=True)
class _Glimpse:
    """What was known of a rundown whose file had this status, and until when that counts."""

    status: Status
    until: float
    found: WrittenNow | None


_LOCK = threading.Lock()
_GLIMPSED: dict[tuple[Path, str, str], _Glimpse] = {}


def _waited_for(office: Office, each: Todays) -> WrittenNow | None:
    try:
        found = written_now(office, each.name)
    except RefusedError:
        return None
    with _LOCK:
        _GLIMPSED.pop((office.root, each.rundown, language()), None)
    return found


def _unanswered(people: People, name: str, built: Built | None) -> Iterator[ListedConcern]:
    if built and built.suspension:
        answers = answers_in(built.suspension, standing(people, name))
        yield from (each.concern for each in answers if not each.given)


def _unsaid(office: Office, each: Todays, rules: Rules | None) -> tuple[Standing, ...]:
    return standings_of(office, each.episode, (), rules) if rules and each.episode.newest else ()


def _contradictions(office: Office, people: People, who: str, each: Todays) -> Sequence[Item]:
    if each.episode.newest is None or each.gone:
        return ()
    told = tuple((one.version, one.published) if one else None for one in (each.episode.draft, each.episode.final))
    texts = tuple(tuple(status_of(office.root / path) or ()) for path in (str(NEWSROOM), each.rundown))
    found = _wrong_in(office, each.name, told, texts, language())
    if not found:
        return ()
    ticks = ticks_of(people, each.name)
    reasons, mine = signed(ticks), {tick.item for tick in ticks if tick.who == who}
    return [item for item in found if item.key not in mine and not (item.asks and item.key in reasons)]


@lru_cache(maxsize=64)
def _wrong_in(
    office: Office,
    name: str,
    _told: tuple[tuple[int, float] | None, ...],
    _texts: tuple[tuple[int, ...], ...],
    _language: str,
) -> tuple[Item, ...]:
    """What contradicts itself in what was built last; found out once for each version and each state of the texts."""
    try:
        chosen = chosen_from(name, read_episode(office.folder(name)), {})
        return tuple(item for item in items_of(office, chosen, None) if item.wrong)
    except (RefusedError, FilesError):
        return ()
