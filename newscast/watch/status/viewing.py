"""Which deliverable of an episode somebody is looking at on the page: its draft is built before the others."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.desk.looks import looked_at
from newscast.desk.people import look_at_people

_LATELY = 12 * 3600.0
"""Seconds for which a page that was opened may still be open."""


def viewed_of(desk: Path) -> Mapping[str, str]:
    """The deliverable that somebody lately looked at, by episode; nothing where that cannot be read."""
    try:
        people = look_at_people(desk)
        if people is None:
            return {}
        with closing(people):
            return looked_at(people, time.time() - _LATELY)
    except MachineError:
        return {}
