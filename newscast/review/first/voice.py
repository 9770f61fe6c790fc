"""Where copy and voice do not agree: recordings of before a correction, and words left out, added or said otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from newscast.base.i18n import _
from newscast.base.timecode import frame_at
from newscast.desk.looks import signed, ticks_of
from newscast.desk.people import People
from newscast.document.words import short
from newscast.episode.timeline import ListedPart, ListedParting, ListedSegment, ListedTimeline
from newscast.review.episode.chapters import name_of
from newscast.review.episode.spoken_at import copy_of
from newscast.review.first.item import Item, Line, key_of

_QUOTED = 60
"""Characters of a copy that are quoted."""


def voice_items(timeline: ListedTimeline) -> Iterator[Item]:
    """One of each part whose voice is of before, or leaves the copy."""
    rate = Fraction(timeline.rate)
    for segment in timeline.segments:
        for part in segment.parts:
            if part.voice or part.partings:
                yield _of_part(part, segment, rate)


def standing_open(people: People, episode: str, timeline: ListedTimeline | None) -> list[Item]:
    """The parts of a deliverable whose recording is of before a correction, and for which nobody signed a reason: what
    an approval of it has to ask for a new take, a cut, or such a reason. Raises MachineError, BrokenError."""
    found = [item for item in voice_items(timeline) if item.asks] if timeline else []
    reasons = signed(ticks_of(people, episode)) if found else {}
    return [item for item in found if item.key not in reasons]


def _of_part(part: ListedPart, segment: ListedSegment, rate: Fraction) -> Item:
    copy, before = copy_of(part, segment), part.voice == "before"
    lines = [_line(parting, copy, segment, rate) for parting in part.partings]
    frame = lines[0].frame if lines else part.start_frame
    if before:
        told = Line(
            _("The copy was corrected, the recording says the old words: “{copy}”").format(copy=_cut(copy)), frame
        )
        lines = [told, *lines]
    key = key_of("voice", segment.slug, part.kind, copy, _heard(part, segment), part.voice, _shown(part.partings))
    return Item("voice", key, name_of(segment), tuple(lines), frame, wrong=before, asks=before)


def _line(parting: ListedParting, copy: str, segment: ListedSegment, rate: Fraction) -> Line:
    frame = min(
        segment.start_frame + frame_at(parting.start_sample, rate), segment.start_frame + max(segment.frames - 1, 0)
    )
    if parting.kind == "added":
        words = copy.split()[max(0, parting.first - 3) : parting.first + 3]
        return Line(_("The voice says more than the copy near “{words}”").format(words=" ".join(words)), frame)
    if parting.kind == "skipped":
        return Line(_("The voice leaves out “{words}”").format(words=short(parting.words, _QUOTED)), frame)
    return Line(_("The voice says something else for “{words}”").format(words=short(parting.words, _QUOTED)), frame)


def _heard(part: ListedPart, segment: ListedSegment) -> list[str | None]:
    """The recordings of a part by content: a new take is another thing to hear."""
    first = part.start_frame - segment.start_frame
    sounds = [each for each in segment.sounds if each.chain != "music" and each.start >= first]
    return [each.sha256 for each in sounds if each.start < first + part.frames]


def _shown(partings: Iterable[ListedParting]) -> list[list[object]]:
    return [[each.kind, each.words, each.first] for each in partings]


def _cut(copy: str) -> str:
    return short(copy, _QUOTED)
