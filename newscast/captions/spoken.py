"""How long words take to say, roughly: numbers count as the words they are read as, silent letters not at all."""

from __future__ import annotations

from newscast.base.languages.all import language_of
from newscast.base.languages.model import Language
from newscast.base.languages.spoken import Say, spoken_forms

VOWEL, CONSONANT = 1.0, 0.75
"""Relative lengths; Spanish vowels carry the syllable."""
VOWELS = "aeiouáéíóúüy"


def weights(text: str, language: str, say: Say = ()) -> list[float]:
    """The relative time that each word of a text takes to say; 0 for a mark that is not said."""
    table = language_of(language)
    return [_weight(form, table) for form in spoken_forms(text, language, say)]


def _weight(form: str, table: Language) -> float:
    letters = table.silent.sub("", form.lower())
    return sum(VOWEL if letter in VOWELS else CONSONANT for letter in letters if letter.isalpha())
