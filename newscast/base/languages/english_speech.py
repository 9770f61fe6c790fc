"""How English is read aloud: years, dates, hours, Roman numerals, money."""

from __future__ import annotations

from newscast.base.languages import english_words as table
from newscast.base.languages.romans import is_doubtful
from newscast.base.languages.speech import Around, Speech, names

_PARTS = ("", "", "half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_BEFORE_YEARS = names("in of since by until from to year before after during through around")


def _plain(value: int) -> str:
    from num2words import num2words

    return str(num2words(value, lang="en")).replace(",", "").replace(" and ", " ")


def _cardinal(value: int, around: Around | None = None) -> str:
    """A day of a month is an ordinal: *November twentieth*, *twentieth of November*."""
    if not around or not 0 < value < 32:
        return _plain(value)
    if around.before[:1] and _is_month(around.before[0]) and around.previous[0].isupper():
        return _ordinal(value)
    dated = around.after[:1] and _is_month(around.after[0]) and around.next[:1].isupper()
    return f"{_ordinal(value)} of" if dated else _plain(value)


def _is_month(word: str) -> bool:
    return word.rstrip(".") in table.SHORT_MONTHS or word.capitalize() in table.MONTHS


def _ordinal(value: int) -> str:
    from num2words import num2words

    return str(num2words(value, lang="en", to="ordinal")).replace(",", "").replace(" and ", " ")


def _marked_ordinal(value: int, mark: str, around: Around) -> str | None:
    return _ordinal(value)


def _digits(text: str) -> str:
    return " ".join(_plain(int(digit)) for digit in text)


def _fraction(above: int, below: int, around: Around) -> str | None:
    """*three quarters*; None for what is no fraction."""
    if not 0 < above < below <= 10:
        return None
    part = _PARTS[below] if above == 1 else "halves" if below == 2 else f"{_PARTS[below]}s"
    return f"{'a' if (above, below) == (1, 2) else _plain(above)} {part}" if below == 2 else f"{_plain(above)} {part}"


def _clock(hour: int, minute: int, second: int | None) -> str:
    """*seven thirty*, *seven oh five*."""
    if not minute and not second:
        return _plain(hour)
    said = f"{_plain(hour)} {'oh ' if minute < 10 else ''}{_plain(minute)}"
    return f"{said} and {_plain(second)} second{'s' if second > 1 else ''}" if second else said


def _date(day: int, month: int, year: int | None) -> str:
    said = f"{table.MONTHS[month - 1]} {_ordinal(day)}"
    return f"{said}, {_year_said(year)}" if year is not None else said


def _year_said(year: int) -> str:
    if not 1100 <= year < 2100 or 2000 <= year < 2010:
        return _plain(year)
    first, last = divmod(year, 100)
    return f"{_plain(first)} {'hundred' if not last else ('oh ' if last < 10 else '') + _plain(last)}"


def _year(value: int, around: Around) -> str | None:
    """A number of four digits is a year after *in* and the like, or where it counts nothing."""
    if not 1100 <= value < 2100:
        return None
    counts = around.after[:1] and (around.after[0].endswith("s") or around.after[0] in ("people", "men", "women"))
    after_year = around.before[:1] and (around.before[0] in _BEFORE_YEARS or _is_month(around.before[0]))
    return _year_said(value) if after_year or not counts else None


def _roman(value: int, around: Around) -> str | None:
    before = around.before[:1]
    if not before:
        return None
    if before[0] in table.RULERS and not around.previous.isupper():
        return f"the {_ordinal(value)}"
    if before[0] in _CHAPTERS or (not is_doubtful(around.word.core) and around.previous[:1].isupper()):
        return _plain(value)
    return None


def _decade(value: int, around: Around) -> str | None:
    """*the nineties*, *the nineteen nineties*"""
    if value < 100 and around.before[:1] not in (("the",), ("early",), ("late",), ("mid",)):
        return None
    said = _year_said(value) if value >= 100 else _plain(value)
    return f"{said[:-1]}ies" if said.endswith("y") else f"{said}s"


_CHAPTERS = names("chapter volume title article phase part act book section type level war bowl")

_PARTS_OF_YEAR = {"Q": "quarter", "H": "half"}


def _part_of_year(number: int, letter: str, year: int | None, around: Around) -> str | None:
    part = _PARTS_OF_YEAR.get(letter)
    if part is None or (part == "half" and number > 2):
        return None
    article = "" if around.before[:1] == ("the",) else "the "
    return f"{article}{_ordinal(number)} {part} of{f' {_year_said(year)}' if year else ''}"


SPEECH = Speech(
    letters=table.LETTERS,
    cardinal=_cardinal,
    digits=_digits,
    ordinals=r"(?P<number>\d{1,3})(?P<mark>(?i:st|nd|rd|th))",
    ordinal=_marked_ordinal,
    fraction=_fraction,
    clock=_clock,
    date=_date,
    month_first=True,
    roman=_roman,
    months=table.SHORT_MONTHS,
    of_month="",
    dating=names("on monday tuesday wednesday thursday friday saturday sunday"),
    part_of_year=_part_of_year,
    of_part="",
    attribute_is_several=False,
    decade=_decade,
    year=_year,
    point="point",
    minus="minus",
    plus="plus",
    times="by",
    to="to",
    slash="slash",
    per="per",
    and_="and",
    number="number",
    hashtag="hashtag",
    percent="percent",
    cents=("and", ("cent", "cents")),
    currencies=table.CURRENCIES,
    named_currencies=table.NAMED_CURRENCIES,
    magnitudes={"hundred": "", "thousand": "", "million": "", "billion": "", "trillion": ""},
    short_magnitudes={"m": "million", "mm": "million", "bn": "billion", "b": "billion", "k": "thousand"},
    units=table.UNITS,
    small_units=table.SMALL_UNITS,
    abbreviations=table.ABBREVIATIONS,
    before_numbers=table.BEFORE_NUMBERS,
    before_romans={},
    titles=table.TITLES,
    initials=frozenset(),
    she={},
    feminine=frozenset(),
    women=frozenset(),
    before_names={},
    short_days=table.SHORT_DAYS,
    day_letters={},
    before_days=names("on every this next last until open closed"),
    before_hours_of_days=names("from at"),
    before_short_months=names("in of since by until from this next last and to"),
    before_hours=frozenset(),
    slashed={"w": ("with", "with", "with")},
    both=None,
    star="star",
    phrases=table.PHRASES,
    acronyms=table.ACRONYMS,
    several_letters="s",
    after_names=table.AFTER_NAMES,
    readable=table.READABLE,
    words=table.SHORT_WORDS,
    signs=table.SIGNS,
    addresses={
        "www": "double u double u double u",
        ".": " dot ",
        "/": " slash ",
        "-": " dash ",
        "_": " underscore ",
        "@": " at ",
        "?": " question mark ",
        "=": " equals ",
        "&": " and ",
    },
    emergency={"911": "nine one one", "311": "three one one"},
    callers=names("call dial calling dialing to the at"),
    whole={
        "24/7": "twenty-four seven",
        "50/50": "fifty fifty",
        "at&t": "ay tee and tee",
        "and/or": "and or",
        "w/": "with",
        "w/o": "without",
        "x": "by",
        "ab+": "ay bee positive",
        "ab-": "ay bee negative",
        "o+": "oh positive",
        "o-": "oh negative",
        "ph.d": "pee aitch dee",
        "m-f": "Monday to Friday",
    },
)
