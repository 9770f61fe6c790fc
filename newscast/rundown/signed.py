"""An exception that somebody signed for a segment, as far as builds know of it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class SignedException:
    """That a segment may go out during a suspension although it is not exempt: `words` is the digest of what it said
    when `who` signed, see `words_of` in newscast.rundown.suspension."""

    slug: str
    words: str
    who: str
    reason: str


Exceptions = Callable[[Path, str], Collection[SignedException]]
"""Gives those that stand for an episode of the newsroom at a path."""
