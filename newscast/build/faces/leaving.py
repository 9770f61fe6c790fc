"""What leaves for faces, and what stays where it was judged once that is gone: texts stand by what else is there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newscast.base.box import Box
from newscast.base.errors import Place
from newscast.build.faces.giving_way import lowered, rise_of, yielding
from newscast.build.faces.on_canvas import OnCanvas, Plates
from newscast.picture.shown import drop_of
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import CaptionPlace, Shot


@dataclass(frozen=True)
class Leaving:
    """A segment on one canvas as it was placed, with texts that have their places by now."""

    on: OnCanvas
    segment: PlacedSegment

    def left(
        self, plates: Plates, written: Sequence[Place | None], shots: Sequence[Shot]
    ) -> tuple[tuple[PlacedSuper, ...], tuple[Place | None, ...]]:
        """The texts without the shots in which they would cover a face, and where each is written. What stands below
        one that leaves altogether comes to its place, and is judged there."""
        gone: set[int] = set()
        while True:
            there = self._with([shown for number, (shown, _) in enumerate(plates) if number not in gone])
            seen = [
                (number, left, place)
                for number, ((shown, box), place) in enumerate(zip(plates, written, strict=True))
                if number not in gone
                for left in yielding(
                    shown, self._box(shown, box, there), shots, self.on.faces_in, self.on.canvas, self.on.drawn
                )
            ]
            left_out = set(range(len(plates))) - gone - {number for number, *_left in seen}
            if not left_out:
                break
            gone |= left_out
        after = self._with([shown for _number, shown, _place in seen])
        supers = tuple(self._kept(shown, after) for _number, shown, _place in seen)
        return supers, tuple(place for *_seen, place in seen)

    def captions_kept(self, supers: Sequence[PlacedSuper], shots: Sequence[Shot]) -> tuple[Shot, ...]:
        """The shots with captions as high as they were judged, where what stood at the bottom edge has left."""
        rise = rise_of(self.segment.supers, self.on.drawn)
        if rise == rise_of(supers, self.on.drawn) or self.on.drawn.are_captions_above_texts:
            return tuple(shots)
        return tuple(
            replace(
                shot,
                captions=shot.captions or -rise,
                recaptioned=tuple((span, _raised(place, rise)) for span, place in shot.recaptioned),
            )
            for shot in shots
        )

    def _with(self, supers: Sequence[PlacedSuper]) -> PlacedSegment:
        return replace(self.segment, supers=tuple(supers))

    def _came_down(self, shown: PlacedSuper, there: PlacedSegment) -> int:
        """By how many pixels of the design a text stands lower with these than as it was placed."""
        return drop_of(shown, there, self.on.drawn) - drop_of(shown, self.segment, self.on.drawn)

    def _box(self, shown: PlacedSuper, box: Box | None, there: PlacedSegment) -> Box | None:
        return lowered(box, self._came_down(shown, there), self.on.drawn) if box and shown.stands else box

    def _kept(self, shown: PlacedSuper, after: PlacedSegment) -> PlacedSuper:
        """A text where it stood, whatever has left."""
        by = 0 if shown.stands else self._came_down(shown, after)
        return replace(shown, lift=shown.lift - by) if by else shown


def _raised(place: CaptionPlace, rise: int) -> CaptionPlace:
    return replace(place, lift=place.lift or -rise)
