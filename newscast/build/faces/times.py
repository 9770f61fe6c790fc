"""When a text is free of faces: it goes elsewhere, comes later or goes earlier, and else is not seen at all.

A text over somebody's mouth is worse than none; so is one that is seen for an instant. One on a chin is not. Frames are
those of the segment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from newscast.base.box import Box, shared
from newscast.build.faces.giving_way import STEP, lifts, lowered
from newscast.build.faces.sparing import SPARED, cores_of, is_aloof, largest_share, main_of
from newscast.graphics.places import AWAY, CAPTIONS_AWAY, CAPTIONS_TOP, Places
from newscast.picture.boxes import TOUCHED
from newscast.timeline.model import PlacedSuper
from newscast.timeline.spans import Span, merged, without

PARTLY = 0.15
"""How much of somebody's face a text may lie on that has no other place: a chin, a forehead."""
Seen = Sequence[tuple[Span, Sequence[Box]]]
"""The faces on the canvas, each with the frames in which they are there."""
Others = Sequence[tuple[Span, Box]]
"""What else is seen, and when."""
Stood = Sequence[tuple[PlacedSuper, Box]]
"""Ways to draw a text, each with where it stands."""
Beside = Callable[[], Stood]
"""Gives those that stand in the columns beside a face."""


@dataclass(frozen=True)
class Room:
    """Where a text may go: what it stands over, in which frames it may be, and how long it is worth being seen."""

    seen: Seen
    others: Others
    spans: Sequence[Span]
    least: int
    doubtful: Seen = ()
    """What is `seen` with what may be faces besides: a text keeps off that too as long as it costs it little."""
    briefest: int | None = None
    """How long it is seen at least where that is all there is: as `least`, if not said."""


def free_of_faces(
    shown: PlacedSuper, box: Box, rise: int, places: Places, room: Room, beside: Beside = tuple
) -> PlacedSuper | None:
    """The text where and when it lies on no face for longest, at its own time beside heads if it can, `box` being where
    it stands now; `beside` a face before it loses time; None where that is not worth showing."""
    if not _beset(box, shown.span, room.doubtful or room.seen):
        return shown
    brief = room.least if room.briefest is None else room.briefest
    upright = [(shown, box)]
    at_ease = _freest(upright, rise, places, replace(room, seen=room.doubtful or room.seen), _beset)
    if at_ease and at_ease.span == shown.span:
        return at_ease
    sure = [(room.seen, least) for least in dict.fromkeys((room.least, brief))]
    for seen, least in [*([(room.doubtful, room.least)] if room.doubtful else []), *sure]:
        if not taken_by(box, shown.span, seen):
            return shown
        here = replace(room, seen=seen, least=least)
        found = _freest(upright, rise, places, here, taken_by)
        if found is None or found.span != shown.span:
            aside = _aside(beside(), rise, places, here, shown.span)
            found = min([each for each in (found, aside) if each], key=partial(_lost, shown), default=None)
        if found:
            return found
    return None


def beside_features(
    shown: PlacedSuper, box: Box, rise: int, places: Places, room: Room, beside: Beside = tuple
) -> PlacedSuper | None:
    """The text where and when it lies on a small part of faces at the most, and on no eyes and no mouth."""
    brief = room.least if room.briefest is None else room.briefest
    return _freest([(shown, box), *beside()], rise, places, replace(room, least=brief), _spoilt_by)


def _aside(ways: Stood, rise: int, places: Places, room: Room, own: Span) -> PlacedSuper | None:
    """The text in a column beside a face, with all of a head free if it can."""
    at_ease = _freest(ways, rise, places, room, _beset)
    return at_ease if at_ease and at_ease.span == own else _freest(ways, rise, places, room, taken_by)


def _lost(shown: PlacedSuper, there: PlacedSuper) -> tuple[int, bool]:
    """How much time is lost, and whether it is another time."""
    return shown.frames - there.frames, there.start != shown.start


