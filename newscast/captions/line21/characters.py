"""The characters of CEA-608: what a text becomes that is shown with them, and the bytes that show it.

Three sets: basic ones of one byte, special ones and the two extended sets of two bytes (CTA-608-E, 6.4; 47 CFR 15.119
has the first two). A decoder of the oldest kind knows no extended ones, so a basic one is sent before each, which the
extended one takes the place of.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from newscast.base.plain_letters import LETTERS

Pair = tuple[int, int]
"""What is sent with one picture: two bytes of seven bits, without parity."""

_OTHERS = {"'": 0x27, "á": 0x2A, "é": 0x5C, "í": 0x5E, "ó": 0x5F, "ú": 0x60, "ç": 0x7B, "÷": 0x7C, "Ñ": 0x7D, "ñ": 0x7E}
BASIC: dict[str, int] = {
    **{chr(code): code for code in range(0x20, 0x7B) if chr(code) not in "'*\\^_`"},
    **_OTHERS,
    "█": 0x7F,
}
SPECIAL: dict[str, Pair] = {sign: (0x11, 0x30 + at) for at, sign in enumerate("®°½¿™¢£♪à\u00a0èâêîôû")}
EXTENDED: dict[str, Pair] = {
    **{sign: (0x12, 0x20 + at) for at, sign in enumerate("ÁÉÓÚÜü‘¡*’—©℠•“”ÀÂÇÈÊËëÎÏïÔÙùÛ«»")},
    **{sign: (0x13, 0x20 + at) for at, sign in enumerate("ÃãÍÌìÒòÕõ{}\\^_|~ÄäÖöß¥¤¦ÅåØø┌┐└┘")},
}
_BEFORE = {
    **dict.fromkeys("‘’^", "'"),
    **dict.fromkeys("“”«»", '"'),
    **dict.fromkeys("—_~", "-"),
    **dict.fromkeys("•┌┐└┘", "."),
    **dict.fromkeys("|\\¦", "/"),
    "¡": "!",
    "*": ".",
    "©": "c",
    "℠": "s",
    "{": "(",
    "}": ")",
    "ß": "s",
    "¥": "Y",
    "¤": "o",
    "Ø": "O",
    "ø": "o",
}
"""What an old decoder shows instead of an extended character that is no letter with a mark."""
_TYPOGRAPHIC = {
    **dict.fromkeys("’‚‛′ʼ", "'"),
    **dict.fromkeys("„‟″", '"'),
    **dict.fromkeys("‐‑‒–−", "-"),
    "‹": "«",
    "›": "»",
    "―": "—",
    "…": "...",
    "´": "'",
    "`": "'",
    "·": "•",
    "×": "x",
    "º": "°",
    "ª": "a",
    "♫": "♪",
    "²": "2",
    "³": "3",
    "¹": "1",
    "¼": "1/4",
    "¾": "3/4",
    "№": "N°",
}
"""Signs that stand for the same: nobody reads anything else."""
_SPELLED = {**LETTERS, "€": "EUR", "§": "S", "→": "->", "←": "<-"}
_UNKNOWN = "?"


def shown(text: str) -> str:
    """The text as it stands on screen: what CEA-608 does not have is written with what it has."""
    return "".join(_as_shown(sign)[0] for sign in unicodedata.normalize("NFC", text))


def replaced(text: str) -> tuple[str, ...]:
    """The signs of a text that are shown as others, each once; not those that mean the same, such as `…` and `...`."""
    signs = dict.fromkeys(unicodedata.normalize("NFC", text))
    return tuple(sign for sign in signs if _as_shown(sign)[1])


def coded(text: str) -> list[Pair]:
    """The pairs that show a text, which `shown` has made. Special and extended characters are sent twice, as what
    controls is: a decoder that has read the first ignores the second."""
    pairs: list[Pair] = []
    basic: list[int] = []
    for sign in text:
        if sign in BASIC:
            basic.append(BASIC[sign])
            continue
        if sign in EXTENDED:
            basic.append(BASIC[before(sign)])
        pairs += [*_in_pairs(basic), *[SPECIAL.get(sign) or EXTENDED[sign]] * 2]
        basic = []
    return [*pairs, *_in_pairs(basic)]


def before(sign: str) -> str:
    """The basic character that is sent before an extended one."""
    return _BEFORE.get(sign) or unicodedata.normalize("NFD", sign)[0]


def _in_pairs(basic: Sequence[int]) -> Iterator[Pair]:
    """Two a pair; the last of an odd number with a byte that shows nothing."""
    for at in range(0, len(basic), 2):
        yield basic[at], basic[at + 1] if at + 1 < len(basic) else 0


@lru_cache(maxsize=1024)
def _as_shown(sign: str) -> tuple[str, bool]:
    """What is shown for a sign, and whether that means less."""
    if _is_known(sign):
        return sign, False
    if sign in _TYPOGRAPHIC:
        return _TYPOGRAPHIC[sign], False
    if sign.isspace() or unicodedata.category(sign) == "Zs":
        return " ", False
    if unicodedata.category(sign) in ("Cf", "Mn"):
        # Joiners, soft hyphens and marks without a letter show nothing by themselves.
        return "", False
    return _spelled(sign), True


def _spelled(sign: str) -> str:
    """Letters for a sign that there is not: its own, without marks."""
    if sign in _SPELLED:
        return _SPELLED[sign]
    letters = "".join(each for each in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(each))
    return letters if letters and all(map(_is_known, letters)) else _UNKNOWN


def _is_known(sign: str) -> bool:
    # Transparent spaces are for laying out, and never part of a text.
    return sign != "\u00a0" and (sign in BASIC or sign in SPECIAL or sign in EXTENDED)
