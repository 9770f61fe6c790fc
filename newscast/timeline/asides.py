"""What of a text is said, and what only tells of something that is heard."""

from __future__ import annotations

import re

ASIDE = re.compile(r"\([^)]*\)|\[[^]]*\]")
"""A remark in a transcript, such as (applause): nobody says it."""


def said_words(text: str) -> str:
    """What of a text is said; nothing where it only describes what is heard."""
    said = ASIDE.sub(" ", text)
    return " ".join(said.split()) if any(map(str.isalnum, said)) else ""
