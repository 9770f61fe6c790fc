"""The episodes of a show by their rundowns: which there are, and which one is meant by *yesterday*, a day or a path."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from newscast.base.errors import FilesError, UsageError
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.document.load import read_source
from newscast.document.nodes import Text
from newscast.rundown.dates import HEAD, dates_in
from newscast.show.newsroom import RUNDOWNS
from newscast.show.times import read_moment

YESTERDAY = ("yesterday", "ayer")
"""What is written for the last episode before the new one."""
_SHOW = re.compile(r"^show:[ \t]+(['\"]?)([^'\"#\s]+)\1[ \t]*(?:#.*)?\r?$", re.MULTILINE)


@dataclass(frozen=True, order=True)
class Episode:
    """A rundown of a show, ordered by its day and then by when it goes out.

    `air` is in ISO 8601, empty where it is not said.
    """

    date: datetime.date
    air: str
    path: Path
    show: str


def episodes(root: Path, show: str | None = None) -> list[Episode]:
    """Those whose rundowns say plainly which show and which day they are of, the earliest first."""
    return sorted(each for each in map(_episode, _rundowns(root)) if each and show in (None, each.show))


def before(root: Path, show: str, date: datetime.date) -> Episode | None:
    """The last episode of a show before a day."""
    return max((each for each in episodes(root, show) if each.date < date), default=None)


def named(origin: str, root: Path, show: str, date: datetime.date) -> Episode:
    """The episode that somebody means, seen from the day of the new one: yesterday, a day, or a path to a rundown.

    Raises UsageError where there is none.
    """
    if origin.strip().lower() in YESTERDAY:
        if found := before(root, show, date):
            return found
        message = _("“{show}” has no rundown before {date}. Name the day of another one, or its path.")
        raise UsageError(message.format(show=show, date=date))
    if day := _day(origin):
        there = [each for each in episodes(root, show) if each.date == day]
        if there:
            return there[-1]
        message = _("“{show}” has no rundown of {date}. There are: {dates}.")
        known = ", ".join(str(each.date) for each in episodes(root, show)[-5:])
        if not known:
            message = _("“{show}” has no rundown of {date}, or of another day.")
        raise UsageError(message.format(show=show, date=day, dates=known))
    return _at(Path(origin), show)


def _at(path: Path, show: str) -> Episode:
    if not path.is_file():
        message = _("“{text}” is neither `yesterday` nor a day such as 2026-11-19 nor the path of a rundown.")
        raise UsageError(message.format(text=path))
    found = _episode(path.absolute())
    if found is None:
        message = _("{path} does not say plainly which show and which day it is of (`show`, `date`).")
        raise UsageError(message.format(path=near(path)))
    if found.show != show:
        message = _("{path} is an episode of “{other}”, not of “{show}”.")
        raise UsageError(message.format(path=near(path), other=found.show, show=show))
    return found


def show_of(origin: str) -> str | None:
    """The show of the rundown whose path this is; None where it is none."""
    path = Path(origin)
    found = _episode(path.absolute()) if path.is_file() else None
    return found.show if found else None


def _episode(path: Path) -> Episode | None:
    if not path.is_file():
        # Reading a pipe would wait for whoever writes to it.
        return None
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            show = _SHOW.findall(file.read(HEAD))
    except (OSError, ValueError):
        return None
    dates = dates_in(path)
    if len(show) != 1 or dates is None:
        return _read_whole(path)
    return Episode(datetime.date.fromisoformat(dates.date), dates.moment or "", path, show[0][1])


def _read_whole(path: Path) -> Episode | None:
    """The same of a rundown that is written in an unusual way."""
    with suppress(FilesError):
        top = read_source(path, []).top
        show, day = top.get("show"), _day(str(top.get("date")))
        if isinstance(show, Text) and day and "segments" in top:
            return Episode(day, _moment(top.get("air")), path, str(show).strip())
    return None


def _moment(air: Any) -> str:
    """As newscast.rundown.dates tells it; empty where there is none."""
    with suppress(PydanticCustomError):
        return read_moment(air, None).isoformat() if isinstance(air, Text) else ""  # type: ignore[arg-type]
    return ""


def _day(text: str) -> datetime.date | None:
    with suppress(ValueError):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text.strip()):
            return datetime.date.fromisoformat(text.strip())
    return None


def next_day(root: Path, show: str, today: datetime.date) -> datetime.date:
    """The day after the latest episode of a show; today where that is later, or there is none."""
    days = [each.date for each in episodes(root, show)]
    names = (re.fullmatch(rf"(\d{{4}}-\d\d-\d\d)-{re.escape(show)}", path.stem) for path in _rundowns(root))
    days += [day for found in names if found and (day := _day(found[1]))]
    return max([today, *(each + datetime.timedelta(days=1) for each in days)])


def taken(root: Path, episode: str) -> Path | None:
    """The rundown that has the name of an episode, in whatever folder: two of one name would share what is built."""
    return next((path for path in _rundowns(root) if path.stem == episode), None)


def _rundowns(root: Path) -> list[Path]:
    return sorted(path for path in (root / RUNDOWNS).rglob("*.y*ml") if not path.name.startswith("."))
