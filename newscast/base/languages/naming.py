"""Names of people: what of one are surnames, and how often a text names somebody."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from newscast.base.languages.model import unaccented
from newscast.base.patterns import pattern

_WORD = pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARTICLES = frozenset(("da", "de", "del", "dos", "la", "las", "los", "san", "santa", "y"))
_TITLE_WORDS = """
alcalde alcaldesa presidente presidenta municipal gobernador gobernadora regidor regidora sindico sindica diputado
diputada senador senadora secretario secretaria director directora licenciado licenciada ingeniero ingeniera doctor
doctora maestro maestra señor señora don doña mayor governor president councillor senator mr mrs ms dr lic ing mtra mtro
sr sra
"""
_TITLES = frozenset(_TITLE_WORDS.split())
"""What may stand before a surname, in capitals too, without being part of another name; unaccented."""
_GIVEN_WORDS = """
adriana alberto alejandra alejandro alfonso alfredo ana andres angel angeles antonia antonio armando arturo beatriz
carlos carmen cecilia cesar cristina daniel daniela david diego eduardo elena elisa enrique ernesto esteban eugenia
eugenio fernanda fernando francisco gabriel gabriela gerardo gloria guadalupe guillermo gustavo hector hugo ignacio ines
isabel jaime javier jesus jorge jose juan julia julio karla laura leticia lucia luis luisa luz manuel marcela margarita
maria mariana mario martha mauricio miguel monica natalia noe octavio olga oscar pablo patricia paulina pedro rafael
ramon raul rebeca ricardo roberto rocio rodrigo rosa salvador sandra santiago sara sergio silvia sofia susana teresa
veronica victor victoria virginia ximena yolanda
"""
_GIVEN = frozenset(_GIVEN_WORDS.split())
"""Given names that often come second; unaccented."""
_OPENING_WORDS = """
a al and ante as asi aunque by con cuando de del desde durante el en for la las los mientras para pero por que segun si
sobre the tras with y ya
acude afirma anuncia asiste dice dijo entrega hizo inaugura informa visita
"""
_OPENING = frozenset(_OPENING_WORDS.split())
"""Words that begin a sentence in capitals and are no names; unaccented."""


@dataclass(frozen=True)
class _Word:
    text: str
    plain: str
    alone: bool
    """Whether a sign other than a blank parts it from the word before, or nothing stands before it."""

    @property
    def is_name(self) -> bool:
        # In a text that is all capitals these tell nothing.
        return self.text[:1].isupper() and not self.text.isupper() and self.plain not in _TITLES


def given_and_surnames(name: str) -> tuple[str, str]:
    """A full name in two: the last two words, each with the particles before it, are the surnames (of two, one is)."""
    words = name.split(" ")
    at = len(words)
    for _ in range(2 if sum(word.lower() not in _PARTICLES for word in words) > 2 else 1):
        at -= 1
        while at > 1 and words[at - 1].lower() in _PARTICLES:
            at -= 1
    return " ".join(words[:at]), " ".join(words[at:])


def times_named(name: str, text: str) -> int:
    """How often `text` names the person: as `María Elena Ruiz Campos`, `María Ruiz`, `Ruiz Campos`, or `Ruiz` alone.

    A surname alone counts where it is written as a name and no part of another one: neither `Carlos Ruiz` nor
    `bulevar Ruiz Cortines` is María Ruiz. Accents do not count, nor capitals in a whole name.
    """
    words = _words(text)
    given, surnames = (tuple(_plain_words(each)) for each in given_and_surnames(" ".join(name.split())))
    if len(given) == 1 and len(surnames) == 2 and surnames[0] in _GIVEN:
        # Of three words the second may be a given name as well: José Ángel Peña.
        given, surnames = (*given, surnames[0]), surnames[1:]
    if not surnames:
        return 0
    found, at = 0, 0
    while at < len(words):
        length = _named_at(words, at, given, surnames)
        found += bool(length)
        at += length or 1
    return found


def _named_at(words: Sequence[_Word], at: int, given: Sequence[str], surnames: Sequence[str]) -> int:
    """How many words name the person from this one on; 0 where none does."""
    if given:
        for start in _forms_of_given(given):
            for end in _forms_of_surnames(surnames):
                if _stands(words, at, (*start, *end)):
                    return len(start) + len(end)
        for form in _forms_of_surnames(surnames):
            if _stands(words, at, form) and _is_alone(words, at, len(form)):
                return len(form)
        return 0
    # Somebody with one name alone.
    return len(surnames) if _stands(words, at, surnames) and _is_alone(words, at, len(surnames)) else 0


def _forms_of_given(given: Sequence[str]) -> Iterator[tuple[str, ...]]:
    yield tuple(given)
    if len(given) > 1:
        yield from ((each,) for each in given if each not in _PARTICLES)


def _forms_of_surnames(surnames: Sequence[str]) -> list[tuple[str, ...]]:
    """Both surnames, then the first with the particles before it."""
    first = next((number for number, each in enumerate(surnames) if each not in _PARTICLES), len(surnames) - 1)
    return list(dict.fromkeys([tuple(surnames), tuple(surnames[: first + 1])]))


def _stands(words: Sequence[_Word], at: int, form: Sequence[str]) -> bool:
    there = words[at : at + len(form)]
    together = not any(each.alone for each in there[1:])
    return together and [each.plain for each in there] == list(form)


def _is_alone(words: Sequence[_Word], at: int, length: int) -> bool:
    """Whether what stands there is written as a name, and not as a part of a longer one."""
    own = [each for each in words[at : at + length] if each.plain not in _PARTICLES]
    if not all(each.text[:1].isupper() for each in own):
        return False
    before = words[at - 1] if at and not words[at].alone else None
    first_of_sentence = at < 2 or words[at - 1].alone
    if before and before.is_name and not (first_of_sentence and _only_begins(before)):
        return False
    after = words[at + length] if at + length < len(words) else None
    return not (after and not after.alone and after.is_name)


def _only_begins(word: _Word) -> bool:
    """Whether a word has its capital from the sentence that it begins: a verb such as `Inauguró`, and small words."""
    return word.plain in _OPENING or word.text.endswith("ó")


@lru_cache(maxsize=1000)
def _words(text: str) -> tuple[_Word, ...]:
    """The words of a text, which is looked through for everybody in the list of people."""
    plain = unicodedata.normalize("NFC", text)
    found = list(_WORD.finditer(plain))
    starts = [0, *(each.end() for each in found)]
    gaps = ["." if end == 0 else plain[end : each.start()] for each, end in zip(found, starts, strict=False)]
    return tuple(_Word(each[0], unaccented(each[0]), bool(gap.strip())) for each, gap in zip(found, gaps, strict=True))


def _plain_words(name: str) -> Iterator[str]:
    return (unaccented(each[0]) for each in _WORD.finditer(unicodedata.normalize("NFC", name)))
