"""How words that are not written in full are read aloud: abbreviations, acronyms, numerals, addresses, codes."""

from __future__ import annotations

import re

from newscast.base.languages.numbers_aloud import NUMBER, digits_said, fraction_parts, number_said
from newscast.base.languages.speech import Around, Speech

_ADDRESS = r"(?i:(?:https?://)?[\w.-]*\w[@]?[\w-]*\w\.(?=[a-z])[\w./@_?=&%-]*\w/?)"
_MAIL = r"[\w.+-]+@[\w.-]+\w"
_PROTOCOL = r"^https?://"
_TAG = r"([#@])(\w[\w.]*)"
_PAGE = r"/([A-Z]\w+)"
_COUNT = r"#(\d(?:[\d.,-]*\d)?)(?:-([A-Z]))?"
_SURE_ROMAN = r"[IVX]{2,}"
_CAMEL = r"[A-ZÁÉÍÓÚÑ]+(?![a-záéíóúñ])|[A-ZÁÉÍÓÚÑ]?[a-záéíóúüñ]+|\d+"
_CODE = r"[^\W\d_]+|\d+(?:\.\d+)?"
_IS_CODE = r"(?=.*\d)(?=.*[^\W\d_])[^\W_]+(?:[-–/.][^\W_]+)*"
_SPELLED = 3
"""Letters beside digits that are spelled; more are a word."""
_SPELLED_UP_TO = 5
"""Capitals of an acronym that cannot be read, at most."""
_SHOUTED = 4
"""Capitals of an acronym among other words in capitals."""
_LONGEST = 7
"""Capitals of an acronym at most."""
_DOTTED = r"(?:[^\W\d_]\.){2,}[^\W\d_]?|(?:[^\W\d_]\.)+[^\W\d_]"


def tagged(core: str, around: Around, speech: Speech) -> str | None:
    """#8, #LeónContigo, @InfoLeon, *072."""
    if around.word.lead == "*" and core.isdigit() and "*" not in around.word.trail:
        return f"{speech.star} {digits_said(core, around, speech)}"
    if found := re.fullmatch(_COUNT, core):
        floor = f" {speech.letters[found[2].lower()]}" if found[2] else ""
        return f"{speech.number} {digits_said(found[1], Around((around.word,), 0), speech) or found[1]}{floor}"
    if found := re.fullmatch(_PAGE, core):
        return f"{speech.slash} {_in_words(found[1], speech)}"
    found = re.fullmatch(_TAG, core)
    if not found:
        return None
    sign = speech.hashtag if found[1] == "#" else speech.addresses["@"].strip()
    named = _in_words(found[2], speech)
    return named if around.before[:1] == (sign,) else f"{sign} {named}"


def _in_words(text: str, speech: Speech) -> str:
    """A name without blanks: `LeónContigo` is *León Contigo*."""
    parts = re.findall(_CAMEL, text)
    return " ".join(
        number_said(part, None, speech) if part.isdigit() else _letters_or_word(part, speech) for part in parts
    )


def address(core: str, around: Around, speech: Speech) -> str | None:
    """A web address, or one of mail."""
    if "." not in core and "@" not in core:
        return None
    if not (re.fullmatch(_MAIL, core) or (re.fullmatch(_ADDRESS, core) and not re.fullmatch(_DOTTED, core))):
        return None
    text = re.sub(_PROTOCOL, "", core).rstrip("/")
    if re.fullmatch(r"[\d.,/-]+", text):
        return None
    for part, said in speech.addresses.items():
        text = text.replace(part, said)
    said_words = (
        number_said(word, None, speech) if word.isdigit() else word for word in re.sub(r"(\d+)", r" \1 ", text).split()
    )
    return " ".join(said_words)


def abbreviation(core: str, around: Around, speech: Speech) -> str | None:
    """Sr., Av., núm.: with the full stop that makes them one, or before a number."""
    key = around.word.key
    if "." in core and core in speech.acronyms:
        return speech.acronyms[core]
    if core in speech.units and around.before[:1] and around.before[0][-1:].isdigit():
        return None
    if key in speech.after_names and _ends_a_name(around):
        return speech.after_names[key]
    if key in speech.before_romans and around.word.trail == "." and _is_roman(around.next):
        return speech.before_romans[key]
    said = speech.abbreviations.get(key)
    if said is None:
        return _dotted(core, speech)
    if key in speech.before_names and core[:1].isupper() and around.next.istitle():
        return _of_whom(key, speech.before_names[key], around, speech)
    dotted = around.word.trail.startswith(".") or "." in key
    numbered = around.next[:1].isdigit() or around.next[:1] == "#" or _is_roman(around.next, sure=True)
    if key in speech.before_numbers and not (key[0] == "n" and around.next in ("de", "of")):
        return said if numbered and (dotted or key[-1:] in "º°") else _dotted(core, speech)
    if not dotted and not (key in ("pm", "am", "nº", "n°", "núm") or (key == "vs" and core == "vs")):
        return None
    articles = ("el", "la", "los", "las")
    named = around.previous[:1].isupper() and around.previous.lower() not in (*articles, *speech.titles)
    if len(key) <= 2 and key in speech.initials and (core.islower() or named):
        return None
    return _of_whom(key, said, around, speech)


