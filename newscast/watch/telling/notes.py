"""What of all that is told is news to somebody elsewhere, and how much of it an hour holds: pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from newscast.base.exits import FILES
from newscast.base.i18n import _
from newscast.watch.telling.phrases import Clock, name_of
from newscast.watch.telling.telling import Grade, grade_of, words
from newscast.watch.telling.told import Kind, Told

Event = Literal["done", "failed", "late", "offer", "waiting", "refused", "paused", "approval"]

_EVENTS: dict[Kind, Event] = {
    "done": "done",
    "failed": "failed",
    "trouble": "failed",
    "set-aside": "failed",
    "late": "late",
    "offer": "offer",
    "waiting": "waiting",
    "refused": "refused",
    "paused": "paused",
    "resumed": "paused",
    "unapproved": "approval",
    "withdrawn": "approval",
}
_MAKES_NEWS: dict[Kind, str] = {"done": "", "paused": "resumed"}
"""After these, what was said of the episode, or under that name, may be said again."""
_URGENT: frozenset[Event] = frozenset({"late", "offer", "paused", "approval"})
"""What has its own share of the notifications of an hour, so that others never use it up."""
_HOUR = 3600.0
MOST = {False: 15, True: 10}
"""Notifications in an hour at most: those that are not urgent, and those that are."""
REMEMBERED = 86_400.0
"""Seconds in which the same is not said twice."""


@dataclass(frozen=True)
class Note:
    """One notification."""

    title: str
    body: str
    grade: Grade
    event: Event


class Chooser:
    """What of all that is told is sent: pure, and bounded in number."""

    def __init__(self, clock: Clock, most: Mapping[bool, int] = MOST) -> None:
        self._clock = clock
        self._most = most
        self._sent: dict[bool, deque[float]] = {False: deque(), True: deque()}
        self._full: dict[bool, bool] = {False: False, True: False}
        self._said: dict[tuple[str, str], float] = {}

    def note(self, told: Told) -> Note | None:
        """The notification of it, in the language that is spoken; None where it is not one, or one too many."""
        event = event_of(told)
        if event is None or self._is_known(told, event):
            return None
        urgent = event in _URGENT
        if not self._has_room(urgent):
            if self._full[urgent]:
                return None
            self._full[urgent] = True
            return Note(_("newscast: no more notifications for now"), self._enough(urgent), "warning", event)
        self._full[urgent] = False
        self._sent[urgent].append(self._clock.time())
        return Note(_title(told), words(told, self._clock), grade_of(told), event)

    def _enough(self, urgent: bool) -> str:
        form = _(
            "There were {number} in an hour; until {when} nothing more is sent. `newscast status` says everything."
        )
        return form.format(number=self._most[urgent], when=self._clock.spoken(self._sent[urgent][0] + _HOUR))

    def _has_room(self, urgent: bool) -> bool:
        sent, now = self._sent[urgent], self._clock.time()
        while sent and sent[0] <= now - _HOUR:
            sent.popleft()
        return len(sent) < self._most[urgent]

    def _is_known(self, told: Told, event: Event) -> bool:
        now = self._clock.time()
        self._said = {key: when for key, when in self._said.items() if when > now - REMEMBERED}
        if told.kind == "resumed" and not self._forget("paused"):
            # Nobody was told that it had stopped.
            return True
        if told.kind in _MAKES_NEWS:
            # What comes after it is news again.
            self._forget(_MAKES_NEWS[told.kind] or _about(told))
        key = (_about(told), _essence(told, event))
        if key in self._said:
            return True
        self._said[key] = now
        return False

    def _forget(self, about: str) -> bool:
        known = [key for key in self._said if key[0] == about]
        for key in known:
            del self._said[key]
        return bool(known)


def event_of(told: Told) -> Event | None:
    """A draft that is ready, or whose rundown has mistakes, is nothing to be told of: somebody is at work on it."""
    ending = told.job.ending if told.job else None
    if told.job and told.job.lane.draft and (told.kind == "done" or (ending and ending.exit_code == FILES)):
        return None
    return _EVENTS.get(told.kind)


def _about(told: Told) -> str:
    return told.episode or told.path or told.kind


def _essence(told: Told, event: Event) -> str:
    """What makes a message another one: four deliverables that fail alike are one, a time that moves is the same."""
    ending = told.job.ending if told.job else None
    if event == "failed" and ending:
        return repr((ending.exit_code, ending.failure or ending.reason, ending.problems))
    if told.kind == "done" and told.job:
        return repr((told.kind, told.job.id, told.job.ask.sources))
    missing = told.job.ask.waits_for if told.job and event in ("offer", "waiting") else ()
    about = (told.path, told.reason, told.stories, told.deliverables, told.who)
    return repr((told.kind, *about, missing))


def _title(told: Told) -> str:
    if told.job:
        return f"newscast: {name_of(told.job.lane)}"
    return f"newscast: {told.episode}" if told.episode else "newscast"
