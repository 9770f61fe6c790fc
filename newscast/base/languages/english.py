"""English."""

from __future__ import annotations

import datetime
import re

from newscast.base.languages.days import DayWords
from newscast.base.languages.english_words import MONTHS, WEEKDAYS
from newscast.base.languages.model import Grammar, Language, endings, pairs, words
from newscast.base.languages.quantities import Quantities
from newscast.base.languages.speech import Speech
from newscast.base.languages.wording import Wording
from newscast.base.patterns import pattern

GRAMMAR = Grammar(
    leaning=words("a an the this these those my your his her its our their each every no whose"),
    ahead=words(
        "some any another other both all many few several much more most less least same such own first second third "
        "fourth fifth last next what half"
    ),
    prepositions=words(
        "about above across after against along among around at before behind below beneath beside between beyond by "
        "despite down during except for from in inside into like near of off on onto out outside over past since "
        "through throughout to toward towards under until up upon via with within without per"
    ),
    nearer=frozenset(),
    towards=frozenset(),
    genitives=words("of"),
    conjunctions=words(
        "and or but nor so yet because although though while when where if unless whether that which who whom as than"
    ),
    joining=words("and or nor"),
    adding=words("and"),
    auxiliaries=words(
        "am is are was were be been being has have had having do does did will would shall should can could may might "
        "must cannot can't don't doesn't didn't won't wouldn't isn't aren't wasn't weren't hasn't haven't"
    ),
    adverbs=words("not very too quite almost already also never always still just only even saint st"),
    tens=frozenset(),
    halves=frozenset(),
    numerals=words(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
        "billion"
    ),
    abbreviations=words(
        "mr. mrs. ms. dr. prof. st. ave. blvd. rd. no. gen. rep. sen. gov. lt. capt. sgt. rev. hon. jr. vs. ext. "
        "dept. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
    ),
    pronouns=words("i you he she it we they there"),
    adjectives=endings("al ic ive ous able ible ful ary less ish ern"),
    plain_adjectives=words(
        "broken bad better best worse worst black blue brown clean clear closed cold common cool dark deep different "
        "dry early easy empty fair far fast fine final fresh front general grand green grey happy hard heavy hot huge "
        "human important key national public local main new old former great good big young long high low large "
        "larger largest light little live modern narrow northern open past poor proud quick quiet ready real recent "
        "red rich right safe serious severe short sick simple slow smart soft strong sure sweet tall thick thin tiny "
        "top total true upper urban vacant warm weak wet white wide wild wrong yellow senior junior native"
    ),
    other_words=frozenset(),
    participles=(),
    gerunds=endings("ing"),
    infinitive=pattern(r"[a-z]+"),
    infinitive_leads=words("to"),
    leading=words(
        "have has had having going need needs needed used ought able want wants wanted plan plans planned try tries "
        "tried begin begins began start starts started continue continues continued expected set hopes hope hoped "
        "agreed likely supposed about ready asked"
    ),
    ranges=words("to of by in"),
    each=frozenset(),
    degrees=words("more most less very too so"),
    titles=words(
        "mayor president governor senator representative councilman councilwoman councilmember director secretary "
        "chief doctor professor judge captain sergeant officer minister king queen pope coach mister miss mount lake "
        "river street avenue boulevard highway interstate route park plaza fort saint hurricane storm"
    ),
    numbered=words(
        "extension number article route line page phase stage zone district section sector block lot channel volume "
        "chapter version level floor door room unit module building phone code interstate highway group option key "
        "grade table box gate flight train model size part day step case proposition ward precinct season game"
    ),
    counts=frozenset(),
    particles=words("up out off down away back me us him them himself herself itself themselves"),
    parts_of_day=frozenset(),
    months=words(" ".join(MONTHS)),
    weekdays=words(" ".join(WEEKDAYS)),
    phrases=pairs(
        "tomorrow morning, tomorrow afternoon, tomorrow evening, tomorrow night, yesterday morning, because of, as "
        "well as, such as, due to, in order to, at least, at most, more than, less than, out of, each other, per "
        "cent, according to, instead of, ahead of, in front of, next to, thanks to, as soon as, even though, even if, "
        "so that, rather than, no one, right now, good morning, good evening, good night, thank you, for example, of "
        "course, up to, close to, along with, so far, a few, a lot of, as long as, miles per hour, per hour, city "
        "hall, county fair, school board, city council, high school"
    ),
    rates=pairs("per second, per minute, per hour, per day, per week, per month, per year, per person, a day, a year"),
    per=words("per"),
    occasions=frozenset(),
    adjective_first=True,
)


def _long_date(date: datetime.date) -> str:
    """`Friday, November 20, 2026`"""
    return f"{WEEKDAYS[date.weekday()]}, {MONTHS[date.month - 1]} {date.day}, {date.year}"


def _day(date: datetime.date) -> str:
    """`November 20`"""
    return f"{MONTHS[date.month - 1]} {date.day}"


def _short_day(date: datetime.date) -> str:
    """`Nov 20`"""
    return f"{MONTHS[date.month - 1][:3]} {date.day}"


def _month(date: datetime.date) -> str:
    """`November 2026`"""
    return f"{MONTHS[date.month - 1]} {date.year}"


_NEAR_DAYS = pattern(
    r"\b(?:(?:the )?day (?:before yesterday|after tomorrow)|(?<!\bof )tomorrow|yesterday|today|tonight"
    r"|last night|this (?:morning|afternoon|evening))\b",
    re.IGNORECASE,
)
"""The city of tomorrow is no day."""


def _days_left(days: int) -> tuple[str, str, str]:
    if days == 0:
        return "", "Today", ""
    return "Only", str(days), ("day to go" if days == 1 else "days to go")


def _wording() -> Wording:
    from newscast.base.languages.english_wording import WORDING

    return WORDING


def _quantities() -> Quantities:
    from newscast.base.languages.english_quantities import QUANTITIES

    return QUANTITIES


def _day_words() -> DayWords:
    from newscast.base.languages.english_days import DAYS

    return DAYS


def _speech() -> Speech:
    from newscast.base.languages.english_speech import SPEECH

    return SPEECH


ENGLISH = Language(
    code="en",
    speech=_speech,
    silent=pattern(r"(?<=[^aeiou])e\b|(?<=[ptscg])h|(.)(?<=\1\1)"),
    grammar=GRAMMAR,
    long_date=_long_date,
    weekdays=WEEKDAYS,
    near_days=_NEAR_DAYS,
    days=_day_words,
    wording=_wording,
    quantities=_quantities,
    day=_day,
    short_day=_short_day,
    month=_month,
    name="English",
    draft="DRAFT",
    voice="Voice: {name}",
    by_telephone="By telephone",
    heard={"music": "music", "sting": "musical sting"},
    tracks={
        "full": "full mix",
        "clean": "clean",
        "international": "international",
        "silence": "silence",
        "block": "block",
    },
    days_left=_days_left,
    graphics={
        "before-after": {"label1": "Before", "label2": "After"},
        "next": {"kicker": "Coming up next"},
        "closing": {"thanks": "Thank you for watching", "action": "Follow and share"},
        "break": {"text": "We will be right back"},
        "slate": {"text": "This piece is missing"},
        "leader": {
            "label1": "Title",
            "label2": "Episode",
            "label3": "Date",
            "label4": "Length",
            "label5": "Start",
            "label6": "Sound",
            "label7": "Picture",
            "label8": "Station",
        },
    },
)
