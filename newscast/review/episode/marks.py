"""What checks and warnings say of a deliverable, in words, each at the moment it speaks of where there is one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from newscast.base.i18n import _, in_marks
from newscast.base.verdicts import Verdict
from newscast.episode.manifest import ListedCheck, ListedProblem
from newscast.episode.timeline import ListedPlace, ListedSegment
from newscast.qc.names import name_of
from newscast.review.episode.chosen import Chosen


@dataclass(frozen=True)
class Mark:
    """Something to look at: what it is, in words; from frame `frame` to before `end`, None where it is about all of it.

    `place` is where it was written, as `file:line`, empty where nobody wrote it.
    """

    verdict: Verdict
    words: str
    frame: int | None = None
    end: int | None = None
    place: str = ""


def marks_of(chosen: Chosen) -> list[Mark]:
    """What did not pass, the worst first, and what the build warned of."""
    checks = [mark for check in _checks(chosen) for mark in _of_check(check, chosen.rate)]
    warned = [_of_problem(problem, chosen) for problem in chosen.manifest.problems]
    found = list(dict.fromkeys([*checks, *warned]))
    return sorted(found, key=lambda mark: (mark.verdict != "fail", mark.frame is None, mark.frame or 0))


def _checks(chosen: Chosen) -> Iterator[ListedCheck]:
    """Those of this deliverable, or of this cut, that were not passed."""
    own = {file.path for file in chosen.files}
    return (
        check for check in chosen.entry.qc.checks if check.verdict != "pass" and (not check.file or check.file in own)
    )


def _of_check(check: ListedCheck, rate: Fraction) -> Iterator[Mark]:
    words = said_of(check)
    if not check.where:
        yield Mark(check.verdict, words)
    for each in check.where:
        start, end = (round(Fraction(moment) * rate) for moment in (each.start, each.end))
        place = f"{each.file}:{each.line}" if each.file and each.line else ""
        said = f"{words} {in_marks(each.text)}" if each.text else words
        yield Mark(check.verdict, said, start, max(end, start + 1), place)


def said_of(check: ListedCheck) -> str:
    """What a check found, in the user's language or in that of the build."""
    name = name_of(check.check)
    name = name[:1].upper() + name[1:]
    if check.message:
        return f"{name}: {check.message}"
    return _("{check}: {measured} instead of {wanted}").format(
        check=name, measured=_value(check.measured, check.unit), wanted=_value(check.wanted, check.unit)
    )


def _value(value: Any, unit: str) -> str:
    if isinstance(value, dict):
        return ", ".join(str(each) for each in value.values())
    return f"{value} {unit}".strip().replace("-", "\N{MINUS SIGN}")


def _of_problem(problem: ListedProblem, chosen: Chosen) -> Mark:
    words = f"{problem.message} {problem.hint}".strip()
    if not (problem.file and problem.line):
        return Mark("warn", words)
    frame = _frame_at(problem.file, problem.line, chosen)
    return Mark("warn", words, frame, None if frame is None else frame + 1, f"{problem.file}:{problem.line}")


def _frame_at(file: str, line: int, chosen: Chosen) -> int | None:
    """The first frame of what was written in a line of a rundown."""
    for segment in chosen.timeline.segments if chosen.timeline else ():
        for frame, place in _places(segment):
            if place and (place.file, place.line) == (file, line):
                return frame
    return None


def _places(segment: ListedSegment) -> Iterator[tuple[int, ListedPlace | None]]:
    yield from ((part.start_frame, part.place) for part in segment.parts)
    yield from ((segment.start_frame + shot.start, shot.place) for shot in segment.shots)
    yield from ((segment.start_frame + shown.start, shown.place) for shown in segment.supers)
    yield from ((segment.start_frame + sound.start, sound.place) for sound in segment.sounds)
