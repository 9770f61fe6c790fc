"""How long words take to say, roughly: numbers count as the words they are read as, silent letters not at all."""

from __future__ import annotations

from newscast.base.languages.all import language_of
from newscast.base.languages.aloud import VOWELS, aloud

VOWEL, CONSONANT = 1.0, 0.75
"""Relative lengths; Spanish vowels carry the syllable."""


def weight(word: str, language: str) -> float:
    """The relative time a word takes to say; 0 for a mark that is not said."""
    table = language_of(language)
    letters = table.silent.sub("", aloud(word, table).lower())
    return sum(VOWEL if letter in VOWELS else CONSONANT for letter in letters if letter.isalpha())
