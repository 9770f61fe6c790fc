"""What must be known of a language to read its writing aloud, as data; each language's table fills it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


class Written(NamedTuple):
    """A written word: what it is, and the punctuation around it."""

    lead: str
    core: str
    trail: str

    @property
    def key(self) -> str:
        """For looking it up: in small letters."""
        return self.core.lower()

    @property
    def ends(self) -> bool:
        """Whether punctuation parts it from the next word."""
        return bool(self.trail)


_LEAD = "¿¡\"'«“‘([{*_"
_TRAIL = ".,;:!?…\"'»”’)]}*_—–"
_DASHES = "—–"
_LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
"""CO₂ is read as CO2."""


def written(word: str) -> Written:
    """A word of a text, its punctuation apart."""
    if word.isalpha():
        return Written("", word, "")
    rest = word.lstrip(_LEAD)
    if rest[:1] in _DASHES and rest[1:2].isalnum():
        rest = rest[1:]
    core = rest.rstrip(_TRAIL)
    return Written(word[: len(word) - len(rest)], core.translate(_LOWERED), rest[len(core) :])


@dataclass(frozen=True)
class Around:
    """A word where it stands in its text."""

    words: Sequence[Written]
    at: int

    @property
    def word(self) -> Written:
        return self.words[self.at]

    @cached_property
    def before(self) -> tuple[str, ...]:
        """Up to three words before it that no punctuation parts from it, the nearest first, in small letters."""
        found = []
        for word in reversed(self.words[max(0, self.at - 3) : self.at]):
            if word.ends and word.trail != ".":
                break
            found.append(word.key)
        return tuple(found)

    @cached_property
    def after(self) -> tuple[str, ...]:
        """Up to four words after it that no punctuation parts from it, in small letters."""
        found = []
        for index in range(self.at, min(self.at + 4, len(self.words) - 1)):
            if self.words[index].ends and (self.words[index].trail != "." or index == self.at):
                break
            found.append(self.words[index + 1].key)
        return tuple(found)

    @property
    def previous(self) -> str:
        """The word before it as it is written; empty at the beginning."""
        return self.words[self.at - 1].core if self.at else ""

    @property
    def next(self) -> str:
        """The word after it as it is written; empty at the end."""
        return self.words[self.at + 1].core if self.at + 1 < len(self.words) else ""

    @property
    def is_last(self) -> bool:
        """Whether a sentence ends with it, as far as capitals tell."""
        following = self.words[self.at + 1] if self.at + 1 < len(self.words) else None
        return following is None or following.core[:1].isupper() or bool(set(following.lead) & set("¿¡"))


Names = tuple[str, str]
"""One of something, and several."""


# Compared and shown by nobody: making that possible would cost every start.
@dataclass(frozen=True, eq=False, repr=False)
class Speech:
    """How a language is read aloud. Keys of its tables are in small letters unless that is said."""

    letters: Mapping[str, str]
    """The names of the letters."""
    cardinal: Callable[[int, Around | None], str]
    """A whole number, as it is said before the words that follow it."""
    digits: Callable[[str], str]
    """Digits, one by one."""
    ordinals: str
    """The pattern of a written ordinal, with `number` and `mark`."""
    ordinal: Callable[[int, str, Around], str | None]
    """The ordinal of a number with a mark such as *er*; None where nobody says one."""
    fraction: Callable[[int, int, Around], str | None]
    clock: Callable[[int, int, int | None], str]
    """Hour, minute and second."""
    date: Callable[[int, int, int | None], str]
    """Day, month and year."""
    month_first: bool
    """Whether the month stands first in 3/4/2026."""
    roman: Callable[[int, Around], str | None]
    """A Roman numeral; None where the letters are none."""
    months: Mapping[str, str]
    """Short months."""
    of_month: str
    """What is said between the day and a short month."""
    dating: frozenset[str]
    """Words after which 20/11 is a date and no fraction."""
    part_of_year: Callable[[int, str, int | None, Around], str | None]
    """A quarter or half of a year from its number, its letter and the year: 2T2026; None where the letter is none."""
    of_part: str
    """What stands between a quarter and an inch."""
    attribute_is_several: bool
    """Whether 10-km is said as several."""
    decade: Callable[[int, Around], str | None]
    """The tens of years that are written 90s or 1990s; None where the s is one of seconds."""
    year: Callable[[int, Around], str | None]
    """A number of four digits that is a year, where that is said otherwise; None where it is not."""
    point: str
    minus: str
    plus: str
    times: str
    to: str
    """Between the ends of a range, and the goals of a match."""
    slash: str
    per: str
    """Between the two units of a rate, such as kg/m²."""
    and_: str
    number: str
    """What # is before a number."""
    hashtag: str
    percent: str
    cents: tuple[str, Names]
    """How cents are joined to the whole, and their name."""
    currencies: Mapping[str, Names]
    """By sign and code, in capitals."""
    named_currencies: frozenset[str]
    """Words that name a currency."""
    magnitudes: Mapping[str, str]
    """Words that multiply what is before them, with what stands between them and a currency."""
    short_magnitudes: Mapping[str, str]
    """Letters that do, after a number; also of money, as in mdp."""
    units: Mapping[str, Names]
    """As they are written."""
    small_units: frozenset[str]
    """Units that are words or letters of their own: they are units only after a number."""
    abbreviations: Mapping[str, str]
    """Without their last full stop."""
    before_numbers: frozenset[str]
    """Abbreviations that are such only before a number."""
    before_romans: Mapping[str, str]
    """What others are before a Roman numeral."""
    titles: frozenset[str]
    """Abbreviations that never end a sentence."""
    initials: frozenset[str]
    """Abbreviations that after a name are the initial of another."""
    she: Mapping[str, str]
    """What an abbreviation is after a feminine article."""
    feminine: frozenset[str]
    """Those articles."""
    women: frozenset[str]
    """Given names before which it is that as well."""
    before_names: Mapping[str, str]
    """What an abbreviation is before a name, where it is something else before a number."""
    short_days: Mapping[str, str]
    """Short weekdays, as they stand in *Mon.-Fri.*"""
    day_letters: Mapping[str, str]
    """Days by the letters with which offices write them in pairs."""
    before_days: frozenset[str]
    """Words after which a short weekday is one by its full stop alone."""
    before_hours_of_days: frozenset[str]
    """Words between a short weekday and its hours."""
    before_short_months: frozenset[str]
    """Words after which a short month is one by its full stop alone."""
    before_hours: frozenset[str]
    """Words after which 14.30 is an hour."""
    slashed: Mapping[str, tuple[str, str, str]]
    """What a letter and a slash are before a word, before one in the plural, and before a number: *p/persona*,
    *p/niños*, *c/10*."""
    both: tuple[str, str] | None
    """What @ makes of a word that it ends, one and several, with `{}` for what stands before it: *niñ@s*."""
    star: str
    """What * is before a number that is dialled."""
    phrases: Mapping[tuple[str, str], tuple[str, str]]
    """Two words that are one abbreviation."""
    acronyms: Mapping[str, str]
    """In capitals: those that are neither read nor spelled as they are written."""
    several_letters: str
    """What ends an acronym that is spelled, where there are several: *NGOs*."""
    after_names: Mapping[str, str]
    """What abbreviations are after a name: *Main St.*"""
    readable: str
    """The pattern of capitals, in small letters, that are read as a word."""
    words: frozenset[str]
    """Short words that are no acronyms in capitals."""
    signs: Mapping[str, str]
    """Marks that are words of their own."""
    addresses: Mapping[str, str]
    """What the parts of a web address are read as, in the order in which they are looked for."""
    emergency: Mapping[str, str]
    """Short telephone numbers and what they are read as."""
    callers: frozenset[str]
    """Words after which a number is a telephone's."""
    whole: Mapping[str, str]
    """Written words that are read as something of their own."""

    @cached_property
    def month_names(self) -> frozenset[str]:
        """Of months, short and in full, in small letters."""
        return frozenset({*self.months, *(month.lower() for month in self.months.values()), "may"})

    @cached_property
    def shortened(self) -> frozenset[str]:
        """What a full stop marks as shortened."""
        pairs = {part for pair in self.phrases for part in pair}
        return frozenset({*self.abbreviations, *self.months, *self.short_days, *self.before_romans, *pairs})

    @cached_property
    def special(self) -> frozenset[str]:
        """Words of letters that may be something else."""
        return self.shortened | self.whole.keys() | self.units.keys() | {unit.lower() for unit in self.units}

    @cached_property
    def going_on(self) -> frozenset[str]:
        """What never ends a sentence."""
        return self.titles | {pair[0] for pair in self.phrases}


def names(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def pairs(text: str) -> dict[str, str]:
    """A table from a text such as `sr=señor, sra=señora`."""
    return dict(each.split("=", 1) for each in " ".join(text.split()).split(", "))


def counts(text: str) -> dict[str, Names]:
    """A table from a text such as `kg=kilo|kilos, h=hora|horas`."""
    found = {}
    for key, each in pairs(text).items():
        one, _bar, several = each.partition("|")
        found[key] = (one, several or one)
    return found
