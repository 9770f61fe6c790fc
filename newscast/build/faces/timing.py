"""The texts of a segment at the times at which they lie on no face; what finds none is left out, and that is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from newscast.base.box import Box
from newscast.base.canvas import shape_of
from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.timecode import round_half_up
from newscast.build.faces.giving_way import Plates, lowered, rise_of
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.times import Room, Seen, beside_features, free_of_faces, taken_by
from newscast.graphics.places import LEAVE
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.spans import Span, within

WORTH, BRIEFEST = 3, 2
"""Seconds that a text is seen at least which a face leaves less time, and where nothing else is left; one that was to
be seen for less, all of that."""
NAMING = ("lower-third", "title")
"""Texts that are better on somebody's chin or forehead than not seen at all."""
_TELLING = ("title", "headline", "credit", "text")
"""The fields of a text of which the first that it has names it."""


@dataclass(frozen=True)
class Timing:
    """One segment on one canvas as its shots are framed; what there is to warn of is added to `remarks`."""

    on: OnCanvas
    segment: PlacedSegment
    shots: Sequence[Shot]
    signed: Sequence[Span]
    remarks: list[Problem]
    beside: bool = True
    """Whether a text may stand in a column beside a face."""

    @cached_property
    def _seen(self) -> Seen:
        return [each for shot in self.shots for each in self.on.sure_in(shot)]

    @cached_property
    def _doubtful(self) -> Seen:
        found = [each for shot in self.shots for each in self.on.sure_in(shot, doubtful=True)]
        return found if found != self._seen else []

    def timed(
        self, plates: Plates, places: Sequence[Place | None]
    ) -> tuple[list[tuple[PlacedSuper, Box | None]], tuple[Place | None, ...]]:
        """The texts that are left, each with where it stands, and where they are written."""
        left, written = list(plates), list[Place | None]()
        kept: list[tuple[PlacedSuper, Box | None]] = []
        for number, (one, place) in enumerate(zip(plates, places, strict=True)):
            others = [*kept, *left[number + 1 :]]
            found = self._timed(*one, others, place)
            if found is None:
                self.remarks.append(self._left_out(one[0], place))
                continue
            kept.append(found)
            written.append(place)
        return kept, tuple(written)

    def _timed(
        self, shown: PlacedSuper, box: Box | None, others: Plates, place: Place | None
    ) -> tuple[PlacedSuper, Box | None] | None:
        if box is None or shown.stands or self.on.drawn.of(shown.graphic).face == LEAVE:
            return shown, box
        texts = [shown, *(each for each, _ in others)]
        beside = cache(lambda: list(self.on.beside(shown, self.segment)) if self.beside else [])
        how = rise_of(texts, self.on.drawn), self.on.drawn, self._room(shown, others), beside
        there = free_of_faces(shown, box, *how)
        if there is None and shown.graphic in NAMING and (there := beside_features(shown, box, *how)):
            self.remarks.append(self._partly(there, place))
        if there is None:
            return None
        aside = next((each for one, each in beside() if _alike(one, there)), box) if _is_aside(there) else box
        stands = lowered(aside, there.lift - shown.lift, self.on.drawn)
        sure, perhaps = (taken_by(stands, there.span, seen) for seen in (self._seen, self._doubtful))
        if perhaps and not sure:
            self.remarks.append(self._perhaps(there, place))
        return there, stands

    def _room(self, shown: PlacedSuper, others: Plates) -> Room:
        """Over the pictures over which it was to stand, at its own time where a window of sign language is seen."""
        over = [shot for shot in self.shots if within([shot.span], shown.span)]
        spans = [shot.span for shot in over if not isinstance(shot.picture, GraphicShot)]
        if within(self.signed, Span(0, self.segment.frames)) or not spans:
            spans = within(spans or [shown.span], shown.span)
        least, briefest = (round_half_up(seconds * self.on.canvas.rate) for seconds in (WORTH, BRIEFEST))
        beside = list(self.on.others(over, others, self.signed))
        return Room(self._seen, beside, spans, least, self._doubtful, briefest)

    def _partly(self, shown: PlacedSuper, place: Place | None) -> Problem:
        message = _(
            "“{text}” lies on a part of a face in {name} on {canvas}, on no eyes and no mouth: there is no other place."
        )
        return self._problem(message, shown, place)

    def _perhaps(self, shown: PlacedSuper, place: Place | None) -> Problem:
        message = _("“{text}” lies on what may be a face in {name} on {canvas}: there is no other place.")
        return self._problem(message, shown, place)

    def _left_out(self, shown: PlacedSuper, place: Place | None) -> Problem:
        message = _("“{text}” is not shown on {canvas}: wherever it stood it would lie on a face in {name}.")
        return self._problem(message, shown, place)

    def _problem(self, message: str, shown: PlacedSuper, place: Place | None) -> Problem:
        first = next((shot for shot in self.shots if within([shot.span], shown.span) and shot.pictured), None)
        file = first.pictured.file if first and first.pictured else None
        fields = dict(shown.fields)
        hint = _("Show it smaller there (`fit: pad`, or no `fit: fill`), or the text at another time (`at`).")
        told = message.format(
            text=next((each for each in (fields.get(name) for name in _TELLING) if each), ""),
            canvas=shape_of(self.on.canvas.name),
            name=file.name if file else "",
        )
        return Problem(told, hint, place, warning=True, code="text-over-face", medium=file)


def _is_aside(shown: PlacedSuper) -> bool:
    return bool(shown.across or shown.narrow)


def _alike(one: PlacedSuper, other: PlacedSuper) -> bool:
    """Whether both are drawn for the same column."""
    return (one.across, one.narrow) == (other.across, other.narrow)
