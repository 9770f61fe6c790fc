"""How English speaks of pictures and to listeners, and calls the hour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.languages.english_days import DAYS
from newscast.base.languages.wording import Wording, clock_minutes, either
from newscast.base.patterns import pattern

_PICTURES = r"""
as you (?:can |may |will |just )?(?:see|saw)(?! (?:fit|it|them|him|her)\b)
(?:here|there) (?:we|you) (?:can )?see
you(?:'re|’re| are) (?:looking at|seeing|watching)
on your (?:tv |television )?screens?
on screen(?=\s*[,.;:!?]|\s+(?:now|here)\b|\s*$)
(?:these|this) (?:pictures?|images?|footage) (?:show|shows|come|comes|was|were|is|are)
(?:take a )?look at (?:this|these) (?:pictures?|images?|footage|video|map|chart)
(?:the )?(?:pictures|images|footage) (?:that )?you(?:'re|’re| are) (?:seeing|watching)
thanks? (?:you )?for watching
(?:dear|our) viewers
those (?:of you )?watching
"""
_LISTENING = r"""
as you (?:can |just |have |may )?(?:hear|heard)(?=\s*[,.;:!?]|\s*$)
you(?:'re|’re| are) listening to
thanks? (?:you )?for listening
(?:dear|our) listeners
those (?:of you )?listening
listeners at home
(?:on|to) this (?:frequency|radio station|radio show)
on your (?:radio|dial)
"""
_HOURS = {word: number for word, number in DAYS.numbers.items() if number <= 12 and word.isalpha()}
_MINUTES = {word: number for word, number in DAYS.numbers.items() if number < 60}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(sorted(_HOURS, key=len, reverse=True))})"
_MINUTE = rf"{'|'.join(sorted(map(re.escape, _MINUTES), key=len, reverse=True))}"
_HALF = r"(?P<half>in\s+the\s+(?:morning|afternoon|evening)|at\s+night|a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_IT_IS = r"\b(?:it(?:'s|’s| is)|the\s+time\s+is)\s+(?:now\s+)?"
_CALL = pattern(
    rf"{_IT_IS}{_HOUR}(?::(?P<figures>\d\d)|\s+(?P<minute>{_MINUTE}))?\b(?P<sharp>\s+o['’]clock\b)?(?:,?\s+{_HALF})?"
)
_NEAR = pattern(
    rf"{_IT_IS}(?:a\s+)?(?P<minute>half|quarter|{_MINUTE})(?:\s+minutes?)?\s+(?P<side>past|to)\s+{_HOUR}\b(?:,?\s+{_HALF})?"
)


def _hours(text: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """*It's seven o'clock*, *it is 7:05 a.m.*, *it's a quarter to eight*; what is counted is no hour."""
    for found in _CALL.finditer(text):
        if found["half"] or found["figures"] or found["sharp"]:
            yield _called(found, int(found["figures"] or _MINUTES.get(found["minute"] or "", 0)))
    for found in _NEAR.finditer(text):
        minute = {"half": 30, "quarter": 15}.get(found["minute"]) or _MINUTES[found["minute"]]
        yield _called(found, minute if found["side"] == "past" else -minute)


def _called(found: re.Match[str], minute: int) -> tuple[int, int, frozenset[int]]:
    hour = _HOURS.get(found["hour"]) or int(found["hour"])
    return found.start(), found.end(), clock_minutes(hour, minute, _half(found["half"] or "", hour))


def _half(said: str, hour: int) -> str:
    """Twelve at night is 0:00."""
    if said.startswith("a") and not said.startswith("at"):
        return "am"
    if said.endswith("morning") or (said.endswith("night") and hour == 12):
        return "am"
    return "pm" if said else ""


WORDING = Wording(
    pictures=either(_PICTURES),
    listening=either(_LISTENING),
    sees=pattern(r"\b(?:see|seeing|saw|watch|watching|viewers?|screens?|television|tv)\b"),
    hears=pattern(r"\b(?:hear|heard|hearing|listen|listening|listeners?|radio)\b"),
    hours=_hours,
)
