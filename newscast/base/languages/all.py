"""Every language there is, by its code. To add one: a module like spanish.py and a line here."""

from __future__ import annotations

from newscast.base.languages.english import ENGLISH
from newscast.base.languages.model import Language
from newscast.base.languages.spanish import SPANISH
from newscast.base.languages.tags import primary

TABLES: dict[str, Language] = {language.code: language for language in (SPANISH, ENGLISH)}


def own_name(tag: str) -> str:
    """What the language of a tag calls itself; the tag where that is not known here."""
    table = TABLES.get(primary(tag))
    return table.name if table else tag


def language_of(tag: str) -> Language:
    """The table of a language tag such as `es-MX`; that of Spanish where the language has none."""
    return TABLES.get(tag[:2].lower(), SPANISH)
