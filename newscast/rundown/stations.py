"""Whether a show, and an episode of it, can be made as its stations ask for it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from fractions import Fraction

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.base.timecode import TimeFormatError, check_rate, parse_time
from newscast.show.model import Show
from newscast.show.station import Station
from newscast.show.station_names import uses

_FIELDS = {"59.94": Fraction(60000, 1001), "60": Fraction(60), "50": Fraction(50)}
"""Fields a second."""


def unfit_stations(show: Show, deliverables: Iterable[str], air: datetime.datetime | None) -> Iterator[Problem]:
    """What these deliverables ask for that the show's rate, or what the rundown says, does not allow."""
    for name in deliverables:
        station = show.stations.get(name)
        if station is not None:
            yield from _wrong_fields(name, station, show.rate)
            yield from _no_such_frame(name, station, show.rate)
            if air is None and uses(station.name, "air"):
                yield _no_air(name, station)


def _wrong_fields(name: str, station: Station, rate: Fraction) -> Iterator[Problem]:
    fields = _FIELDS.get(station.scan)
    if fields is not None and fields != 2 * rate:
        message = _("“{station}” asks for {fields} fields a second, and the show has {rate} frames.")
        hint = _("True fields are twice as many as frames; change `fields`, or `rate` of the kit.")
        told = message.format(station=name, fields=station.scan, rate=rate)
        yield Problem(told, hint, station.where("fields"), code="station-rate")


def _no_such_frame(name: str, station: Station, rate: Fraction) -> Iterator[Problem]:
    if station.start == "air":
        return
    try:
        check_rate(parse_time(station.start), rate)
    except TimeFormatError:
        message = _("“{station}” starts at {code}, which {rate} frames a second do not have.")
        hint = _("Frames are counted from 00; only 30000/1001 has drop-frame time codes, with a semicolon.")
        told = message.format(station=name, code=station.start, rate=rate)
        yield Problem(told, hint, station.where("start"), code="station-start")


def _no_air(name: str, station: Station) -> Problem:
    message = _("The files of “{station}” are called by when it goes out, and the rundown does not say it.")
    hint = _("Write `air` into the rundown; they are called by 00:00 of its day until then.")
    return Problem(message.format(station=name), hint, station.where("name"), warning=True, code="station-name")
