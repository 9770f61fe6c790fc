"""Where a picture is cropped so that its faces are seen: calmly, with the eyes on the upper third, free of texts.

A stretch between two cuts has one still crop. Only where that would cut a face off does it follow, slowly.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from newscast.base.box import Box, share_covered, shared
from newscast.base.canvas import Canvas
from newscast.picture.boxes import (
    APART,
    CUT,
    HEIGHTS,
    MIDDLE,
    RISING,
    SMALLER,
    TOUCHED,
    lies_across,
)
from newscast.picture.faces.heads import EYES, MAIN, core_of, head_of, spoilt_by
from newscast.picture.faces.search import Faces, Sample
from newscast.picture.faces.tracks import stretches, tracks_in
from newscast.picture.faces.window import Window, Zone, window_of
from newscast.picture.fit import Focus, Size
from newscast.timeline.seen import Aim, ClipShot, Fit, StillShot

THIRD = 1 / 3
CUT_OFF = 0.06
"""How much of heads a still crop may cut off before it follows them."""
_COVERED, _LOST, _EYES, _ASIDE = 12.0, 6.0, 1.0, 0.7
"""What is worse: a face under a text, a head cut off, eyes elsewhere than on the third, a face aside."""
_FINER = tuple(step / 16 for step in range(17))
"""The same of one that was made smaller for texts, which may have to stand between two."""
_FILLS = 0.99
"""The share of a canvas's height from which on a picture has nowhere to go."""
_LASTING = 0.15
"""The share of the looks at a shot in which somebody is seen, from which on it is shown closer for them."""
_UNNOTICED = 0.003
"""How much of heads under texts, in shares of the canvas, is no reason to show a picture wider."""
_WORTH = 0.5
"""What a wider one leaves of that at most, to be worth it."""
_COLUMNS, _ROWS = 49, 33
_LOOKS = 24
_CALM = Fraction(3)
"""Seconds over which the way of a crop is averaged, and between whose thirds it goes evenly."""

Looks = list[tuple[int, list[Box]]]
Under = tuple[Looks, Sequence[Box]]
"""The looks of a stretch with the texts over it."""
Array = NDArray[np.float64]
Pictured = TypeVar("Pictured", ClipShot, StillShot)


@dataclass(frozen=True)
class Setting:
    """In what a picture with faces is framed: its size, the canvas on which it is seen, and the texts over it.

    Where it does not cover the canvas it stands at the one of the `heights` at which texts cover none of its faces. It
    may be made `smaller` for that, `anyhow` also where somebody wrote that it fills the canvas. What is `aside` is
    left free by the crop alone.
    """

    size: Size
    canvas: Canvas
    faces: Faces
    zones: Sequence[Zone] = ()
    aside: Sequence[Zone] = ()
    heights: Sequence[float] = HEIGHTS
    smaller: bool = False
    anyhow: bool = False

    def texts(self, begin: int, end: int) -> list[Box]:
        """What stands over these frames of a clip that a picture makes room for."""
        return [box for first, last, box in self.zones if first < end and begin < last]

    def window(self, fit: Fit, height: float = MIDDLE) -> Window:
        return window_of(self.size, self.size, self.canvas, fit, height)


def aimed_clip(shot: ClipShot, frames: int, setting: Setting) -> ClipShot:
    """The shot with its crop where its faces ask for it; with its own where there is none or somebody wrote the
    focus."""
    parts = stretches(setting.faces, shot.start, shot.start + frames)
    seen = [(begin, end, _main(samples)) for begin, end, samples in parts]
    if not any(looks for _, _, looks in seen):
        return shot
    under = [(looks, setting.texts(begin, end)) for begin, end, looks in seen]
    if _is_fixed(shot):
        return _settled(shot, under, setting)
    looked = sum(len(samples) for _begin, _end, samples in parts)
    lasting = sum(len(looks) for _begin, _end, looks in seen) >= _LASTING * looked
    # For one who is seen for a moment all of a clip is shown: that moment is in it, and the rest is no crop of nobody.
    fit = _fit(shot.fit, ("auto", "band"), under, setting) if lasting else _smaller(shot.fit, under, setting)
    window, at = _standing(under, fit, setting)
    aims: list[Aim] = []
    focus = shot.focus
    for begin, end, looks in seen:
        there = [zone for zone in (*setting.zones, *setting.aside) if zone[0] < end and begin < zone[1]]
        # A stretch without faces stays where the one before it was.
        path = _path(begin, end, looks, window, there, setting.canvas.rate) if looks else [Aim(begin, *focus)]
        focus = path[-1].x, path[-1].y
        aims += [*path, Aim(end - 1, *focus)] if path[-1].frame < end - 1 else path
    still = len({(aim.x, aim.y) for aim in aims}) == 1
    first = aims[0].x, aims[0].y
    return replace(shot, fit=fit, focus=first, aims=() if still else _bare(aims), framed="faces", height=at)


