"""Where a comment stands in another version: at the part that says and shows the same, else at the one in its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from newscast.base.timecode import round_half_up
from newscast.desk.comments import CommentedPart, Subject
from newscast.episode.timeline import ListedPart, ListedTimeline, Listing


@dataclass(frozen=True)
class Stand:
    """Where a comment stands on a timeline: at a part that is the `same`, at one that was `changed`, or nowhere, where
    the part is `gone`. The frames count from the start of the timeline, as the comment's do; `part` is the part there.
    """

    how: Literal["same", "changed", "gone"]
    frame: int | None
    end_frame: int | None
    part: ListedPart | None


GONE = Stand("gone", None, None, None)


def timeline_of(listing: Listing | None, deliverable: str) -> ListedTimeline | None:
    """The timeline of `web` or `reel/SLUG`; None where there is none."""
    timelines = listing.timelines if listing else ()
    return next((each for each in timelines if deliverable in each.used_by), None)


def part_at(timeline: ListedTimeline, frame: int) -> ListedPart | None:
    """The part in which a frame lies; None outside the timeline."""
    parts = _parts(timeline)
    return next((each for each in parts if each.start_frame <= frame < each.start_frame + each.frames), None)


def held_to(timeline: ListedTimeline, frame: int) -> CommentedPart | None:
    """What a comment at this frame is held to; None outside the timeline."""
    part = part_at(timeline, frame)
    return CommentedPart(**{name: getattr(part, name) for name in CommentedPart.__match_args__}) if part else None


def stand_of(subject: Subject, timeline: ListedTimeline | None) -> Stand:
    """Where a comment on `subject` stands on another timeline."""
    if timeline is None or subject.part is None:
        return GONE
    then, parts = subject.part, list(_parts(timeline))
    alike = [each for each in parts if each.digest == then.digest and each.frames]
    if alike:
        return _at("same", subject, then, min(alike, key=lambda each: _away(each, then)), timeline.frames)
    there = [each for each in parts if (each.slug, each.index, each.kind) == (then.slug, then.index, then.kind)]
    return _at("changed", subject, then, there[0], timeline.frames) if there and there[0].frames else GONE


def _parts(timeline: ListedTimeline) -> Iterable[ListedPart]:
    return (part for segment in timeline.segments for part in segment.parts)


def _away(part: ListedPart, then: CommentedPart) -> tuple[bool, int, int]:
    """How far it is from there, by segment, then index, then time: of several alike the nearest is meant."""
    return part.slug != then.slug, abs(part.index - then.index), abs(part.start_frame - then.start_frame)


def _at(how: Literal["same", "changed"], subject: Subject, then: CommentedPart, part: ListedPart, frames: int) -> Stand:
    frame = _mapped(subject.frame, then, part)
    if subject.end_frame is None:
        return Stand(how, frame, None, part)
    # A range may go on into the parts after it: what is beyond the part is as long as it was.
    last = subject.end_frame - 1
    beyond = max(0, last - (then.start_frame + then.frames - 1))
    end = max(frame, _mapped(last - beyond, then, part) + beyond) + 1
    return Stand(how, frame, min(end, max(frames, frame + 1)), part)


def _mapped(frame: int, then: CommentedPart, part: ListedPart) -> int:
    """The frame of the part that is as far through it, from its first to its last."""
    gone_by = min(max(0, frame - then.start_frame), max(0, then.frames - 1))
    if part.frames == then.frames or then.frames < 2:
        return part.start_frame + min(gone_by, part.frames - 1)
    return part.start_frame + round_half_up(Fraction(gone_by * (part.frames - 1), then.frames - 1))