def _of_whom(key: str, said: str, around: Around, speech: Speech) -> str:
    """A title: *la Lic. Mora*, *Lic. Ana Ruiz*."""
    hers = around.before[:1] and around.before[0] in speech.feminine
    return speech.she.get(key, said) if hers or around.next.lower() in speech.women else said


def _ends_a_name(around: Around) -> bool:
    """Whether a word in capitals stands before it and none after it."""
    named = around.previous[:1].isupper() and not around.words[around.at - 1].ends
    return named and (around.word.trail not in ("", ".") or not around.next[:1].isupper())


def _is_roman(core: str, sure: bool = False) -> bool:
    from newscast.base.languages.romans import is_doubtful, roman_value

    return bool(roman_value(core)) and not (sure and is_doubtful(core))


def _dotted(core: str, speech: Speech) -> str | None:
    """S.A., U.N.A.M.: letters with full stops."""
    if not re.fullmatch(_DOTTED, core):
        return None
    return spelled(core.replace(".", ""), speech)


def month(core: str, around: Around, speech: Speech) -> str | None:
    """nov."""
    key = around.word.key
    if key not in speech.months or not _is_month(around, speech):
        return None
    joint = speech.of_month if around.before[:1] and around.before[0][:1].isdigit() else ""
    dated = joint and around.next.isdigit() and len(around.next) == 4 and around.word.trail in ("", ".")
    return f"{joint}{speech.months[key]}{f' {joint.strip()}' if dated else ''}"


def _is_month(around: Around, speech: Speech) -> bool:
    """Whether a short month is one: beside the number of a day or a year, or after *en* and the like."""
    before = around.before
    if around.word.trail.startswith(".") and before[:1] and before[0] in speech.before_short_months:
        return around.word.key not in speech.short_days or around.word.core[0].isupper()
    day = before[:1] and (before[0][:1].isdigit() or (before[0] == "de" and before[1:2] and before[1][0].isdigit()))
    following = [word.core for word in around.words[around.at + 1 : around.at + 3]]
    if following[:1] == ["de"]:
        following.pop(0)
    return bool(day) or bool(following and following[0][:1].isdigit())


def unit(core: str, around: Around, speech: Speech) -> str | None:
    """km/h, m²: one or several, by the number before."""
    names = speech.units.get(core) or speech.currencies.get(core) or _rate(core, speech)
    if names is None:
        return None
    number = around.words[around.at - 1] if around.at else None
    numbered = number is not None and not number.trail and number.core[-1:].isnumeric()
    wordy = around.before[:1] and around.before[0] in speech.magnitudes
    if not numbered and not wordy:
        if core in speech.small_units or core in speech.currencies:
            return None
        return names[0] if around.next[:1].isdigit() else names[1]
    parts = fraction_parts(number.core) if number else None
    if parts and not (around.at > 1 and around.words[around.at - 2].core.isdigit()):
        return f"{'' if parts == (1, 2) else speech.of_part}{names[0]}"
    return names[0] if number is not None and number.core == "1" else f"{_of(around, speech)}{names[1]}"


def _rate(core: str, speech: Speech) -> tuple[str, str] | None:
    """kg/m²: one unit for each of another."""
    above, _slash, below = core.partition("/")
    one, other = speech.units.get(above.rstrip(".")), speech.units.get(below.rstrip("."))
    return (f"{one[0]} {speech.per} {other[0]}", f"{one[1]} {speech.per} {other[0]}") if one and other else None


def _of(around: Around, speech: Speech) -> str:
    """The *de* of *dos millones de hectáreas*."""
    return speech.magnitudes.get(around.before[0], "") if around.before else ""


def numeral(core: str, around: Around, speech: Speech) -> str | None:
    """Siglo XXI, León XIII."""
    from newscast.base.languages.romans import roman_value

    if len(core) == 1 and around.word.trail.startswith(".") and around.next[:1].isupper():
        return None
    value = roman_value(core)
    return speech.roman(value, around) if value else None


def acronym(core: str, around: Around, speech: Speech) -> str | None:
    """IMSS, CFE: known ones, then those that can be read, then letter by letter."""
    if core in speech.acronyms:
        return speech.acronyms[core]
    if core[-1:] == "s" and _is_capitals(core[:-1]):
        said = _letters_or_word(core[:-1], speech)
        return f"{said}{speech.several_letters if ' ' in said else 's'}"
    if not _is_capitals(core) or (_is_shouted(around, speech) and len(core) > _SHOUTED):
        return None
    return _letters_or_word(core, speech)


