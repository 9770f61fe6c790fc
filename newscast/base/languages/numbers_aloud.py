"""How what is written with digits is read aloud: numbers, money, dates, hours, ordinals, ranges, measures."""

from __future__ import annotations

import re
from collections.abc import Callable

from newscast.base.languages.speech import Around, Speech

# Patterns are texts here and nearby: few copies need many of them, and compiling all would cost every start.
NUMBER = r"\d{1,3}['’]\d{3},\d{3}(?:\.\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d+(?:[.,]\d+)?"
_SIGNED = rf"([-−+±])({NUMBER})"
_PERCENT = r"(.*\d)%"
_ISO_DATE = r"(\d{4})-(\d{1,2})-(\d{1,2})"
_DATE = r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})"
_DOTTED_DATE = r"(\d{1,2})\.(\d{1,2})\.(\d{4})"
_NAMED_DATE = r"(\d{1,2})([-/])([^\W\d_]+)\.?(?:\2(\d{4}|\d{2}))?"
_SHORT_NAME = 3
"""Letters of a month's name at least, where no year says that it is one."""
_DOTTED_CLOCK = r"([01]?\d|2[0-4])\.([0-5]\d)"
_NUMBERED = r"\d{1,3}(?:\.\d{1,3}){2,}"
_DECADE = r"'?(\d{2}|\d{4})['’]?s"
_FRACTION = r"(\d{1,3})/(\d{1,3})"
_CLOCK = r"(?i:([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?:\.?\s?([hH]|hrs|[ap]\.?m))?)"
_HOUR = r"(?i:(\d{1,2})([ap]\.?m))"
_RANGE = r"((?:US|MX)?[$€£]?\d[\d.,:]*%?)[-–—]((?:US|MX)?[$€£]?\d[\d.,:]*\D{0,4})"
_BY = rf"({NUMBER})[x×X]({NUMBER})(?:[x×X]({NUMBER}))?"
_VULGAR = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4), "⅓": (1, 3), "⅔": (2, 3), "⅕": (1, 5), "⅛": (1, 8)}
_MIXED = r"(\d*)([½¼¾⅓⅔⅕⅛])"
_MEASURE = rf"([-−]?)({NUMBER})([^\d\s].*)"
_MONEY = rf"(US\$|MX\$|USD\$?|MXN\$?|[$€£])({NUMBER}|\.\d\d)(\w*)"
_MONEY_AFTER = rf"({NUMBER})([€£¢]|USD|MXN|EUR)"
LONGEST = 9
"""Digits of a number that is read as one; a longer one is that of a telephone or an account."""

Rule = Callable[[str, Around, Speech], str | None]


def digits_said(core: str, around: Around, speech: Speech) -> str | None:
    """What a word with digits is read as; None where no rule knows."""
    if core.isalpha():
        return None
    for rule in _RULES:
        said = rule(core, around, speech)
        if said is not None:
            return said
    return None


def number_said(text: str, around: Around | None, speech: Speech) -> str:
    """A number with its thousands and decimals, before the words that follow it."""
    whole, decimals = parsed(text)
    if around and len(text) == 2 and text[0] == "0" and text != "00" and _is_dated(around, speech):
        return speech.cardinal(int(text), around)
    if len(whole) > LONGEST or (len(whole) > 1 and whole.startswith("0")):
        return speech.digits(whole + decimals)
    if decimals:
        return f"{speech.cardinal(int(whole), None)} {speech.point} {_decimals(decimals, speech)}"
    if around and whole == text and len(text) == 4 and (year := speech.year(int(whole), around)):
        return year
    return speech.cardinal(int(whole), around)


def _is_dated(around: Around, speech: Speech) -> bool:
    """Whether a month stands beside a number, or it is the first of two days: *del 01 al 15*."""
    if around.before[:1] == ("del",) and around.after[:1] == ("al",):
        return True
    return not speech.month_names.isdisjoint((*around.after[:2], *around.before[:1]))


def parsed(text: str) -> tuple[str, str]:
    """The digits before and after the decimal point. Three after a comma are thousands, before 1'000,000 millions."""
    text = text.replace("'", ",").replace("’", ",")
    if re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", text):
        text = text.replace(".", "")
    whole, _point, decimals = text.replace(",", ".").partition(".")
    return whole or "0", decimals


def _decimals(text: str, speech: Speech) -> str:
    """Two decimals are read as a number, others one by one."""
    return speech.cardinal(int(text), None) if len(text) == 2 and text[0] != "0" else speech.digits(text)


def is_money(core: str) -> bool:
    """Whether a number bears the sign of a currency before it."""
    return bool(re.fullmatch(_MONEY, core))


def money_parts(core: str) -> tuple[str, str, str] | None:
    """The sign, the number and what follows them, such as M."""
    found = re.fullmatch(_MONEY, core)
    return (found[1].rstrip("$") if found[1][:3] in ("USD", "MXN") else found[1], found[2], found[3]) if found else None


