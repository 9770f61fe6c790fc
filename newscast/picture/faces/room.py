"""How large a picture with faces is shown, and how high it stands, so that texts over it lie on none of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

from newscast.base.box import Box, share_covered, shared
from newscast.base.canvas import Canvas
from newscast.picture.boxes import (
    APART,
    ASIDE,
    BESIDE,
    CUT,
    HEIGHTS,
    MIDDLE,
    RISING,
    SMALLER,
    TOUCHED,
    is_floating,
    lies_across,
)
from newscast.picture.faces.crop import CUT_OFF, LOOKS, Looks, best_crop
from newscast.picture.faces.heads import core_of, head_of, spoilt_by
from newscast.picture.faces.setting import Setting, Under
from newscast.picture.faces.window import Window
from newscast.picture.fit import Focus
from newscast.timeline.seen import Fit

_FINER = tuple(step / 16 for step in range(17))
"""Where a picture may stand that was made smaller for texts, which may have to stand between two."""
_FILLS = 0.99
"""The share of a canvas's height from which on a picture has nowhere to go."""
_UNNOTICED = 0.003
"""How much of heads under texts, in shares of the canvas, is no reason to show a picture wider."""
_OFF_CENTRE = 0.75
"""What a picture at the side of the canvas is worth of one in its middle."""
_WORTH = 0.5
"""What a wider one leaves of that at most, to be worth it."""


def standing(seen: Sequence[Under], fit: Fit, setting: Setting, focus: Focus | None = None) -> tuple[Window, float]:
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
    """Where a picture may stand that ends just above a text: not far from the middle, but with ground all around."""
    high, clear = window.box[3], float(APART * canvas.scale / canvas.height)
    frame, wide = (canvas.width, canvas.height), window.box[2]
    floats = is_floating((round(wide * frame[0]), round(high * frame[1])), frame)
    highest = 0.0 if floats else RISING[-1]
    tops = {text[1] - clear - high for _, boxes in seen for text in boxes}
    heights = [round(top / (1 - high), 4) for top in sorted(tops, reverse=True)]
    return [at for at in heights if highest <= at < MIDDLE]


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
    focus = focus or best_crop(looks, window, zones)[0]
    some = looks[:: max(1, len(looks) // LOOKS)]
    heads = [head_of(window.on_canvas(box, focus)) for _, boxes in some for box in boxes]
    return sum(shared(zone, head) for zone in zones for head in heads) / len(some)


def fit_for(fit: Fit, choices: Sequence[Fit], seen: Sequence[Under], setting: Setting) -> Fit:
    """The way to show a picture for its faces, smaller if that is wanted."""
    return smaller_fit(_widest(fit, choices, seen, setting), seen, setting)


def _widest(fit: Fit, choices: Sequence[Fit], seen: Sequence[Under], setting: Setting) -> Fit:
    """The first of the ways to show a picture, from the one it has or the closest crop, that cuts no head off and
    leaves no face under texts; a wider one where that at least halves how much of faces is under texts."""
    if fit not in choices:
        return fit
    order: Sequence[Fit] = ("band", "auto") if fit == "auto" else choices[choices.index(fit) :]
    best, least = order[-1], math.inf
    for each in order:
        window = setting.window(each)
        cut = any(best_crop(looks, window, [])[1] > CUT_OFF and not is_alone(looks) for looks, _ in seen if looks)
        if cut and each != order[-1]:
            continue
        covered = _covered(seen, standing(seen, each, setting)[0])
        if covered < _WORTH * least:
            best, least = each, covered
        if least <= _UNNOTICED:
            break
    return best


def smaller_fit(fit: Fit, seen: Sequence[Under], setting: Setting) -> Fit:
    """If it may be smaller, the way to show a picture, the one it has or one that cuts no head off, in which texts are
    clear of all heads and these are largest; else that in which all of them together spoil least of one, eyes and
    mouth above all. What somebody wants to fill the canvas does, unless it may be smaller anyhow."""

    def cost(each: Fit) -> tuple[bool, float, float]:
        window = standing(seen, each, setting)[0]
        cut = each in CUT and any(best_crop(looks, window, zones)[1] > CUT_OFF for looks, zones in seen if looks)
        return (
            cut,
            max((_spoilt(looks, window, zones) for looks, zones in seen), default=0.0),
            -window.box[3] / window.high * (_OFF_CENTRE if each in ASIDE and wide else 1) * clear(window),
        )

    def clear(window: Window) -> float:
        """How much of it is seen on a tall canvas; on others texts lie on all that is large."""
        area = window.box[2] * window.box[3]
        hidden = max((sum(shared(text, window.box) for text in zones) / area for _looks, zones in seen), default=0.0)
        return max(0.0, 1 - hidden) if tall else 1.0

    may_be = setting.smaller and (setting.anyhow or fit != "fill")
    wide, tall = setting.canvas.width > setting.canvas.height, setting.canvas.height > setting.canvas.width
    windowed = any(_is_right_of(window, setting.window(BESIDE).box) for _first, _last, window in setting.windows)
    ways = [each for each in SMALLER if (windowed if each == BESIDE else wide or each not in ASIDE)]
    return min((fit, *ways), key=cost) if may_be else fit


def _is_right_of(window: Box, picture: Box) -> bool:
    return window[0] >= picture[0] + picture[2]


def _spoilt(looks: Looks, window: Window, zones: Sequence[Box]) -> float:
    """How much texts spoil of heads, all together: of each text the largest share of a head, and of eyes and a mouth;
    none where each is on hardly anything of one."""
    if not looks or not zones:
        return 0.0
    focus = best_crop(looks, window, zones)[0]
    some = looks[:: max(1, len(looks) // LOOKS)]
    faces = [window.on_canvas(box, focus) for _, boxes in some for box in boxes]
    both = [(head_of(face), core_of(face)) for face in faces]
    if max(share_covered(head, zone) for zone in zones for head, _ in both) <= TOUCHED:
        return 0.0
    return round(sum(max(spoilt_by(zone, head, core) for head, core in both) for zone in zones), 3)


def is_alone(looks: Looks) -> bool:
    return all(len(boxes) == 1 for _, boxes in looks)
