"""How Spanish names days, in figures and in words."""

from __future__ import annotations

import re

from newscast.base.languages.days import DayWords
from newscast.base.languages.model import unaccented
from newscast.base.languages.spanish_counting import SMALL
from newscast.base.languages.spanish_words import MONTHS, SHORT_MONTHS, WEEKDAYS
from newscast.base.patterns import pattern


def in_words(number: int) -> str:
    """A day of the month, or a year from 2000 to 2099, as it is read: *primero*, *veinte*, *dos mil veintiséis*."""
    if number < 100:
        return "primero" if number == 1 else SMALL[number]
    return "dos mil" if number == 2000 else f"dos mil {SMALL[number - 2000]}"


def _marked(number: int, mark: str) -> str:
    """Only the first of a month is an ordinal."""
    return f"{number}{mark}" if number == 1 else str(number)


def _either(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of these words, with or without their accents; longer ones first."""
    accents = {"á": "[aá]", "é": "[eé]", "í": "[ií]", "ó": "[oó]", "ú": "[uú]"}
    ordered = sorted(words, key=len, reverse=True)
    return "|".join("".join(accents.get(letter, letter) for letter in each).replace(" ", r"\s+") for each in ordered)


_DAY = rf"\d{{1,2}}(?:\s?[º°ª]|o\.?|ro\.?)?|primero|{_either([SMALL[day] for day in range(1, 32)])}"
_YEAR = rf"\d{{4}}|dos\s+mil(?:\s+(?:{_either([SMALL[year] for year in range(1, 100)])}))?"
_ON = f"(?:{_either(WEEKDAYS)})"
_MONTHS = _either((*MONTHS, "setiembre"))
_DATE = pattern(
    rf"\b(?:(?P<weekday>{_ON}),?\s+(?:el\s+)?(?:d[ií]a\s+)?)?(?<![\d.,:/-])(?P<day>{_DAY})\s+(?:del?\s+)(?:mes\s+de\s+)?"
    rf"(?=(?P<named>(?-i:[A-Z][a-z]))?)(?P<month>{_MONTHS})\b"
    rf"(?:,?\s+(?:de|del)\s+(?:año\s+)?(?P<year>{_YEAR})\b)?",
    re.IGNORECASE,
)
_SHORT = pattern(
    rf"\b(?:(?P<weekday>{_ON}),?\s+)?(?<![\d.,:/-])(?P<day>\d{{1,2}})[\s/-](?:de\s)?(?P<month>{'|'.join(SHORT_MONTHS)})\b"
    rf"(?:[\s/-](?:de\s)?(?P<year>\d{{4}})\b)?",
    re.IGNORECASE,
)
_WEEKDAY = pattern(
    rf"(?<!\bsanto )\b(?!(?-i:Domingo)\s+(?-i:[A-ZÁÉÍÓÚÑ][a-záéíóúñ])){_ON}\b",
    re.IGNORECASE,
)
"""But for Santo Domingo and Domingo Pérez."""
_HABIT = pattern(
    rf"\b(?:los|las|cada|todos\s+los|en|por)\s+(?:d[ií]as\s+)?{_ON}(?:\s+[ya]\s+{_ON})*"
    rf"|\b{_ON}\s+(?:a|al|hasta)\s+(?:el\s+)?{_ON}\b|\b{_ON}(?:,\s*{_ON})+(?:\s+y\s+{_ON})?",
    re.IGNORECASE,
)

DAYS = DayWords(
    dates=(_DATE, _SHORT),
    weekday=_WEEKDAY,
    habit=_HABIT,
    weekdays=tuple(map(unaccented, WEEKDAYS)),
    near={
        "hoy": 0,
        "esta ": 0,
        "anteayer": -2,
        "antier": -2,
        "antes de ayer": -2,
        "anteanoche": -2,
        "antenoche": -2,
        "ayer": -1,
        "anoche": -1,
        "pasado ma": 2,
        "ma": 1,
    },
    today=pattern(
        r"(?:^|[.:;!?¡¿,–—]\s*)(?:hoy\s+)?(?:es|estamos\s+a|les\s+saludamos\s+este)(?:\s+el)?\s+$", re.IGNORECASE
    ),
    joined=pattern(r",?\s+(?:(?:es|este|el)\s+)?", re.IGNORECASE),
    until=pattern(rf"\b(?:al?|y|o|e|hasta(?:\s+el)?|entre)\s+$|(?:\d|{_ON})\s*[-–—]\s*$", re.IGNORECASE),
    goes_on=pattern(
        rf"\s+(?:\d|al\b|hasta\b|(?:a|y|o)\s+(?:el\s+)?(?:{_ON}|\d))|\s*[-–—]\s*(?:\d|{_ON})|,\s*{_ON}", re.IGNORECASE
    ),
    numbers={unaccented(word): number for number, word in SMALL.items()}
    | {"primero": 1}
    | {unaccented(in_words(year)): year for year in range(2000, 2100)},
    month_names=MONTHS,
    short_months=frozenset(short for short in SHORT_MONTHS if len(short) < 5),
    months={month: at for at, month in enumerate(MONTHS, 1)}
    | {
        short: MONTHS.index("septiembre" if month == "setiembre" else month) + 1
        for short, month in SHORT_MONTHS.items()
    }
    | {"setiembre": 9},
    month_first=False,
    in_words=in_words,
    marked=_marked,
)
