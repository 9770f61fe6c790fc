"""Texts held against the picture behind them: how well each can be read where it is seen, and what has to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from newscast.base.errors import Problem, unique
from newscast.base.i18n import _
from newscast.base.timecode import clock_tenths
from newscast.build.framing import Made
from newscast.build.looking.onscreen import Owner, Seen
from newscast.document.words import short
from newscast.graphics.catalogue import PLATED
from newscast.graphics.crossings import Boxes
from newscast.graphics.faults import NEARLY, wanted_of
from newscast.graphics.over import contrast_over
from newscast.graphics.template import TemplateError
from newscast.media.missing import Media
from newscast.picture.below import Below, below
from newscast.timeline.spans import Span

_Behind = tuple[int, str, int, bool]
"""What is behind texts: the number of a cut, a segment's slug, the number of its shot, and whether it is that of the
shot's own graphic."""


@dataclass(frozen=True)
class Reading:
    """How a line of a graphic can be read where that is worst: the contrast there, at a frame of its shot."""

    contrast: float
    text: str
    number: int
    """Of the shot."""
    frame: int


def judged(
    depending: Sequence[Seen], boxes: Boxes, media: Media, made: Made
) -> tuple[Mapping[int, set[Owner]], list[Problem]]:
    """What of each cut, by its number, has to have its plate; and a warning for each text that cannot be read then."""
    look = _Look(boxes, _stills(depending, media), made)
    plated: dict[int, set[Owner]] = {}
    worst: dict[object, tuple[Reading, Seen]] = {}
    for (number, owner), drawings in _by_owner(depending).items():
        found = look.worst(drawings)
        if found and owner[2] >= 0 and look.has_plate(drawings[0]):
            plated.setdefault(number, set()).add(owner)
            found = look.worst(drawings, plated=True)
        if found:
            key = _told_once(found[1])
            worst[key] = min((worst.get(key, found), found), key=lambda each: each[0].contrast)
    return plated, unique(_problem(*each) for each in worst.values())


class _Look:
    """Drawings held against the stills of what is behind them, as far as these are there."""

    def __init__(self, boxes: Boxes, stills: Mapping[_Behind, Below], made: Made) -> None:
        self._boxes = boxes
        results = made(list(dict.fromkeys(each.step for each in stills.values())))
        self._stills = {behind: (each, results[each.step]) for behind, each in stills.items() if each.step in results}

    def worst(self, drawings: Iterable[Seen], plated: bool = False) -> tuple[Reading, Seen] | None:
        """The line that is read worst, and in which drawing; None where all can be read."""
        readings = [(reading, each) for each in drawings for reading in self._readings(each, plated)]
        found = min(readings, key=lambda pair: pair[0].contrast, default=None)
        wanted = wanted_of(found[1].drawn.shown.graphic) - NEARLY if found else 0.0
        return found if found and found[0].contrast < wanted else None

    def has_plate(self, seen: Seen) -> bool:
        """Whether the drawing of a graphic has something that is there for this alone."""
        template = self._boxes.template(seen.drawn.shown.graphic, seen.drawn.shown.canvas)
        layers = template.layers if template else ()
        return any(name.lstrip("!") == PLATED for layer in layers for name in layer.when)

    def _readings(self, seen: Seen, plated: bool) -> Iterator[Reading]:
        shown, drop = replace(seen.drawn.shown, plated=plated), seen.drawn.drop
        found = self._boxes.sketch(shown.graphic, shown.told, shown.canvas)
        for number, span in seen.shots() if found else ():
            still, result = self._stills.get(_behind(seen, number), (None, None))
            if found is None or still is None or result is None:
                continue
            pictures = still.read(result)
            for at in still.during(span, len(pictures)):
                for text in found.texts:
                    contrast = contrast_over(text, found.colors, pictures[at], shown.canvas.name, drop)
                    yield Reading(contrast, text.text, number, still.first + at * still.every)


def _stills(depending: Iterable[Seen], media: Media) -> dict[_Behind, Below]:
    """The stills of all that is behind texts, each shot as far as some of them are over it."""
    spans: dict[_Behind, tuple[Seen, Span]] = {}
    for seen in depending:
        for number, span in seen.shots():
            behind = _behind(seen, number)
            before = spans[behind][1] if behind in spans else span
            spans[behind] = seen, Span(min(before.start, span.start), max(before.end, span.end))
    found: dict[_Behind, Below] = {}
    for behind, (seen, span) in spans.items():
        cut, shot = seen.cut, seen.segment.shots[behind[2]]
        try:
            still = below(shot, behind[3], span, cut.show, cut.canvas(cut.kind.form.canvas), media)
        except TemplateError:
            # Told where it is to be drawn.
            continue
        if still:
            found[behind] = still
    return found


def _behind(seen: Seen, number: int) -> _Behind:
    return seen.number, seen.segment.slug, number, seen.drawn.shot is not None


def _by_owner(depending: Iterable[Seen]) -> dict[tuple[int, Owner], list[Seen]]:
    """The drawings of each thing: what stands may be drawn in several stretches."""
    found: dict[tuple[int, Owner], list[Seen]] = {}
    for each in depending:
        found.setdefault((each.number, each.owner), []).append(each)
    return found


def _told_once(seen: Seen) -> object:
    """The show's own is told once, and of what somebody wrote the worst on each canvas."""
    shown = seen.drawn.shown
    written = (seen.place or seen.owner) if seen.owner[2] >= 0 else None
    return shown.graphic, shown.canvas.name, written


def _problem(reading: Reading, seen: Seen) -> Problem:
    shown, shot = seen.drawn.shown, seen.segment.shots[reading.number]
    message = _("“{text}” in “{graphic}” cannot be read on {picture} at {time} in {deliverable}: contrast {found}:1.")
    hint = _(
        'It takes {least}:1: show another stretch or picture there, or give its drawing a plate, `news:when="plated"`.'
    )
    at = (seen.segment.start + shot.start + reading.frame) / seen.cut.timeline.rate
    said = message.format(
        text=short(reading.text, 40),
        graphic=shown.graphic,
        picture=shot.pictured.file.name if shot.pictured else _("its card"),
        time=clock_tenths(at),
        deliverable=seen.cut.deliverable,
        found=f"{reading.contrast:.1f}",
    )
    place = seen.place if seen.owner[2] >= 0 else None
    place = place or seen.places.shots[reading.number]
    told = hint.format(least=f"{wanted_of(shown.graphic):g}")
    medium = shot.pictured.file if shot.pictured else None
    return Problem(said, told, place, warning=True, code="graphic-unread", medium=medium)
