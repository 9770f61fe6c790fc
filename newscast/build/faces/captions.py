"""Where each burned caption of a shot stands that has no place in all of it: higher, or in a column beside the face.

None moves while it is read. Of all ways to place those of a shot it is the one in which they lie on least of faces,
and then the one in which they change their place least, stand in the middle most, and nearest to their usual place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from newscast.base.box import Box, shared
from newscast.build.faces.columns import shifted, ways_across
from newscast.build.faces.giving_way import Spoilt, caption_lifts, caption_spoils, lowered
from newscast.build.faces.sparing import spoiling
from newscast.graphics.places import Places
from newscast.timeline.seen import CaptionPlace

Placed = tuple[CaptionPlace, Spoilt]
_CHIN = 3.0
_SPOILT: Mapping[Spoilt, float] = {"": 0.0, "chin": _CHIN, "face": 1000.0, "eyes": 2000.0}
"""What it costs to lie on somebody: on a face more than any place."""
_COVERED = 20.0
"""What it costs for all of the canvas that is covered of heads."""
_NEAR = 0.5
"""What it costs to be nearer to a head than there is room for."""
_ASIDE, _BROKEN, _OTHER, _STEP = 1.0, 0.5, 0.2, 0.02
"""What it costs to stand in a column, to be broken in two, to be at the other place, and each place after that."""
_ROW, _SIDE = 1.5, 2.0
"""What it costs not to stay where the one before stood: in its row, and at its side."""
_SAME = 0.02
"""Of the canvas's height, by how much the upper or the lower edges of two captions in one row differ at most."""
_TRIED = 12
"""How many places at each side are compared."""


@dataclass(frozen=True)
class Said:
    """A caption over a shot: the faces that are seen with it, those that are not far behind others, the texts that it
    does not lie on, by how much it stands higher than usual, and the box that it paints; `broken` gives that of two
    even lines, where these are narrower."""

    faces: Sequence[Box]
    main: Sequence[Box]
    texts: Sequence[Box]
    rise: int
    box: Box
    broken: Callable[[], Box | None] = lambda: None
    lowest: int = 0
    """By how much it stands higher for what stands at the bottom edge alone, beside all texts."""


@dataclass(frozen=True)
class _Way:
    """A place of a caption, its box there, the side of that, -1 the left and 1 the right one, what it covers of faces,
    and what it costs."""

    place: CaptionPlace
    box: Box
    side: int
    spoils: Spoilt
    cost: float


def caption_places(captions: Sequence[Said], places: Places) -> list[Placed]:
    """Where each of the captions of a shot stands, and what it covers of faces even so."""
    upright = [list(_upright(said, places)) for said in captions]
    options = upright
    if any(min(way.cost for way in ways) >= _CHIN for ways in upright):
        options = [[*ways, *_aside(said, places)] for said, ways in zip(captions, upright, strict=True)]
    best: list[tuple[float, list[_Way]]] = [(0.0, [])]
    for ways in options:
        best = [min((_after(found, way) for found in best), key=itemgetter(0)) for way in _worth(ways)]
    return [(way.place, way.spoils) for way in min(best, key=itemgetter(0))[1]]


def _worth(ways: Sequence[_Way]) -> list[_Way]:
    """The places that are compared: the best ones at each side."""
    found: dict[int, list[_Way]] = {}
    for way in sorted(ways, key=lambda way: way.cost):
        found.setdefault(way.side, []).append(way)
    return [way for side in found.values() for way in side[:_TRIED]]


def _after(found: tuple[float, list[_Way]], way: _Way) -> tuple[float, list[_Way]]:
    cost, ways = found
    return cost + way.cost + (_change(ways[-1], way) if ways else 0.0), [*ways, way]


def _change(one: _Way, other: _Way) -> float:
    upper = abs(one.box[1] - other.box[1])
    lower = abs(one.box[1] + one.box[3] - other.box[1] - other.box[3])
    return _ROW * (min(upper, lower) > _SAME) + _SIDE * abs(one.side - other.side)


def _upright(said: Said, places: Places) -> Iterator[_Way]:
    """The places in the middle; at the usual one it stands on a text before it stands nowhere."""
    for number, lift in enumerate(caption_lifts(said.box, said.rise, places)):
        there = lowered(said.box, lift or -said.rise, places)
        if not lift or not any(shared(there, text) for text in said.texts):
            yield _way(CaptionPlace(lift), there, 0, said, _far(number))


def _aside(said: Said, places: Places) -> Iterator[_Way]:
    """The places in columns, broken in two where none of them is free as it is."""
    found = list(_in_columns(said, said.box, False, places))
    yield from found
    if not any(way.cost < _CHIN for way in found) and (box := said.broken()):
        yield from _in_columns(said, box, True, places)


def _in_columns(said: Said, box: Box, broken: bool, places: Places) -> Iterator[_Way]:
    sides = list(zip((-1, 1), ways_across(box, places), strict=False))
    lifts = [*caption_lifts(box, said.rise, places), *_in_line(said, box, places)] if sides else []
    for number, lift in enumerate(dict.fromkeys(lifts)):
        for side, across in sides:
            there = shifted(lowered(box, lift or -said.rise, places), across, places)
            if not any(shared(there, text) for text in said.texts):
                cost = _far(number) + _ASIDE + _BROKEN * broken
                yield _way(CaptionPlace(lift, across, broken), there, side, said, cost)


def _in_line(said: Said, box: Box, places: Places) -> Iterator[int]:
    """How far captions go to stand beside a text above which they stand otherwise: at its lower edge, or at their own
    place, from which 0 is too far."""
    for text in said.texts:
        edge = round((text[1] + text[3] - box[1] - box[3]) * places.size[1])
        yield from (lift for lift in (edge, -max(1, said.lowest)) if -said.rise < lift <= -max(1, said.lowest))


def _far(number: int) -> float:
    """What the place of that number costs, of those that are there from its usual one on."""
    return _OTHER + _STEP * number if number else 0.0


def _way(place: CaptionPlace, there: Box, side: int, said: Said, cost: float) -> _Way:
    beside = round(spoiling(there, said.faces), 4)
    spoils = caption_spoils(there, said.main) if beside else ""
    cost += _SPOILT[spoils] + _COVERED * beside + _NEAR * (beside > 0)
    return _Way(place, there, side, spoils, cost)
