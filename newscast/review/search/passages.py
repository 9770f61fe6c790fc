"""What can be searched for in an episode: copy, headlines, names and texts on screen, each with the frame where it is.

Texts are compared without accents and case. A passage keeps when each of its words is said, where that is known.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from newscast.document.words import folded
from newscast.episode.timeline import ListedSegment, ListedTimeline

Kind = Literal["headline", "copy", "screen"]
_FIRST = "web"
"""The deliverable whose timeline is searched first: that is the one a result leads to."""


@dataclass(frozen=True)
class Passage:
    """A text of an episode that begins at `frame` of the timeline of `target`. `starts` are the frames at which its
    words, parted by white space, are said; empty where that is not known."""

    kind: Kind
    slug: str
    text: str
    frame: int
    target: str
    starts: Sequence[int] = ()

    @cached_property
    def plain(self) -> str:
        """The text without accents and case."""
        return folded(self.text)

    def frame_at(self, position: int) -> int:
        """The frame at which the word at a position of the text is said, or the first of the passage."""
        before = self.text[:position].split()
        # A position in the middle of a word belongs to that word.
        number = len(before) - (1 if before and not self.text[position - 1].isspace() else 0)
        return self.starts[number] if number < len(self.starts) else self.frame


def passages_of(timelines: Iterable[ListedTimeline]) -> list[Passage]:
    """All that is said and shown in an episode, each text of a segment once, in the order of time."""
    ordered = sorted(timelines, key=lambda each: _FIRST not in each.used_by)
    found: dict[tuple[str, str], Passage] = {}
    for timeline in ordered:
        target = _FIRST if _FIRST in timeline.used_by else next(iter(timeline.used_by), "")
        for segment in timeline.segments:
            for passage in _of_segment(segment, target):
                found.setdefault((passage.slug, passage.plain), passage)
    return list(found.values())


def _of_segment(segment: ListedSegment, target: str) -> Iterator[Passage]:
    first = segment.start_frame
    if segment.title:
        yield Passage("headline", segment.slug, segment.title, first, target)
    for said in segment.said:
        starts = array("l", (first + start for start in said.starts))
        yield Passage("copy", segment.slug, said.text, starts[0] if starts else first, target, starts)
    # What is said is listed without its words' times where a timeline is of an earlier build.
    for text in segment.copy:
        yield Passage("copy", segment.slug, text, first, target)
    shown = [(each.start, each.fields) for each in segment.supers]
    for start, fields in [*shown, *((each.start, each.fields) for each in segment.shots)]:
        if words := " · ".join(_texts(fields)):
            yield Passage("screen", segment.slug, words, first + start, target)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield " ".join(value.split())
    elif isinstance(value, dict):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each)
