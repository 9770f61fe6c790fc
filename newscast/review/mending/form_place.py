"""Where what somebody looks at is written by now: the segment and the part of the rundown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from newscast.episode.timeline import ListedPart, ListedPlace, ListedSegment
from newscast.review.mending.form_fields import copy_of
from newscast.review.mending.written_now import WrittenNow
from newscast.rundown.written import WrittenItem

_ALIKE = 0.5
"""From which likeness on two copies, 0 to 1, are taken for one that was corrected."""
_Numbers = tuple[int, int | None]


@dataclass(frozen=True)
class Spot:
    """A segment of the rundown as it is now, by its number, and a part of it; without one it is about the segment
    itself."""

    segment: int
    part: int | None = None


def spot_of_line(rundown: WrittenNow, line: int) -> Spot | None:
    """What stands in a line of the file as it is now: the last that begins by it."""
    begun = [number for number, each in enumerate(rundown.segments) if each.line <= line]
    if not begun:
        return None
    parts = [number for number, each in enumerate(rundown.segments[begun[-1]].of("parts")) if each.line <= line]
    return Spot(begun[-1], parts[-1] if parts else None)


def spot_of_listed(rundown: WrittenNow, segment: ListedSegment, part: ListedPart | None) -> Spot | None:
    """By what a version of the timeline says of it; None where there is no such segment any more."""
    place = part.place if part else next((each.place for each in segment.parts if each.place), None)
    numbers = _numbers(place) if place else None
    if numbers and place and place.sha256 == rundown.sha256 and place.file == rundown.file:
        return Spot(numbers[0], numbers[1] if part else None)
    if part and part.kind == "headline":
        # What headlines say of a story is written in the story, wherever that stands by now.
        return next((Spot(at) for at, each in enumerate(rundown.segments) if _says(each, part)), None)
    found = next((at for at, each in enumerate(rundown.segments) if each.slug == segment.slug), None)
    if found is None or part is None:
        return None if found is None else Spot(found)
    return Spot(found, _found_again(rundown.segments[found].of("parts"), part, numbers))


def _numbers(place: ListedPlace) -> _Numbers | None:
    keys = place.keys
    if len(keys) < 2 or keys[0] != "segments" or not isinstance(keys[1], int):
        return None
    part = keys[3] if len(keys) > 3 and keys[2] == "parts" and isinstance(keys[3], int) else None
    return keys[1], part


def _says(story: WrittenItem, part: ListedPart) -> bool:
    told = [story.text("headline"), *(each.text("copy") for each in story.of("tease"))]
    return story.kind == "story" and bool({_plain(each) for each in told} & {_plain(each) for each in part.copy})


def _found_again(parts: Sequence[WrittenItem], listed: ListedPart, numbers: _Numbers | None) -> int | None:
    """The part of that kind that says the same, else the one in its place, else the one that says nearly that."""
    said = _plain(" ".join(listed.copy))
    same = {at: _plain(copy_of(each)) for at, each in enumerate(parts) if each.kind == listed.kind}
    equal = [at for at, copy in same.items() if said and copy == said]
    here = numbers[1] if numbers and numbers[1] in same else None
    if equal or not same:
        return here if here in equal else next(iter(equal), None)
    likeness = {at: SequenceMatcher(None, said.split(), copy.split()).ratio() for at, copy in same.items()}
    best = max(same, key=lambda at: (likeness[at], at == here))
    return best if here is None or likeness[best] >= _ALIKE else here


def _plain(text: str) -> str:
    return " ".join(text.split())
