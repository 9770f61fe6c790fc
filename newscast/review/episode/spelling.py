"""Names held against the people's list and against each other: who is meant, and where they are spelled otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newscast.base.languages.all import language_of
from newscast.base.languages.speech import written
from newscast.document.words import folded

_NEAR = 80
"""Of 100, how alike two words of a name must be to be the same one, misspelled."""
_LINKS = frozenset(["de", "del", "la", "las", "los", "y", "van", "von", "di"])
"""Small words inside a name, which are never looked at alone."""
_SHORTEST = 3
"""Letters of a word of a name that is told by itself."""


@dataclass(frozen=True)
class Slip:
    """A name in a text that is spelled otherwise than `meant` is: `found`, from the word `first` of the text on."""

    found: str
    meant: str
    first: int


def same_name(one: str, other: str) -> bool:
    """Whether two names are spelled alike; capitals and blanks are no difference."""
    return _words(one) == _words(other)


def is_short_for(name: str, whole: str) -> bool:
    """Whether a name is some of the words of a longer one, spelled alike."""
    own = _words(name)
    return bool(own) and _is_part(own, _words(whole))


def nearest_name(name: str, known: Iterable[str]) -> str | None:
    """Of known names the one that this is meant to be, though it is spelled otherwise; None where none is near."""
    own = _words(name)
    near = [each for each in known if len(_words(each)) > 1 and _is_variant(own, _words(each), whole=True)]
    return near[0] if near else None


def spelled_as(found: str, name: str) -> str:
    """The words of a name that are meant by some that are nearly those, as the name has them."""
    return " ".join(_nearest(word, name.split()) for word in found.split())


def is_persons_name(text: str, language: str) -> bool:
    """Whether a text reads as somebody's name by itself: two to five capitalised words, none of a place or office."""
    words = [word for word in text.split() if word.lower() not in _LINKS]
    grammar = language_of(language).grammar
    plain = [folded(written(word).core) for word in words]
    if not 2 <= len(words) <= 5 or any(not word[:1].isupper() or not word.isalpha() for word in words):
        return False
    return not any(word in grammar.titles for word in plain) and not text.isupper()


def slips_in(text: str, known: Sequence[str]) -> list[Slip]:
    """The names in a text that are nearly those of `known`, and none of them. The same slip is told once."""
    words = text.split()
    bare = tuple(written(word).core for word in words)
    found: dict[tuple[str, str], Slip] = {}
    for slip in _slips(bare, tuple(words), tuple(known)):
        found.setdefault((slip.found, slip.meant), slip)
    return list(found.values())


@lru_cache(512)
def _slips(bare: tuple[str, ...], words: tuple[str, ...], known: tuple[str, ...]) -> tuple[Slip, ...]:
    exact = [_words(name) for name in known]
    return tuple(_whole_names(bare, known, exact)) + tuple(_single_words(bare, words, known, exact))


def _whole_names(bare: Sequence[str], known: Sequence[str], exact: Sequence[Sequence[str]]) -> Iterator[Slip]:
    """Two words or more that are a name, or the beginning of one, but for a letter or an accent."""
    for name, own in zip(known, exact, strict=True):
        told = 0
        for first in range(len(bare)):
            for many in range(min(len(own), len(bare) - first), 1, -1):
                window = bare[first : first + many]
                if not _looks_like_name(window):
                    continue
                said = [word.casefold() for word in window]
                if any(_is_part(said, each) for each in exact) or first < told:
                    break
                if _is_variant(said, own):
                    yield Slip(" ".join(window), name, first)
                    told = first + many
                    break


def _single_words(
    bare: Sequence[str], words: Sequence[str], known: Sequence[str], exact: Sequence[Sequence[str]]
) -> Iterator[Slip]:
    """A surname by itself of which only an accent is wrong, such as Ruíz for Ruiz."""
    right = {word for own in exact for word in own}
    for at, word in enumerate(bare):
        said = word.casefold()
        if not word[:1].isupper() or len(word) < _SHORTEST or said in right or _begins_sentence(words, at):
            continue
        for name, own in zip(known, exact, strict=True):
            meant = next((each for each in own[1:] if folded(each) == folded(said)), None)
            # Beside the rest of its name it was told already.
            beside = {each.casefold() for each in bare[max(0, at - 2) : at + 3]} - {said}
            if meant and not beside & (set(own) - _LINKS):
                yield Slip(word, name, at)
                break


def _begins_sentence(words: Sequence[str], at: int) -> bool:
    return at == 0 or words[at - 1][-1:] in ".?!:…" or words[at][:1] in "¿¡"


def _looks_like_name(window: Sequence[str]) -> bool:
    ends = window[0][:1].isupper() and window[-1][:1].isupper()
    return ends and all(word[:1].isupper() or word.casefold() in _LINKS for word in window)


def _is_part(said: Sequence[str], name: Sequence[str]) -> bool:
    """Whether words are some of a name, in its order."""
    rest = iter(name)
    return all(word in rest for word in said)


def _is_variant(said: Sequence[str], name: Sequence[str], whole: bool = False) -> bool:
    """Whether words are those of a name, or some of them in its order: at least one right, and one not quite."""
    if list(said) == list(name) or (whole and abs(len(said) - len(name)) > 1):
        return False
    right = wrong = at = 0
    for word in said:
        match = next((index for index in range(at, len(name)) if _alike(word, name[index], first=not index)), None)
        if match is None:
            return False
        right += word == name[match] and word not in _LINKS
        wrong += word != name[match]
        at = match + 1
    # With accents alone wrong in all of its words it is the same name too.
    accents = all(folded(word) in map(folded, name) for word in said)
    return bool(wrong) and (bool(right) or accents)


def _alike(word: str, other: str, first: bool) -> bool:
    from rapidfuzz import fuzz

    one, two = folded(word), folded(other)
    if one == two:
        return True
    if first and one.rstrip("ao") == two.rstrip("ao"):
        # Luis and Luisa, Mario and María are two people.
        return False
    if _sounding(one) == _sounding(two):
        return True
    shorter = min(len(one), len(two))
    return shorter >= _SHORTEST and one[0] == two[0] and fuzz.ratio(one, two) >= _NEAR


def _nearest(word: str, others: Iterable[str]) -> str:
    from rapidfuzz import fuzz

    plain = folded(written(word).core)
    return max(others, key=lambda each: fuzz.ratio(folded(written(each).core), plain))


def _sounding(word: str) -> str:
    """A word by its sound in America: Días and Díaz, Hernandes and Hernández are said alike."""
    for written_so, said in (("ce", "se"), ("ci", "si"), ("ch", "*"), ("h", ""), ("z", "s"), ("v", "b"), ("ll", "y")):
        word = word.replace(written_so, said)
    return word


def _words(name: str) -> list[str]:
    return [written(word).core.casefold() for word in name.split()]
