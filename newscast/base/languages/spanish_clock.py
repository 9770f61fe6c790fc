"""How Spanish calls the hour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.languages.model import unaccented
from newscast.base.languages.spanish_days import DAYS
from newscast.base.languages.wording import clock_minutes
from newscast.base.patterns import pattern

_HOURS = {1: "una"} | {
    hour: word for word, hour in DAYS.numbers.items() if 1 < hour <= 24 and " " not in word and hour != 21
}
_WORDS = {word: number for number, word in _HOURS.items()} | {"veintiuna": 21, "cero": 0}
_NUMBERS = {unaccented(word): number for word, number in DAYS.numbers.items() if number < 60}
_MINUTES = {
    **{
        f"{ten} y {one}": number + each
        for ten, number in (("treinta", 30), ("cuarenta", 40), ("cincuenta", 50))
        for one, each in _NUMBERS.items()
        if each < 10
    },
    **_NUMBERS,
    "treinta": 30,
    "cuarenta": 40,
    "cincuenta": 50,
    "media": 30,
    "cuarto": 15,
    "un": 1,
}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_MINUTE = (
    rf"(?:\d{{1,2}}|{'|'.join(each.replace(' ', chr(92) + 's+') for each in sorted(_MINUTES, key=len, reverse=True))})"
)
_HALF = r"(?P<half>de la (?:mañana|madrugada|tarde|noche)|del dia|del mediodia|a\.? ?m\.?|p\.? ?m\.?)"
_CALLS = (
    *("son ", "siendo la", "tenemos la", "es la", "es ya la", " con ", " y media", " y cuarto"),
    *("en punto", "mediodia", "medianoche"),
)
"""How the hour is called, which is quickly seen: most texts do not."""
_CALL = pattern(
    r"\b(?:(?:son|siendo|tenemos)\s+(?:ya\s+|casi\s+)?las?|es\s+(?:ya\s+)?la)\s+(?:ya\s+)?"
    rf"{_HOUR}(?:[:.](?P<figures>\d\d))?\b"
    rf"(?:\s+horas?\b)?(?:,?\s+(?P<joined>con|y|menos)\s+(?P<minute>{_MINUTE})\b(?!\s+grados?\b)(?:\s+minutos?\b)?)?"
    rf"(?P<sharp>\s+en\s+punto\b)?(?:\s+horas?\b)?"
    rf"(?:,?\s+{_HALF}(?:\s+con\s+(?P<late>{_MINUTE})\s+minutos?\b)?)?"
)
_SHORT = pattern(
    rf"\b(?:las?\s+)?{_HOUR}(?:\s+horas?)?(?:\s+{_HALF})?"
    rf"(?:\s+con\s+(?P<minute>{_MINUTE})\s+minutos?|\s+y\s+(?P<part>media|cuarto)|\s+en\s+punto)\b"
    rf"(?:\s+{_HALF.replace('half', 'later')})?|\bes\s+(?:ya\s+)?(?P<noon>mediodia|medianoche)(?:\s+en\s+punto)?\b"
    rf"|\ben\s+punto\s+de\s+las?\s+{_HOUR.replace('hour', 'sharp')}\b(?:\s+{_HALF.replace('half', 'day')})?"
)
"""*Siete de la mañana con cinco minutos*, *las siete en punto*, *es mediodía*: calls of a whole sentence."""
_BEFORE = pattern(
    rf"\b(?P<call>(?:faltan?|son)\s+)?(?:un\s+)?(?P<minute>{_MINUTE})(?:\s+minutos?)?\s+para\s+las?\s+{_HOUR}\b"
    rf"(?!\s+(?:mil|millones|cientos?)\b)(?:\s+{_HALF})?"
)
_BEGINS = pattern(r"(?:^|[.!?¡¿,;:…])\s*(?:ya\s+)?$")
_ENDS = pattern(r"\s*(?:[.!,;…]|$)")


def called_hours(text: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """*Son las siete de la mañana*, *son las 7:05*, *faltan diez para las ocho*; what is counted is no hour."""
    called = any(each in text for each in _CALLS)
    for found in _CALL.finditer(text) if called else ():
        told = found["half"] or found["figures"] or found["joined"] or found["sharp"] or "hora" in found[0]
        if told or _alone(text, found):
            minute = int(found["figures"] or 0) + _number(found["minute"]) * (-1 if found["joined"] == "menos" else 1)
            yield _called(found, minute + _number(found["late"]))
    for found in _SHORT.finditer(text) if called else ():
        if _alone(text, found):
            yield _called_shortly(found)
    for found in _BEFORE.finditer(text) if "para" in text else ():
        if found["call"] or _alone(text, found):
            yield _called(found, -_number(found["minute"]))


def _alone(text: str, found: re.Match[str]) -> bool:
    """Whether it is all that its sentence says."""
    return bool(_BEGINS.search(text[: found.start()]) and _ENDS.match(text, found.end()))


def _called_shortly(found: re.Match[str]) -> tuple[int, int, frozenset[int]]:
    if found["noon"]:
        return found.start(), found.end(), frozenset({12 * 60 if found["noon"] == "mediodia" else 0})
    hour = _hour(found["hour"] or found["sharp"])
    half = _half(found["half"] or found["later"] or found["day"] or "", hour)
    return found.start(), found.end(), clock_minutes(hour, _number(found["minute"] or found["part"]), half)


def _called(found: re.Match[str], minute: int) -> tuple[int, int, frozenset[int]]:
    hour = _hour(found["hour"])
    return found.start(), found.end(), clock_minutes(hour, minute, _half(found["half"] or "", hour))


def _hour(word: str) -> int:
    return _WORDS[word] if word in _WORDS else int(word)


def _number(word: str | None) -> int:
    if not word:
        return 0
    return int(word) if word.isdigit() else _MINUTES[" ".join(word.split())]


def _half(said: str, hour: int) -> str:
    """Twelve at night is 0:00, twelve of the day 12:00."""
    if said.startswith(("de la mañana", "de la madrugada", "a")) or (said.endswith("noche") and hour == 12):
        return "am"
    return "pm" if said else ""
