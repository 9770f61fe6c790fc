"""Words of copy that fit one medium only: those that speak of pictures, those that speak to listeners, hour calls."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from newscast.base.languages.model import unaccented
from newscast.base.patterns import pattern

if TYPE_CHECKING:
    from newscast.base.languages.model import Language

DAY = 24 * 60
"""Minutes."""
_QUOTED = pattern(r"«[^«»]{1,300}»|“[^“”]{1,300}”|\"[^\"]{1,300}\"")
_AROUND = " \t\r\n,;:.¡!¿?"
_SENTENCE = pattern(r"[^.!?…\n]+(?:\.(?=\d)[^.!?…\n]+)*[.!?…]*")


@dataclass(frozen=True)
class Wording:
    """How a language speaks of pictures and of sound. The patterns match unaccented text in lower case.

    `pictures` and `listening` are what copy says that is made for one medium. A sentence that both `sees` and `hears`
    speaks to all. `hours` finds hour calls: where each stands, and the minutes of the day that it may mean.
    """

    pictures: re.Pattern[str]
    listening: re.Pattern[str]
    sees: re.Pattern[str]
    hears: re.Pattern[str]
    hours: Callable[[str], Iterator[tuple[int, int, frozenset[int]]]]


@dataclass(frozen=True)
class Phrase:
    """Words of a text from `start` on, as they are written; `minutes` of the day that an hour call may mean."""

    start: int
    text: str
    minutes: frozenset[int] = frozenset()


def of_pictures(text: str, language: Language) -> tuple[Phrase, ...]:
    """What a text says that only those understand who see something."""
    return _found(text, language.code)[0]


def of_listening(text: str, language: Language) -> tuple[Phrase, ...]:
    """What a text says to those who only listen."""
    return _found(text, language.code)[1]


def hour_calls(text: str, language: Language) -> tuple[Phrase, ...]:
    """The times that a text says it is."""
    return _found(text, language.code)[2]


@lru_cache(4096)
def _found(text: str, code: str) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...], tuple[Phrase, ...]]:
    """All of these, once for each text: several deliverables keep it. What stands in quotation marks is a title, or was
    said by somebody else."""
    from newscast.base.languages.all import language_of

    words = language_of(code).wording()
    written = unicodedata.normalize("NFC", text)
    plain = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), unaccented(written))
    seen, heard = [], []
    for sentence in _SENTENCE.finditer(plain):
        sees, hears = words.sees.search(sentence[0]), words.hears.search(sentence[0])
        if not hears:
            seen += [each.span() for each in words.pictures.finditer(plain, *sentence.span())]
        if not sees:
            heard += [each.span() for each in words.listening.finditer(plain, *sentence.span())]
    pictures, listening = (tuple(_phrase(written, *span) for span in spans) for spans in (seen, heard))
    return pictures, listening, tuple(_phrase(written, *call) for call in words.hours(plain))


def _phrase(text: str, start: int, end: int, minutes: frozenset[int] = frozenset()) -> Phrase:
    said = text[start:end]
    start += len(said) - len(said.lstrip(_AROUND))
    return Phrase(start, " ".join(said.strip(_AROUND).split()), minutes)


def either(phrases: str, further: str = "") -> re.Pattern[str]:
    """A pattern for any of the phrases, one a line, as whole words, or for what else is written as one; a blank is any
    white space."""
    lines = [line.strip().replace(" ", r"\s+") for line in phrases.splitlines() if line.strip()]
    return pattern(rf"\b(?:{'|'.join(lines)})(?!\w)" + (f"|{further}" if further else ""))


def clock_minutes(hour: int, minute: int, half: str) -> frozenset[int]:
    """The minutes of the day that an hour may mean; `half` is "am", "pm" or "" where nobody says which."""
    if not (0 <= hour <= 24 and -DAY < minute < DAY):
        return frozenset()
    halves = {"am": (hour % 12,), "pm": (hour % 12 + 12,)}.get(half, (hour, hour + 12) if hour <= 12 else (hour,))
    return frozenset((each * 60 + minute) % DAY for each in halves)
