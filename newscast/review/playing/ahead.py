"""What is made before somebody waits for it: what a page that is open will play, and, while nobody looks, what a phone
plays of a version that came."""

from __future__ import annotations

import datetime
import logging
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

from newscast.base.errors import MachineError
from newscast.base.i18n import speaking
from newscast.episode.reader import read_episode
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import chosen_from
from newscast.review.newsroom.listed import held, newest
from newscast.review.newsroom.news import reporter_of
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.repeating import repeated
from newscast.review.playing.renditions import Wanted, have_made, is_ready, picture_of, rendition_of
from newscast.review.playing.workshop import AHEAD, FullError, Workshop

EVERY = 5.0
"""Seconds between two looks at which versions came."""
REST = 20.0
"""Seconds after which a version counts as the one to be looked at: who corrects saves again and again."""
_log = logging.getLogger(__name__)


def begin_all(office: Office, workshop: Workshop, episode: str) -> None:
    """Have the renditions of the newest version made, the phone's first; others of the episode are not wanted now."""
    programmes = [each for each in newest(office, episode) if each.file.role == "programme" and not each.is_copy]
    wanted = [rendition_of(each, kind) for kind in ("phone", "play") for each in programmes]
    _begin(office, workshop, episode, wanted)


def begin_first(office: Office, workshop: Workshop, episode: str) -> None:
    """Have that made which its page opens with on a phone. Raises MachineError, RefusedError."""
    chosen = chosen_from(episode, read_episode(office.folder(episode)), {})
    beside = [each for each in chosen.files if each.role in ("thumbnail", "cover")]
    posters = [held(office, episode, file.sha256) for file in beside[:1]]
    played = held(office, episode, chosen.played.sha256) if chosen.played else None
    wanted = [picture_of(each) for each in posters if each]
    _begin(office, workshop, episode, [*wanted, rendition_of(played, "phone") if played else None])


@contextmanager
def made_ahead(office: Office, workshop: Workshop) -> Iterator[None]:
    """While this context lasts a thread has made what phones will ask for of the episodes of these days."""
    due = Due()
    with repeated(lambda: _look(office, workshop, due), EVERY, "ahead"):
        yield


class Due:
    """The episodes of which a version came that nobody has asked for yet; when the page starts, that may be any."""

    def __init__(self) -> None:
        self._told: int | None = None
        self._since: dict[str, float] = {}

    def rested(self, office: Office, now: float) -> list[str]:
        """Those of which no other version came for a while before `now`, in seconds since 1970; each is told once."""
        shelf = reporter_of(office).shelf()
        told, self._told = self._told, shelf.newest
        came = shelf.episodes if told is None else {each.episode for each in shelf.published if each.number > told}
        oldest = (datetime.datetime.fromtimestamp(now, office.zone()) - datetime.timedelta(days=1)).date().isoformat()
        self._since |= dict.fromkeys(came, now)
        rested = [name for name, at in self._since.items() if now - at >= REST]
        self._since = {name: at for name, at in self._since.items() if name not in rested}
        return [name for name in rested if name in shelf.episodes and shelf.episodes[name].date >= oldest]


def _look(office: Office, workshop: Workshop, due: Due) -> None:
    with speaking(office.newsroom().language):
        for episode in due.rested(office, time.time()):
            try:
                begin_first(office, workshop, episode)
            except (MachineError, RefusedError) as error:
                _log.warning("nothing can be made ahead of %s now: %s", episode, error)


def _begin(office: Office, workshop: Workshop, episode: str, wanted: Iterable[Wanted | None]) -> None:
    """Have this made and nothing else of an episode, unless somebody waits for that."""
    lacking = {each.result.name: each for each in wanted if each and not is_ready(office, each)}
    workshop.keep_only(episode, lacking)
    with suppress(FullError):
        for each in lacking.values():
            have_made(office, workshop, episode, each, AHEAD)