def amount_said(text: str, sign: str, speech: Speech) -> str:
    """A whole amount of money, with its cents."""
    whole, decimals = parsed(text)
    one, several = speech.currencies[sign.upper()]
    if decimals and len(decimals) != 2:
        return f"{number_said(text, None, speech)} {several}"
    said = f"{counted(int(whole), (one, several), speech)}"
    if not decimals or not int(decimals):
        return said
    joint, name = speech.cents
    cents = counted(int(decimals), name, speech)
    return f"{said} {joint} {cents}" if int(whole) else cents


def counted(value: int, name: tuple[str, str], speech: Speech) -> str:
    """So many of something that has a name."""
    noun = name[0] if value == 1 else name[1]
    return f"{counting(str(value), noun, speech)} {noun}"


def counting(text: str, noun: str, speech: Speech) -> str:
    """A number as it is said before a noun, without it."""
    from newscast.base.languages.speech import written

    words = [written(text), *map(written, noun.split())]
    said = number_said(text, Around(words, 0), speech)
    whole = parsed(text)[0]
    if whole.isdigit() and said.endswith(noun.split()[0]) is False and len(whole) > 6 and not int(whole) % 1_000_000:
        return f"{said} {speech.magnitudes.get('millones', '')}".strip()
    return said


def _numbered(core: str, around: Around, speech: Speech) -> str | None:
    """3.2.1, as sections and versions are numbered."""
    if not re.fullmatch(_NUMBERED, core):
        return None
    return f" {speech.point} ".join(number_said(each, None, speech) for each in core.split("."))


def _ranged(core: str, around: Around, speech: Speech) -> str | None:
    found = re.fullmatch(_RANGE, core)
    if not found:
        return None
    # Only the last end counts what follows.
    first, last = _alike(found[1], found[2])
    ends = [digits_said(first, Around(around.words[: around.at + 1], around.at), speech)]
    # Nobody counts a name: León 2-1 Chivas.
    named = around.next[:1].isupper() and not around.word.ends
    ends.append(digits_said(last, Around((around.word,), 0) if named else around, speech))
    return f" {speech.to} ".join(filter(None, ends)) if all(ends) else None


def money_range(core: str) -> tuple[str, str] | None:
    """The sign and the two ends of a range of money without it: $1.5-2."""
    found = re.fullmatch(_RANGE, core)
    first, last = _alike(*found.groups()) if found else ("", "")
    parts = money_parts(last)
    return (parts[0], f"{first}-{parts[1]}") if parts and not parts[2] and first[:1].isdigit() else None


def _alike(first: str, last: str) -> tuple[str, str]:
    """The ends of a range, of which the last one has the sign of a currency where one has: $5-$10, $5-10."""
    one, other = money_parts(first), money_parts(last)
    if not one or (other and other[0] != one[0]):
        return first, last
    return one[1], last if other else f"{one[0]}{last}"


def _dated(core: str, around: Around, speech: Speech) -> str | None:
    if found := re.fullmatch(_ISO_DATE, core):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(_NAMED_DATE, core):
        named = _month_named(found[3], speech)
        if not named or (not found[4] and len(found[3]) < _SHORT_NAME):
            return None
        if not found[4]:
            return speech.date(int(found[1]), named, None) if named < 13 and 0 < int(found[1]) < 32 else None
        day, month, year = int(found[1]), named, int(found[4])
        year += 2000 if year < 100 else 0
    elif found := re.fullmatch(_DATE, core) or re.fullmatch(_DOTTED_DATE, core):
        first, second, year = map(int, found.groups())
        day, month = (second, first) if second > 12 or (speech.month_first and first <= 12) else (first, second)
        year += 2000 if year < 100 else 0
    elif (found := re.fullmatch(_FRACTION, core)) and _is_day(found[2], around, speech):
        first, second = map(int, found.groups())
        day, month = (second, first) if speech.month_first else (first, second)
        return speech.date(day, month, None) if 0 < month < 13 and 0 < day < 32 else None
    else:
        return None
    return speech.date(day, month, year) if 0 < month < 13 and 0 < day < 32 else None


def _month_named(text: str, speech: Speech) -> int | None:
    """The number of a month from its name, short or in full, or its Roman numeral."""
    from newscast.base.languages.romans import roman_value

    months = list(dict.fromkeys(speech.months.values()))
    for number, month in enumerate(months, 1):
        if len(text) > 2 and month.lower().startswith(text.lower()):
            return number
    return roman_value(text)


def _is_day(second: str, around: Around, speech: Speech) -> bool:
    """Whether 20/11 is a day of a month and no fraction: after an article or weekday, or with a month such as 05."""
    return second.startswith("0") or (bool(around.before) and around.before[0] in speech.dating)


