"""Which bytes of a file a request asks for: RFC 9110, section 14."""

from __future__ import annotations

import re

_ONE = re.compile(r"\s*bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


class OutsideError(ValueError):
    """A range that begins behind the end of the file."""


def asked_range(header: str | None, size: int) -> tuple[int, int] | None:
    """The first byte and the one behind the last; None for all of the file.

    That is what a server may answer to what it does not understand, and to several ranges at a time, which no player
    asks for. Raises OutsideError.
    """
    found = _ONE.fullmatch(header or "")
    if found is None or not any(found.groups()):
        return None
    first, last = found.groups()
    if not first:
        if int(last) == 0 or size == 0:
            raise OutsideError
        return max(0, size - int(last)), size
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise OutsideError
    return int(first), min(int(last) + 1, size) if last else size


def holds_still(if_range: str | None, etag: str) -> bool:
    """Whether a range is asked for of the content that is there."""
    return if_range is None or if_range.strip() == etag


def is_known(if_none_match: str | None, etag: str) -> bool:
    """Whether whoever asks has the content already."""
    tags = [each.strip().removeprefix("W/") for each in (if_none_match or "").split(",")]
    return etag in tags or "*" in tags
