"""Names of files that somebody else gave: made harmless in one place, for every disk, program, rundown and page; and
compared."""

from __future__ import annotations

import re
import unicodedata

_SIGNS = " ._-()"
"""What may stand in a name besides letters and digits."""
_RUNS = re.compile(r"\s+")
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
"""Names that Windows keeps for itself, whatever follows them."""
_MOST_BYTES = 120
"""Bytes of a name: half of what file systems take, so that something can be put before and behind it."""
_LONGEST_SUFFIX = 12
LONGEST = 255
"""Bytes of a name in UTF-8 on the disks of Linux; those of Windows and Macs take at least as many letters."""
_LONGEST_PATH = 4096
"""Bytes of a path with its end, in Linux (PATH_MAX)."""


def harmless(name: str, otherwise: str = "file") -> str:
    """A name that resembles this one and leads nowhere: its last part alone, of letters, digits, blanks and `._-()`.

    Signs that nobody sees, or that turn the direction of writing, are left out, others become `_`. It is never hidden,
    never empty (then `otherwise`), and at most 120 bytes long, with its suffix.
    """
    last = unicodedata.normalize("NFC", name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1])
    seen = "".join(" " if each.isspace() else each for each in last if each.isspace() or _is_seen(each))
    plain = "".join(each if each.isalnum() or _is_mark(each) or each in _SIGNS else "_" for each in seen)
    stem, suffix = split(_RUNS.sub(" ", plain).rstrip(" .-"))
    stem = stem.strip(" .-") if stem.strip(" ._-()") else otherwise
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    return cut(stem, _MOST_BYTES - len(suffix)).rstrip(" .-") + suffix


def split(name: str) -> tuple[str, str]:
    """A name's stem and its suffix with the point; what is too long, or no plain letters and digits, is none."""
    stem, point, end = name.rpartition(".")
    plain = end.isascii() and end.isalnum() and len(end) < _LONGEST_SUFFIX
    return (stem, f".{end}") if point and plain else (name, "")


def cut(text: str, most: int) -> str:
    """The beginning of a text, of at most so many bytes in UTF-8, no letter of it halved."""
    return text.encode()[: max(0, most)].decode(errors="ignore")


def is_too_long(path: str) -> bool:
    """Whether no disk can have this path, for the length of a name in it or of the whole."""
    whole = path.encode(errors="surrogateescape")
    return len(whole) >= _LONGEST_PATH or any(len(name) > LONGEST for name in whole.split(b"/"))


def alike(name: str) -> str:
    """The same for all spellings of a name that some disk takes for one: accents composed or not, capitals or not."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _is_seen(sign: str) -> bool:
    return unicodedata.category(sign)[0] not in "CZ"


def _is_mark(sign: str) -> bool:
    """Whether it belongs to the letter before it, in scripts that have no sign for both."""
    return unicodedata.category(sign) in ("Mn", "Mc")
