"""What the head of a rundown says, without reading all of it: when the episode goes out, and the time it was given.

A rundown may be half written at this moment. What is not plain to see at the top level of its text is None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic_core import PydanticCustomError

from newscast.base.status import status_of
from newscast.base.timecode import TimeFormatError, parse_time
from newscast.base.zones import seconds_of
from newscast.show.times import read_date, read_moment

_HEAD = 64_000
_KEY = re.compile(rb"^(date|air|slot|title|show|status):[ \t]+(.*?)[ \t]*(?:[ \t]#.*)?\r?$", re.MULTILINE)
_RATE = Fraction(30000, 1001)
"""The rate of a slot that is written in frames: that of television here."""

Read = TypeVar("Read")


@dataclass(frozen=True)
class Head:
    """`air` in seconds since 1970, `slot` in seconds, `date` as YYYY-MM-DD; what is not said is None or empty."""

    date: str = ""
    air: float | None = None
    slot: float | None = None
    title: str = ""
    show: str = ""
    ready: bool = False


def head_of(root: Path, rundown: str, zone: tzinfo | None) -> Head:
    """The head of a rundown, by its path from the newsroom's folder `root`, and where the newsroom's clocks are."""
    path = root / rundown
    return _head(path, tuple(status_of(path) or ()), zone) if rundown else Head()


@lru_cache(maxsize=4096)
def _head(path: Path, status: tuple[int, ...], zone: tzinfo | None) -> Head:
    if not status:
        return Head()
    try:
        with path.open("rb") as file:
            found = _KEY.findall(file.read(_HEAD))
    except OSError:
        return Head()
    told = {key.decode(): value.decode("utf-8", "replace").strip("\"'") for key, value in reversed(found)}
    day = _tried(read_date, told.get("date", ""))
    air = _tried(read_moment, told.get("air", ""))
    return Head(
        date=day.isoformat() if day else "",
        air=seconds_of(air, zone) if air else None,
        slot=_slot(told.get("slot", "")),
        title=told.get("title", ""),
        show=told.get("show", ""),
        ready=told.get("status") == "ready",
    )


def _tried(read: Callable[[Any, Any], Read], text: str) -> Read | None:
    try:
        return read(text, None) if text else None
    except PydanticCustomError:
        return None


def _slot(text: str) -> float | None:
    try:
        time = parse_time(text)
    except TimeFormatError:
        return None
    return float(time.frames(_RATE) / _RATE) if time.frame_fields else float(time.seconds)