def _freest(
    stood: Stood, rise: int, places: Places, room: Room, taken: Callable[[Box, Span, Seen], list[Span]]
) -> PlacedSuper | None:
    """The first of the ways to draw a text, each with where it stands, at the first of its places at which it loses
    least time."""
    best: PlacedSuper | None = None
    for shown, box in stood:
        for lift in _places(shown, box, rise, places):
            for span in _times(shown, box, lift, places, room, taken):
                there = replace(shown, lift=shown.lift + lift, start=span.start, frames=span.length)
                if best is None or _lost(shown, there) < _lost(shown, best):
                    best = there
                if span == shown.span:
                    return best
    return best


def taken_by(box: Box, span: Span, seen: Seen) -> list[Span]:
    """The frames of a span in which a text of that box lies on a face."""
    return [when for when, faces in _meanwhile(span, seen) if largest_share(box, main_of(faces)) > TOUCHED]


def _beset(box: Box, span: Span, seen: Seen) -> list[Span]:
    """The frames of a span in which it is nearer to a head than it is if there is room."""
    return [when for when, faces in _meanwhile(span, seen) if not is_aloof(box, main_of(faces))]


def _spoilt_by(box: Box, span: Span, seen: Seen) -> list[Span]:
    """The frames of a span in which it lies on more than a small part of a face, or on eyes or a mouth."""
    main = ((when, main_of(faces)) for when, faces in _meanwhile(span, seen))
    return [
        when
        for when, faces in main
        if largest_share(box, faces) > PARTLY or largest_share(box, cores_of(faces)) > SPARED
    ]


def _places(shown: PlacedSuper, box: Box, rise: int, places: Places) -> list[int]:
    """By how much lower than now it may stand: at its two places and between them, else anywhere in what these areas
    take of the canvas."""
    usual, high = lowered(box, -shown.lift, places), places.size[1]
    ways = [shown.lift, 0, *lifts(usual, rise, places)]
    areas = [area for name in (AWAY, CAPTIONS_AWAY, CAPTIONS_TOP) if (area := places.areas.get(name))]
    top, bottom = round(usual[1] * high), round((usual[1] + usual[3]) * high)
    if areas:
        first, last = (round(edge) for edge in (min(a.top for a in areas), max(a.bottom for a in areas)))
        step = STEP if not (shown.across or shown.narrow) else 2 * STEP
        ways += [at - top for at in range(first, last - (bottom - top) - rise + 1, step)]
    return [way - shown.lift for way in dict.fromkeys(ways)]


def _times(
    shown: PlacedSuper,
    box: Box,
    lift: int,
    places: Places,
    room: Room,
    taken: Callable[[Box, Span, Seen], list[Span]],
) -> Iterator[Span]:
    """The longest time in which it may stand there, near its own."""
    there, wanted = lowered(box, lift, places), shown.span
    met = [span for span, other in room.others if shared(there, other)]
    spans = without(room.spans, merged([*taken(there, _around(room.spans), room.seen), *met]))
    parts = [_part(span, wanted) for span in merged(spans)]
    good = [part for part in parts if part.length >= min(room.least, wanted.length)]
    if good:
        best = min(good, key=lambda part: (wanted.length - part.length, abs(part.start - wanted.start)))
        yield best


def _around(spans: Sequence[Span]) -> Span:
    return Span(min((span.start for span in spans), default=0), max((span.end for span in spans), default=0))


def _part(free: Span, wanted: Span) -> Span:
    """As much as is wanted of the frames that are free, as near to its own time as may be."""
    length = min(free.length, wanted.length)
    start = max(free.start, min(wanted.start, free.end - length))
    return Span(start, start + length)


def when_seen(looks: Sequence[tuple[int, Sequence[Box]]], span: Span) -> Iterator[tuple[Span, Sequence[Box]]]:
    """The frames for which each look stands, up to those beside it; `looks` in order, in frames of the same count."""
    frames = [frame for frame, _boxes in looks]
    for number, (frame, boxes) in enumerate(looks):
        before = frames[number - 1] + 1 if number else span.start
        after = frames[number + 1] if number + 1 < len(frames) else span.end
        when = Span(max(span.start, min(before, frame)), min(span.end, max(after, frame + 1)))
        if when.length > 0 and boxes:
            yield when, boxes


def _meanwhile(span: Span, seen: Seen) -> Seen:
    """What is seen in some of the frames of a span."""
    return [each for each in seen if each[0].start < span.end and span.start < each[0].end]
