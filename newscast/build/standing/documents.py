"""Where a document is read on a canvas: between the texts that are seen with it, and larger once these have left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from newscast.base.box import Box, shared
from newscast.build.faces.captions_on import TWO_LINES
from newscast.build.faces.giving_way import lowered, rise_of
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.shots import seen_with
from newscast.build.standing.beside_strap import Recaptioned, beside_strap
from newscast.captions.cue import Cue
from newscast.graphics.places import CAPTIONS_AWAY, SIGNER
from newscast.graphics.standing import standing
from newscast.media.missing import found
from newscast.picture.boxes import MIDDLE
from newscast.picture.fit import Size
from newscast.picture.sheet import CLEAR, Between, between_texts, is_clear, room_of, travels
from newscast.picture.signing import signed_spans
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import CaptionPlace, Shot, StillShot
from newscast.timeline.spans import Span, within

_INEXACT = 0.04
"""By how much of the canvas's height two boxes may meet that are told before anything is drawn, and stand apart."""
_WORTH = 1.25
"""How many times the room captions leave above a document that they leave below it, to stand there."""
_LAST = 1.5
"""Seconds before a shot's end in which a document grows no more."""


@dataclass(frozen=True)
class _State:
    """From a frame of a shot on, a document is read `between` texts; captions stand `lift` pixels of the design lower
    than usual, and at a certain height."""

    start: int
    between: Between
    captions: float = 0.0
    lift: int = 0


@dataclass(frozen=True)
class _Over:
    """What stands over a shot: texts, each with the frame of it from which on it is not seen any more, and the show's
    name; `captions` stand there, `rise` higher than usual, and above texts where they are not `beside` them."""

    texts: list[tuple[int, Box]]
    named: list[Box]
    rise: int
    captions: Box | None
    beside: bool = False

    def seen_from(self, start: int) -> list[Box]:
        """The texts that are there from a frame of the shot on."""
        return [box for end, box in self.texts if end > start]


