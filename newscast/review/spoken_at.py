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
    """The frame, from the start of the deliverable, in which the word of this number (from 0) of a part's copy is said.

    It is that in which its caption comes on; without captions that go word by word with the copy, as far as words
    take alike long.
    """
    words = copy_of(part, segment).split()
    spans = _spans(cues_of(part, segment))
    if spans and spans[-1][1] == len(words):
        at = next((shown for first, end, shown in spans if first <= number < end), spans[-1][2])
        return min(segment.start_frame + at, _last(part))
    share = min(number, len(words)) / max(len(words), 1)
    return min(part.start_frame + int(part.frames * share), _last(part))


def cues_of(part: ListedPart, segment: ListedSegment) -> Sequence[ListedCue]:
    """The captions that come on in a part, of one of the deliverables that have some."""
    cues = next((each for each in segment.cues.values() if each), ())
    first = part.start_frame - segment.start_frame
    return [cue for cue in cues if first <= cue.start < first + part.frames]


def caption_text(part: ListedPart, segment: ListedSegment) -> str:
    """All that the captions of a part say."""
    return " ".join(" ".join(cue.lines) for cue in cues_of(part, segment))


def _spans(cues: Sequence[ListedCue]) -> list[tuple[int, int, int]]:
    """Of each caption the numbers of its first word and of that after its last, and its frame in the segment."""
    found, at = [], 0
    for cue in cues:
        many = len(" ".join(cue.lines).split())
        found.append((at, at + many, cue.start))
        at += many
    return found


def _last(part: ListedPart) -> int:
    return part.start_frame + max(part.frames - 1, 0)
