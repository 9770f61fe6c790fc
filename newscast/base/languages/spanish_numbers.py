"""Spanish numbers in words: cardinals that agree with their noun, ordinals, fractions."""

from __future__ import annotations

import re

from newscast.base.languages.spanish_counting import plain
from newscast.base.languages.spanish_nouns import gender_of
from newscast.base.languages.speech import Around, names

_ORDINALS = ("", "primero", "segundo", "tercero", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno")
_TENS = (
    *("", "décimo", "vigésimo", "trigésimo", "cuadragésimo", "quincuagésimo"),
    *("sexagésimo", "septuagésimo", "octogésimo", "nonagésimo", "centésimo"),
)
_PARTS = ("", "", "medio", "tercio", "cuarto", "quinto", "sexto", "séptimo", "octavo", "noveno", "décimo")
_ONE = re.compile(r"(?:veinti|\b)uno$")


def with_noun(value: int, gender: str) -> str:
    """Before a noun of that gender, `m` or `f`: *veintiún*, *doscientas*."""
    said = plain(value)
    if gender == "f":
        head, millions, rest = said.rpartition("mill")
        end = re.match(r"\w*", rest)[0] if millions else ""  # type: ignore[index]
        rest = rest[len(end) :].replace("cientos", "cientas").replace("quinientos", "quinientas")
        rest = re.sub(r"veintiún(?= mil)", "veintiuna", rest)
        rest = re.sub(r"\bun(?= mil\b)", "una", rest)
        said = head + millions + end + rest
        return re.sub(r"uno$", "una", said)
    return _ONE.sub(lambda found: "veintiún" if found[0] != "uno" else "un", said)


def cardinal(value: int, around: Around | None = None) -> str:
    """A number as it is said where it stands."""
    if around is None:
        return plain(value)
    gender = _gender(value, around)
    return with_noun(value, gender) if gender else plain(value)


def _gender(value: int, around: Around) -> str:
    """That of the noun which follows; empty where none does."""
    before, after = around.before[:1], around.after
    if before and before[0] in _LABELS:
        return ""
    if before in (("las",), ("la",)) and (not after or after[0] in _HOURS):
        return "f"
    # A verb that follows is no noun: several of something end in s.
    several = value == 1 or any(word.endswith("s") or word in _COLLECTIVE for word in after[:2])
    found = gender_of(after) if several else ""
    return found or ("m" if after[:1] == ("mil",) else "")


_COLLECTIVE = ("mil", "millón")
_LABELS = names(
    "grupo fase zona línea etapa nivel número núm no página pág canal ruta artículo art sección distrito sector día "
    "km kilómetro liga casilla inciso fracción unidad módulo capítulo tomo paso plan lote manzana puerta piso carril "
    "sala aula grado categoría tipo punto pozo planta circuito estación eje interior int ext exterior código"
)
"""Nouns that a number names and does not count."""


_HOURS = ("de", "en", "y", "para", "con", "se", "a", "hasta", "h", "hrs", "p", "p.m", "a.m", "am", "pm")
"""What follows an hour that has no noun: *a las 21 se abre*."""


def digits(text: str) -> str:
    return " ".join(plain(int(digit)) for digit in text)


def ordinal(value: int, ending: str = "o") -> str | None:
    """*tercero*, *tercera*, or before a masculine noun *tercer* (`er`); None above 100, where nobody says one."""
    if not 0 < value <= 100:
        return None
    tens, ones = divmod(value, 10)
    said = " ".join(filter(None, (_TENS[tens], _ORDINALS[ones])))
    if ending == "er":
        return re.sub(r"(primer|tercer)o$", r"\1", said)
    return " ".join(f"{word[:-1]}a" for word in said.split()) if ending == "a" else said


def marked_ordinal(value: int, mark: str, around: Around) -> str | None:
    """From a number with its written mark: º, ª, er, ro, da, vo."""
    mark = mark.lower().strip(".")
    if mark.endswith("s"):
        return f"{ordinal(value, mark[-2])}s"
    if value > 100:
        return with_noun(value, gender_of(around.after))
    if mark == "º" and not gender_of(around.after) and not _HEAT.isdisjoint(around.before):
        return f"{with_noun(value, 'm')} grados"
    if mark == "°" and around.next in _CLASSES:
        return ordinal(value)
    if mark == "°" and not (around.after[:1] == ("de",) or (around.after and around.after[0] in _COUNTED)):
        return None
    if mark in ("a", "ª") or (len(mark) == 2 and mark.endswith("a")):
        return ordinal(value, "a")
    noun = around.after and gender_of(around.after) == "m"
    return ordinal(value, "er" if mark in ("er", "ᵉʳ") or noun else "o")


_HEAT = names("entre hasta máxima mínima máximas mínimas temperatura temperaturas termómetro bajó subió")
"""Before them a number with the sign of ordinals is one of degrees, which is written like it."""
_CLASSES = names("A B D E")
"""Letters of school classes; with C it is a temperature."""
_COUNTED = names("lugar piso grado año semestre trimestre informe aniversario ciclo encuentro congreso")
"""What is counted in ordinals that somebody writes with the sign of degrees."""


def fraction(above: int, below: int, around: Around) -> str | None:
    """*tres cuartos*; None for what is no fraction."""
    if not 0 < above < below <= 10:
        return None
    if (above, below) == (1, 2) and (gender := gender_of(around.after)):
        return "media" if gender == "f" else "medio"
    if around.after[:1] in (("parte",), ("partes",)):
        plural = "s" if above > 1 else ""
        return f"{with_noun(above, 'f')} {_PARTS[below][:-1] if below != 3 else 'tercer'}a{plural}"
    return with_noun(above, "m") + " " + _PARTS[below] + ("s" if above > 1 else "")
