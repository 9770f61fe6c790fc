"""How English names days, in figures and in words."""

from __future__ import annotations

import re

from newscast.base.languages.days import DayWords
from newscast.base.languages.english_words import MONTHS, SHORT_MONTHS, WEEKDAYS
from newscast.base.languages.model import unaccented
from newscast.base.patterns import pattern

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth"),
    *("nineteenth", "twentieth"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS = dict(enumerate(_ONES, 1)) | {
    10 * ten + one: f"{word}-{_ONES[one - 1]}" if one else word
    for ten, word in enumerate(_TENS, 2)
    for one in range(10)
}
_NTH = dict(enumerate(_ORDINALS, 1)) | {
    **{20 + one: f"twenty-{_ORDINALS[one - 1]}" for one in range(1, 10)},
    30: "thirtieth",
    31: "thirty-first",
}


def in_words(number: int) -> str:
    """A day of the month, or a year from 2010 to 2099, as it is read: *twentieth*, *twenty twenty-six*."""
    return _NTH[number] if number < 100 else f"twenty {_NUMBERS[number - 2000]}"


def _marked(number: int, mark: str) -> str:
    """With the mark that this number has, where the other had one."""
    own = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{own}" if mark else str(number)


def _either(words: list[str] | tuple[str, ...]) -> str:
    """A pattern for any of these words, longer ones first; a hyphen may be a blank."""
    return "|".join(each.replace("-", r"[-\s]") for each in sorted(words, key=len, reverse=True))


_TWO = _either([_NUMBERS[number] for number in range(10, 100)])
_DAY = rf"\d{{1,2}}(?:st|nd|rd|th)?|{_either(list(_NTH.values()))}"
_YEAR = rf"\d{{4}}|twenty\s(?:{_TWO})|two\sthousand(?:\sand)?\s(?:{_either([*_NUMBERS.values()])})"
_ON = f"(?:{_either(WEEKDAYS)})"
_MONTHS = _either((*MONTHS, *(month.title() for month in SHORT_MONTHS)))
_CAPITALS = f"(?-i:{_MONTHS}|{_MONTHS.upper()})"
"""Without its capital `may` is no month."""
_MONTH_FIRST = pattern(
    rf"\b(?:(?P<weekday>{_ON}),?\s+(?:the\s+)?)?(?P<month>{_CAPITALS})\.?\s+(?:the\s+)?(?P<day>{_DAY})\b(?![:/\d%])(?!\.\d)"
    rf"(?:,?\s+(?P<year>{_YEAR})\b)?",
    re.IGNORECASE,
)
_DAY_FIRST = pattern(
    rf"\b(?:(?P<weekday>{_ON}),?\s+(?:the\s+)?)?(?<![\d.,:/-])(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_CAPITALS})\b\.?"
    rf"(?:,?\s+(?P<year>{_YEAR})\b)?",
    re.IGNORECASE,
)
_WEEKDAY = pattern(rf"(?<!\b[Bb]lack )(?<!\b[Ss]uper )\b(?:{_ON}|{_ON.upper()})\b")
_HABIT = pattern(
    rf"\b(?:every|each)\s+{_ON}(?:\s+and\s+{_ON})*|\b{_ON}s?\s+(?:to|through|till|until|[-–])\s+{_ON}\b"
    rf"|\b{_ON}(?:,\s*{_ON})+(?:,?\s+and\s+{_ON})?",
    re.IGNORECASE,
)

DAYS = DayWords(
    dates=(_MONTH_FIRST, _DAY_FIRST),
    weekday=_WEEKDAY,
    habit=_HABIT,
    near={
        "today": 0,
        "tonight": 0,
        "this ": 0,
        "last night": -1,
        "yesterday": -1,
        "the day before": -2,
        "day before": -2,
        "the day after": 2,
        "day after": 2,
        "tomorrow": 1,
    },
    today=pattern(r"(?:^|[.:;!?,–—]\s*)(?:today\s+is|today's|it\s+is|it['’]s|this\s+is)\s+(?:the\s+)?$", re.IGNORECASE),
    joined=pattern(r",?\s+(?:(?:is|this|the)\s+)?", re.IGNORECASE),
    until=pattern(
        rf"\b(?:to|and|or|through|till|until|between)\s+(?:the\s+)?$|(?:\d|{_ON})\s*[-–—]\s*$", re.IGNORECASE
    ),
    goes_on=pattern(
        rf"\s+(?:\d|(?:to|through|till|until|and|or)\s+(?:the\s+)?(?:{_ON}|{_CAPITALS}|\d))"
        rf"|\s*[-–—]\s*(?:\d|{_ON})|,\s*{_ON}",
        re.IGNORECASE,
    ),
    weekdays=tuple(map(unaccented, WEEKDAYS)),
    numbers={word.replace("-", " "): number for table in (_NUMBERS, _NTH) for number, word in table.items()}
    | {in_words(year).replace("-", " "): year for year in range(2010, 2100)}
    | {
        f"two thousand {join}{word.replace('-', ' ')}": 2000 + number
        for number, word in _NUMBERS.items()
        for join in ("", "and ")
    },
    month_names=MONTHS,
    short_months=frozenset(month[:3].lower() for month in MONTHS) | {"sept"},
    months={month.lower(): at for at, month in enumerate(MONTHS, 1)}
    | {short: MONTHS.index(month) + 1 for short, month in SHORT_MONTHS.items()},
    month_first=True,
    in_words=in_words,
    marked=_marked,
)
