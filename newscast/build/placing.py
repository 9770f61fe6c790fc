"""The fourth stage: for each cut, when everything happens."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.base.errors import FilesError, Problem, unique
from newscast.build.cuts import PlacedCut, Request
from newscast.build.stages import Measured, Placed, grown
from newscast.timeline.place import Placing, place


def placed(measured: Measured) -> Placed:
    """Every request with its timeline, and warnings, each once. Raises FilesError with all that cannot be placed."""
    done: list[PlacedCut] = []
    warnings: list[Problem] = []
    errors: list[Problem] = []
    known: list[tuple[Request, Placing]] = []
    for request in measured.requests:
        try:
            placing = _like(request, known) or place(measured.context(request, measured.infos))
        except FilesError as error:
            errors += error.problems
            continue
        known.append((request, placing))
        done.append(PlacedCut(request, placing.timeline, placing.places))
        warnings += placing.warnings
    if errors:
        raise FilesError(unique(errors))
    return grown(Placed, measured, timelines=tuple(done), remarks=tuple(unique(warnings)))


def _like(request: Request, known: Sequence[tuple[Request, Placing]]) -> Placing | None:
    """The placing of a request of the same form that keeps the same, also written in the same places."""
    same = (each for other, each in known if other.form == request.form and other.rundown == request.rundown)
    return next(same, None)
