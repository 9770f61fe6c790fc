"""Words for messages: the nearest known name, lists, and shortened quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from newscast.base.files import printable
from newscast.base.i18n import _

_LISTED = 20
"""Names listed in a hint at most."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name that `word` was most likely meant to be, if one is near enough."""
    from rapidfuzz import fuzz, process

    names = list(known)
    parts = [name for name in names if len(word) > 2 and folded(word) in folded(name)]
    if len(parts) == 1:
        return parts[0]
    found = process.extractOne(folded(word), names, processor=folded, scorer=fuzz.ratio, score_cutoff=62)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known name, or all of them."""
    names = list(known)
    if near := nearest(word, names):
        return _("Did you mean “{name}”?").format(name=near)
    listed = ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
    return _("Known here: {names}.").format(names=listed) if names else ""


def folded(word: str) -> str:
    """Without accents and case, for comparing."""
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()


def as_slug(text: str) -> str:
    """A slug that resembles the text; empty where none does."""
    return re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")


def short(text: object, length: int = 40) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(printable(str(text)).split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
