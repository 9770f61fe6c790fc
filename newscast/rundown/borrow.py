"""Stories taken from another rundown with `from`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import PydanticCustomError

from newscast.base.errors import FilesError, Place
from newscast.base.i18n import _
from newscast.document.files import find_file
from newscast.document.load import Source, read_source
from newscast.document.nodes import Mapping, Sequence, Text
from newscast.document.reading import Reading
from newscast.document.words import did_you_mean, short
from newscast.rundown.namesakes import brought_twice
from newscast.rundown.read_there import read_there

_OF_THE_EPISODE = ("from", "float")
"""What a story does not bring along: where it came from, and that it was held back there."""


@dataclass
class Library:
    """The other rundowns that were opened, the people and spoken forms they bring, and where each story says that it
    is from one. `own` are the people of the rundown itself, who win."""

    reading: Reading
    own: Any = None
    people: Mapping | None = None
    say: Mapping | None = None
    sources: dict[Path, Source | None] = field(default_factory=dict)
    origins: dict[str, Place] = field(default_factory=dict)

    def whole(self, story: Mapping, path: Path) -> Mapping | None:
        """The story of the rundown at `path` with the keys it borrows below its own; None where that cannot be."""
        if isinstance(origin := story.get("from"), Text):
            self.origins[str(story.get("story")).strip()] = origin.place
        return self._borrowed(story, [(path.resolve(), str(story.get("story")))])

    def _borrowed(self, story: Mapping, chain: list[tuple[Path, str]]) -> Mapping | None:
        if "from" not in story:
            return story
        name, slug = story["from"], story.get("story")
        source = self._source(name, story)
        if source is None or not isinstance(slug, Text):
            return None
        step = (source.path.resolve(), str(slug))
        if step in chain:
            message = _("“{slug}” is taken from a rundown that takes it from here.").format(slug=slug)
            self.reading.error(message, _("Write the story out in one of them."), name.place, code="story-from")
            return None
        found = _story(source, slug)
        if found is None:
            message = _("“{file}” has no story “{slug}”.").format(file=short(name), slug=slug)
            self.reading.error(message, did_you_mean(slug, _slugs(source)), name.place, code="story-from")
            return None
        below = self._borrowed(read_there(found, source.top.get("presenters")), [*chain, step])
        self.reading.problems.extend(brought_twice(self.own, self.people, source.top.get("people"), name.place))
        self.people = _joined(self.people, source.top.get("people"))
        self.say = _joined(self.say, source.top.get("say"))
        return _over(story.without("from"), below.without(*_OF_THE_EPISODE)) if below is not None else None

    def _source(self, name: Any, story: Mapping) -> Source | None:
        if not isinstance(name, Text):
            message = _("“{key}” is the name of one rundown.").format(key="from")
            self.reading.error(message, _("Name the other rundown."), story.place_of("from"), code="story-from")
            return None
        if not name.strip():
            message = _("“{key}” is empty.").format(key="from")
            self.reading.error(message, _("Name the other rundown."), story.place_of("from"), code="story-from")
            return None
        strict = Reading(self.reading.roots, problems=self.reading.problems)
        try:
            path = find_file(name, strict)
            if path not in self.sources:
                self.sources[path] = None
                self.sources[path] = read_source(name.place.file.parent / name, self.reading.problems, name.place)
            return self.sources[path]
        except PydanticCustomError as error:
            words: dict[str, Any] = error.context or {}
            self.reading.error(words["message"], words["hint"], name.place, code=words["code"])
        except FilesError as error:
            self.reading.problems.extend(error.problems)
        return None


def _over(own: Mapping, below: Mapping) -> Mapping:
    """A story with what it does not say from the one below: who it is for is said in one of them, translations
    are of the headline beside them, and what is written here wins in every version too."""
    if own.says("only") or own.says("skip"):
        below = below.without("only", "skip")
    said_here = [*own, *(["translations"] if own.says("headline") else [])]
    if own.says("headline"):
        below = below.without("translations")
    there, here = below.get("versions"), own.get("versions")
    if not isinstance(there, Mapping) or not isinstance(here, Mapping | None):
        return own.over(below)
    kept = {name: each.without(*said_here) if isinstance(each, Mapping) else each for name, each in there.items()}
    for name, each in (here or {}).items():
        under = kept.get(name)
        kept[name] = each.over(under) if isinstance(each, Mapping) and isinstance(under, Mapping) else each
    whole = Mapping({name: each for name, each in kept.items() if each}, (here or there).place)
    key = next(each for each in (*own, *below) if each == "versions")
    return Mapping({**own.without("versions"), key: whole}, own.place).over(below)


def _joined(first: Mapping | None, later: Any) -> Mapping | None:
    """What several rundowns bring: the first wins."""
    if not isinstance(later, Mapping):
        return first
    return first.over(later) if first is not None else later


def _story(source: Source, slug: Text) -> Mapping | None:
    return next((segment for segment in _stories(source) if segment["story"] == slug), None)


def _slugs(source: Source) -> list[str]:
    return [str(segment["story"]) for segment in _stories(source) if isinstance(segment["story"], Text)]


def _stories(source: Source) -> list[Mapping]:
    segments = source.top.get("segments")
    found = segments if isinstance(segments, Sequence) else []
    return [segment for segment in found if isinstance(segment, Mapping) and "story" in segment]
