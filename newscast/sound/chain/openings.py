"""Openings: whether a mouth may open at a moment, out of the closure of a stop or out of a hum through the nose."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

BREATH = (4, 44)
"""Milliseconds after a moment in which a t or k breathes or goes on into its vowel, and before it."""
STEP = 10
"""Grains of a step in which it is known whether a voice swings: 10 ms hold a pulse of the deepest one."""
_CLOSURE = (110, 80)
"""Milliseconds without voice before and after the burst of a stop at most: it opens a mouth that closed for it. Stops
stay closed for 40 to 100 ms, and their vowel follows within 80 (Lisker and Abramson, 1964)."""
_BESIDE = 24
"""Milliseconds on either side in which a click that falls into a vowel has voice."""
_BRIGHTER, _STILL = 10.0, 10.0
"""Times as sharp as before that a voice is once an m or n opens, at least; and of how sharp it is then, at most that
sharp is the opening. Of 1,350 clicks in words and beside them two are so."""
_NEXT = 12
"""Milliseconds after it that say how sharp it is then."""


def in_closure(voiced: NDArray[np.bool_], first: int, last: int) -> bool:
    """Whether voice ends shortly before these grains or begins shortly after them, and does not go on around them."""
    long_before, long_after = _CLOSURE
    # A step of the voice that what broke lies in may swing by that alone.
    before, after = first // STEP * STEP, -(-last // STEP) * STEP
    ends, begins = voiced[max(0, first - long_before) : before], voiced[after : last + long_after]
    goes_on = bool(ends[-_BESIDE:].any()) and bool(begins[:_BESIDE].any())
    return bool(ends.any() or begins.any()) and not goes_on


def opens_voice(jump: NDArray[np.float32], voiced: NDArray[np.bool_], first: int, last: int) -> bool:
    """Whether a voice that goes on around these grains is so much brighter from there on that they are its opening."""
    near, far = BREATH
    around = voiced[max(0, first - _BESIDE) : last + _BESIDE]
    before, after = jump[max(0, first - far) : max(0, first - near)], jump[last + near : last + far]
    if not (around.all() and len(before) and len(after)):
        return False
    brighter = float(np.median(after)) > _BRIGHTER * float(np.median(before))
    return brighter and float(jump[first:last].max()) < _STILL * float(after[:_NEXT].max())
