"""Every language there is, by its code. To add one: a module like spanish.py and a line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import cast

from newscast.base.languages.model import Language
from newscast.base.languages.tags import primary

TABLES = {"es": "spanish:SPANISH", "en": "english:ENGLISH"}
"""The module beside this one, and what in it is the language's: loaded when it is spoken."""
_USUAL = "es"


def own_name(tag: str) -> str:
    """What the language of a tag calls itself; the tag where that is not known here."""
    code = primary(tag)
    return _table(code).name if code in TABLES else tag


def language_of(tag: str) -> Language:
    """The table of a language tag such as `es-MX`; that of Spanish where the language has none."""
    code = tag[:2].lower()
    return _table(code if code in TABLES else _USUAL)


@cache
def _table(code: str) -> Language:
    module, name = TABLES[code].split(":")
    return cast("Language", getattr(import_module(f"newscast.base.languages.{module}"), name))
