"""Which texts go to another place beside a picture that does not cover its canvas, and where that stands then: a
headline below a small picture is better than one across it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from newscast.base.box import shared
from newscast.build.faces.edges import Edges, is_held
from newscast.build.faces.giving_way import lifts, rise_of
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.shots import seen_with
from newscast.graphics.places import MOVE
from newscast.picture.boxes import APART, ASIDE, CUT, SMALLER, place_of
from newscast.timeline.model import LOW, PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot
from newscast.timeline.spans import Span, within

_MOVED, _LITTLE = 1.5, 0.5
"""What it costs to move a picture, and how little is no reason for anything."""
Laid = tuple[tuple[Shot, ...], tuple[PlacedSuper, ...]]
"""Shots, and the texts over them."""


@dataclass(frozen=True)
class Laying:
    """One segment on one canvas, whose pictures stand where they are in line with its texts."""

    on: OnCanvas
    edges: Edges
    segment: PlacedSegment
    signed: Sequence[Span]

    def laid(self, shots: tuple[Shot, ...], supers: tuple[PlacedSuper, ...]) -> Laid:
        """The shots and texts, with texts at another place, one after the other, where that is much better, and no face
        loses by it."""
        for number in range(len(supers)):
            shots, supers = self._laid(number, shots, supers)
        return shots, supers

    def _laid(self, number: int, shots: tuple[Shot, ...], supers: tuple[PlacedSuper, ...]) -> Laid:
        shown = supers[number]
        over = [at for at, shot in enumerate(shots) if seen_with(shot, [shown], self.on.canvas.rate)]
        beside = [at for at in over if self.edges.box(shots[at])]
        if not beside or not self._may_move(shown, [shots[at] for at in over]):
            return shots, supers
        ways = self._ways(shown)
        before = ways[shown] + sum(self._cost(shots[at], supers) for at in beside)
        best, found = before - _LITTLE, (shots, supers)
        for way, moving in ways.items():
            texts = (*supers[:number], way, *supers[number + 1 :])
            if way is not shown and self._meets_others(way, texts, [shots[at] for at in over]):
                continue
            tried = tuple(
                self._beside(shot, supers, way, texts) if at in beside else shot for at, shot in enumerate(shots)
            )
            cost = moving + sum(self._cost(tried[at], texts) for at in beside)
            cost += (_MOVED - _LITTLE) * (way is shown and tried != shots)
            if cost < best and not any(self._loses(shots[at], supers, tried[at], texts) for at in over):
                best, found = cost, (tried, texts)
        return found

    def _may_move(self, shown: PlacedSuper, shots: Sequence[Shot]) -> bool:
        """Whether a text may stand elsewhere over these shots: not over cards, what is read or what is held, nor
        beside a window of sign language."""
        read = any(isinstance(shot.picture, StillShot) and shot.picture.is_read for shot in shots)
        kept = any(isinstance(shot.picture, GraphicShot) or is_held(shot) for shot in shots)
        moves = self.on.drawn.of(shown.graphic).face == MOVE and not shown.stands
        return moves and not read and not kept and not within(self.signed, shown.span)

    def _ways(self, shown: PlacedSuper) -> dict[PlacedSuper, float]:
        """The text where it is, at its usual place and at its other one, each with what it costs."""
        usual = replace(shown, lift=0, across=0, narrow=False)
        box = self.on.standing(usual, self.segment)
        away = lifts(box, rise_of(self.segment.supers, self.on.drawn), self.on.drawn)[:1] if box else []
        here = self.edges.elsewhere(shown.lift or shown.across, box)
        ways = {replace(usual, lift=lift): self.edges.elsewhere(lift, box) for lift in (0, *away)}
        return {shown: here, **ways}

    def _meets_others(self, way: PlacedSuper, texts: Sequence[PlacedSuper], shots: Sequence[Shot]) -> bool:
        """Whether a text would lie on another one, or on captions."""
        box, drawn = self.on.painted(way, self.segment), self.on.drawn
        if box is None:
            return True
        meanwhile = [each for each in texts if each is not way and within([each.span], way.span)]
        taken = drawn.of(way.graphic).takes
        high = "rows" in taken or way.lift < 0
        leaving = [each for each in meanwhile if high and each.stands and each.graphic not in LOW]
        others = [self.on.painted(each, self.segment) for each in meanwhile if each not in leaving]
        others += [said for shot in shots for said in self.on.own_captions(shot, self.segment.supers)]
        named = [there for _each, there in self.on.bug(self.segment)] if "bug" not in taken or way.lift else []
        return any(other is not None and shared(box, other) for other in [*others, *named])

    def _beside(
        self, shot: Shot, supers: Sequence[PlacedSuper], way: PlacedSuper, texts: Sequence[PlacedSuper]
    ) -> Shot:
        """The shot with its picture where it is, or just above or below a text, as large as it may be beside that:
        whichever is best and spoils no face."""
        ways = [shot, *(each for larger in self._larger(shot, supers, texts) for each in self._apart(larger, way))]
        for each in sorted(ways, key=lambda each: round(self._cost(each, texts), 3)):
            if not self._loses(shot, supers, each, texts):
                return each
        return shot

    def _larger(self, shot: Shot, supers: Sequence[PlacedSuper], texts: Sequence[PlacedSuper]) -> Iterator[Shot]:
        """The shot, and with its picture larger if that was made smaller for a text that has moved."""
        yield shot
        picture, names = shot.picture, [name for name in SMALLER if name not in (*CUT, *ASIDE)]
        if texts != supers and isinstance(picture, ClipShot | StillShot) and picture.fit in names:
            yield from (replace(shot, picture=replace(picture, fit=fit)) for fit in names[: names.index(picture.fit)])

    def _apart(self, shot: Shot, way: PlacedSuper) -> Iterator[Shot]:
        """The shot with its picture just above, and just below a text."""
        box, text, frame = self.edges.box(shot), self.on.painted(way, self.segment), self.on.canvas.height
        picture = shot.picture
        if box is None or text is None or not isinstance(picture, ClipShot | StillShot):
            return
        apart, whole = self.edges.pixels(APART), (self.on.canvas.width, frame)
        for top in (text[1] * frame - apart - box[1], (text[1] + text[3]) * frame + apart):
            height = round(top / (frame - box[1]), 5)
            if 0 <= height <= 1 and abs(place_of(box, whole, height, picture.fit)[1] - top) <= 2:
                yield replace(shot, picture=replace(picture, height=height))

    def _cost(self, shot: Shot, texts: Sequence[PlacedSuper]) -> float:
        return self.edges.looks(shot, self.segment, texts)

    def _loses(self, before: Shot, texts: Sequence[PlacedSuper], after: Shot, moved: Sequence[PlacedSuper]) -> bool:
        """Whether more of a face is under texts afterwards, or under captions."""
        return self.edges.loses([(before, texts)], [(after, moved)], self.segment, self.signed)
