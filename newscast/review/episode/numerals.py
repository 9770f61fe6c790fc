"""Numbers as they are said, in words of a language: what `4,200` and *cuatro mil doscientos* have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from newscast.base.languages.all import language_of
from newscast.base.languages.model import unaccented

_LONGEST = 6
"""Words of a number below a thousand, at most."""


@dataclass(frozen=True)
class Number:
    """A number in a row of words, from the one at `first` to the one before `last`. `value` is its digits, with a point
    where it has decimals; of a telephone all of them."""

    value: str
    first: int
    last: int


def numbers_in(words: Sequence[str], ends: Sequence[bool], code: str) -> list[Number]:
    """The numbers in words without accents and punctuation; `ends` says after which of them punctuation stands."""
    found, at = [], 0
    while at < len(words):
        number = _telephone(words, at, code) or _number(words, ends, at, code)
        if number:
            found.append(number)
        at = number.last if number else at + 1
    return found


def _number(words: Sequence[str], ends: Sequence[bool], at: int, code: str) -> Number | None:
    magnitudes = language_of(code).quantities().magnitudes
    first, total, group, read = at, 0, 0, False
    while at < len(words):
        value, used = _below_thousand(words, ends, at, code)
        magnitude = 1 if used else magnitudes.get(words[at], 0)
        if not used and (not magnitude or (magnitude > 1000 and not read)):
            break
        if used and group % 1000:
            break
        if used:
            group += value
        elif magnitude == 1000:
            group = max(group, 1) * 1000
        else:
            total, group = total + group * magnitude, 0
        read, at = True, at + max(used, 1)
        if ends[at - 1]:
            break
    if not read:
        return None
    return _with_decimals(str(total + group), words, ends, first, at, code)


def _with_decimals(whole: str, words: Sequence[str], ends: Sequence[bool], first: int, at: int, code: str) -> Number:
    point = unaccented(language_of(code).speech().point)
    if at >= len(words) - 1 or words[at] != point or ends[at - 1]:
        return Number(whole, first, at)
    digits, end = "", at + 1
    while end < len(words):
        value, used = _below_thousand(words, ends, end, code)
        if not used:
            break
        digits, end = digits + str(value), end + used
        if ends[end - 1]:
            break
    if not digits:
        return Number(whole, first, at)
    scale = language_of(code).quantities().magnitudes.get(words[end], 1) if end < len(words) else 1
    value_of = f"{float(f'{whole}.{digits}') * scale:.6f}".rstrip("0").rstrip(".")
    return Number(value_of, first, end + (1 if scale > 1 else 0))


def _below_thousand(words: Sequence[str], ends: Sequence[bool], at: int, code: str) -> tuple[int, int]:
    """A number below a thousand that begins here, the longest; and how many words it has, 0 where none begins."""
    known, plain = _known(code), language_of(code).quantities().plain
    for many in range(min(_LONGEST, len(words) - at), 0, -1):
        if any(ends[at : at + many - 1]):
            continue
        value = known.get(tuple(map(plain, words[at : at + many])))
        if value is not None:
            return value, many
    return 0, 0


def _telephone(words: Sequence[str], at: int, code: str) -> Number | None:
    """Digits said one by one, whatever pauses part them."""
    known, end = _known(code), at
    digits = []
    while end < len(words) and (value := known.get((words[end],))) is not None and value < 10:
        digits.append(str(value))
        end += 1
    return Number("".join(digits), at, end) if len(digits) >= 7 else None


@cache
def _known(code: str) -> Mapping[tuple[str, ...], int]:
    language = language_of(code)
    speech, quantities = language.speech(), language.quantities()
    found = dict(quantities.further)
    for value in range(1000):
        said = unaccented(speech.cardinal(value, None)).replace("-", " ").replace(",", "")
        for form in (said, *quantities.said(said)):
            found[tuple(map(quantities.plain, form.split()))] = value
    return found
