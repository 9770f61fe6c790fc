"""A cue: one caption, when it is on screen and how its words are broken into lines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cue:
    """`start` (inclusive) and `end` (exclusive) are frames of the timeline's rate.

    They count from the segment's start, or from the episode's where the cue came from `episode_cues`.
    """

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str = ""
    utterance: int = 0
    """Which of its segment's utterances it is of, from 0."""

    @property
    def text(self) -> str:
        """The words as they were written, with single spaces."""
        return " ".join(self.lines)


Captions = tuple[tuple[Cue, ...], ...]
"""Those of each segment of a timeline, in its order."""
