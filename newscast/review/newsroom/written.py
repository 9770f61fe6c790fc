"""What only the newsroom's own texts say, as they are now: who is in its lists of people, and in which language."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newscast.base.errors import FilesError, Problem
from newscast.base.status import status_of
from newscast.document.load import read_source
from newscast.document.nodes import Mapping
from newscast.episode.manifest import Manifest
from newscast.episode.timeline import ListedTimeline
from newscast.review.newsroom.office import Office
from newscast.show.load import KIT
from newscast.show.model import LANGUAGE
from newscast.show.newsroom import SHOWS
from newscast.show.values import says_yes


@dataclass(frozen=True)
class Listed:
    """Somebody of the people's list: the name and the role as they are written there, and in which file."""

    name: str
    role: str
    file: str
    elected: bool = False


@dataclass(frozen=True)
class Written:
    """`people` of newsroom.yaml and of every rundown that the episode took something from; `language` of the show, as a
    tag."""

    people: tuple[Listed, ...]
    language: str


def written_of(office: Office, manifest: Manifest, timeline: ListedTimeline | None) -> Written:
    """What is written now for an episode; what cannot be read counts as not written."""
    known = office.newsroom().people.values()
    people = [Listed(each.name, each.role, "newsroom.yaml", each.elected) for each in known]
    for file in dict.fromkeys([manifest.rundown.path, *(_rundowns(timeline) if timeline else ())]):
        people += _people(_top(office.root, file), Path(file).name)
    kit = _top(office.root, str(SHOWS / manifest.show / KIT))
    language = kit.get("language") if kit else None
    return Written(tuple(people), str(language) if language else LANGUAGE)


def exempt_now(office: Office, manifest: Manifest) -> dict[str, str]:
    """Why stories say now that they go out during a suspension, by their short names: perhaps since a build."""
    top = _top(office.root, manifest.rundown.path)
    segments = top.get("segments") if top else None
    told = [each for each in segments or () if isinstance(each, Mapping) and each.get("exempt")]
    return {str(each.get("story") or each.get("slug") or next(iter(each))): str(each["exempt"]) for each in told}


def _rundowns(timeline: ListedTimeline) -> Iterator[str]:
    for segment in timeline.segments:
        yield from (part.place.file for part in segment.parts if part.place)


def _people(top: Mapping | None, file: str) -> Iterable[Listed]:
    people = top.get("people") if top else None
    for person in people.values() if isinstance(people, Mapping) else ():
        if isinstance(person, Mapping) and person.get("name"):
            elected = says_yes(person.get("elected"))
            yield Listed(str(person["name"]), str(person.get("role") or ""), file, elected)


def _top(root: Path, file: str) -> Mapping | None:
    """The top of a text of the newsroom, by its path from there; None of one that lies outside or cannot be read."""
    path = root / file
    real = Path(os.path.realpath(path))
    if not real.is_relative_to(os.path.realpath(root)):
        return None
    status = status_of(real)
    return _read(real, tuple(status)) if status else None


@lru_cache(64)
def _read(path: Path, _status: tuple[int, ...]) -> Mapping | None:
    problems: list[Problem] = []
    try:
        return read_source(path, problems).top
    except FilesError:
        return None
