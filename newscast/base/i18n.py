"""The user's language: Spanish or English, from NEWSCAST_LANG or the locale."""

from __future__ import annotations

import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "es")
_CATALOGUES = Path(__file__).parent.parent / "locale"
_SPOKEN: ContextVar[str | None] = ContextVar("spoken", default=None)


def language() -> str:
    """The two-letter code of the language messages are written in."""
    if spoken := _SPOKEN.get():
        return spoken
    for variable in ("NEWSCAST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(variable, "")[:2].lower()
        if code in LANGUAGES:
            return code
    return "en"


@contextmanager
def speaking(tongue: str) -> Iterator[None]:
    """While this context lasts messages are in an office's language, such as `es-MX`, whoever the user is."""
    code = tongue[:2].lower()
    token = _SPOKEN.set(code if code in LANGUAGES else "en")
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def speak_to_libraries() -> None:
    """Have the command line library, which asks gettext's global domain, use the same language."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("click", _CATALOGUES)
    gettext.textdomain("click")


@cache
def _catalogue(code: str, domain: str = "newscast") -> gettext.NullTranslations:
    return gettext.translation(domain, _CATALOGUES, [code], fallback=True)


def _(message: str) -> str:
    """`message` in the user's language. Fill its {slots} with str.format afterwards."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` in the user's language, as `count` asks."""
    return _catalogue(language()).ngettext(one, many, count)


def in_marks(words: object) -> str:
    """The words in the quotation marks of the user's language."""
    return _("“{words}”").format(words=words)


def of_schema(description: str) -> str:
    """What a JSON Schema says of itself or a key, in the user's language."""
    return _catalogue(language(), "schema").gettext(description)