def hyphened(core: str, around: Around, speech: Speech) -> str | None:
    """IMSS-Bienestar, VIH/SIDA, 1st-grade: acronyms and numbers in compounds."""
    parts = re.split("[-/]", core)
    if len(parts) < 2 or not all(parts):
        return None
    if "/" in core:
        return " ".join(_letters_or_word(part, speech) for part in parts) if all(map(str.isalpha, parts)) else None
    if not all(map(str.isalpha, parts)):
        alone = Around((around.word,), 0)
        found = [part if part.isalpha() else digits_said(part, alone, speech) for part in parts]
        wordy = any(part.islower() and len(part) > 2 and part.isalpha() for part in parts)
        return " ".join(filter(None, found)) if wordy and all(found) else None
    said = [_roman_part(part, speech) or (_letters_or_word(part, speech) if part.isupper() else part) for part in parts]
    return None if said == parts else "-".join(said)


def _roman_part(part: str, speech: Speech) -> str | None:
    """The III of III-A, the II of 2026-II."""
    from newscast.base.languages.romans import roman_value

    value = roman_value(part) if re.fullmatch(_SURE_ROMAN, part) else None
    return speech.cardinal(value, None) if value else None


def letter(core: str, around: Around, speech: Speech) -> str | None:
    """A capital that stands alone, such as vitamin B."""
    return speech.letters.get(core.lower()) if len(core) == 1 and core.isupper() and core not in _WORDS else None


_WORDS = "AEIOUYÁÉÍÓÚ"
"""Letters that are heard as they are written, or are words."""


def _is_capitals(core: str) -> bool:
    letters = [character for character in core if character.isalpha()]
    return len(letters) > 1 and core.isupper() and all(character.isalpha() for character in core)


def _is_shouted(around: Around, speech: Speech) -> bool:
    """Whether the words beside it are in capitals too, of which some cannot be acronyms."""
    near = [word.core for word in around.words[max(0, around.at - 3) : around.at + 4]]
    shouted = [word for word in near if len(word) > 1 and word.isupper()]
    return any(word.lower() in speech.words or len(word) > _LONGEST for word in shouted)


def _letters_or_word(core: str, speech: Speech) -> str:
    key = core.lower()
    if core in speech.acronyms:
        return speech.acronyms[core]
    if not core.isupper() or len(core) == 1 or len(core) > _LONGEST or key in speech.words:
        return core
    readable = len(core) > _SPELLED_UP_TO or (len(core) > 2 and re.fullmatch(speech.readable, key))
    return key if readable else spelled(core, speech)


def spelled(letters: str, speech: Speech) -> str:
    """The names of the letters."""
    return " ".join(speech.letters.get(letter, letter) for letter in letters.lower())


def code(core: str, around: Around, speech: Speech) -> str | None:
    """B2, A-45, COVID-19, plates: letters and numbers together."""
    if not re.fullmatch(_IS_CODE, core):
        return None
    said = []
    for part in re.findall(_CODE, core):
        if part[0].isdigit():
            said.append(number_said(part, None, speech) if len(part) < 5 or "." in part else speech.digits(part))
        elif said and (roman := _roman_part(part, speech)):
            said.append(roman)
        elif part.isupper() or len(part) == 1:
            known = part in speech.acronyms or len(part) > _SPELLED
            said.append(_letters_or_word(part, speech) if known else spelled(part, speech))
        else:
            said.append(speech.months.get(part, part))
    return " ".join(said)


def sign(core: str, around: Around, speech: Speech) -> str | None:
    """&, +."""
    return speech.signs.get(core)


def signs_inside(core: str, around: Around, speech: Speech) -> str | None:
    """R&D, 5+3, y/o: signs within a word."""
    if not any(each in core for each in speech.signs) or len(core) < 2:
        return None
    parts = [part for part in re.split("([" + re.escape("".join(speech.signs)) + "])", core) if part]
    if len(parts) < 2:
        return None
    return " ".join(_part(part, around, speech) for part in parts)


def leftover(core: str, around: Around, speech: Speech) -> str | None:
    """The numbers of what no rule knows, such as 16:9."""
    if not any(map(str.isdigit, core)):
        return None
    parts = re.split(rf"({NUMBER})", core)
    said = (number_said(part, None, speech) if part[:1].isdigit() else part.strip(":/_*~|") for part in parts)
    return " ".join(" ".join(said).split())


def _part(part: str, around: Around, speech: Speech) -> str:
    if part in speech.signs:
        return speech.signs[part]
    alone = Around((around.word,), 0)
    said = digits_said(part, alone, speech) if part[:1].isdigit() else None
    return said or leftover(part, alone, speech) or _letters_or_word(part, speech)
