"""What is wrong with a segment of a rundown as it is now, and the page on which somebody mends it."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import quote

from newscast.base.i18n import _
from newscast.episode.checked import CheckedProblem
from newscast.review.mending.written_now import WrittenNow
from newscast.review.today.built_times import Built
from newscast.rundown.written import WrittenItem

MISSING = ("file-missing", "medium-missing", "voice-missing")
"""Codes of problems that say that a recording, clip or photo is not there."""


def missing_in(now: WrittenNow, segment: WrittenItem) -> list[CheckedProblem]:
    """The problems of a segment that say that a medium is not there."""
    own = _lines_of(now, segment)
    return [each for each in (*now.errors, *now.warnings) if each.code in MISSING and _is_in(each, now, own)]


def missing_words(problem: CheckedProblem) -> str:
    """What is missing, in short: its name, where it has one."""
    if problem.medium:
        return _("{file} is missing").format(file=PurePosixPath(problem.medium).name)
    return _("a recording is missing")


def segment_of(now: WrittenNow, problem: CheckedProblem) -> WrittenItem | None:
    """The segment in whose lines a problem is."""
    return next((each for each in now.segments if _is_in(problem, now, _lines_of(now, each))), None)


def segment_address(built: Built | None, episode: str, segment: WrittenItem) -> str:
    """The page on which a segment is looked at; of one that was not built yet the one on which it is written."""
    found = built.segment(segment.slug) if built else None
    return found.address if found else f"/e/{quote(episode)}/mend?segment={segment.keys[-1]}"


def media_address(episode: str, segment: WrittenItem) -> str:
    """Where media get to a segment."""
    return f"/e/{quote(episode)}/media#segment-{segment.keys[-1]}"


def line_address(episode: str, line: int | None) -> str:
    """Where a line of the rundown is mended."""
    return f"/e/{quote(episode)}/mend?line={line}" if line else f"/e/{quote(episode)}/mend"


def _lines_of(now: WrittenNow, segment: WrittenItem) -> range:
    """The lines of the file in which a segment is written."""
    after = [each.line for each in now.segments if each.line > segment.line]
    return range(segment.line, min(after, default=1_000_000))


def _is_in(problem: CheckedProblem, now: WrittenNow, lines: range) -> bool:
    return problem.file in (now.file, None) and problem.line is not None and problem.line in lines