def _timed(core: str, around: Around, speech: Speech) -> str | None:
    if found := re.fullmatch(_CLOCK, core):
        hour, minute = int(found[1]), int(found[2])
        said, half = speech.clock(hour, minute, int(found[3]) if found[3] else None), found[4]
    elif around.before[:1] and around.before[0] in speech.before_hours and (found := re.fullmatch(_DOTTED_CLOCK, core)):
        return speech.clock(int(found[1]), int(found[2]), None)
    elif found := re.fullmatch(_HOUR, core):
        said, half = speech.clock(int(found[1]), 0, None), found[2]
    else:
        return None
    if not half:
        return said
    key = half.lower()
    return f"{said} {speech.units['h'][1] if key[0] == 'h' else speech.abbreviations[key.replace('.', '')]}"


def _ordinal(core: str, around: Around, speech: Speech) -> str | None:
    found = re.fullmatch(speech.ordinals, core)
    if not found:
        return None
    return speech.ordinal(int(found["number"]), found["mark"], around)


def _money(core: str, around: Around, speech: Speech) -> str | None:
    if parts := money_parts(core):
        sign, amount, more = parts
        if not more:
            return amount_said(amount, sign, speech)
        magnitude = speech.short_magnitudes.get(more.lower())
        if magnitude:
            joint = speech.magnitudes.get(magnitude, "")
            return f"{counting(amount, magnitude, speech)} {magnitude} {joint}{speech.currencies[sign.upper()][1]}"
    if found := re.fullmatch(_MONEY_AFTER, core):
        return amount_said(found[1], found[2], speech)
    return None


def _percent(core: str, around: Around, speech: Speech) -> str | None:
    found = re.fullmatch(_PERCENT, core)
    inner = digits_said(found[1], Around((around.word,), 0), speech) if found else None
    return f"{inner} {speech.percent}" if inner else None


def fraction_parts(core: str) -> tuple[int, int] | None:
    """What of how many parts a fraction of one figure or sign is: 1/2, ½."""
    if found := re.fullmatch(r"([1-9])/(\d{1,2})", core):
        return int(found[1]), int(found[2])
    return _VULGAR.get(core)


def before_unit(core: str, around: Around, speech: Speech) -> Around:
    """A number where it stands, with the name of the unit that follows instead of its sign."""
    from newscast.base.languages.speech import written

    names = None if around.word.ends else speech.units.get(around.next)
    return Around([written(core), written(names[0])], 0) if names else around


def _fraction(core: str, around: Around, speech: Speech) -> str | None:
    if found := re.fullmatch(_MIXED, core):
        said = speech.fraction(*_VULGAR[found[2]], before_unit(core, around, speech))
        return f"{number_said(found[1], None, speech)} {speech.and_} {said}" if found[1] else said
    if not (found := re.fullmatch(_FRACTION, core)):
        return None
    above, below = map(int, found.groups())
    said = speech.fraction(above, below, before_unit(core, around, speech))
    return said or f"{speech.cardinal(above, None)} {speech.slash} {speech.cardinal(below, None)}"


def _decade(core: str, around: Around, speech: Speech) -> str | None:
    found = re.fullmatch(_DECADE, core)
    return speech.decade(int(found[1]), around) if found and found[1][-1] == "0" else None


def _by(core: str, around: Around, speech: Speech) -> str | None:
    found = re.fullmatch(_BY, core)
    if not found:
        return None
    return f" {speech.times} ".join(number_said(each, None, speech) for each in found.groups() if each)


def _measure(core: str, around: Around, speech: Speech) -> str | None:
    found = re.fullmatch(_MEASURE, core)
    names = speech.units.get(found[3].rstrip(".")) if found else None
    if found is None or names is None:
        return None
    noun = names[0] if found[2] == "1" else names[1]
    sign = f"{speech.minus} " if found[1] else ""
    return f"{sign}{counting(found[2], noun, speech)} {noun}"


def _signed(core: str, around: Around, speech: Speech) -> str | None:
    found = re.fullmatch(_SIGNED, core)
    if not found:
        return None
    sign = {"+": speech.plus, "±": f"{speech.plus} {speech.minus}"}.get(found[1], speech.minus)
    return f"{sign} {number_said(found[2], around, speech)}"


def _number(core: str, around: Around, speech: Speech) -> str | None:
    if re.fullmatch(r"\.\d{1,3}", core):
        return f"{speech.point} {_decimals(core[1:], speech)}"
    if not re.fullmatch(NUMBER, core):
        return None
    called = around.before[:1] and around.before[0] in speech.callers
    if core in speech.emergency and (called or core.startswith("0")):
        return speech.emergency[core]
    names = None if around.word.ends else speech.units.get(around.next) or speech.currencies.get(around.next)
    if names:
        return counting(core, names[0] if core == "1" else names[1], speech)
    return number_said(core, around, speech)


_RULES: tuple[Rule, ...] = (
    *(_dated, _decade, _timed, _ordinal, _money, _percent, _fraction, _by, _signed, _number, _numbered),
    *(_ranged, _measure),
)
