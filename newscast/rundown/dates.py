"""When an episode goes out, without reading its whole rundown: the one answer for the lists of episodes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic_core import PydanticCustomError

from newscast.base.files import open_at_once
from newscast.base.status import status_of
from newscast.show.times import read_date, read_moment

HEAD = 64_000
"""Bytes of a rundown that are looked at for what stands at its top."""
_DATE = re.compile(rb"^date:[ \t]*(['\"]?)([0-9-]{10})\1[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_AIR = re.compile(rb"^air:[ \t]*(['\"]?)(\d[0-9T:+Z. -]{15,40}?)\1[ \t]*(?:#.*)?\r?$", re.MULTILINE)
_AIR_AT_ALL = re.compile(rb"^(?:\?[ \t]*)?['\"]?air\b", re.MULTILINE)
"""However the key is written, so that what is not read is not taken for missing."""


@dataclass(frozen=True)
class Dates:
    """The day of a rundown as YYYY-MM-DD, and its `air` in ISO 8601 as it is written; None where it says none."""

    date: str
    moment: str | None


def dates_in(path: Path) -> Dates | None:
    """What the head of a rundown says; None where that is not plain to see. A file that is the same is read once."""
    return dates_as(str(path), tuple(status_of(path) or ()))


@lru_cache(maxsize=4096)
def dates_as(path: str, status: tuple[int, ...]) -> Dates | None:
    """The same of a file of this status."""
    if not status:
        return None
    try:
        with open_at_once(path, "rb") as file:  # asked for every episode of a list
            head = file.read(HEAD) or b""
        date, air = _DATE.findall(head), _AIR.findall(head)
        if len(date) != 1 or len(air) > 1 or len(air) != len(_AIR_AT_ALL.findall(head)):
            return None
        if not air and len(head) == HEAD:
            # It may stand below.
            return None
        day = read_date(date[0][1].decode(), None)  # type: ignore[arg-type]
        moment = read_moment(air[0][1].decode(), None).isoformat() if air else None  # type: ignore[arg-type]
    except (OSError, PydanticCustomError):
        return None
    return Dates(day.isoformat(), moment)
