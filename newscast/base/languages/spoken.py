"""What is said for each written word of a text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from newscast.base.languages import figures_aloud, shorthand_aloud, words_aloud
from newscast.base.languages.all import language_of
from newscast.base.languages.numbers_aloud import digits_said
from newscast.base.languages.phrases_aloud import Said, read_phrases
from newscast.base.languages.speech import Around, Speech, Written, written

Rule = Callable[[str, Around, Speech], str | None]
_RULES: tuple[Rule, ...] = (
    *(words_aloud.tagged, shorthand_aloud.both, shorthand_aloud.weekdays, shorthand_aloud.slashed),
    *(figures_aloud.part_of_year, figures_aloud.school_class, figures_aloud.rate, figures_aloud.inches),
    *(digits_said, figures_aloud.attribute),
    *(words_aloud.abbreviation, words_aloud.address, words_aloud.month, words_aloud.unit, words_aloud.numeral),
    *(words_aloud.letter, words_aloud.acronym, words_aloud.hyphened, words_aloud.sign, words_aloud.code),
    *(words_aloud.signs_inside, words_aloud.leftover),
)


_MARKS = frozenset(".,;:…!?¡¿-–—()[]\"'«»“”‘’")
Say = tuple[tuple[str, str], ...]
"""Written forms, of one word or several, and what the newsroom says for each."""


def spoken_forms(text: str, language: str, say: Say = ()) -> tuple[str, ...]:
    """For each word of `text.split()` the words that are said for it, with its punctuation; "" where nothing is.

    `language` is a tag such as es-MX. Forms of `say` are found whole, in capitals or small letters. What several words
    say together stands where it is said: `$12.5 millones` is ("doce punto cinco", "millones de pesos").
    """
    return _forms(text, language_of(language).code, say)


def say_in(text: str, say: Iterable[tuple[str, str]]) -> Say:
    """What of `say` a text may have."""
    if not say:
        return ()
    folded = text.casefold()
    return tuple((form, said) for form, said in say if form.split()[0].casefold() in folded)


@lru_cache(4096)
def spoken_copy(text: str, language: str, say: Say = ()) -> str:
    """A text as it is read aloud, with its punctuation, for a synthetic voice."""
    said = zip(spoken_forms(text, language, say), text.split(), strict=True)
    # A mark that stands alone is not said, and makes a pause; a sign would be read.
    kept = (form or (word if _MARKS.issuperset(word) else "") for form, word in said)
    return " ".join(filter(None, kept))


@lru_cache(4096)
def _forms(text: str, code: str, say: Say) -> tuple[str, ...]:
    speech = language_of(code).speech()
    words = [written(word) for word in text.split()]
    said: Said = [None] * len(words)
    _overridden(words, said, say)
    read_phrases(words, said, speech)
    for at, word in enumerate(words):
        form = said[at]
        if form is None and _is_plain(word, speech):
            said[at] = f"{word.lead}{word.core}{word.trail}"
        else:
            around = Around(words, at)
            said[at] = _punctuated(around, form if form is not None else _said(around, speech), speech)
    # A synthesiser would read the asterisks of an emphasis.
    return tuple((form or "").replace("*", "") for form in said)


def _is_plain(word: Written, speech: Speech) -> bool:
    """Whether a word is read as it is written, as most are: looked at first, and quickly."""
    core = word.core
    if not core.isalpha():
        return False
    if not core.islower():
        return core[1:].islower() and core.lower() not in speech.special
    return core not in speech.special


def _overridden(words: Sequence[Written], said: Said, say: Say) -> None:
    """What the newsroom wrote, the longest first; several written words share it as far as it goes."""
    if not say:
        return
    table = {tuple(_key(word) for word in form.split()): spoken.split() for form, spoken in say}
    keys = [_key(f"{word.lead}{word.core}{word.trail}") for word in words]
    for length in sorted({len(form) for form in table}, reverse=True):
        for at in range(len(words) - length + 1):
            spoken = table.get(tuple(keys[at : at + length]))
            if spoken is not None and all(each is None for each in said[at : at + length]):
                said[at : at + length] = _shared(spoken, length)


def _key(word: str) -> str:
    parts = written(word)
    return (parts.core or word).casefold()


def _shared(spoken: Sequence[str], length: int) -> list[str]:
    """Spoken words for so many written ones: one each, the last has the rest."""
    return [" ".join(spoken[at : at + 1] if at < length - 1 else spoken[at:]) for at in range(length)]


def _said(around: Around, speech: Speech) -> str:
    core = around.word.core
    if not core:
        return ""
    if core.lower() in speech.whole and (len(core) > 1 or _multiplies(around)):
        return speech.whole[core.lower()]
    for rule in _RULES:
        said = rule(core, around, speech)
        if said is not None:
            return said
    return core if any(map(str.isalnum, core)) else ""


def _multiplies(around: Around) -> bool:
    """Whether a small x stands between two numbers: 2 m x 3 m, 2 m de alto x 3 de ancho."""
    near = around.words[max(0, around.at - 5) : around.at]
    counted = any(word.core[:1].isdigit() for word in near)
    return counted and around.next.lstrip("$")[:1].isdigit() and around.word.core.islower()


def _punctuated(around: Around, said: str, speech: Speech) -> str:
    """With the punctuation around it, less the full stop of an abbreviation inside a sentence."""
    word, trail = around.word, around.word.trail
    if not said:
        return ""
    shortened = said != word.core or (word.key, around.next.lower()) in speech.phrases
    if said.endswith(tuple(speech.units.get('"', ("\n",)))) and trail[:1] in ('"', "”", "″"):
        trail = trail[1:]
    if shortened and trail.startswith(".") and _is_shortened(around, speech) and not _closes(around, speech):
        trail = trail[1:]
    return f"{word.lead}{said}{trail}"


def _is_shortened(around: Around, speech: Speech) -> bool:
    key = around.word.key
    return key in speech.shortened or around.word.core in speech.units or "." in key or _is_mark(around)


def _is_mark(around: Around) -> bool:
    """Whether it is an initial, or an ordinal with its letters: their full stop ends a sentence only with the text."""
    core = around.word.core
    return core.isupper() if len(core) == 1 else core[:1].isdigit() and core[-1:].isalpha()


def _closes(around: Around, speech: Speech) -> bool:
    """Whether the full stop of an abbreviation ends a sentence too."""
    if around.word.trail[1:2] in (",", ";", ":"):
        return False
    if _is_mark(around):
        return around.at == len(around.words) - 1
    named = around.word.core[:1].isupper() and around.word.key in speech.before_names
    return around.is_last and around.word.key not in speech.going_on and not named
