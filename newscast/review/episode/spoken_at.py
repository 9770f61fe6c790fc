"""What is said in each part, and in which frame of the deliverable a word of it is."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.episode.timeline import ListedCue, ListedPart, ListedSegment

SPEAKING = ("read", "vo", "sot", "package", "headline", "spot")
"""Kinds of parts in which somebody may speak."""


def copy_of(part: ListedPart, segment: ListedSegment) -> str:
    """What is said in a part; where an earlier newscast did not tell the parts' own, as far as that is plain."""
    if part.copy or not segment.copy or any(each.copy for each in segment.parts):
        return " ".join(part.copy)
    speaking = [each for each in segment.parts if each.kind in SPEAKING]
    if part not in speaking:
        return ""
    if len(speaking) == len(segment.copy):
        return segment.copy[speaking.index(part)]
    return " ".join(segment.copy) if part == speaking[0] else ""


def frame_of_word(number: int, part: ListedPart, segment: ListedSegment) -> int:
    """The frame, from the start of the deliverable, in which the word of this number (from 0) of a part's copy begins
    to be said; where an earlier newscast did not tell that, as far as words take alike long."""
    words = copy_of(part, segment).split()
    starts = [start for each in segment.said if each.index == part.index for start in each.starts]
    last = part.start_frame + max(part.frames - 1, 0)
    if starts and len(starts) == len(words):
        return min(max(segment.start_frame + starts[min(number, len(starts) - 1)], part.start_frame), last)
    share = min(number, len(words)) / max(len(words), 1)
    return min(part.start_frame + int(part.frames * share), last)


def shown_at(start: int, frames: int) -> int:
    """The frame of something that comes and goes in which all of it is seen: it may come bit by bit."""
    return max(start, 0) + frames * 2 // 3


def cues_of(part: ListedPart, segment: ListedSegment) -> Sequence[ListedCue]:
    """The captions that come on in a part, of one of the deliverables that have some."""
    cues = next((each for each in segment.cues.values() if each), ())
    first = part.start_frame - segment.start_frame
    return [cue for cue in cues if first <= cue.start < first + part.frames]


def caption_text(part: ListedPart, segment: ListedSegment) -> str:
    """All that the captions of a part say."""
    return " ".join(" ".join(cue.lines) for cue in cues_of(part, segment))
