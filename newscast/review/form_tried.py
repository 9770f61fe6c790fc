"""What changes of the rundown would do, shown before they are saved: what would be wrong, which lines, how long it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from starlette.responses import JSONResponse, Response

from newscast.base.languages.spoken import say_in
from newscast.document.edits import Edit, EditError, Set, as_edits
from newscast.episode.checked import CheckedProblem
from newscast.review.changed_lines import ChangedLine, changed_lines
from newscast.review.editing import try_edits
from newscast.review.form_fields import SPOKEN, is_recorded
from newscast.review.guard import Visit, guarded
from newscast.review.pages import page
from newscast.review.written_now import WrittenNow, written_now
from newscast.review.wrong import RefusedError
from newscast.timeline.reading import spoken_seconds

_MOST_LINES = 12


@dataclass(frozen=True)
class Length:
    """About how many seconds a copy takes to read, before and now."""

    before: int
    now: int


@dataclass(frozen=True)
class TriedForm:
    """What part/mending_tried.html shows. `still` counts the errors that are there with and without the changes."""

    errors: tuple[CheckedProblem, ...]
    warnings: tuple[CheckedProblem, ...]
    mended: tuple[CheckedProblem, ...]
    still: int
    lines: tuple[ChangedLine, ...]
    more: int
    lengths: tuple[Length, ...]


def tried(visit: Visit) -> Response:
    """What the changes that are sent would do."""
    file, sha256 = str(visit.body.get("file", "")), str(visit.body.get("sha256", ""))
    try:
        edits = as_edits(visit.body.get("edits"))
    except EditError as error:
        raise RefusedError(400, error.message) from error
    now = written_now(visit.office, visit.episode, patience=0.0)
    found = try_edits(visit.office, visit.episode, file, sha256, edits)
    lines = changed_lines(found.before, found.text)
    told = TriedForm(
        new_ones(found.errors, now.errors),
        new_ones(found.warnings, now.warnings),
        new_ones(now.errors, found.errors),
        len(found.errors) - len(new_ones(found.errors, now.errors)),
        tuple(lines[:_MOST_LINES]),
        max(0, len(lines) - _MOST_LINES),
        tuple(_lengths(visit, now, edits)),
    )
    shown = page(visit, "part/mending_tried.html", tried=told)
    return JSONResponse({"tried": bytes(shown.body).decode(), "errors": len(told.errors)})


def new_ones(problems: Sequence[CheckedProblem], before: Iterable[CheckedProblem]) -> tuple[CheckedProblem, ...]:
    """The problems that were not there before, wherever in the file they stood."""
    known = [_said(each) for each in before]
    found = []
    for each in problems:
        if _said(each) in known:
            known.remove(_said(each))
        else:
            found.append(each)
    return tuple(found)


def _said(problem: CheckedProblem) -> tuple[str, str, str]:
    return problem.code, problem.file or "", problem.message


def _lengths(visit: Visit, now: WrittenNow, edits: Iterable[Edit]) -> Iterator[Length]:
    """Of copy that no recording reads."""
    newsroom = visit.office.newsroom()
    language = newsroom.language or "es-MX"
    parts = {each.keys: each for segment in now.segments for each in segment.of("parts")}
    for edit in edits:
        part = parts.get(edit.at[:-1])
        if (
            isinstance(edit, Set)
            and isinstance(edit.value, str)
            and part
            and edit.at[-1] in SPOKEN
            and not is_recorded(part)
        ):
            texts = part.text("copy"), edit.value
            before, after = (spoken_seconds(each, language, say_in(each, newsroom.say.items())) for each in texts)
            yield Length(round(before), round(after))


ROUTES = (guarded("/e/{episode}/form/tried", tried, "edit", ["POST"], name="form_tried"),)
