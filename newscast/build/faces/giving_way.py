"""Where texts over pictures go that would cover a face: to another place, away for a picture, up until the next cut.

Where these places are is drawn: see newscast.graphics.places. `lift` is by how many pixels of the design a text stands
lower than usual, negative where higher. Boxes are in shares of the canvas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from math import floor
from typing import Literal

from newscast.base.box import Box, shared
from newscast.base.canvas import Canvas
from newscast.base.timecode import round_half_up
from newscast.build.faces.sparing import (
    SPARED,
    cores_of,
    freest,
    is_aloof,
    largest_share,
    spoiling,
    to_chins,
    touches,
)
from newscast.graphics.places import (
    AWAY,
    AWAY_BESIDE,
    CAPTIONS,
    CAPTIONS_AWAY,
    CAPTIONS_TOP,
    LEAVE,
    MOVE,
    SIGNER,
    Places,
)
from newscast.picture.boxes import TOUCHED
from newscast.picture.texts import band_of
from newscast.timeline.model import BAND, PlacedSuper
from newscast.timeline.seen import Shot
from newscast.timeline.spans import Span, within, without
from newscast.timeline.supers import LEAST

STEP = 24
"""Between the places on the way there that are tried where neither is free."""
Spoilt = Literal["", "chin", "face", "eyes"]
"""What of somebody captions cover: nothing, what may be a chin below the box of a face, a part of that without eyes and
mouth, such as a forehead, or these."""
WORSE: Sequence[Spoilt] = ("", "chin", "face", "eyes")
"""Each worse than the one before."""
TOLD: Sequence[Spoilt] = ("face", "eyes")
"""What of these is told."""
Plates = Sequence[tuple[PlacedSuper, Box | None]]
"""Texts over a segment's pictures, with where each stands."""
FacesIn = Callable[[Shot, Span], Iterable[Box]]
"""Gives the faces of a shot on the canvas in some frames of its segment."""


def lowered(box: Box, lift: int, places: Places) -> Box:
    return box[0], box[1] + lift / places.size[1], box[2], box[3]


def rise_of(supers: Sequence[PlacedSuper], places: Places) -> int:
    """By how much captions stand higher for what stands at the bottom edge."""
    return places.of("caption").band if band_of(supers, places) else 0


def lifts(box: Box, rise: int, places: Places) -> list[int]:
    """How far a text may go: to its other place, else a part of the way, nearest first; captions stand `rise` higher
    than usual."""
    area, narrow = places.areas.get(AWAY), places.areas.get(AWAY_BESIDE)
    if area is None:
        return []
    wide, high = places.size
    top, bottom = box[1] * high, (box[1] + box[3]) * high
    whole = round(area.bottom - rise - bottom if area.at_bottom else area.top - top)
    beside = [round(narrow.top - top)] if narrow and (box[0] + box[2]) * wide <= narrow.right else []
    return [whole, *beside, *range(0, whole, STEP if whole > 0 else -STEP)]


def moved(
    shown: PlacedSuper, box: Box, faces: Sequence[Box], rise: int, places: Places, signed: bool = False
) -> PlacedSuper:
    """The text at its other place where it would cover faces at its own, and less there; never on the window of sign
    language, if it is on screen with that (`signed`)."""
    manner = places.of(shown.graphic)
    if manner.face != MOVE:
        return shown
    ways, window = [0, *lifts(box, rise, places)], places.box(SIGNER)
    if signed and window:
        # What gave way to the window may stand beside it as well, where it is narrow enough.
        tried = (*ways, -(manner.signer or 0))
        ways = [lift for lift in tried if not lift or not shared(lowered(box, lift, places), window)]
    lift = freest(ways, lambda lift: spoiling(lowered(box, lift, places), faces))
    return replace(shown, lift=lift) if lift else shown


def beside_moved(shown: PlacedSuper, box: Box, others: Plates, places: Places) -> PlacedSuper:
    """A text that gives way to no face, above others that gave way and came to its place meanwhile."""
    if shown.stands or shown.lift or places.of(shown.graphic).face:
        return shown
    giving = [(each, there) for each, there in others if places.of(each.graphic).face == MOVE]
    came = [there for each, there in giving if there and within([each.span], shown.span)]
    tops = [there[1] for there in came if shared(there, box)]
    return replace(shown, lift=round((min(tops) - box[1] - box[3]) * places.size[1])) if tops else shown


def yielding(
    shown: PlacedSuper, box: Box | None, shots: Sequence[Shot], faces_in: FacesIn, canvas: Canvas, places: Places
) -> Iterator[PlacedSuper]:
    """The text without the shots in which it would cover a face, where it stands and has no other place; so does what
    stands at the bottom edge, once no crop keeps a face off that. What leaves for faces leaves for captions too that
    came to its place for one."""
    own, leaves = shown.span, places.of(shown.graphic).face == LEAVE
    if box is None or not (leaves or shown.graphic in BAND):
        yield shown
        return
    captions = places.box(CAPTIONS)
    came = [
        shot.span
        for shot in shots
        if leaves and captions
        if any(shared(box, lowered(captions, lift, places)) for lift in shot.caption_lifts if lift)
    ]
    spans = [*came, *(shot.span for shot in shots if touches(box, faces_in(shot, own), TOUCHED))]
    taken = list(within(spans, own))
    if not taken:
        yield shown
        return
    least = round_half_up(LEAST * canvas.rate)
    for left in without([own], taken):
        if left.length >= least:
            yield replace(shown, start=left.start, frames=left.length)


def caption_lift(
    box: Box, faces: Sequence[Box], main: Sequence[Box], texts: Sequence[Box], rises: Sequence[int], places: Places
) -> tuple[int, Spoilt]:
    """Where captions of that box that would lie on one of the `main` faces cover least of faces and none of the
    `texts`, and what they cover of those all the same; 0 is their usual place, higher than the canvas has it by one or
    another of the `rises`."""
    usual = [lowered(box, -rise, places) for rise in rises]
    if all(is_aloof(place, main) for place in usual):
        return 0, ""
    lifts = caption_lifts(box, max(rises), places)
    ways = {lift: [lowered(box, lift, places)] if lift else usual for lift in lifts}
    free = {
        lift: there for lift, there in ways.items() if not lift or not any(shared(there[0], text) for text in texts)
    }
    lift = freest(list(free), lambda lift: sum(spoiling(place, faces) for place in free[lift]))
    return lift, max((caption_spoils(place, main) for place in free[lift]), key=WORSE.index)


def caption_spoils(box: Box, main: Sequence[Box]) -> Spoilt:
    """What captions of that box cover of the faces that matter."""
    if largest_share(box, cores_of(main)) > SPARED:
        return "eyes"
    if largest_share(box, main) > TOUCHED:
        return "face"
    return "chin" if largest_share(box, to_chins(main)) > TOUCHED else ""


def caption_lifts(box: Box, rise: int, places: Places) -> list[int]:
    """How far captions may go: to their usual place, a little lower as far as texts may stand, to their other place, or
    a part of the way, and above that."""
    area, highest, top = places.areas.get(CAPTIONS_AWAY), places.areas.get(CAPTIONS_TOP), box[1] * places.size[1]
    whole = round(area.top - top) if area else 0
    lower = 0 if rise else max(0, min(STEP, floor(places.lowest - (box[1] + box[3]) * places.size[1])))
    lifts = [0, lower, whole, *range(-rise - STEP, whole, -STEP), *([round(highest.top - top)] if highest else [])]
    return list(dict.fromkeys(lifts))
