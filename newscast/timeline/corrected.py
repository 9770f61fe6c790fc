"""What differs between two copies of one text, to the ear: the words of one that are said otherwise in the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from newscast.base.languages.model import unaccented
from newscast.base.languages.spoken import Say, spoken_forms

_SPELLING = 0.85
"""How much alike two words are, of 1, of which one is only a misspelling of the other."""
_ENDING = 2
"""Letters at the end that a misspelling leaves alone: those say who, when and how many."""


@dataclass(frozen=True)
class Correction:
    """Words of a copy, from number `first` to before `last`, and what stood in their place `before`: the words of the
    `old` copy from one number to before another. There may be none of either."""

    before: str
    first: int
    last: int
    old: tuple[int, int]


@dataclass(frozen=True)
class _Sounds:
    """The words that are said for a text, and the number of the written one that each is said for."""

    said: tuple[str, ...]
    numbers: tuple[int, ...]
    words: tuple[str, ...]

    def written(self, first: int, last: int) -> tuple[int, int]:
        """The written words, from the first to after the last, of some that are said."""
        if first == last:
            at = self.numbers[first] if first < len(self.numbers) else len(self.words)
            return at, at
        return self.numbers[first], self.numbers[last - 1] + 1


def corrections(before: str, now: str, language: str, say: Say = ()) -> list[Correction]:
    """What was changed from one copy to the other that is heard, in order; what is only spelled otherwise is not."""
    old, new = _sounds(before, language, say), _sounds(now, language, say)
    matcher = SequenceMatcher(None, old.said, new.said, autojunk=False)
    found = []
    for kind, one, other, first, last in matcher.get_opcodes():
        if kind != "equal" and not _is_spelling(old.said[one:other], new.said[first:last]):
            was = old.written(one, other)
            found.append(Correction(" ".join(old.words[slice(*was)]), *new.written(first, last), was))
    return found


def _sounds(text: str, language: str, say: Say) -> _Sounds:
    said = list(_said(spoken_forms(text, language, say)))
    return _Sounds(tuple(word for word, _n in said), tuple(number for _word, number in said), tuple(text.split()))


def _said(forms: Sequence[str]) -> Iterator[tuple[str, int]]:
    for number, form in enumerate(forms):
        for word in unaccented(form).split():
            if plain := "".join(filter(str.isalnum, word)):
                yield plain, number


def _is_spelling(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether what is said in one is what is said in the other, misspelled or parted in another place."""
    first, second = "".join(one), "".join(other)
    if first[-_ENDING:] != second[-_ENDING:] or any(map(str.isdigit, first + second)):
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _SPELLING
