"""Sizes of files as people write and read them."""

from __future__ import annotations

import re

UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}
_SIZE = re.compile(r"(\d{1,12}(?:\.\d{1,9})?) ?([KMGT]?)B?", re.IGNORECASE)


def parse_size(text: str) -> int | None:
    """The bytes of `40GB`, `500 MB`, `1.5T` or `1000`; None of what is no size."""
    found = _SIZE.fullmatch(text.strip())
    return round(float(found[1]) * UNITS[found[2].upper()]) if found else None


def size_text(size: int) -> str:
    """A size as people read it."""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit}"
    return f"{size} B"
