"""Every text of a deliverable that is said or shown: which story it belongs to, and in which frame it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newscast.base.i18n import _
from newscast.episode.timeline import ListedPart, ListedSegment, ListedTimeline
from newscast.review.episode.chapters import name_of
from newscast.review.episode.spoken_at import copy_of, frame_of_word, shown_at

Where = Literal["copy", "headline", "tease", "card", "super"]
NAMING = ("lower-third", "voice")
"""Graphics that name somebody of the people's list; what `title` shows was written by hand."""
_OF_HEADLINE = ("strap", "hook", "topic", "headline", "thumbnail", "cover")
_NOT_OF_NEWS = ("opener", "closing", "sting", "break", "slate", "bug")
"""Graphics of which the show says the texts, or newscast does."""


@dataclass(frozen=True)
class Told:
    """A text: `slug` and `title` of the story that it tells of; `frame` from the start of the deliverable. Of a copy
    there are its part and segment, in which each of its words is found."""

    where: Where
    text: str
    slug: str
    title: str
    frame: int
    part: ListedPart | None = None
    segment: ListedSegment | None = None

    def frame_of(self, word: int) -> int:
        """The frame in which its word of this number is said, or shown."""
        if self.where not in ("copy", "tease") or self.part is None or self.segment is None:
            return self.frame
        return frame_of_word(word, self.part, self.segment)


@dataclass(frozen=True)
class Named:
    """A name as the frame shows it, and the role below it. `by_hand` where it was not taken from the people's list."""

    name: str
    role: str
    graphic: str
    by_hand: bool
    slug: str
    title: str
    frame: int


def where_words(where: Where) -> str:
    """Where a text stands, in a word."""
    words = {
        "copy": _("copy"),
        "headline": _("headline"),
        "tease": _("tease"),
        "card": _("card"),
        "super": _("text on screen"),
    }
    return words[where]


def texts_in(timeline: ListedTimeline) -> list[Told]:
    """All texts but names, in the order in which they come."""
    stories = _stories(timeline)
    found: list[Told] = []
    for segment in timeline.segments:
        if segment.kind == "story":
            found.append(Told("headline", segment.title, segment.slug, name_of(segment), _headline_frame(segment)))
        for part in segment.parts:
            told_of = stories.get(_written_in(part), segment) if part.kind == "headline" else segment
            where: Where = "tease" if part.kind == "headline" else "copy"
            if copy := copy_of(part, segment):
                found.append(Told(where, copy, told_of.slug, name_of(told_of), part.start_frame, part, segment))
            found += _shown_in(part, segment, told_of, copy)
    return found


def names_in(timeline: ListedTimeline) -> list[Named]:
    """All names and titles that are shown over pictures, in the order in which they come."""
    found = []
    for segment in timeline.segments:
        shown = [(each.start, each.frames, each.graphic, each.fields) for each in segment.supers]
        shown += [(each.start, each.frames, each.graphic or "", each.fields) for each in segment.shots]
        for start, frames, graphic, fields in sorted(shown, key=lambda each: each[0]):
            name = str(fields.get("name") or fields.get("title") or "")
            if graphic in (*NAMING, "title") and name:
                role = str(fields.get("role") or fields.get("subtitle") or "")
                by_hand = graphic not in NAMING
                at = segment.start_frame + shown_at(start, frames)
                found.append(Named(name, role, graphic, by_hand, segment.slug, name_of(segment), at))
    return found


def _shown_in(part: ListedPart, segment: ListedSegment, told_of: ListedSegment, copy: str) -> Iterator[Told]:
    first = part.start_frame - segment.start_frame
    within = range(first, first + part.frames)
    shown = [(each.start, each.frames, each.graphic or "", each.fields) for each in segment.shots]
    shown += [(each.start, each.frames, each.graphic, each.fields) for each in segment.supers]
    for start, frames, graphic, fields in shown:
        if start not in within or graphic in (*_NOT_OF_NEWS, *NAMING, "credit", ""):
            continue
        where: Where = "super" if graphic == "title" else "tease" if part.kind == "headline" else "card"
        for name, value in fields.items():
            if graphic in _OF_HEADLINE and (name != "headline" or part.kind != "headline"):
                continue
            for text in [value] if isinstance(value, str) else value:
                if text != copy:
                    yield Told(
                        where, text, told_of.slug, name_of(told_of), segment.start_frame + shown_at(start, frames)
                    )


def _stories(timeline: ListedTimeline) -> dict[tuple[str, int], ListedSegment]:
    """The stories, by where they are written: their rundown's file and their number in it."""
    found = {}
    for segment in timeline.segments:
        for part in segment.parts:
            if segment.kind == "story" and part.place and len(part.place.keys) > 1:
                found[_written_in(part)] = segment
    return found


def _written_in(part: ListedPart) -> tuple[str, int]:
    keys = part.place.keys if part.place else ()
    number = keys[1] if len(keys) > 1 and isinstance(keys[1], int) else -1
    return (part.place.file if part.place else ""), number


def _headline_frame(segment: ListedSegment) -> int:
    """Where a story's headline is read first, else where the story begins."""
    shown = [(each.start, each.frames) for each in segment.supers if each.fields.get("headline")]
    shown += [(each.start, each.frames) for each in segment.shots if each.fields.get("headline")]
    return segment.start_frame + (shown_at(*min(shown)) if shown else 0)
