"""The names that jobs, times, problems and verdicts have wherever they are told of."""

from __future__ import annotations

import shlex
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from newscast.base.i18n import _
from newscast.base.moments import short, spoken
from newscast.desk.job import Lane, Said
from newscast.show.deliverables import SHARE

LISTED = 5
"""Media, stories and problems named in one message at most."""


@dataclass(frozen=True)
class Clock:
    """The zone in which times are said, the system's where it is None, and what gives the moment."""

    zone: tzinfo | None = None
    time: Callable[[], float] = time.time

    def spoken(self, when: float) -> str:
        """A moment, seen from now."""
        return spoken(when, self.time(), self.zone)

    def short(self, when: float) -> str:
        """The same where there is little room."""
        return short(when, self.time(), self.zone)


def name_of(lane: Lane) -> str:
    """What a lane builds: the episode, draft or final, and which deliverables unless all."""
    return f"{lane.episode}, {what_of(lane)}"


def what_of(lane: Lane) -> str:
    """Draft or final, and of which deliverables unless all."""
    if not lane.deliverables:
        return _("draft") if lane.draft else _("final")
    if lane.deliverables == (SHARE,):
        return _("small copies of the draft")
    form = _("draft of {deliverables}") if lane.draft else _("final of {deliverables}")
    return form.format(deliverables=", ".join(lane.deliverables))


def some_of(names: Iterable[str], most: int = LISTED) -> str:
    """The first of these names, and how many more there are."""
    names = list(names)
    first = ", ".join(names[:most])
    if len(names) <= most:
        return first
    return _("{names} and {number} more").format(names=first, number=len(names) - most)


def line_of(said: Said) -> str:
    """A problem on one line: where, what, and how to mend it."""
    where = f"{said.file}:{said.line}:{said.column}: " if said.file and said.line else ""
    kind = _("warning") + ": " if said.level == "warning" else ""
    return f"{where}{kind}{said.message} {said.hint}".rstrip().replace("\n", " ")


def verdict_of(verdict: str | None) -> str:
    """What the checks of something built found."""
    words_of = {"pass": _("every check passed"), "warn": _("with warnings"), "fail": _("a check FAILED")}
    return words_of.get(verdict or "", "")


def command_for(lane: Lane, rundown: str) -> str:
    """What somebody types to build the same by hand."""
    chosen = ["--only", ",".join(lane.deliverables)] if lane.deliverables else []
    return shlex.join(["newscast", "build", *(["--draft"] if lane.draft else []), *chosen, rundown])


def how_to_leave_out(stories: Sequence[str], rundown: str) -> str:
    """What to write where, so that a final goes out without some stories."""
    names = ", ".join(f"`- story: {slug}`" for slug in stories)
    form = _("To go out in time, write `float: true` below {stories} in {rundown}, and save.")
    return form.format(stories=names, rundown=rundown)
