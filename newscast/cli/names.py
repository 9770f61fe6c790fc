"""Names of deliverables as options take them."""

from __future__ import annotations


def names_in(text: str) -> tuple[str, ...]:
    """The names in a list with commas, each once."""
    return tuple(dict.fromkeys(filter(None, map(str.strip, text.split(",")))))
