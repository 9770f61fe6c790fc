"""Files that no rundown uses yet, as the newsroom's page lists them: quietly, each with where it could be used."""

from __future__ import annotations

import time
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.responses import Response

from newscast.base.moments import spoken
from newscast.base.timecode import clock
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import page
from newscast.review.files.unused import Unused, unused_files
from newscast.review.newsroom.news import reporter_of
from newscast.review.newsroom.todays import Todays, todays

_SHOWN = 6
"""Files that stand open; the others wait behind a line."""


@dataclass(frozen=True)
class Place:
    """An episode of the day in which a file could be used: the page of its media, with that file in hand."""

    title: str
    address: str


@dataclass(frozen=True)
class ShownFile:
    """A file: how long it lasts and when it came, in words."""

    file: Unused
    lasts: str
    came: str
    places: tuple[Place, ...]


def unused(visit: Visit) -> Response:
    """The list by itself: rundowns may have to be read for it, and no page waits for that."""
    office, now = visit.office, time.time()
    zone = office.zone()
    shelf = reporter_of(office).shelf()
    episodes = [each for each in todays(office, shelf, now, zone) if not each.gone]
    files = [
        ShownFile(
            each,
            clock(each.seconds) if each.seconds else "",
            spoken(each.came, now, zone),
            tuple(_place(episode, each) for episode in episodes),
        )
        for each in unused_files(office)
    ]
    return page(visit, "part/unused.html", files=files[:_SHOWN], more=files[_SHOWN:])


def _place(episode: Todays, file: Unused) -> Place:
    return Place(episode.title, f"/e/{quote(episode.name)}/media?{urlencode({'use': file.path}, safe='/')}")


ROUTES = (guarded("/unused", unused, "edit"),)
