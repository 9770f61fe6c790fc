"""Numbers in English copy, and what they count."""

from __future__ import annotations

from newscast.base.languages.model import words
from newscast.base.languages.quantities import Quantities, singular


def _with_and(number: str) -> tuple[str, str]:
    """Hundreds and ones, parted by *and*, and without it."""
    without = number.replace(" and ", " ")
    return without, without.replace("hundred ", "hundred and ")


QUANTITIES = Quantities(
    magnitudes={"thousand": 10**3, "million": 10**6, "billion": 10**9},
    one=words("one"),
    plain=lambda word: word,
    said=_with_and,
    further={},
    hours=words("at"),
    percent=("per", "cent"),
    of="of",
    month_beside=True,
    plural="",
    uncounted=words("and or in to at if is are a"),
    frequent=frozenset(map(singular, words("dollars pesos years months days hours minutes meters metres kilometers"))),
)
