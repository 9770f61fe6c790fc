"""How layers speed up and slow down on their way: curves by the names that designers know."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import cos, pi


@dataclass(frozen=True)
class Ease:
    """How much of the way is left, 1 to 0, when a share of the time is left, 1 to 0: in Python, and in ffmpeg's words
    with `{left}` for that share."""

    left: Callable[[float], float]
    expression: str


def _power(exponent: int) -> Ease:
    return Ease(lambda left: left**exponent, f"pow({{left}},{exponent})")


CUBIC = "cubic"
"""The curve of what names none."""
EASES: Mapping[str, Ease] = {
    "linear": _power(1),
    "quad": _power(2),
    CUBIC: _power(3),
    "quart": _power(4),
    "quint": _power(5),
    "sine": Ease(lambda left: 1 - cos(left * pi / 2), "(1-cos({left}*PI/2))"),
    "smooth": Ease(lambda left: left * left * (3 - 2 * left), "(pow({left},2)*(3-2*{left}))"),
}
"""All slow down towards their place, but for `linear`; `smooth` starts slowly as well. Leaving is the reverse."""
