"""What one deliverable keeps of a rundown, and the media that needs."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.i18n import _
from newscast.base.identity import Same
from newscast.rundown.blurring import with_blur
from newscast.rundown.model import (
    Choosable,
    Clip,
    Close,
    Headlines,
    Part,
    Rundown,
    Segment,
    Sot,
    Sting,
    Story,
    WithParts,
)
from newscast.rundown.parts import called, is_for
from newscast.rundown.whole_take import of_the_take
from newscast.rundown.within import every
from newscast.show.media import music_of, videos_of
from newscast.show.model import Show

Kept = TypeVar("Kept", bound=Choosable)
Names = tuple[str, ...]
"""Those by which a rundown may mean a deliverable, its own first."""


def kept(rundown: Rundown, deliverable: str) -> Rundown:
    """The rundown as that deliverable has it: what it leaves out is gone, its versions are merged.

    A story without parts is gone too, and so is the card of a story that is. Raises FilesError if nothing is left.
    """
    return _kept(Same(rundown), deliverable)


@lru_cache(64)
def _kept(given: Same[Rundown], deliverable: str) -> Rundown:
    """The same, once: a check of a rundown asks for it three times."""
    rundown = given.value
    names = called(deliverable, rundown.families)
    segments = [_blurred(Same(_segment(segment, names))) for segment in rundown.segments if _stays(segment, names)]
    final = with_segments(rundown, segments)
    if not final.segments:
        message = _("Nothing is left for “{deliverable}”: every segment is skipped or floated.")
        hint = _("Take it out of `deliverables`, or let it keep something.")
        raise FilesError([Problem(message.format(deliverable=deliverable), hint, rundown.place, code="nothing-left")])
    return final


# Most deliverables have most segments as they are written.
@lru_cache(1024)
def _blurred(segment: Same[Segment]) -> Segment:
    return with_blur(segment.value)


def of_a_loop(rundown: Rundown, most: int) -> Rundown:
    """What plays again and again in silence: its first stories, so many at most, and its closing, else the usual one.
    Raises FilesError where there is no story."""
    stories = [each for each in rundown.segments if isinstance(each, Story)][:most]
    closings = [each for each in rundown.segments if isinstance(each, Close)][-1:]
    closing = closings[0] if closings else Close.model_construct(slug=_free("close", stories), name="main")
    if not stories:
        message = _("Nothing is left for “{deliverable}”: every segment is skipped or floated.")
        hint = _("Take it out of `deliverables`, or let it keep something.")
        found = Problem(message.format(deliverable="screens"), hint, rundown.place, code="nothing-left")
        raise FilesError([found])
    return with_segments(rundown, [*stories, closing.model_copy(update={"parts": ()})])


def _free(slug: str, stories: Sequence[Story]) -> str:
    """A short name that no story has."""
    taken = {each.slug for each in stories}
    return next(name for name in (slug, *(f"{slug}-{n}" for n in range(2, len(taken) + 3))) if name not in taken)


def with_segments(rundown: Rundown, segments: Sequence[Segment]) -> Rundown:
    """The rundown with these segments alone, without cards of stories that are not among them."""
    stories = {segment.slug for segment in segments if isinstance(segment, Story) and segment.parts}
    left = [_without_absent(segment, stories) for segment in segments]
    return rundown.model_copy(update={"segments": tuple(segment for segment in left if not _is_empty(segment))})


def without_stories(rundown: Rundown, slugs: Collection[str]) -> Rundown:
    """What is kept of a rundown when these stories leave it: their cards go too, and a sting that follows another."""
    staying = [each for each in rundown.segments if not (isinstance(each, Story) and each.slug in slugs)]
    stories = {each.slug for each in staying if isinstance(each, Story)}
    left = [each for each in (_without_absent(segment, stories) for segment in staying) if not _is_empty(each)]
    once = [each for each, before in zip(left, [None, *left], strict=False) if not _is_second(each, before)]
    return rundown.model_copy(update={"segments": tuple(once)})


def _is_second(segment: Segment, before: Segment | None) -> bool:
    return isinstance(segment, Sting) and isinstance(before, Sting)


def misread_headlines(rundown: Rundown, deliverables: Iterable[str]) -> list[Problem]:
    """A warning where one recording reads all teases, and one of these leaves one of their stories out."""
    found = []
    for deliverable in deliverables:
        names = called(deliverable, rundown.families)
        stories = {segment.slug for segment in kept(rundown, deliverable).segments if isinstance(segment, Story)}
        for segment in rundown.segments:
            if isinstance(segment, Headlines) and _stays(segment, names):
                here = _version(segment, names)
                gone = [slug for slug in here.stories if slug not in stories]
                found += [misread(slug, deliverable, segment) for slug in gone if isinstance(here.voice, tuple)]
    return found


def misread(slug: str, deliverable: str, segment: Headlines) -> Problem:
    message = _("The recording of the headlines reads “{slug}”, which “{deliverable}” leaves out.")
    hint = _("Give that deliverable a recording of its own with `versions`.")
    return Problem(
        message.format(slug=slug, deliverable=deliverable), hint, segment.place, warning=True, code="headline-left-out"
    )


def media_files(rundown: Rundown, show: Show) -> list[tuple[Path, Place | None]]:
    """Every sound and picture file of a rundown as a deliverable keeps it, once, with where it is named first.

    The kit's music and videos come last; photos of people are among the pictures where they are shown.
    """
    found: dict[Path, Place | None] = {}
    for segment in rundown.segments:
        for path, place in media_of(segment, rundown):
            found.setdefault(path, place)
    for path, _place in (*music_of(show), *videos_of(show)):
        found.setdefault(path, None)
    return list(found.items())


def media_of(segment: Segment, rundown: Rundown) -> Iterator[tuple[Path, Place | None]]:
    """The sound and picture files of one segment of a rundown, with where they are named; one may come twice."""
    yield from ((clip.file, clip.place) for clip in every(Clip, segment))
    if rundown.voice and any(of_the_take(part, rundown) for part in _parts(segment)):
        yield rundown.voice.file, rundown.voice.place
    yield from ((photo, segment.place) for photo in _photos(segment, rundown))


def _stays(item: Choosable, names: Names) -> bool:
    return is_for(names, item.only, item.skip) and not item.float_


def _version(item: Kept, names: Names) -> Kept:
    """What it says in that deliverable; which ones it is for has been decided by then. The same one where it says the
    same in all."""
    if not (item.versions or item.skip or item.float_ or item.only is not None):
        return item
    decided: dict[str, Any] = {"versions": {}, "only": None, "skip": (), "float_": False}
    version = next((item.versions[name] for name in names if name in item.versions), {})
    return item.model_copy(update={**version, **decided})


def _segment(segment: Segment, names: Names) -> Segment:
    segment = _version(segment, names)
    if not isinstance(segment, WithParts):
        return segment
    parts: tuple[Part, ...] = tuple(_version(part, names) for part in segment.parts if _stays(part, names))
    return segment if _are(parts, segment.parts) else segment.model_copy(update={"parts": parts})


def _are(parts: Sequence[Part], others: Sequence[Part]) -> bool:
    """Whether these are the same parts, not only like them."""
    return len(parts) == len(others) and all(map(operator.is_, parts, others))


def _without_absent(segment: Segment, stories: set[str]) -> Segment:
    if not isinstance(segment, Headlines):
        return segment
    return segment.model_copy(update={"stories": tuple(slug for slug in segment.stories if slug in stories)})


def _is_empty(segment: Segment) -> bool:
    if isinstance(segment, Headlines):
        return not segment.stories and not segment.parts
    return isinstance(segment, Story) and not segment.parts


def _parts(segment: Segment) -> tuple[Part, ...]:
    return segment.parts if isinstance(segment, WithParts) else ()


def _photos(segment: Segment, rundown: Rundown) -> Iterator[Path]:
    people = rundown.people
    for part in _parts(segment):
        if isinstance(part, Sot) and part.who in people and (photo := people[part.who].photo):
            yield photo
