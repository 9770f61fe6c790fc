"""How the files of a station are called: a pattern with fields, which never leads out of the folder."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterator, Mapping
from string import Formatter
from typing import Any

from newscast.base.filenames import harmless
from newscast.base.i18n import _
from newscast.base.plain_letters import LETTERS
from newscast.document.says import refusal
from newscast.document.words import did_you_mean, short

FIELDS = ("show", "episode", "date", "air", "title", "station", "block", "part")
"""What a name may be made of."""
_OTHERWISE = "programa"
"""What a file is called of whose name nothing is left."""
_SPELLED = {
    **LETTERS,
    **dict.fromkeys("¿¡’‘'“”\"«»", ""),
    "–": "-",
    "—": "-",
    "&": "_y_",
    "%": "pct",
    "º": "o",
    "ª": "a",
}
"""Letters that no accent is taken from, and signs."""
SUFFIXES = (".mxf", ".mov", ".mp4", ".ts", ".wav", ".mp3", ".mp2", ".flac")
"""Of files that stations take; the one that a container has is put behind every name."""
_MOMENTS = ("date", "air")
_DIGITS = re.compile(r"(?:%[dmyYjHMS]|[^%/\\:{}])*")
"""What a day or a moment may be written with: numbers alone, which are the same in every language."""
_UNSAFE = re.compile(r"""[/\\:*?"<>|\x00-\x1f]""")
"""What some file system, or a program that gets the name, takes for something else."""


def check_pattern(value: str) -> str:
    """A pattern from which a name of a file can be made. The suffix of a file may end it."""
    hint = _('Write it like "{example}".').format(example="{show}_{date:%d%m%y}")
    try:
        pieces = list(_pieces(value))
    except ValueError:
        message = _("A brace is missing in “{value}”.").format(value=short(value))
        raise refusal(message, hint, code="station-name") from None
    for text, name, form in pieces:
        if unsafe := _UNSAFE.search(text):
            message = _("A name of a file cannot have “{sign}” in it.").format(sign=unsafe[0])
            raise refusal(message, hint, code="station-name")
        if name is None:
            continue
        if name not in FIELDS:
            message = _("There is no field “{name}” for names of files.").format(name=short(name))
            raise refusal(message, did_you_mean(name, FIELDS), code="station-name")
        if form and (name not in _MOMENTS or not _DIGITS.fullmatch(form)):
            message = _("“{name}” cannot be written as “{form}”.").format(name=name, form=short(form))
            hint = _("A date is written with %d, %m, %y and %Y, a time of day with %H, %M and %S.")
            raise refusal(message, hint, code="station-name")
    if value.startswith(".") or not _bare(value):
        raise refusal(_("This is no name of a file."), hint, code="station-name")
    return value


def uses(pattern: str, field: str) -> bool:
    """Whether names of a pattern are made of this field."""
    return any(name == field for _text, name, _form in _pieces(pattern))


def stem_of(pattern: str, given: Mapping[str, Any], plain: bool) -> str:
    """The name of a file without suffix. `plain` leaves letters of ASCII alone; no sign of it is unsafe anywhere."""
    bare = _bare(pattern)
    if bare == "{episode}" and not plain:
        return str(given["episode"])
    made = "".join(text + (_told(given[name], form) if name else "") for text, name, form in _pieces(bare))
    return harmless(transliterated(made) if plain else made, _OTHERWISE)


def transliterated(text: str) -> str:
    """A text in letters, digits and signs of ASCII that are safe everywhere: ñ is n, é is e, a blank is `_`."""
    spelled = "".join(_SPELLED.get(sign, sign) for sign in unicodedata.normalize("NFC", text))
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(sign))
    return re.sub(r"[^A-Za-z0-9._-]+", "_", plain).strip("_")


def _told(value: Any, form: str) -> str:
    if isinstance(value, datetime.date):
        return value.strftime(form or "%Y-%m-%d")
    return str(value)


def _bare(pattern: str) -> str:
    """Without the suffix of a file."""
    return next((pattern.removesuffix(each) for each in SUFFIXES if pattern.endswith(each)), pattern)


def _pieces(pattern: str) -> Iterator[tuple[str, str | None, str]]:
    """Texts, the field that follows each, and how it is written. Raises ValueError for braces that do not match."""
    for text, name, form, conversion in Formatter().parse(pattern):
        if conversion:
            raise ValueError(pattern)
        yield text, name, form or ""
