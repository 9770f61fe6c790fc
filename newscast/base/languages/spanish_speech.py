"""How Spanish is read aloud in Mexico: hours, dates, Roman numerals, money."""

from __future__ import annotations

from newscast.base.languages import spanish_numbers as numbers
from newscast.base.languages import spanish_words as table
from newscast.base.languages.romans import is_doubtful
from newscast.base.languages.spanish_counting import plain
from newscast.base.languages.spanish_nouns import gender_of
from newscast.base.languages.speech import Around, Speech, names


def _clock(hour: int, minute: int, second: int | None) -> str:
    """*siete treinta*; whole hours have no minutes."""
    said = [numbers.with_noun(hour, "f")] + ([plain(minute)] if minute or second else [])
    if second:
        said.append(f"con {numbers.with_noun(second, 'm')} segundo{'s' if second > 1 else ''}")
    return " ".join(said)


def _date(day: int, month: int, year: int | None) -> str:
    said = f"{_day(day)} de {table.MONTHS[month - 1]}"
    return f"{said} de {plain(year)}" if year is not None else said


def _day(day: int) -> str:
    return "primero" if day == 1 else plain(day)


def _cardinal(value: int, around: Around | None = None) -> str:
    if around and value == 1 and around.after[:1] == ("de",) and _is_month(around.after[1:2]):
        return "primero"
    return numbers.cardinal(value, around)


def _is_month(words: tuple[str, ...]) -> bool:
    return bool(words) and (words[0] in table.MONTHS or words[0].rstrip(".") in table.SHORT_MONTHS)


def _roman(value: int, around: Around) -> str | None:
    """A century and a ruler up to ten are counted in ordinals; before a noun they agree with it."""
    sure = not is_doubtful(around.word.core)
    before, after = around.before[:1], around.after[:1]
    counts = after and after[0] in _COUNTED and not set(around.word.core) & set("LCDM")
    if (
        after
        and (counts or sure)
        and (after[0] in _COUNTED or (around.next[:1].isupper() and not around.next.isupper()))
    ):
        return _counting(value, after[0])
    if not before:
        return None
    if before[0] in _CENTURIES or (before[0] in _JOINTS and around.before[2:] in (("siglos",), ("ss",))):
        return numbers.ordinal(value) if value <= 10 else plain(value)
    if before[0] in _JOINTS and around.before[2:] and around.before[2] in table.CHAPTERS:
        return plain(value)
    if before[0] in table.RULERS and not around.previous.isupper():
        ending = "a" if before[0] in table.QUEENS else "o"
        return numbers.ordinal(value, ending) if value <= 10 else plain(value)
    if before[0] in table.CHAPTERS or (sure and around.previous[:1].isupper()):
        return plain(value)
    return None


_JOINTS = ("y", "a", "al", "o")
_CENTURIES = names("siglo siglos s ss")
_COUNTED = names(
    "guerra cumbre años aniversario edición congreso legislatura asamblea festival feria centenario informe"
)


def _counting(value: int, noun: str) -> str:
    if noun in ("años", "siglos", "puntos"):
        return plain(value)
    feminine = gender_of((noun,)) == "f"
    return numbers.ordinal(value, "a" if feminine else "er") or plain(value)


def _year(value: int, around: Around) -> str | None:
    """Said as any number; but it does not count what follows."""
    is_year = 1900 <= value < 2100 and around.before[:1] in (("de",), ("en",), ("del",), ("desde",), ("año",))
    return plain(value) if is_year else None


def _decade(value: int, around: Around) -> str | None:
    """*los noventa*"""
    return plain(value) if around.before[:1] in (("los",), ("años",)) else None


_PARTS_OF_YEAR = {"T": "trimestre", "S": "semestre"}


def _part_of_year(number: int, letter: str, year: int | None, around: Around) -> str | None:
    part = _PARTS_OF_YEAR.get(letter)
    if part is None or (part == "semestre" and number > 2):
        return None
    article = "" if around.before[:1] in (("el",), ("del",), ("al",)) else "el "
    return f"{article}{numbers.ordinal(number, 'er')} {part} de{f' {plain(year)}' if year else ''}"


