"""What is said for each written word of a text."""

from __future__ import annotations

from collections.abc import Mapping

from newscast.base.languages.all import language_of
from newscast.base.languages.aloud import aloud


def spoken_forms(text: str, language: str, say: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """For each word of `text.split()` the words that are said for it; nothing where nothing is said.

    `language` is a tag such as es-MX; `say` has spoken forms that the newsroom wrote, by the written form.
    """
    table = language_of(language)
    return tuple(aloud(word, table) if any(map(str.isalnum, word)) else "" for word in text.split())
