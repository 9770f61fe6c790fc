"""When captions come and go: with the words, long enough to be read, never two at once, gone before the next part.

What the rules leave open is decided so. A caption that is too short stays longer after its words, then comes up to NEAR
frames before them, then the next one comes up to NEAR frames late; where that is not enough, it is short. A gap that
would be neither GAP nor APART is closed where the caption may stay so long, else made APART, even though the caption
then goes some frames before its last word ends. Where its part is too short for either, the next caption comes off its
words, by no more than NEAR if that is enough.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from newscast.base.timecode import frame_at
from newscast.captions.cue import Cue
from newscast.captions.rules import APART, CLEAR, GAP, LINGER, LONGEST, NEAR, SHORTEST


@dataclass(frozen=True)
class Stage:
    """The frames of a segment in which a caption may be shown: those of its part; `last` where the segment ends too."""

    start: int
    end: int
    last: bool = True

    @property
    def until(self) -> int:
        """When a caption is gone."""
        return self.end - (CLEAR if self.last else GAP)

    @property
    def brink(self) -> int:
        """When one is gone that would be too short otherwise."""
        return self.end - GAP


@dataclass(frozen=True)
class Spoken:
    """The lines of a caption, the samples of the segment in which they are said, and where it may be shown."""

    start: int
    end: int
    lines: tuple[str, ...]
    stage: Stage
    speaker: str = ""
    utterance: int | None = None
    copy: str | None = None


@dataclass(frozen=True)
class _Clock:
    """What is counted in frames of one rate."""

    rate: Fraction

    @property
    def shortest(self) -> int:
        return ceil(SHORTEST * self.rate)

    @property
    def longest(self) -> int:
        return floor(LONGEST * self.rate)

    def frame(self, sample: int) -> int:
        return frame_at(sample, self.rate)


def time_cues(spoken: Sequence[Spoken], frames: int, rate: Fraction) -> tuple[Cue, ...]:
    """The captions of a segment of `frames` frames, ascending and disjoint."""
    if not spoken:
        return ()
    clock = _Clock(rate)
    ordered = sorted(spoken, key=lambda cue: (cue.start, cue.end))
    starts = _starts(ordered, frames, clock)
    following: list[int | None] = [*starts[1:], None]
    return tuple(
        Cue(start, _end(cue, start, after, clock), cue.lines, cue.speaker, cue.utterance, copy=cue.copy)
        for cue, start, after in zip(ordered, starts, following, strict=True)
    )


def _starts(spoken: Sequence[Spoken], frames: int, clock: _Clock) -> list[int]:
    """The frames in which captions come: with their first words, and those beside a short one a little off them."""
    words = _words(spoken, clock)
    starts = _spread(words, frames)
    for index in range(len(spoken)):
        missing = clock.shortest - (_limit(spoken, starts, index) - starts[index])
        if missing > 0:
            missing -= _come_earlier(spoken, starts, index, words, missing, clock)
            _let_next_wait(spoken, starts, index, words, missing, clock)
    for index in range(len(spoken) - 1):
        starts[index + 1] = _off_a_brief_part(spoken, starts, index, words, clock)
    return starts


def _words(spoken: Sequence[Spoken], clock: _Clock) -> list[int]:
    """The frames of first words. What is said at once in its part comes with it: the one before is gone by then."""
    words = [clock.frame(cue.start) for cue in spoken]
    for index in range(1, len(spoken)):
        stage = spoken[index].stage
        if stage != spoken[index - 1].stage and 0 < words[index] - stage.start <= NEAR:
            words[index] = stage.start
    return words


def _come_earlier(
    spoken: Sequence[Spoken], starts: list[int], index: int, words: Sequence[int], missing: int, clock: _Clock
) -> int:
    """Let a short caption come before its words, as far as it may; returns by how much."""
    earliest = max(spoken[index].stage.start, words[index] - NEAR)
    if index:
        earliest = max(earliest, starts[index - 1] + clock.shortest + GAP)
    earlier = min(missing, max(0, starts[index] - earliest))
    starts[index] -= earlier
    if index + 1 < len(starts) and starts[index + 1] > words[index + 1]:
        # It was pushed, and has room again.
        starts[index + 1] = max(words[index + 1], starts[index + 1] - earlier)
    return earlier


def _let_next_wait(
    spoken: Sequence[Spoken], starts: list[int], index: int, words: Sequence[int], missing: int, clock: _Clock
) -> None:
    """Let the caption after a short one come late, as far as it may and stays long enough itself."""
    if index + 1 == len(starts) or starts[index + 1] - GAP >= spoken[index].stage.brink:
        return
    spare = _limit(spoken, starts, index + 1) - starts[index + 1] - clock.shortest
    late = words[index + 1] + NEAR - starts[index + 1]
    starts[index + 1] += max(0, min(missing, spare, late))


def _off_a_brief_part(
    spoken: Sequence[Spoken], starts: Sequence[int], index: int, words: Sequence[int], clock: _Clock
) -> int:
    """When the next caption comes: off its words where this one's part is too short to end GAP or APART before them."""
    start, after, word = starts[index], starts[index + 1], words[index + 1]
    top = _top(spoken[index].stage, start, clock)
    early, late = top + GAP, start + 1 + APART
    if not early < after < late:
        return after
    following = starts[index + 2] if index + 2 < len(starts) else None
    choices = [max(late, min(word + NEAR, top + APART))] if following is None or late + GAP < following else []
    if early >= spoken[index + 1].stage.start:
        choices.append(early)
    return min(choices, key=lambda choice: max(abs(choice - word), NEAR), default=after)


def _limit(spoken: Sequence[Spoken], starts: Sequence[int], index: int) -> int:
    """When a caption has to be gone."""
    brink = spoken[index].stage.brink
    return min(brink, starts[index + 1] - GAP) if index + 1 < len(starts) else brink


def _spread(starts: Sequence[int], frames: int) -> list[int]:
    """Far enough from each other and inside the segment, which matters only where words are said impossibly fast."""
    step = GAP + 1 if (GAP + 1) * len(starts) <= frames else 1
    ascending: list[int] = []
    for start in starts:
        ascending.append(max(start, ascending[-1] + step) if ascending else max(start, 0))
    room = frames - 1 - step * (len(ascending) - 1)
    return [max(min(start, room + step * index), 0) for index, start in enumerate(ascending)]


def _top(stage: Stage, start: int, clock: _Clock) -> int:
    """When a caption that comes at `start` is gone at the latest, whatever follows."""
    least = start + clock.shortest
    return max(min(max(stage.until, min(least, stage.brink)), start + clock.longest), start + 1)


def _end(cue: Spoken, start: int, after: int | None, clock: _Clock) -> int:
    """When a caption goes, the next one coming at `after`."""
    least = start + clock.shortest
    wanted = max(clock.frame(cue.end) + LINGER, least)
    top = _top(cue.stage, start, clock)
    if after is None:
        return min(wanted, top)
    chained, apart = max(after - GAP, start + 1), after - APART
    if chained <= min(wanted, top) or apart <= start:
        return chained
    end = min(wanted, top, apart)
    return chained if end < min(least, top) and chained <= top else end
