"""Numbers in Spanish copy, and what they count."""

from __future__ import annotations

from newscast.base.languages.model import words
from newscast.base.languages.quantities import Quantities, singular

_MASCULINE = {"una": "uno", "un": "uno", "veintiuna": "veintiuno", "veintiun": "veintiuno", "quinientas": "quinientos"}


def _masculine(word: str) -> str:
    return _MASCULINE.get(word, word.removesuffix("as") + "os" if word.endswith("ientas") else word)


QUANTITIES = Quantities(
    magnitudes={"mil": 10**3, "millon": 10**6, "millones": 10**6},
    one=words("un una uno"),
    plain=_masculine,
    said=lambda _number: (),
    further={("ciento",): 100},
    hours=words("las"),
    percent=("por", "ciento"),
    of="de",
    month_beside=False,
    plural="s",
    uncounted=words(
        "a al en y o e u con que se es son para por como la el los las del desde hasta si no ya cuando donde lo le más"
        " cada"
    ),
    frequent=frozenset(map(singular, words("pesos años meses días horas minutos metros kilómetros miles"))),
)
