"""Spanish whole numbers in words, as they are said alone."""

from __future__ import annotations

_ONES = (
    *("uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece"),
    *("catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós"),
    *("veintitrés", "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve"),
)
_TENS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
SMALL = dict(enumerate(_ONES, 1)) | {
    10 * ten + one: f"{word} y {_ONES[one - 1]}" if one else word
    for ten, word in enumerate(_TENS, 3)
    for one in range(10)
}
"""From 1 to 99."""
_HUNDREDS = (
    *("", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos"),
    *("seiscientos", "setecientos", "ochocientos", "novecientos"),
)


def plain(value: int) -> str:
    """A whole number from 0 up to 10^18 that stands alone: *veintiuno*."""
    if value == 0:
        return "cero"
    billions, rest = divmod(value, 10**12)
    millions, ones = divmod(rest, 10**6)
    said = (_many(billions, "billón", "billones"), _many(millions, "millón", "millones"), _below_million(ones))
    return " ".join(filter(None, said))


def _many(count: int, one: str, several: str) -> str:
    if count < 2:
        return f"un {one}" if count else ""
    return f"{_before_noun(_below_million(count))} {several}"


def _below_million(value: int) -> str:
    thousands, ones = divmod(value, 1000)
    said = "mil" if thousands == 1 else f"{_before_noun(_below_thousand(thousands))} mil" if thousands else ""
    return " ".join(filter(None, (said, _below_thousand(ones))))


def _below_thousand(value: int) -> str:
    if value == 100:
        return "cien"
    hundreds, ones = divmod(value, 100)
    return " ".join(filter(None, (_HUNDREDS[hundreds], SMALL.get(ones, ""))))


def _before_noun(said: str) -> str:
    """Before *mil*, *millones*: *veintiún*, *treinta y un*."""
    if said.endswith("veintiuno"):
        return said.removesuffix("uno") + "ún"
    return said.removesuffix("uno") + "un" if said.endswith("uno") else said
