"""The user's language: Spanish or English, from NEWSCAST_LANG or the locale."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "es")
_CATALOGUES = Path(__file__).parent.parent / "locale"


def language() -> str:
    """The two-letter code of the language messages are written in."""
    for variable in ("NEWSCAST_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(variable, "")[:2].lower()
        if code in LANGUAGES:
            return code
    return "en"


def speak_to_libraries() -> None:
    """Have the command line library, which asks gettext's global domain, use the same language."""
    os.environ["LANGUAGE"] = language()
    gettext.bindtextdomain("click", _CATALOGUES)
    gettext.textdomain("click")


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("newscast", _CATALOGUES, [code], fallback=True)


def _(message: str) -> str:
    """`message` in the user's language. Fill its {slots} with str.format afterwards."""
    return _catalogue(language()).gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """`one` or `many` in the user's language, as `count` asks."""
    return _catalogue(language()).ngettext(one, many, count)
