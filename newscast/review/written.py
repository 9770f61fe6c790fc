"""What only the newsroom's own texts say, as they are now: the slot of an episode, its people, its language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from pydantic_core import PydanticCustomError

from newscast.base.errors import FilesError, Problem
from newscast.document.load import read_source
from newscast.document.nodes import Mapping
from newscast.episode.manifest import Manifest
from newscast.episode.timeline import ListedTimeline
from newscast.review.office import Office
from newscast.show.load import KIT
from newscast.show.newsroom import SHOWS
from newscast.show.times import read_slot

_LANGUAGE = "es-MX"


@dataclass(frozen=True)
class Listed:
    """Somebody of the people's list: the name and the role as they are written there, and in which file."""

    name: str
    role: str
    file: str


@dataclass(frozen=True)
class Written:
    """`slot` in seconds, None where none is written, or none that can be read. `people` of newsroom.yaml and of every
    rundown that the episode took something from. `language` is the show's, as a tag."""

    slot: Fraction | None
    people: tuple[Listed, ...]
    language: str


def written_of(office: Office, manifest: Manifest, timeline: ListedTimeline | None, rate: Fraction) -> Written:
    """What is written now for an episode; what cannot be read counts as not written."""
    people = [Listed(each.name, each.role, "newsroom.yaml") for each in office.newsroom().people.values()]
    files = dict.fromkeys([manifest.rundown.path, *(_rundowns(timeline) if timeline else ())])
    for file in files:
        people += _people(_top(office.root, file), Path(file).name)
    kit = _top(office.root, str(SHOWS / manifest.show / KIT))
    language = kit.get("language") if kit else None
    return Written(
        _slot(_top(office.root, manifest.rundown.path), rate), tuple(people), str(language) if language else _LANGUAGE
    )


def _rundowns(timeline: ListedTimeline) -> Iterator[str]:
    for segment in timeline.segments:
        yield from (part.place.file for part in segment.parts if part.place)


def _people(top: Mapping | None, file: str) -> Iterable[Listed]:
    people = top.get("people") if top else None
    for person in people.values() if isinstance(people, Mapping) else ():
        if isinstance(person, Mapping) and person.get("name"):
            yield Listed(str(person["name"]), str(person.get("role") or ""), file)


def _slot(top: Mapping | None, rate: Fraction) -> Fraction | None:
    value = top.get("slot") if top else None
    if value is None:
        return None
    try:
        return read_slot(value, None).frames(rate) / rate  # type: ignore[arg-type]
    except (PydanticCustomError, ValueError):
        return None


def _top(root: Path, file: str) -> Mapping | None:
    """The top of a text of the newsroom, by its path from there; None of one that lies outside or cannot be read."""
    path = root / file
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(root)):
        return None
    try:
        status = real.stat()
    except OSError:
        return None
    return _read(real, status.st_mtime_ns, status.st_size)


@lru_cache(64)
def _read(path: Path, _time: int, _size: int) -> Mapping | None:
    problems: list[Problem] = []
    try:
        return read_source(path, problems).top
    except FilesError:
        return None