SPEECH = Speech(
    letters=table.LETTERS,
    cardinal=_cardinal,
    digits=numbers.digits,
    ordinals=r"(?P<number>\d{1,2}|\d{3}(?=\.?[ºª]))\.?(?P<mark>[ºª°]|ᵉʳ|(?i:er|[rdtvmn][oa]s?)|[oa])\.?",
    ordinal=numbers.marked_ordinal,
    fraction=numbers.fraction,
    clock=_clock,
    date=_date,
    month_first=False,
    roman=_roman,
    months=table.SHORT_MONTHS,
    of_month="de ",
    dating=names("el del al") | frozenset(table.WEEKDAYS),
    part_of_year=_part_of_year,
    of_part="de ",
    attribute_is_several=True,
    decade=_decade,
    year=_year,
    point="punto",
    minus="menos",
    plus="más",
    times="por",
    to="a",
    slash="diagonal",
    per="por",
    and_="y",
    number="número",
    hashtag="hashtag",
    percent="por ciento",
    cents=("con", ("centavo", "centavos")),
    currencies=table.CURRENCIES,
    named_currencies=table.NAMED_CURRENCIES,
    magnitudes={"mil": "", "millón": "de ", "millones": "de ", "billón": "de ", "billones": "de "},
    short_magnitudes={
        "m": "millones",
        "mm": "millones",
        "mdp": "millones",
        "mdd": "millones",
        "mmdp": "mil millones",
        "mmdd": "mil millones",
        "k": "mil",
    },
    units=table.UNITS,
    small_units=table.SMALL_UNITS,
    abbreviations=table.ABBREVIATIONS,
    before_numbers=table.BEFORE_NUMBERS,
    before_romans=table.BEFORE_ROMANS,
    titles=table.TITLES,
    initials=table.INITIALS,
    she=table.SHE,
    feminine=frozenset(("la", "las", "una")),
    women=table.WOMEN,
    before_names={"cap": "capitán", "pto": "puerto", "c.p": "contador público"},
    short_days=table.SHORT_DAYS,
    day_letters={"L": "lunes", "V": "viernes", "S": "sábado", "D": "domingo"},
    before_days=names("el este próximo pasado"),
    before_hours_of_days=names("de"),
    before_short_months=names("de en desde hasta a y este"),
    before_hours=names("las"),
    slashed={"c": ("con", "con", "cada"), "p": ("por", "para", "por"), "s": ("sin", "sin", "sin")},
    both=("{0}a o {0}o", "{0}as y {0}os"),
    star="asterisco",
    phrases=table.PHRASES,
    acronyms=table.ACRONYMS,
    several_letters="",
    after_names={"inc": "inc"},
    readable=table.READABLE,
    words=table.SHORT_WORDS,
    signs=table.SIGNS,
    addresses={
        "www": "triple doble u",
        ".": " punto ",
        "/": " diagonal ",
        "-": " guion ",
        "_": " guion bajo ",
        "@": " arroba ",
        "?": " interrogación ",
        "=": " igual a ",
        "&": " y ",
    },
    emergency={
        "911": "nueve once",
        "089": "cero ochenta y nueve",
        "072": "cero setenta y dos",
        "066": "cero sesenta y seis",
        "065": "cero sesenta y cinco",
        "071": "cero setenta y uno",
        "073": "cero setenta y tres",
        "075": "cero setenta y cinco",
    },
    callers=names("al el del número línea teléfono llame llamar marque marcar tel emergencia emergencias"),
    whole={
        "24/7": "veinticuatro siete",
        "50/50": "cincuenta cincuenta",
        "y/o": "y o",
        "c/u": "cada uno",
        "s/n": "sin número",
        "c/": "con",
        "p/": "para",
        "s/": "sin",
        "c/mes": "cada mes",
        "c/día": "cada día",
        "c/semana": "cada semana",
        "c/año": "cada año",
        "c/hora": "cada hora",
        "c/vez": "cada vez",
        "a+": "a positivo",
        "a-": "a negativo",
        "b+": "be positivo",
        "b-": "be negativo",
        "ab+": "a be positivo",
        "ab-": "a be negativo",
        "o+": "o positivo",
        "o-": "o negativo",
        "x": "por",
        "l-v": "lunes a viernes",
        "l-s": "lunes a sábado",
        "l-d": "lunes a domingo",
        "s-d": "sábado a domingo",
    },
)