def aimed_photo(shot: StillShot, setting: Setting) -> StillShot:
    """The same of a photo; a group that a crop would cut is shown in a wider one, or whole."""
    looks = _main(setting.faces.samples)
    if not looks:
        return shot
    boxes = [zone[2] for zone in setting.zones]
    if _is_fixed(shot):
        return _settled(shot, [(looks, boxes)], setting)
    fit = _fit(shot.fit, ("cover", "band", "auto"), [(looks, boxes)], setting)
    window, at = _standing([(looks, boxes)], fit, setting)
    focus, _ = _best(looks, window, [*boxes, *(zone[2] for zone in setting.aside)])
    return replace(shot, fit=fit, focus=focus, framed="faces", height=at)


def _is_fixed(shot: ClipShot | StillShot) -> bool:
    """Whether it is settled what is seen of a picture, and only open how high that stands."""
    return shot.framed == "written" or shot.fit == "pad"


def _settled(shot: Pictured, under: Sequence[Under], setting: Setting) -> Pictured:
    """A shot of which it is settled what is seen, where it stands best; smaller, if that is wanted and all is seen."""
    fit = _smaller(shot.fit, under, setting) if shot.fit == "pad" else shot.fit
    return replace(shot, fit=fit, height=_standing(under, fit, setting, shot.focus)[1])


def _standing(seen: Sequence[Under], fit: Fit, setting: Setting, focus: Focus | None = None) -> tuple[Window, float]:
    """What is seen of a picture with faces under texts, and how high it stands where that is free: the first of the
    heights at which texts cover no face, else that at which they cover least, of several of these one at whose edges
    no text lies; a `focus` that is given holds. On a tall screen it is not below the middle: networks lay their own
    over that."""
    heights = setting.heights
    first = setting.window(fit, heights[0])
    if len(heights) == 1 or first.box[3] > _FILLS:
        return first, MIDDLE
    wanted = _finer(heights) if fit in SMALLER and heights == HEIGHTS else heights
    tall = setting.canvas.height > setting.canvas.width
    slots = _above_texts(seen, first, setting.canvas) if heights == HEIGHTS else []
    wanted = [at for at in [*wanted, *slots] if at <= MIDDLE or not tall]
    places = [(setting.window(fit, at), at) for at in wanted]
    calm = (*RISING, *slots)
    return min(
        places, key=lambda place: (round(_covered(seen, place[0], focus), 6), _across(seen, place[0], place[1], calm))
    )


def _above_texts(seen: Sequence[Under], window: Window, canvas: Canvas) -> list[float]:
    """Where a picture may stand that ends just above a text: not far from the middle."""
    high, clear = window.box[3], float(APART * canvas.scale / canvas.height)
    tops = {text[1] - clear - high for _, boxes in seen for text in boxes}
    heights = [round(top / (1 - high), 4) for top in sorted(tops, reverse=True)]
    return [at for at in heights if RISING[-1] <= at < MIDDLE]


def _across(seen: Sequence[Under], window: Window, height: float, calm: Sequence[float]) -> float:
    """How many texts lie across edges of the picture; it does not leave these heights for that."""
    if height not in calm:
        return math.inf
    return sum(lies_across(text, window.box) for _, boxes in seen for text in boxes)


def _finer(heights: Sequence[float]) -> list[float]:
    """Where a picture may stand that was made smaller for texts, the usual places first."""
    return [*heights, *(at for at in _FINER if at not in heights)]


def _covered(seen: Sequence[Under], window: Window, focus: Focus | None = None) -> float:
    return sum(_hidden(looks, window, boxes, focus) for looks, boxes in seen)


