"""English."""

from __future__ import annotations

import datetime
import re

from newscast.base.languages.model import Grammar, Language, endings, words

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

GRAMMAR = Grammar(
    leaning=words(
        "a an the this that these those my your his her its our their each every some any no another other both all "
        "many few several much more most i you he she it we they who which"
    ),
    prepositions=words(
        "about above across after against along among around at before behind below beneath beside between beyond by "
        "despite down during except for from in inside into like near of off on onto out outside over past since "
        "through throughout to toward towards under until up upon via with within without"
    ),
    genitives=words("of"),
    conjunctions=words(
        "and or but nor so yet because although though while when where if unless whether that which who as than"
    ),
    auxiliaries=words(
        "not very too am is are was were be been being has have had having do does did will would shall should can "
        "could may might must mayor street avenue saint st"
    ),
    numerals=words(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
    ),
    abbreviations=words("mr. mrs. ms. dr. prof. st. ave. blvd. no. gen. rep. sen. gov. jr. vs. u.s. ext."),
    adjectives=endings("al ic ive ous able ible ful ary less ish"),
    gerunds=endings("ing"),
    adjective_first=True,
)


def _long_date(date: datetime.date) -> str:
    """`Friday, November 20, 2026`"""
    return f"{DAYS[date.weekday()]}, {MONTHS[date.month - 1]} {date.day}, {date.year}"


def _day(date: datetime.date) -> str:
    """`November 20`"""
    return f"{MONTHS[date.month - 1]} {date.day}"


def _short_day(date: datetime.date) -> str:
    """`Nov 20`"""
    return f"{MONTHS[date.month - 1][:3]} {date.day}"


_NEAR_DAYS = re.compile(
    r"\b(?:(?:the )?day (?:before yesterday|after tomorrow)|(?<!\bof )tomorrow|yesterday|today|tonight"
    r"|last night|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
"""The city of tomorrow is no day."""

ENGLISH = Language(
    code="en",
    signs={"%": "percent", "$": "dollars", "€": "euros", "&": "and", "°": "degrees", "+": "plus", "@": "at"},
    addresses={"www": "double u double u double u", ".": " dot ", "/": " slash ", "-": " dash ", "@": " at "},
    silent=re.compile(r"(?<=[^aeiou])e\b|(?<=[ptscg])h|(.)(?<=\1\1)"),
    grammar=GRAMMAR,
    long_date=_long_date,
    weekdays=DAYS,
    near_days=_NEAR_DAYS,
    day=_day,
    short_day=_short_day,
    draft="DRAFT",
    voice="Voice: {name}",
    graphics={
        "closing": {"thanks": "Thank you for watching", "action": "Follow and share"},
        "break": {"text": "We will be right back"},
        "slate": {"text": "This piece is missing"},
    },
)
