"""The fourth stage: for each cut, when everything happens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.canvas import canvas
from newscast.base.errors import FilesError, Place, Problem, unique
from newscast.base.i18n import _
from newscast.build.cuts import PlacedCut, Request
from newscast.build.looking.doubtful import doubtful_pictures
from newscast.build.slot.shortening import shortened
from newscast.build.slot.slotting import slotted
from newscast.build.slot.to_slot import to_slot
from newscast.build.stages import Measured, Placed, grown
from newscast.captions.correcting import Reference, corrected
from newscast.picture.cropping import cropped_stills
from newscast.picture.faces.detector import are_sought
from newscast.timeline.place import Placing, place


def placed(measured: Measured) -> Placed:
    """Every request with its timeline, and warnings, each once. Raises FilesError with all that cannot be placed."""
    measured, leaving = to_slot(measured)
    done: list[PlacedCut] = []
    warnings: list[Problem] = [*leaving]
    errors: list[Problem] = []
    known: list[tuple[Request, Placing]] = []
    remembered: dict[Any, Any] = {}
    whole: PlacedCut | None = None

    def placing_of(request: Request, tolerant: bool = False) -> Placing:
        return place(replace(measured.context(request), remembered=remembered), tolerant)

    for request in (*measured.requests, *((measured.reference,) if measured.reference else ())):
        try:
            placing = _like(request, known) or placing_of(request, measured.options.tolerant)
        except FilesError as error:
            errors += error.problems
            continue
        known.append((request, placing))
        cut = PlacedCut(request, placing.timeline, placing.places)
        if request is measured.reference:
            whole = cut
            continue
        done.append(cut)
        warnings += placing.warnings
    if errors and not (measured.options.tolerant and done):
        raise FilesError(unique(errors))
    warnings += errors
    done, told = shortened(done, measured, placing_of)
    done, problems = slotted(done, measured)
    problems = [*told, *problems]
    errors = [problem for problem in problems if not problem.warning]
    if errors and not measured.options.tolerant:
        raise FilesError(unique(errors))
    warnings += problems
    (whole,) = shortened([whole], measured, placing_of)[0] if whole else (None,)
    done, problems = _corrected(done, Reference(whole.request.rundown, whole.timeline) if whole else None, measured)
    warnings += problems
    remarks = unique([*warnings, *_cropped(done, measured), *doubtful_pictures(done, measured)])
    return grown(Placed, measured, timelines=tuple(done), remarks=tuple(remarks))


def _corrected(
    cuts: Sequence[PlacedCut], whole: Reference | None, measured: Measured
) -> tuple[list[PlacedCut], list[Problem]]:
    """The cuts with the captions that somebody corrected, and what there is to warn of."""
    loaded = measured.loaded
    if not loaded.captions:
        return list(cuts), []
    done, problems = [], list[Problem]()
    # How long a synthetic voice and built-in music last is only guessed before they are made.
    certain = all(take.file for take in measured.guessed)
    for cut in cuts:
        if cut.request.caption_style(loaded.show) is None:
            done.append(cut)
            continue
        laid = corrected(cut.request.rundown, cut.timeline, whole, loaded.captions, loaded.show.language)
        done.append(replace(cut, corrected=laid.by_language))
        problems += laid.problems if certain else ()
    return done, problems


def _cropped(cuts: Sequence[PlacedCut], measured: Measured) -> list[Problem]:
    """A warning for each photo of which more than half is cut off, with the deliverables in which it is."""
    show, found = measured.loaded.show, dict[tuple[Path, Place | None], dict[str, Fraction]]()
    for cut in cuts:
        if name := cut.request.form.canvas:
            full = canvas(name, show.rate, show.canvases.get(name))
            for file, place, share in cropped_stills(cut.timeline, cut.places, full, measured.media, are_sought()):
                found.setdefault((file, place), {})[cut.request.deliverable] = share
    return [_crop_problem(file, place, shares) for (file, place), shares in found.items()]


def _crop_problem(file: Path, place: Place | None, shares: Mapping[str, Fraction]) -> Problem:
    seen = ", ".join(f"{name} {round(100 * share)} %" for name, share in shares.items())
    message = _("More than half of {name} is cut off; what is seen of it: {seen}.")
    hint = _("Write `focus: [x, y]` for what must be seen, or `fit: pad` to show all of it.")
    if not are_sought():
        hint += " " + _("With the extra `faces`, newscast keeps the people in a picture in view by itself.")
    text = message.format(name=file.name, seen=seen)
    return Problem(text, hint, place, warning=True, code="still-cropped", medium=file)


def _like(request: Request, known: Sequence[tuple[Request, Placing]]) -> Placing | None:
    """The placing of a request of the same form that keeps the same, also written in the same places."""
    same = (each for other, each in known if other.form == request.form and other.rundown == request.rundown)
    return next(same, None)
