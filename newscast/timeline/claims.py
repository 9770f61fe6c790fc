"""Claims: the texts that want to be on screen, before it is settled which of them are, and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

from newscast.timeline.spans import Span


class Rank(IntEnum):
    """Who chooses first. What somebody wrote stands where it was written; the others take what is left."""

    WRITTEN = 0
    HOOK = 1
    NAME = 2
    STRAP = 3
    VOICE = 4


@dataclass(frozen=True)
class Claim:
    """A graphic that wants to be over the picture, in frames from the start of its segment.

    `stretches` are where it may be: the first in which `least` frames are free is its place. `wanted` is how long it
    stays there at most, `part` where its part begins.
    """

    graphic: str
    fields: tuple[tuple[str, str | tuple[str, ...]], ...]
    rank: Rank
    wanted: int
    least: int
    stretches: tuple[Span, ...]
    part: int = 0
    latest: int | None = None
    """The last frame at which it may come; None: any."""
    hurried: int | None = None
    """The frames with which it is content rather than wait for another text; None: none."""
    needed: bool = False
    """Whether it is said where no time is left for it."""

    def later(self, frames: int) -> Claim:
        """The same so much later in its segment."""
        return replace(
            self, part=self.part + frames, stretches=tuple(stretch.later(frames) for stretch in self.stretches)
        )
