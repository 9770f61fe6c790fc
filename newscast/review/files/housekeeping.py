"""What has to be looked after while the page runs, whoever asks for what: files that were brought halfway."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from newscast.base.errors import MachineError
from newscast.base.i18n import speaking
from newscast.desk import uploads
from newscast.review.door.wrong import RefusedError
from newscast.review.files.bringing import Judges
from newscast.review.files.landing import tidy
from newscast.review.newsroom.office import Office
from newscast.review.newsroom.repeating import repeated

EVERY = 600.0
"""Seconds between two looks."""
_log = logging.getLogger(__name__)


@contextmanager
def tidied(office: Office, judges: Judges) -> Iterator[None]:
    """While this context lasts a thread goes on with what was left halfway, and removes what was left for good."""
    with repeated(lambda: _look(office, judges), EVERY, "housekeeping"):
        yield


def _look(office: Office, judges: Judges) -> None:
    with speaking(office.newsroom().language):
        look_after(office, judges)


def look_after(office: Office, judges: Judges) -> None:
    """One look. What cannot be done now is done the next time."""
    try:
        tidy(office)
        with office.people() as people:
            left = [each for each in uploads.opened(people) if each.state != "coming"]
        for each in left:
            judges.look(office, each)
    except (MachineError, RefusedError) as error:
        _log.warning("what was brought cannot be looked after now: %s", error)
