"""How a word is read aloud: numbers, signs, addresses and spelled abbreviations as the words they are heard as."""

from __future__ import annotations

import re

from newscast.base.languages.model import Language

VOWELS = "aeiouáéíóúüy"
_NUMBER = re.compile(r"\d{1,3}(?:[, ]\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?")
_ADDRESS = re.compile(r"\w[./@]\w\w+")


def aloud(word: str, language: Language) -> str:
    """The word as it is read aloud: `4,200` is *cuatro mil doscientos*, `50%` *cincuenta por ciento*."""
    if any(character.isdigit() for character in word):
        word = _NUMBER.sub(lambda found: f" {_number(found[0], language.code)} ", word)
    elif _is_spelled(word):
        word = "".join(f"{letter}e" for letter in word if letter.isalpha())
    elif _ADDRESS.search(word):
        for part, said in language.addresses.items():
            word = word.rstrip(".,").replace(part, said)
    for sign, said in language.signs.items():
        word = word.replace(sign, f" {said} ")
    return " ".join(word.split())


def _number(text: str, code: str) -> str:
    from num2words import num2words

    plain = re.sub(r"[, ](?=\d{3})", "", text).replace(",", ".")
    digits = plain.replace(".", "")
    if len(digits) > 9 or (len(digits) > 1 and digits.startswith("0") and "." not in plain):
        return " ".join(num2words(int(digit), lang=code) for digit in digits)
    return str(num2words(float(plain) if "." in plain else int(plain), lang=code))


def _is_spelled(word: str) -> bool:
    """Capitals without a vowel are read letter by letter: PBX, DTMF, and a single consonant."""
    letters = [character for character in word if character.isalpha()]
    return bool(letters) and word.isupper() and not any(letter.lower() in VOWELS[:-1] for letter in letters)
