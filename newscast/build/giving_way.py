"""Where texts over pictures go that would cover a face: to another place, away for a picture, up until the next cut.

Places are pixels of the design; `lift` is by how many of them a text stands lower than usual, negative where higher.
Boxes are in shares of the canvas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from newscast.base.box import Box, shared
from newscast.base.canvas import DESIGN_SIZES, Canvas
from newscast.base.timecode import round_half_up
from newscast.build.sparing import SPARED, cores_of, freest, share_of, spoiling, touches
from newscast.picture.shown import RAISED, is_seen
from newscast.picture.signing import LOWERED, window_box
from newscast.timeline.model import BAND, PlacedSuper, Shot, Span
from newscast.timeline.spans import within, without
from newscast.timeline.supers import LEAST

MOVABLE = ("lower-third", "title", "strap", "hook")
"""Texts over pictures that have another place."""
YIELDING = ("breaking", "locator", "tag")
"""Texts that stand over a story and have one place: where a face is there, they leave for as long as that is seen."""
TOUCHED = 0.02
"""How much of a head, in shares of it, a text may lie on."""
ANOTHER_TOP = {"landscape": 160, "square": 160}
BESIDE_THE_BUG = {"landscape": (120, 0.8), "square": (120, 0.69)}
"""Where a text may begin that ends left of the bug, and where it has to end for that, in shares of the canvas."""
ANOTHER_BOTTOM = {"portrait": 1040}
"""At which a text's other place begins, below the bug, or ends, above captions."""
STEP = 24
"""Between the places on the way there that are tried where neither is free."""
CAPTIONED = {"portrait": (0.1, 0.553, 0.8, 0.091), "square": (0.13, 0.798, 0.74, 0.143)}
"""Where two lines of captions are burned in, by canvas."""
HIGHER = {"portrait": 369, "square": 160}
"""At which the other place of captions begins, below the bug."""

FacesIn = Callable[[Shot, Span], Iterable[Box]]
"""Gives the faces of a shot on the canvas in some frames of its segment."""


def lowered(box: Box, lift: int, canvas: Canvas) -> Box:
    return box[0], box[1] + lift / DESIGN_SIZES[canvas.name][1], box[2], box[3]


def rise_of(supers: Sequence[PlacedSuper], canvas: Canvas) -> int:
    """By how much captions stand higher for what stands at the bottom edge."""
    band = any(shown.graphic in BAND and is_seen(shown, canvas) for shown in supers)
    return RAISED[canvas.name]["caption"] if band else 0


def lifts(box: Box, rise: int, canvas: Canvas) -> list[int]:
    """How far a text may go: to its other place, else a part of the way, nearest first; captions stand `rise` higher
    than usual."""
    high = DESIGN_SIZES[canvas.name][1]
    if (top := ANOTHER_TOP.get(canvas.name)) is not None:
        whole = round(top - box[1] * high)
        higher, end = BESIDE_THE_BUG[canvas.name]
        beside = [whole + higher - top] if box[0] + box[2] <= end else []
    else:
        whole, beside = round(ANOTHER_BOTTOM[canvas.name] - rise - (box[1] + box[3]) * high), []
    return [whole, *beside, *range(0, whole, STEP if whole > 0 else -STEP)]


def moved(
    shown: PlacedSuper, box: Box, faces: Sequence[Box], rise: int, canvas: Canvas, signed: bool = False
) -> PlacedSuper:
    """The text at its other place where it would cover faces at its own, and less there; never on the window of sign
    language, if it is on screen with that (`signed`)."""
    if shown.graphic not in MOVABLE:
        return shown
    places = [0, *lifts(box, rise, canvas)]
    if signed:
        # What gave way to the window may stand beside it as well, where it is narrow enough.
        window, beside = window_box(canvas), -LOWERED.get(canvas.name, {}).get(shown.graphic, 0)
        places = [lift for lift in (*places, beside) if not lift or not shared(lowered(box, lift, canvas), window)]
    lift = freest(places, lambda lift: spoiling(lowered(box, lift, canvas), faces))
    return replace(shown, lift=lift) if lift else shown


def yielding(
    shown: PlacedSuper, box: Box | None, shots: Sequence[Shot], faces_in: FacesIn, canvas: Canvas
) -> Iterator[PlacedSuper]:
    """The text without the shots in which it would cover a face, where it stands and has no other place."""
    own = shown.span
    if box is None or shown.graphic not in YIELDING:
        yield shown
        return
    spans = [shot.span for shot in shots if touches(box, faces_in(shot, own), TOUCHED)]
    taken = list(within(spans, own))
    if not taken:
        yield shown
        return
    least = round_half_up(LEAST * canvas.rate)
    for left in without([own], taken):
        if left.length >= least:
            yield replace(shown, start=left.start, frames=left.length)


def caption_lift(faces: Sequence[Box], texts: Sequence[Box], rise: int, canvas: Canvas) -> tuple[int, bool]:
    """Where captions that would cover eyes or a mouth cover least of faces and none of the `texts`, and whether they
    cover eyes or a mouth all the same; 0 is their usual place, `rise` higher than the canvas has it."""
    box, cores = CAPTIONED.get(canvas.name), cores_of(faces)
    if box is None or share_of(usual := lowered(box, -rise, canvas), cores) <= SPARED:
        return 0, False
    whole = round(HIGHER[canvas.name] - box[1] * DESIGN_SIZES[canvas.name][1])
    places = {lift: lowered(box, lift, canvas) for lift in (whole, *range(-rise - STEP, whole, -STEP))}
    free = {lift: place for lift, place in places.items() if not any(shared(place, text) for text in texts)}
    free = {0: usual, **free}
    lift = freest(list(free), lambda lift: spoiling(free[lift], faces))
    return lift, share_of(free[lift], cores) > SPARED
