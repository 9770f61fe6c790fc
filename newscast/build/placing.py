"""The fourth stage: for each cut, when everything happens."""

from __future__ import annotations

from newscast.base.errors import FilesError, Problem, unique
from newscast.build.cuts import PlacedCut
from newscast.build.stages import Measured, Placed, grown
from newscast.timeline.place import place


def placed(measured: Measured) -> Placed:
    """Every request with its timeline, and warnings, each once. Raises FilesError with all that cannot be placed."""
    done: list[PlacedCut] = []
    warnings: list[Problem] = []
    errors: list[Problem] = []
    for request in measured.requests:
        try:
            placing = place(measured.context(request, measured.infos))
        except FilesError as error:
            errors += error.problems
            continue
        done.append(PlacedCut(request, placing.timeline, placing.places))
        warnings += placing.warnings
    if errors:
        raise FilesError(unique(errors))
    return grown(Placed, measured, timelines=tuple(done), remarks=tuple(unique(warnings)))
