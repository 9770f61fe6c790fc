"""Spanish, as it is written and read in Mexico."""

from __future__ import annotations

import datetime
import re

from newscast.base.languages.model import Grammar, Language, endings, words

DAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
MONTHS = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)

GRAMMAR = Grammar(
    leaning=words(
        "el la los las lo un una unos unas al del este esta estos estas ese esa esos esas aquel aquella aquellos "
        "aquellas su sus mi mis tu tus nuestro nuestra nuestros nuestras cada todo toda todos todas otro otra otros "
        "otras algún alguna algunos algunas ningún ninguna cualquier varios varias ambos ambas mucho mucha muchos "
        "muchas poco poca pocos pocas cuyo cuya cuyos cuyas mismo misma primer primera primeros primeras "
        "segundo segunda tercer tercera gran nuevo nueva nuevos nuevas se me te le les nos os"
    ),
    prepositions=words(
        "a ante bajo con contra de desde durante en entre hacia hasta mediante para por según sin sobre tras vía"
    ),
    genitives=words("de del"),
    conjunctions=words(
        "y e o u ni que pero porque pues como cuando donde si aunque mientras sino quien quienes cuyo cuya "
        "cual cuales además así entonces luego"
    ),
    auxiliaries=words(
        "no muy más menos tan casi ya he has ha hemos han había habían haya hayan habrá habrán es son era eran fue "
        "fueron ser será serán sea sean está están estaba estaban estará estarán puede pueden podrá podrán debe "
        "deben deberá deberán va van vamos iba iban hay sido solo sólo don doña san santa fray presidente presidenta "
        "calle avenida bulevar boulevard colonia"
    ),
    numerals=words(
        "cero uno un una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
        "diecisiete dieciocho diecinueve veinte veintiún veintiuno veintiuna veintidós veintitrés veinticuatro "
        "veinticinco veintiséis veintisiete veintiocho veintinueve treinta cuarenta cincuenta sesenta setenta ochenta "
        "noventa cien ciento doscientos doscientas trescientos trescientas cuatrocientos cuatrocientas quinientos "
        "quinientas seiscientos seiscientas setecientos setecientas ochocientos ochocientas novecientos novecientas "
        "mil millón millones"
    ),
    abbreviations=words(
        "sr. sra. srta. srs. dr. dra. lic. ing. arq. mtro. mtra. prof. profa. c. c.p. gral. cap. av. blvd. col. núm. "
        "no. art. tel. ext. km. sto. sta. pdte. ee. ej. vol. pág. fracc."
    ),
    adjectives=endings(
        "al ales ble bles ico ica icos icas ivo iva ivos ivas oso osa osos osas ario aria arios arias icano "
        "icana urbano urbana adano adana ado ada ados adas ido ida idos idas ar ares ense enses ante antes "
        "ente entes"
    ),
    gerunds=endings("ando iendo yendo"),
    adjective_first=False,
)


def _long_date(date: datetime.date) -> str:
    """`viernes 20 de noviembre de 2026`"""
    return f"{DAYS[date.weekday()]} {date.day} de {MONTHS[date.month - 1]} de {date.year}"


def _day(date: datetime.date) -> str:
    """`20 de noviembre`"""
    return f"{date.day} de {MONTHS[date.month - 1]}"


def _short_day(date: datetime.date) -> str:
    """`20 nov`"""
    return f"{date.day} {MONTHS[date.month - 1][:3]}"


_MORNINGS = ("la", "una", "cada", "media", "otra", "esa", "aquella", "misma", "buena", "turno", "el", "un", "mejor")
"""Words before *mañana* where it is the morning, or the future, and no day."""
_NO_MORNING = "".join(rf"(?<!\b{word} )" for word in _MORNINGS)
_NEAR_DAYS = re.compile(
    r"\b(?:(?<!\bhoy por )hoy(?! en d[ií]a\b| por hoy\b)|anteayer|antier|antes de ayer|(?<!\bel )ayer"
    r"|anteanoche|antenoche|anoche|esta (?:misma )?(?:mañana|tarde|noche|madrugada)|pasado mañana"
    rf"|{_NO_MORNING}(?<!\bdel )(?<!\bmuy de )mañana(?!,? (?:y )?(?:tarde|noche)\b))\b",
    re.IGNORECASE,
)

SPANISH = Language(
    code="es",
    signs={"%": "por ciento", "$": "pesos", "€": "euros", "&": "y", "°": "grados", "+": "más", "@": "arroba"},
    addresses={"www": "triple doble u", ".": " punto ", "/": " diagonal ", "-": " guion ", "@": " arroba "},
    silent=re.compile(r"(?<!c)h|(?<=[gq])u(?=[eéií])|(?<=c)h|(?<=l)l|(?<=r)r"),
    grammar=GRAMMAR,
    long_date=_long_date,
    weekdays=DAYS,
    near_days=_NEAR_DAYS,
    day=_day,
    short_day=_short_day,
    draft="BORRADOR",
    voice="Voz: {name}",
    graphics={
        "closing": {"thanks": "Gracias por su compañía", "action": "Síganos y comparta"},
        "break": {"text": "En un momento volvemos"},
        "slate": {"text": "Falta esta pieza"},
    },
)