@dataclass(frozen=True)
class Documents:
    """One canvas of an episode; `cues` gives a segment's captions that are burned into its pictures."""

    on: OnCanvas
    cues: Callable[[], Sequence[Cue]]

    def shown(self, shot: Shot, segment: PlacedSegment, supers: Sequence[PlacedSuper]) -> Shot:
        """The shot; a document that is read in it stands between the texts that are seen from then on."""
        read, size = shot.picture, self._size(shot)
        if not isinstance(read, StillShot) or size is None:
            return shot
        beside = beside_strap(self.on, shot, segment, supers, self.cues()) if self.on.burned else ()
        over = self._over(shot, segment, supers, beside)
        shot = replace(shot, recaptioned=beside) if beside else shot
        states, others = self._usual(shot, over, size), (self._above(shot, over, size), self._beneath(over))
        best = max(others, key=lambda each: self._room(each, shot.frames))
        if self._room(best, shot.frames) > _WORTH * self._room(states, shot.frames):
            states = best
        if any(each.lift for each in states):
            spans = zip(states, [*(each.start for each in states[1:]), shot.frames], strict=True)
            moved = tuple((Span(each.start, end), CaptionPlace(each.lift)) for each, end in spans)
            shot = replace(shot, captions=states[0].lift, recaptioned=moved if len(moved) > 1 else ())
        narrower = tuple((later.start, *each.between) for each, later in pairwise(states))
        return replace(shot, picture=replace(read, between=states[-1].between, narrower=narrower))

    def _size(self, shot: Shot) -> Size | None:
        """How large a document is in pixels; None for other pictures."""
        read = shot.picture
        if not isinstance(read, StillShot) or not read.is_read:
            return None
        info = found(self.on.media, read.file)
        seen = info.on_page(read.page).picture if info else None
        return (seen.width, seen.height) if seen else None

    def _room(self, states: Sequence[_State], frames: int) -> float:
        """The height that there is for a document, on average: none while a text lies on it."""
        canvas, ends = self.on.canvas, [*(each.start for each in states[1:]), frames][: len(states)]
        rooms = [is_clear(canvas, each.between) * room_of(canvas, each.between)[1] for each in states]
        return sum(room * (end - each.start) for room, each, end in zip(rooms, states, ends, strict=True)) / max(
            1, frames
        )

    def _usual(self, shot: Shot, over: _Over, size: Size) -> list[_State]:
        """Above captions, where these have their usual place."""
        states = []
        for start in self._starts(shot, over):
            there = over.seen_from(start)
            captions = self._captions(there, over)
            between = self._above_captions(there, captions, size)
            if over.named and travels(size, self.on.canvas, between):
                # One that is seen whole comes closer instead; the show's name lies on its corner.
                between = self._above_captions([*there, *over.named], captions, size)
            states.append(_State(start, between, captions[1] if captions else 0.0))
        return self._settled(states, shot)

    def _above_captions(self, texts: Sequence[Box], captions: Box | None, size: Size) -> Between:
        """Between texts and captions that are below it, however high they stand for a text there."""
        top, bottom = between_texts(texts, self.on.canvas, size)
        return (top, min(bottom, round(captions[1] - CLEAR, 4))) if captions else (top, bottom)

    def _above(self, shot: Shot, over: _Over, size: Size) -> list[_State]:
        """Below captions that stand above it; empty where they have no place there, or it has too little."""
        own, away = self.on.drawn.own_captions, self.on.drawn.box(CAPTIONS_AWAY)
        if not own or not away:
            return []
        states = []
        for start in self._starts(shot, over):
            there = over.seen_from(start)
            top = max([away[1], *_ends_above([*there, *over.named], own)])
            # Where a headline ends just above them they stay, and go up once it has left.
            lift = min(-over.rise, round((top - own[1]) * self.on.drawn.size[1]))
            captions = lowered(own, lift, self.on.drawn)
            if any(shared(captions, box) for box in there):
                return []
            _top, bottom = between_texts(there, self.on.canvas, size)
            between = (round(captions[1] + captions[3] + CLEAR, 4), bottom)
            if not is_clear(self.on.canvas, between):
                return []
            states.append(_State(start, between, top, lift))
        return self._settled(states, shot) if states[0].lift or states[-1].lift else []

    def _beneath(self, over: _Over) -> list[_State]:
        """Below captions that have their usual place, and below what stands at the bottom edge of texts there; empty
        where nothing can be read there."""
        if over.captions is None or not self._is_tall:
            return []
        texts = [over.captions, *over.seen_from(0)]
        between = max(round(top + high + CLEAR, 4) for _x, top, _wide, high in texts), 1.0
        return [_State(0, between)] if is_clear(self.on.canvas, between) else []

    @property
    def _is_tall(self) -> bool:
        return self.on.canvas.height > self.on.canvas.width

    def _over(
        self, shot: Shot, segment: PlacedSegment, supers: Sequence[PlacedSuper], beside: Recaptioned = ()
    ) -> _Over:
        """What only leaves as the shot begins is no text here; captions rise for it all the same."""
        boxes = [
            (each, box)
            for each in seen_with(shot, supers, self.on.canvas.rate)
            if (box := self.on.standing(each, segment))
        ]
        texts = [
            (min(each.span.end - shot.start, shot.frames), lowered(box, each.lift, self.on.drawn))
            for each, box in boxes
        ]
        if self._is_tall and (window := self.on.drawn.box(SIGNER)):
            # Beside it a page would be too narrow to be read.
            signed = within(signed_spans(segment, self.on.drawn), shot.span)
            texts += [(span.end - shot.start, window) for span in signed]
        named = [box for *_span, box in self.on.texts(shot, shot.start, self.on.bug(segment))] if shot.bug else []
        rise = rise_of([each for each in supers if within([each.span], shot.span)], self.on.drawn)
        rise = max((-there.lift for _span, there in beside), default=rise)
        usual = self._widest(shot, segment) if self.on.burned else None
        return _Over(texts, named, rise, usual and lowered(usual, -rise, self.on.drawn), bool(beside))

    def _widest(self, shot: Shot, segment: PlacedSegment) -> Box | None:
        """The place of captions, on a canvas without one as wide as the widest that are seen over the shot."""
        place = self.on.drawn.own_captions or standing("caption", TWO_LINES, self.on.show, self.on.canvas)
        if place is None or self.on.drawn.own_captions:
            return place
        signed = signed_spans(segment, self.on.drawn)
        spans = [(cue, span) for cue in self.cues() for span in within([shot.span], Span(cue.start, cue.end))]
        boxes = [place, *(box for cue, span in spans if (box := self.on.captioned(cue, span, signed)))]
        left, right = min(box[0] for box in boxes), max(box[0] + box[2] for box in boxes)
        return left, place[1], right - left, place[3]

    def _starts(self, shot: Shot, over: _Over) -> list[int]:
        """The frames from which on there are fewer texts, the first one before them."""
        last = shot.frames - _LAST * self.on.canvas.rate
        return sorted({0, *(end for end, _box in over.texts if end < last)})

    def _captions(self, texts: Sequence[Box], over: _Over) -> Box | None:
        """Where captions stand beside these texts."""
        if over.captions is None:
            return None
        left, top, wide, high = over.captions
        # Where they have no place of their own they stand above texts that are there.
        below = [] if over.beside else [box for box in texts if box[1] > MIDDLE]
        meeting = [box[1] for box in below if shared(box, (left, top + _INEXACT, wide, high))]
        return left, min([top, *(other - high for other in meeting)]), wide, high

    def _settled(self, states: Sequence[_State], shot: Shot) -> list[_State]:
        """Only those in which something changes; captions that are seen stay where they are to their end."""
        kept = [states[0]]
        for each in states[1:]:
            if each.captions != kept[-1].captions:
                each = replace(each, start=self._said_by(each.start, shot))
            if each.start < shot.frames and each.between != kept[-1].between:
                kept.append(each)
        return kept

    def _said_by(self, frame: int, shot: Shot) -> int:
        """The frame of a shot at which the caption that is seen at this one is over."""
        here = frame + shot.start
        return max([here, *(cue.end for cue in self.cues() if cue.start < here < cue.end)]) - shot.start


def _ends_above(texts: Iterable[Box], captions: Box) -> list[float]:
    """Where texts in the upper half end that captions would lie on."""
    left, right = captions[0], captions[0] + captions[2]
    return [
        round(top + high + CLEAR, 4)
        for x, top, wide, high in texts
        if top + high / 2 < MIDDLE and x < right and x + wide > left
    ]
