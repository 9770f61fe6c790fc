"""A cue: one caption, when it is on screen and how its words are broken into lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newscast.base.errors import Place

if TYPE_CHECKING:
    from newscast.timeline.model import SegmentPlaces


@dataclass(frozen=True)
class Turn:
    """From the frame `start` on, the words of a caption from `first` to before `last` are those being said; none where
    the two are equal. Words count from 0, frames as those of the caption."""

    start: int
    first: int
    last: int


@dataclass(frozen=True)
class Cue:
    """`start` (inclusive) and `end` (exclusive) are frames of the timeline's rate.

    They count from the segment's start, or from the episode's where the cue came from `episode_cues`.
    """

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str = ""
    utterance: int | None = 0
    """Which of its segment's utterances it is of, from 0; None where it only describes what is heard."""
    turns: tuple[Turn, ...] = ()
    """Which words are shown as being said, ascending; none where all look alike."""
    copy: str | None = None
    """What of it is copy, where it shows more: who speaks, what is heard. None where all of it is."""
    place: Place | None = field(default=None, compare=False)
    """Where somebody wrote it as a caption; None where it comes from the copy."""

    @property
    def text(self) -> str:
        """The words of the copy as they were written, with single spaces."""
        return self.shown if self.copy is None else self.copy

    @property
    def shown(self) -> str:
        """All that a viewer reads, with single spaces."""
        return " ".join(self.lines)


def place_of(cue: Cue, places: SegmentPlaces) -> Place | None:
    """Where a caption of a segment was written: as a caption, else as copy; None for what only describes."""
    return cue.place or (None if cue.utterance is None else places.utterances[cue.utterance])


Captions = tuple[tuple[Cue, ...], ...]
"""Those of each segment of a timeline, in its order."""


@dataclass(frozen=True)
class Captioned:
    """The captions of a timeline: in the show's language, by tag in those it is translated into, and in the show's as
    CEA-608 has them, in shorter lines; None where nobody takes those."""

    own: Captions
    further: tuple[tuple[str, Captions], ...] = ()
    on_grid: Captions | None = None
