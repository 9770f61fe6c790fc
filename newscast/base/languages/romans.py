"""Roman numerals: which letters are one, and which of those are words as well."""

from __future__ import annotations

import re

_ROMAN = r"(?=.)M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def roman_value(text: str) -> int | None:
    """What capitals are worth as a Roman numeral; None where they are none."""
    if not re.fullmatch(_ROMAN, text):
        return None
    values = [_VALUES[letter] for letter in text]
    return sum(-value if value < max(values[index:]) else value for index, value in enumerate(values))


def is_doubtful(text: str) -> bool:
    """Whether the letters are as often something else: a word (MI, VI), an abbreviation (CD, MC), a letter."""
    letters = len(text) < 3 and bool(set(text) & set("LCDM"))
    return letters or len(text) == 1 or text in ("VI", "XL", "XXL", "MIX", "DIV")
