"""Names and roles of people: on which list each stands, what is written there, and where else that is shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newscast.base.files import content_of
from newscast.base.i18n import _
from newscast.base.status import status_of
from newscast.review.mending.form_fields import Field, field_of, optional_of
from newscast.review.mending.written_now import WrittenNow
from newscast.rundown.written import WrittenItem
from newscast.show.newsroom import NEWSROOM, RUNDOWNS

_LARGEST = 1_000_000
"""Bytes of a rundown that is looked through."""
_NAMING = ("who", "by")
NEWSROOM_FILE = NEWSROOM.as_posix()


@dataclass(frozen=True)
class Person:
    """Somebody of a list of people: of the rundown's, or of the newsroom's, where a change shows in others too."""

    id: str
    name: Field
    role: Field
    file: str
    sha256: str
    lines: tuple[int, ...]
    others: tuple[str, ...] = ()

    @property
    def is_of_newsroom(self) -> bool:
        return self.file == NEWSROOM_FILE


def people_of(names: Iterable[str], rundown: WrittenNow, root: Path) -> Iterator[Person]:
    """Those with these short names who are on a list: the rundown's own wins, as it does in what is built."""
    newsroom = rundown.newsroom
    for name in names:
        own = next((each for each in rundown.people if each.slug == name), None)
        listed = own or next((each for each in (newsroom.people if newsroom else ()) if each.slug == name), None)
        if listed is None:
            continue
        fields = (field_of(listed, "name", _("Name")), optional_of(listed, "role", _("Role on screen")))
        uses = uses_of(name, rundown)
        if own or newsroom is None:
            yield Person(name, *fields, rundown.file, rundown.sha256, uses)
        else:
            others = other_rundowns(root, name, rundown.file)
            yield Person(name, *fields, newsroom.file, newsroom.sha256, uses, others)


def uses_of(name: str, rundown: WrittenNow) -> tuple[int, ...]:
    """The lines in which a rundown names somebody by their short name."""
    listed = [each for values in rundown.top.lists.values() for each in values if each.text.strip() == name]
    lines = {each.line for each in listed}
    for segment in rundown.segments:
        lines |= set(_lines(segment, name))
    return tuple(sorted(lines))


def other_rundowns(root: Path, name: str, file: str) -> tuple[str, ...]:
    """The other rundowns of the newsroom in which the short name stands where one does, the newest first."""
    named = re.compile(rf"\b(?:who|by|presenters)\s*:[^\n]*?(?<![\w-]){re.escape(name)}(?![\w-])")
    found = []
    for path in sorted((root / RUNDOWNS).glob("*.y*ml"), reverse=True):
        where = path.relative_to(root).as_posix()
        if where != file and named.search(_text(path, tuple(status_of(path) or ()))):
            found.append(path.stem)
    return tuple(found)


def _lines(item: WrittenItem, name: str) -> Iterator[int]:
    yield from (item.values[key].line for key in _NAMING if item.text(key).strip() == name)
    for inside in item.inside.values():
        for each in inside:
            yield from _lines(each, name)


@lru_cache(500)
def _text(path: Path, status: tuple[int, ...]) -> str:
    if not status or status[0] > _LARGEST:
        return ""
    try:
        return content_of(path).decode("utf-8", "replace")
    except OSError:
        return ""
