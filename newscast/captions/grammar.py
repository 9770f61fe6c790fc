"""The small words of a language that decide where a caption may break, as data."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Grammar:
    """Word lists of one language, unaccented; `adjectives` and `gerunds` are endings that mark most of those."""

    leaning: frozenset[str]
    """Articles, determiners, clitic pronouns: never the last word of a line."""
    prepositions: frozenset[str]
    genitives: frozenset[str]
    """Prepositions that hold a noun to the noun before it: a break before them is poorer."""
    conjunctions: frozenset[str]
    auxiliaries: frozenset[str]
    """Verbs and adverbs that belong to the next word."""
    numerals: frozenset[str]
    abbreviations: frozenset[str]
    """Words whose full stop does not end a sentence; what they abbreviate names the next word."""
    adjectives: tuple[str, ...]
    gerunds: tuple[str, ...]
    adjective_first: bool


def grammar(language: str) -> Grammar:
    """The grammar for a language tag such as `es-MX`; Spanish where the language is not known."""
    return GRAMMARS.get(language[:2].lower(), GRAMMARS["es"])


def unaccented(word: str) -> str:
    """Lower case, acute accents and diaeresis gone; ñ stays a letter of its own."""
    parts = unicodedata.normalize("NFD", word.lower())
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in "\u0301\u0308"))


def _words(text: str) -> frozenset[str]:
    return frozenset(unaccented(text).split())


def _endings(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SPANISH = Grammar(
    leaning=_words(
        "el la los las lo un una unos unas al del este esta estos estas ese esa esos esas aquel aquella aquellos "
        "aquellas su sus mi mis tu tus nuestro nuestra nuestros nuestras cada todo toda todos todas otro otra otros "
        "otras algún alguna algunos algunas ningún ninguna cualquier varios varias ambos ambas mucho mucha muchos "
        "muchas poco poca pocos pocas cuyo cuya cuyos cuyas mismo misma primer primera primeros primeras "
        "segundo segunda tercer tercera gran nuevo nueva nuevos nuevas se me te le les nos os"
    ),
    prepositions=_words(
        "a ante bajo con contra de desde durante en entre hacia hasta mediante para por según sin sobre tras vía"
    ),
    genitives=_words("de del"),
    conjunctions=_words(
        "y e o u ni que pero porque pues como cuando donde si aunque mientras sino quien quienes cuyo cuya "
        "cual cuales además así entonces luego"
    ),
    auxiliaries=_words(
        "no muy más menos tan casi ya he has ha hemos han había habían haya hayan habrá habrán es son era eran fue "
        "fueron ser será serán sea sean está están estaba estaban estará estarán puede pueden podrá podrán debe "
        "deben deberá deberán va van vamos iba iban hay sido solo sólo don doña san santa fray presidente presidenta "
        "calle avenida bulevar boulevard colonia"
    ),
    numerals=_words(
        "cero uno un una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve veinte veintiún veintiuno veintiuna veintidós veintitrés veinticuatro "
        "veinticinco veintiséis veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta "
        "noventa cien ciento doscientos doscientas trescientos trescientas cuatrocientos cuatrocientas quinientos "
        "quinientas seiscientos seiscientas setecientos setecientas ochocientos ochocientas novecientos novecientas "
        "mil millón millones"
    ),
    abbreviations=_words(
        "sr. sra. srta. srs. dr. dra. lic. ing. arq. mtro. mtra. prof. profa. c. c.p. gral. cap. av. blvd. col. núm. "
        "no. art. tel. ext. km. sto. sta. pdte. ee. ej. vol. pág. fracc."
    ),
    adjectives=_endings(
        "al ales ble bles ico ica icos icas ivo iva ivos ivas oso osa osos osas ario aria arios arias icano "
        "icana urbano urbana adano adana ado ada ados adas ido ida idos idas ar ares ense enses ante antes "
        "ente entes"
    ),
    gerunds=_endings("ando iendo yendo"),
    adjective_first=False,
)

_ENGLISH = Grammar(
    leaning=_words(
        "a an the this that these those my your his her its our their each every some any no another other both all "
        "many few several much more most i you he she it we they who which"
    ),
    prepositions=_words(
        "about above across after against along among around at before behind below beneath beside between beyond by "
        "despite down during except for from in inside into like near of off on onto out outside over past since "
        "through throughout to toward towards under until up upon via with within without"
    ),
    genitives=_words("of"),
    conjunctions=_words(
        "and or but nor so yet because although though while when where if unless whether that which who as than"
    ),
    auxiliaries=_words(
        "not very too am is are was were be been being has have had having do does did will would shall should can "
        "could may might must mayor street avenue saint st"
    ),
    numerals=_words(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million"
    ),
    abbreviations=_words("mr. mrs. ms. dr. prof. st. ave. blvd. no. gen. rep. sen. gov. jr. vs. u.s. ext."),
    adjectives=_endings("al ic ive ous able ible ful ary less ish"),
    gerunds=_endings("ing"),
    adjective_first=True,
)

GRAMMARS = {"es": _SPANISH, "en": _ENGLISH}
