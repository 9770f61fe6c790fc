"""How a language writes numbers in copy, and what they count, as data."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Quantities:
    """The words beside which a number is a figure, a day or an hour. All of them are unaccented, in lower case."""

    magnitudes: Mapping[str, int]
    one: Collection[str]
    """The number one, which mostly is an article."""
    plain: Callable[[str], str]
    """A word of a number, whatever it counts: *doscientas* is *doscientos*."""
    said: Callable[[str], Iterable[str]]
    """The further ways in which a number below a thousand is said, from how it is read aloud."""
    further: Mapping[tuple[str, ...], int]
    """Numbers that are said otherwise before a noun."""
    hours: Collection[str]
    """Words before an hour: *a las ocho*."""
    percent: tuple[str, str]
    of: str
    """What leads from a number to its month, and from a round one to what it counts: *dos millones de pesos*."""
    month_beside: bool
    """Whether a month stands beside its day: *20 November*, *November 20*."""
    plural: str
    """How every plural of a noun ends, "" where there is no telling: other words after a number are not counted."""
    uncounted: Collection[str]
    """Words after a number that say nothing of what it counts."""
    frequent: Collection[str]
    """What one story counts several times, in several things; in the singular, as `singular` has it."""


def singular(word: str) -> str:
    """A noun in the singular, near enough for telling it from others."""
    for ending in ("es", "s"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word.removesuffix(ending).removesuffix("e")
    return word.removesuffix("e") if len(word) > 4 else word
