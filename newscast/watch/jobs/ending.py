"""How a build ended, in words and as data, from its exit code and what it said: pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newscast.base.exits import BUG, CHECK_FAILED, DONE, INTERRUPTED, MACHINE
from newscast.base.files import printable
from newscast.base.i18n import _
from newscast.base.sizes import size_text
from newscast.desk.job import Ending, Said
from newscast.episode.events import BuiltEvent, ProblemEvent

Cut = Literal["stopped", "memory", "still", "long"]
"""Why a build was ended from here: a newer save or the watcher's own end, too much memory, no progress, too long."""
_VARYING = re.compile(r"0x[0-9a-f]+|[0-9a-f]{8,}|\d+", re.IGNORECASE)
"""What differs between two failures of one kind: addresses, names of scratch folders, numbers."""
_MOST = 500


@dataclass(frozen=True)
class Limits:
    """What one build may take: bytes of memory, all its processes together; seconds without progress; seconds in all.

    `memory` 0 is three quarters of the machine's. `nice` is how far builds step back behind other programs.
    """

    memory: int = 0
    still: float = 600.0
    long: float = 6 * 3600.0
    nice: int = 10


@dataclass(frozen=True)
class Heard:
    """What came of a build: its exit code (negative: the signal that ended it), why it was cut short, what it said.

    `label` is what it was doing last.
    """

    code: int
    cut: Cut | None = None
    built: BuiltEvent | None = None
    problems: Sequence[ProblemEvent] = ()
    label: str = ""


def ending_of(heard: Heard, limits: Limits, log: str | None) -> Ending:
    """How a build ended. One that was cut short in the moment in which it was done is done."""
    problems = tuple(_said(problem) for problem in heard.problems)
    if heard.code in (DONE, CHECK_FAILED) and heard.built:
        built = heard.built
        return Ending(heard.code, "", built.version, built.verdict, problems, log, None, built.rendered)
    code, reason, failure = _why(heard, limits)
    return Ending(code, reason, problems=problems, log=log, failure=failure)


def not_started(reason: str, log: str | None) -> Ending:
    """The system starts no more programs."""
    return Ending(MACHINE, _("The build could not be started: {reason}.").format(reason=reason), log=log)


def _why(heard: Heard, limits: Limits) -> tuple[int, str, str | None]:
    """Exit code, reason in the user's language, and the name of the failure where it would come again."""
    if heard.cut == "stopped":
        return INTERRUPTED, _("The build was stopped."), None
    if heard.cut:
        return MACHINE, _cut_short(heard, limits), f"{heard.cut} {_alike(heard.label)}"
    errors = [problem for problem in heard.problems if problem.level == "error"]
    if heard.code < 0:
        reason = _("The build was ended from outside (signal {signal}); perhaps the memory was full.")
        return MACHINE, reason.format(signal=-heard.code), None
    if heard.code in (DONE, CHECK_FAILED):
        return BUG, _("The build ended without saying what it built."), None
    last = errors[-1] if errors else None
    if last is None:
        return heard.code, _("The build failed with exit code {code}.").format(code=heard.code), None
    return heard.code, printable(f"{last.message} {last.hint}".strip()), _failure(heard.code, last)


def _cut_short(heard: Heard, limits: Limits) -> str:
    if heard.cut == "memory":
        return _("The build was ended: it needed more than {size} of memory.").format(size=size_text(limits.memory))
    if heard.cut == "still":
        form = _("The build was ended: for {minutes} min it got no further ({label}).")
        return form.format(minutes=round(limits.still / 60), label=heard.label or "…")
    form = _("The build was ended: it took longer than {hours} h.")
    return form.format(hours=round(limits.long / 3600))


def _failure(code: int, problem: ProblemEvent) -> str | None:
    """Only what ffmpeg makes of the same files is sure to come again; a disk may have room the next time."""
    if code != MACHINE or problem.code != "ffmpeg":
        return None
    return f"{problem.code} {printable(problem.medium or '')} {_alike(problem.message)}"[:_MOST]


def _alike(text: str) -> str:
    return _VARYING.sub("#", printable(text))


def _said(problem: ProblemEvent) -> Said:
    """As the ledger keeps it, which takes whole characters only."""
    file, medium = (None if each is None else printable(each) for each in (problem.file, problem.medium))
    texts = (printable(problem.message), printable(problem.hint))
    return Said(problem.level, problem.code, *texts, file, problem.line, problem.column, medium)
