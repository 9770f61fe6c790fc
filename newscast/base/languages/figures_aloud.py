"""How figures that signs and letters follow are read aloud: quarters of a year, school classes, rates, inches."""

from __future__ import annotations

import re

from newscast.base.languages.numbers_aloud import NUMBER, digits_said, fraction_parts, number_said
from newscast.base.languages.speech import Around, Speech, written

_PART = r"([1-4])([A-Z])(\d{4}|\d{2})?"
_CLASS = r"(\d)\.?[º°]([A-Z])"
_RATE = r"([^/]*\d)/([^\W\d_][^/]*)"
_INCHES = r"(\d{1,3}(?:[.,]\d+)?|\d{1,2}/\d{1,2}|[½¼¾])"
_FEET = r"(\d)'(\d{1,2})"
_OPENING, _CLOSING = frozenset('"“'), frozenset('"”')
_ATTRIBUTE = rf"({NUMBER})-([^\W\d_]+)"


def part_of_year(core: str, around: Around, speech: Speech) -> str | None:
    """2T2026, 2Q26, and 2T before its year."""
    found = re.fullmatch(_PART, core)
    if not found or (not found[3] and not re.fullmatch(r"20\d\d", around.next)):
        return None
    year = int(found[3]) if found[3] else None
    whole = year + 2000 if year is not None and year < 100 else year
    return speech.part_of_year(int(found[1]), found[2], whole, around)


def school_class(core: str, around: Around, speech: Speech) -> str | None:
    """4°A; but 4°C and 4°F are temperatures."""
    found = re.fullmatch(_CLASS, core)
    if not found or f"°{found[2]}" in speech.units:
        return None
    ordinal = speech.ordinal(int(found[1]), "º", Around((around.word,), 0))
    return f"{ordinal} {speech.letters.get(found[2].lower(), found[2])}" if ordinal else None


def rate(core: str, around: Around, speech: Speech) -> str | None:
    """$20/kg, 40/h, $150/m²: so much for each of something."""
    found = re.fullmatch(_RATE, core)
    below = speech.units.get(found[2].rstrip(".")) if found else None
    if not found or not (below or (found[1][0] in "$€£" and found[2].islower())):
        return None
    above = digits_said(found[1], Around((around.word,), 0), speech)
    return f"{above} {speech.per} {below[0] if below else found[2]}" if above else None


def inches(core: str, around: Around, speech: Speech) -> str | None:
    """12", 6'2": where the sign closes no quotation."""
    names = speech.units.get('"')
    if names is None or around.word.trail[:1] not in ('"', "”", "″") or _is_quoted(around):
        return None
    if (found := re.fullmatch(_FEET, core)) and (feet := speech.units.get("'")):
        one, other = (number_said(each, None, speech) for each in found.groups())
        return f"{one} {feet[found[1] != '1']} {other} {names[found[2] != '1']}"
    if not re.fullmatch(_INCHES, core):
        return None
    if parts := fraction_parts(core):
        said = speech.fraction(*parts, Around([written(core), written(names[0])], 0))
        return f"{said} {'' if parts == (1, 2) else speech.of_part}{names[0]}" if said else None
    attribute = not speech.attribute_is_several and len(around.word.trail) == 1 and around.next
    return f"{number_said(core, None, speech)} {names[core != '1' and not attribute]}"


def _is_quoted(around: Around) -> bool:
    """Whether quotation marks were opened before its end."""
    opened = False
    for word in around.words[: around.at]:
        opened = (opened or bool(set(word.lead) & _OPENING)) and not set(word.trail) & _CLOSING
    return opened or bool(set(around.word.lead) & _OPENING)


def attribute(core: str, around: Around, speech: Speech) -> str | None:
    """10-km, before what is so long."""
    found = re.fullmatch(_ATTRIBUTE, core)
    names = speech.units.get(found[2]) if found and len(found[2]) > 1 else None
    return f"{number_said(found[1], None, speech)} {names[speech.attribute_is_several]}" if found and names else None