def _hidden(looks: Looks, window: Window, zones: Sequence[Box], focus: Focus | None) -> float:
    """How much of heads texts cover, in shares of the canvas: a photo's move brings faces a little nearer to them."""
    if not looks or not zones:
        return 0.0
    focus = focus or _best(looks, window, zones)[0]
    some = looks[:: max(1, len(looks) // _LOOKS)]
    heads = [head_of(window.on_canvas(box, focus)) for _, boxes in some for box in boxes]
    return sum(shared(zone, head) for zone in zones for head in heads) / len(some)


def _bare(aims: Sequence[Aim]) -> tuple[Aim, ...]:
    """Without those between two like them."""
    kept = list(aims[:1])
    for number in range(1, len(aims)):
        around = [(each.x, each.y) for each in (kept[-1], aims[number], *aims[number + 1 : number + 2])]
        if len(set(around)) > 1 or number == len(aims) - 1:
            kept.append(aims[number])
    return tuple(kept)


def _main(samples: Sequence[Sample]) -> list[tuple[int, list[Box]]]:
    """The looks in which somebody is seen, with the faces that matter."""
    tracks = tracks_in(samples)
    highest = max((box[3] for track in tracks for box in track.seen.values()), default=0.0)
    kept = [track for track in tracks if np.median([box[3] for box in track.seen.values()]) >= MAIN * highest]
    found = ((frame, [t.seen[n] for t in kept if n in t.seen]) for n, (frame, _) in enumerate(samples))
    return [(frame, boxes) for frame, boxes in found if boxes]


def _fit(fit: Fit, choices: Sequence[Fit], seen: Sequence[Under], setting: Setting) -> Fit:
    """The way to show a picture for its faces, smaller if that is wanted."""
    return _smaller(_widest(fit, choices, seen, setting), seen, setting)


def _widest(fit: Fit, choices: Sequence[Fit], seen: Sequence[Under], setting: Setting) -> Fit:
    """The first of the ways to show a picture, from the one it has or the closest crop, that cuts no head off and
    leaves no face under texts; a wider one where that at least halves how much of faces is under texts."""
    if fit not in choices:
        return fit
    order: Sequence[Fit] = ("band", "auto") if fit == "auto" else choices[choices.index(fit) :]
    best, least = order[-1], math.inf
    for each in order:
        window = setting.window(each)
        cut = any(_best(looks, window, [])[1] > CUT_OFF and not _is_alone(looks) for looks, _ in seen if looks)
        if cut and each != order[-1]:
            continue
        covered = _covered(seen, _standing(seen, each, setting)[0])
        if covered < _WORTH * least:
            best, least = each, covered
        if least <= _UNNOTICED:
            break
    return best


def _smaller(fit: Fit, seen: Sequence[Under], setting: Setting) -> Fit:
    """If it may be smaller, the way to show a picture, the one it has or one that cuts no head off, in which texts are
    clear of all heads and these are largest; else that in which all of them together spoil least of one, eyes and
    mouth above all. What somebody wants to fill the canvas does, unless it may be smaller anyhow."""

    def cost(each: Fit) -> tuple[bool, float, float]:
        window = _standing(seen, each, setting)[0]
        cut = each in CUT and any(_best(looks, window, zones)[1] > CUT_OFF for looks, zones in seen if looks)
        return (
            cut,
            max((_spoilt(looks, window, zones) for looks, zones in seen), default=0.0),
            -window.box[3] / window.high,
        )

    may_be = setting.smaller and (setting.anyhow or fit != "fill")
    return min((fit, *SMALLER), key=cost) if may_be else fit


def _spoilt(looks: Looks, window: Window, zones: Sequence[Box]) -> float:
    """How much texts spoil of heads, all together: of each text the largest share of a head, and of eyes and a mouth;
    none where each is on hardly anything of one."""
    if not looks or not zones:
        return 0.0
    focus = _best(looks, window, zones)[0]
    some = looks[:: max(1, len(looks) // _LOOKS)]
    faces = [window.on_canvas(box, focus) for _, boxes in some for box in boxes]
    both = [(head_of(face), core_of(face)) for face in faces]
    if max(share_covered(head, zone) for zone in zones for head, _ in both) <= TOUCHED:
        return 0.0
    return round(sum(max(spoilt_by(zone, head, core) for head, core in both) for zone in zones), 3)


def _is_alone(looks: Sequence[tuple[int, list[Box]]]) -> bool:
    return all(len(boxes) == 1 for _, boxes in looks)


def _path(
    begin: int, end: int, looks: Sequence[tuple[int, list[Box]]], window: Window, zones: Sequence[Zone], rate: Fraction
) -> list[Aim]:
    """Where the crop is in a stretch: still, or after one who walks, slowly."""
    boxes = [box for _, _, box in zones]
    focus, lost = _best(looks, window, boxes)
    if lost <= CUT_OFF or not _is_alone(looks):
        return [Aim(begin, *focus)]
    calm = float(_CALM * rate)
    frames = np.array([frame for frame, _ in looks], float)
    wanted = np.array([_best([each], window, boxes)[0] for each in looks])
    keys = np.linspace(begin, end - 1, max(2, round((end - begin) / (calm / 3)) + 1))
    near = np.exp(-(((keys[:, None] - frames[None]) / (calm / 2)) ** 2)) + 1e-9
    way = (near @ wanted) / near.sum(axis=1)[:, None]
    return [Aim(round(key), round(float(x), 3), round(float(y), 3)) for key, (x, y) in zip(keys, way, strict=True)]


def _best(looks: Sequence[tuple[int, list[Box]]], window: Window, zones: Sequence[Box]) -> tuple[Focus, float]:
    """The focus that shows these faces best, and how much of a head it cuts off at the most."""
    some = looks[:: max(1, len(looks) // _LOOKS)]
    return _best_of(tuple(box for _, boxes in some for box in boxes), window, tuple(zones))


@lru_cache(maxsize=4096)
def _best_of(seen_in: tuple[Box, ...], window: Window, zones: tuple[Box, ...]) -> tuple[Focus, float]:
    """The same of so many boxes: asked for again wherever a picture is tried beside texts."""
    faces = np.array(seen_in)
    lefts, tops = (np.linspace(0, 1 - length, count if length < 1 else 1) for length, count in _axes(window))
    left, top = (each.ravel() for each in np.meshgrid(lefts, tops))
    seen = _in_window(faces, left, top, window)
    head = head_of(seen)
    inside = _shared(head, (0.0, 0.0, 1.0, 1.0)) / np.maximum(head[2] * head[3], 1e-9)
    lost = 1 - inside
    eyes = np.abs(seen[1] + EYES * seen[3] - THIRD)
    aside = np.abs(seen[0] + seen[2] / 2 - 0.5)
    # To cut a face off beside a text is no better than to lay the text on it.
    cut = np.maximum(lost - CUT_OFF, 0)
    cost = _LOST * lost.mean(axis=1) + _COVERED * cut.mean(axis=1)
    cost = cost + _EYES * eyes.mean(axis=1) + _ASIDE * np.abs(aside.mean(axis=1))
    for zone in zones:
        own = _of_window(zone, window)
        cost = cost + _COVERED * (_shared(seen, own) / np.maximum(seen[2] * seen[3], 1e-9)).mean(axis=1)
    best = int(np.argmin(np.round(cost, 9)))
    focus = left[best] + window.wide / 2, top[best] + window.high / 2
    return (round(float(focus[0]), 3), round(float(focus[1]), 3)), float(lost[best].max())


def _axes(window: Window) -> tuple[tuple[float, int], tuple[float, int]]:
    return (window.wide, _COLUMNS), (window.high, _ROWS)


def _in_window(faces: Array, left: Array, top: Array, window: Window) -> tuple[Any, Any, Any, Any]:
    """Left, top, width and height of each face in each window, in shares of that."""
    x = (faces[None, :, 0] - left[:, None]) / window.wide
    y = (faces[None, :, 1] - top[:, None]) / window.high
    ones = np.ones_like(x)
    return x, y, ones * faces[None, :, 2] / window.wide, ones * faces[None, :, 3] / window.high


def _of_window(zone: Box, window: Window) -> Box:
    """A box of the canvas in shares of what is seen of the picture."""
    x, y, wide, high = window.box
    return (zone[0] - x) / wide, (zone[1] - y) / high, zone[2] / wide, zone[3] / high


def _shared(one: tuple[Any, Any, Any, Any], other: Box) -> Any:
    """The area in common."""
    across = np.minimum(one[0] + one[2], other[0] + other[2]) - np.maximum(one[0], other[0])
    down = np.minimum(one[1] + one[3], other[1] + other[3]) - np.maximum(one[1], other[1])
    return np.maximum(across, 0) * np.maximum(down, 0)
