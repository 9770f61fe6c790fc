"""What changes of the rundown would do, before they are saved: what would be wrong, which lines, how long it takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from starlette.responses import JSONResponse, Response

from newscast.base.languages.spoken import say_in
from newscast.document.edits import Edit, EditError, Move, Set, as_edits
from newscast.document.vocabulary import SEGMENTS
from newscast.episode.checked import CheckedProblem
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.door.wrong import RefusedError
from newscast.review.mending.editing import ReplacedLines, Tried, try_edits
from newscast.review.mending.form_fields import SPOKEN, is_recorded
from newscast.review.mending.written_now import WrittenNow, written_now
from newscast.review.versions.marked import Run, marked
from newscast.show.model import LANGUAGE
from newscast.timeline.reading import spoken_seconds

_MOST_LINES = 12
_SEGMENT, _ENTRY = re.compile(rf"- (?:{'|'.join(sorted(SEGMENTS))})\s*:"), re.compile(r"- ")
_OF_SEGMENTS = 2
"""Keys that lead to a segment."""


@dataclass(frozen=True)
class MarkedLine:
    """A line that is another one, by its number, with the words marked that are others."""

    number: int
    words: tuple[Run, ...]


@dataclass(frozen=True)
class Length:
    """About how many seconds a copy takes to read, before and now."""

    before: int
    now: int


@dataclass(frozen=True)
class TriedForm:
    """What part/mending_tried.html shows. `still` counts the errors that are there with and without the changes, `more`
    the lines that are not shown."""

    errors: tuple[CheckedProblem, ...]
    warnings: tuple[CheckedProblem, ...]
    mended: tuple[CheckedProblem, ...]
    still: int
    lines: tuple[MarkedLine, ...]
    more: int
    lengths: tuple[Length, ...]


def tried(visit: Visit) -> Response:
    """What the changes that are sent would do: `{"tried": html, "errors"}`."""
    file, sha256 = str(visit.body.get("file", "")), str(visit.body.get("sha256", ""))
    try:
        edits = as_edits(visit.body.get("edits"))
    except EditError as error:
        raise RefusedError(400, error.message) from error
    now = written_now(visit.office, visit.episode, patience=0.0)
    found = try_edits(visit.office, visit.episode, file, sha256, edits)
    told = tried_form(now, found, tuple(_lengths(visit, now, edits)), edits)
    shown = page(visit, "part/mending_tried.html", tried=told)
    return JSONResponse({"tried": bytes(shown.body).decode(), "errors": len(told.errors)})


def tried_form(
    now: WrittenNow, found: Tried, lengths: tuple[Length, ...] = (), edits: Iterable[Edit] = ()
) -> TriedForm:
    """What is to be shown of edits that were tried."""
    errors, lines = _others(found.errors, now.errors), without_what_goes_along(marked_lines(found.lines), edits)
    # What is wrong with media is known of both, or of neither: nobody looks at those of a rundown with errors.
    alike = found.whole and not now.planning and not now.errors and not found.errors
    warnings = _others(found.warnings, now.warnings) if alike else ()
    mended = (*_others(now.errors, found.errors), *(_others(now.warnings, found.warnings) if alike else ()))
    still = len(found.errors) - len(errors)
    more = max(0, len(lines) - _MOST_LINES)
    return TriedForm(errors, warnings, mended, still, tuple(lines[:_MOST_LINES]), more, lengths)


def marked_lines(changed: Iterable[ReplacedLines]) -> Iterator[MarkedLine]:
    """Line beside line where there are as many of them, else the words of neighbours as one text."""
    for each in changed:
        if len(each.old) == len(each.new) or not each.old or not each.new:
            for at in range(max(len(each.old), len(each.new))):
                old, new = (lines[at] if at < len(lines) else "" for lines in (each.old, each.new))
                yield MarkedLine(each.line + (at if each.old else 0), marked(old, new))
        else:
            yield MarkedLine(each.line, marked(" ".join(each.old), " ".join(each.new)))


def without_what_goes_along(lines: Iterable[MarkedLine], edits: Iterable[Edit] | None) -> list[MarkedLine]:
    """Of what is moved the first line alone: the rest of it goes along."""
    moves = [each for each in edits or () if isinstance(each, Move)]
    if not moves:
        return list(lines)
    head = _SEGMENT if any(len(each.at) == _OF_SEGMENTS for each in moves) else _ENTRY
    return [each for each in lines if len(each.words) != 1 or head.match(each.words[0].text)]


def _others(problems: Sequence[CheckedProblem], known: Iterable[CheckedProblem]) -> tuple[CheckedProblem, ...]:
    """The problems that are not among others, wherever in the file they stand."""
    left, found = [_said(each) for each in known], []
    for each in problems:
        if _said(each) in left:
            left.remove(_said(each))
        else:
            found.append(each)
    return tuple(found)


def _said(problem: CheckedProblem) -> tuple[str, str, str]:
    return problem.code, problem.file or "", problem.message


def _lengths(visit: Visit, now: WrittenNow, edits: Iterable[Edit]) -> Iterator[Length]:
    """Of copy that no recording reads."""
    newsroom = visit.office.newsroom()
    parts = {each.keys: each for segment in now.segments for each in segment.of("parts")}
    for edit in edits:
        part = parts.get(edit.at[:-1])
        if part and isinstance(edit, Set) and isinstance(edit.value, str) and edit.at[-1] in SPOKEN:
            texts = part.text("copy"), edit.value
            seconds = [
                spoken_seconds(each, newsroom.language or LANGUAGE, say_in(each, newsroom.say.items()))
                for each in texts
            ]
            if not is_recorded(part):
                yield Length(round(seconds[0]), round(seconds[1]))


ROUTES = (guarded("/e/{episode}/form/tried", tried, "edit", ["POST"], name="form_tried"),)
