"""How English speaks of pictures and to listeners, and calls the hour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newscast.base.languages.english_days import DAYS
from newscast.base.languages.wording import Wording, clock_minutes, either
from newscast.base.patterns import pattern

_BEGIN = r"(?<![a-z,]\s)"
_SHOWN = "(?:pictures?|images?|footage|videos?|film|map|chart|photos?)"
_PICTURES = rf"""
as you (?:can |may |will |just )?(?:see|saw)(?! (?:fit|it|them|him|her)\b)
(?:here|there) (?:we|you) (?:can )?see
(?:here|there) (?:is|are) (?:the |some |our )?{_SHOWN}(?=\s*[.,:!?]|\s*$)
here (?:is|are) (?:the |some |our )?(?:pictures|images|footage|video) (?:from|of|taken|sent)
(?:you|we) can see (?:\w+ ){{0,3}}(?:in the background|behind (?:me|us)|on the (?:left|right))
here(?:'s|’s) (?:the |some |our |a )?{_SHOWN}
here(?:'s|’s| is) what (?:it|that|this) look(?:s|ed) like
you(?:'re|’re| are) (?:looking at|seeing|watching)(?!\s+(?:your|their|his|her|our|what)\b)
(?:{_SHOWN}|what|as) you (?:can )?see here
you see here
{_SHOWN} you(?:'re|’re| are) about to see
(?:pictured|shown|seen) here(?=\s*,|\s+(?:is|are|was|were)\b)
at the (?:bottom|top|left|right|side|corner) of (?:your|the) (?:tv |television )?screen
on your (?:tv |television )?screens?
on screen(?=\s*[,.;:!?]|\s+(?:now|here)\b|\s*$)
(?:these|this) (?:pictures?|images?|footage) (?:show|shows|come|comes|was|were|is|are)
these are (?:the |some |our )?(?:pictures|images)
in (?:this|these) (?:pictures?|images?|footage|videos?|photos?|shots)(?! games?\b| of (?:the|a) (?:economy|city)\b)
see for your(?:self|selves) in (?:this|these)
(?:take a )?look at (?:this|these) {_SHOWN}
let(?:'s|’s| us) (?:take a look at|look at|watch|see) (?:the|this|these|some) {_SHOWN}
{_BEGIN}(?:watch how(?! you\b)|look at that|look at the (?:size|state|color|colour))
what you(?:'re|’re| are) seeing
(?:the )?(?:pictures|images|footage) (?:that )?you(?:'re|’re| are) (?:seeing|watching)
thanks? (?:you )?for watching
(?:dear|our) viewers
those of you watching
those watching(?!\s+(?:the|a|an|over|for|from the|their|his|her)\b)
"""
_LISTENING = rf"""
as you (?:can |just |have |may )?(?:hear|heard)(?=\s*[,.;:!?]|\s*$)
you(?:'re|’re| are) listening to
thanks? (?:you )?for listening
(?:dear|our) listeners
those (?:of you )?listening
listeners at home
{_BEGIN}listeners(?=,)
{_BEGIN}keep listening
stay tuned to this (?:station|frequency)
turn up (?:your|the) radio
(?:on|to) this (?:frequency|station(?=\s*[.,!]|\s*$)|radio station|radio show)
on your (?:radio|dial)
(?:keep|leave) your radio (?:on|tuned)
"""
_HOURS = {word: number for word, number in DAYS.numbers.items() if number <= 12 and word.isalpha()}
_MINUTES = {word: number for word, number in DAYS.numbers.items() if number < 60}
_HOUR = rf"(?P<hour>\d{{1,2}}|{'|'.join(sorted(_HOURS, key=len, reverse=True))})"
_MINUTE = rf"{'|'.join(sorted(map(re.escape, _MINUTES), key=len, reverse=True))}"
_HALF = r"(?P<half>in\s+the\s+(?:morning|afternoon|evening)|at\s+night|a\.?\s?m\b\.?|p\.?\s?m\b\.?)"
_ABOUT = (
    r"(?:(?:now|exactly|already|almost|nearly|coming\s+up\s+to|just\s+(?:gone|past)|"
    r"(?:just|shortly)\s+(?:after|before))\s+)*"
)
_IT_IS = rf"\b(?:it(?:'s|’s| is)|the\s+time\s+is)\s+{_ABOUT}"
_CALL = pattern(
    rf"{_IT_IS}{_HOUR}(?::(?P<figures>\d\d)|\s+(?P<minute>{_MINUTE}))?\b(?P<sharp>\s+o['’]clock\b)?(?:,?\s+{_HALF})?"
)
_NEAR = pattern(
    rf"{_IT_IS}(?:a\s+)?(?P<minute>half|quarter|{_MINUTE})(?:\s+minutes?)?\s+(?P<side>past|to)\s+{_HOUR}\b"
    rf"(?=\s*(?:[.,;:!?…]|$)|\s+(?:in|at|and|here|now|o['’]clock|a\.?m|p\.?m)\b)(?:,?\s+{_HALF})?"
)
_SCORED = frozenset({"one", "two", "three", "four"})
"""Minutes that nobody calls without saying so: *two to one* is a score."""
_NOON = pattern(rf"{_IT_IS}(?:twelve\s+)?(?P<noon>noon|midnight)\b(?=\s*(?:[.,;!?…]|$))")
_ENDS = pattern(r"\s*(?:[.!,;…]|$)")
_ALONE = pattern(rf"(?:^|[.!?…])\s*{_HOUR}\s+o['’]clock(?:\s+{_HALF})?(?=\s*[.,!…]|\s*$)")


def _hours(text: str) -> Iterator[tuple[int, int, frozenset[int]]]:
    """*It's seven o'clock*, *it is 7:05 a.m.*, *it's a quarter to eight*; what is counted is no hour."""
    for found in _CALL.finditer(text):
        told = found["half"] or found["figures"] or found["sharp"]
        if told or ((found["minute"] or "just" in found[0]) and _ENDS.match(text, found.end())):
            yield _called(found, int(found["figures"] or _MINUTES.get(found["minute"] or "", 0)))
    for found in _NOON.finditer(text):
        yield found.start(), found.end(), frozenset({12 * 60 if found["noon"] == "noon" else 0})
    for found in _ALONE.finditer(text):
        yield _called(found, 0)
    for found in _NEAR.finditer(text):
        if found["side"] == "to" and found["minute"] in _SCORED and "minute" not in found[0]:
            continue
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
