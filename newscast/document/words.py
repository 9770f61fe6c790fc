"""Words for messages: the nearest known name, lists, and shortened quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from newscast.base.files import printable
from newscast.base.i18n import _
from newscast.document.vocabulary import SPANISH

DASHES = "\u2010-\u2015\u2022\u2043\u2212\u25aa\u25cf\u25e6\u00b7*+"
"""What text programs put in place of the hyphen of a list, as inside a class of characters."""
_LISTED = 20
"""Names listed in a hint at most."""


def nearest(word: str, known: Iterable[str], least: int = 62) -> str | None:
    """The known name that `word` was most likely meant to be, if one is near enough: `least` of 100 the same."""
    names = list(known)
    if found := meant(word, names):
        return found
    from rapidfuzz import fuzz, process

    parts = [name for name in names if len(word) > 2 and folded(word) in folded(name)]
    if len(parts) == 1:
        return parts[0]
    near = process.extractOne(folded(word), names, processor=folded, scorer=fuzz.ratio, score_cutoff=least)
    return near[0] if near else None


def meant(word: str, known: Iterable[str]) -> str | None:
    """The known name that a word is the Spanish of, or that differs from it in accents, capitals or signs alone."""
    names, plain = list(known), _plain(word)
    same = next((name for name in names if _plain(name) == plain), None)
    if same or not plain:
        return same
    return next((name for name in _english().get(_singular(plain), ()) if name in names), None)


def is_key(word: str) -> bool:
    """Whether a word is a key or a kind, in English or Spanish, that some file of a newsroom has."""
    plain = _plain(word)
    return plain in _keys() or _singular(plain) in _english()


@cache
def _keys() -> frozenset[str]:
    return frozenset(map(_plain, SPANISH))


@cache
def _english() -> dict[str, tuple[str, ...]]:
    """By Spanish word, near enough in the singular, the names it may mean, in the order of the table."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in SPANISH.items():
        for word in filter(None, words.split(", ")):
            said = _singular(_plain(word))
            found[said] = (*found.get(said, ()), name)
    return found


def _plain(word: str) -> str:
    """Letters and digits alone, small and without accents; a blank where anything else stood between them."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in folded(word)).split())


def _singular(word: str) -> str:
    """The same for a Spanish word and its plural; near enough to the singular."""
    for ending in ("es", "s"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word.removesuffix(ending)
    return word.removesuffix("e") if len(word) > 4 else word


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known name, or all of them."""
    names = list(known)
    if (found := meant(word, names)) and _plain(found) != _plain(word):
        return _("Write “{name}”: keys and choices are in English.").format(name=found)
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
