"""What the head of a rundown says, without reading all of it: when the episode goes out, and the time it was given.

A rundown may be half written at this moment. What is not plain to see at the top level of its text is None.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import tzinfo
from fractions import Fraction
from functools import lru_cache

from newscast.base.files import open_at_once
from newscast.base.status import status_in
from newscast.base.timecode import TimeFormatError, parse_time
from newscast.review.newsroom.office import Office
from newscast.rundown.dates import HEAD, Dates, dates_as
from newscast.watch.rundowns.airing import airing

_KEY = re.compile(rb"^(slot|title):[ \t]+(.*?)\r?$(?!\r?\n[ \t]+[^ \t#\r\n])", re.MULTILINE)
"""A key of the top level whose text ends with its line."""
_PLAIN = re.compile(r"""(?:"([^"\\]*)"|'([^']*)'|([^\s"'>|&*!%@`#\[{].*?))(?:\s+#.*)?\s*""")
"""A text that is what it looks like: without escapes, labels, or a form that goes on below."""
_DROPPING = Fraction(30000, 1001)
"""A rate at which frame numbers are dropped. Other counts of frames need the show's own, which no head says."""


@dataclass(frozen=True)
class Head:
    """`air` in seconds since 1970, `slot` in seconds, `date` as YYYY-MM-DD; what is not said is None or empty."""

    date: str = ""
    air: float | None = None
    slot: float | None = None
    title: str = ""


def head_of(office: Office, rundown: str, zone: tzinfo | None) -> Head:
    """The head of a rundown, by its path from the newsroom's folder, and where the newsroom's clocks are."""
    if not rundown:
        return Head()
    path = f"{office.root}/{rundown}"
    try:
        status = tuple(status_in(os.stat(path)))  # noqa: PTH116  # a Path for each of a list takes longer
    except (OSError, ValueError):
        status = ()
    plain = dates_as(path, status)
    return _head(path, status, zone, plain) if plain else _doubtful(office, rundown, zone, path, status)


@lru_cache(maxsize=4096)
def _head(path: str, status: tuple[int, ...], zone: tzinfo | None, plain: Dates | None) -> Head:
    when = airing(plain, "", None, zone)
    return replace(_besides(path, status), date=when.date, air=when.air)


def _doubtful(office: Office, rundown: str, zone: tzinfo | None, path: str, status: tuple[int, ...]) -> Head:
    when = airing(None, rundown, office.desk, zone)
    return replace(_besides(path, status), date=when.date, air=when.air)


@lru_cache(maxsize=4096)
def _besides(path: str, status: tuple[int, ...]) -> Head:
    """What it says besides when it goes out."""
    if not status:
        return Head()
    try:
        with open_at_once(path, "rb") as file:
            found = _KEY.findall(file.read(HEAD) or b"")
    except OSError:
        return Head()
    told = {key.decode(): _text(value.decode("utf-8", "replace")) for key, value in reversed(found)}
    return Head(slot=_slot(told.get("slot", "")), title=told.get("title", ""))


def _text(written: str) -> str:
    plain = _PLAIN.fullmatch(written)
    return next(filter(None, plain.groups()), "") if plain else ""


def _slot(text: str) -> float | None:
    try:
        time = parse_time(text)
    except TimeFormatError:
        return None
    if time.frame_fields is None:
        return float(time.seconds)
    return float(time.frames(_DROPPING) / _DROPPING) if time.drop else None
