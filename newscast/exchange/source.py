"""A file that a timeline is made from, as an editor's program sees it: in which rate, from which time code on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Literal

from newscast.base.timecode import SAMPLE_RATE, frames_in_a_day
from newscast.episode.extents import extent_of, samples_of
from newscast.episode.manifest import ListedFile
from newscast.exchange.count import Count

_EARLY = Fraction(9, 20)
"""Frames before the middle of a frame at which newscast.picture.source goes over to the next picture."""


@dataclass(frozen=True)
class Source:
    """A file: `path` is its path, `listed` as timeline.json has it. Its frames, or samples, are counted at `rate`; the
    first has the number `first` by its own time code, and there are `length`, None where it is a still. `notes` are
    what an editor should know of it."""

    path: Path
    listed: str
    kind: Literal["video", "still", "sound"]
    rate: Fraction
    length: int | None
    first: int = 0
    drop: bool = False
    notes: tuple[str, ...] = ()
    sha256: str = ""

    @property
    def name(self) -> str:
        return self.path.name

    def shown_at(self, frame: int, rate: Fraction) -> int:
        """Which of its pictures is seen `frame` frames of the show's rate after the first one, as builds show it."""
        number = max(0, ceil((frame + _EARLY) * self.rate / rate) - 1)
        return number if self.length is None else min(number, self.length - 1)

    def frames_from(self, frame: int, rate: Fraction) -> int | None:
        """How many frames of the show's rate it goes on from there; None where it is a still."""
        if self.length is None:
            return None
        return max(0, ceil(self.length / self.rate * rate - Fraction(1, 2)) - frame)


@dataclass(frozen=True)
class Finished:
    """What a file has of the finished programme: its frames from `start` on, so many at `rate`; the first of them is
    frame, or sample, `at` of the file."""

    source: Source
    start: int
    frames: int
    rate: Fraction
    at: int = 0


def finished_file(path: Path, listed: str, file: ListedFile, count: Count | None, rate: Fraction) -> Finished:
    """A file of a programme as a build left it, whose timeline has this `rate`. `count` numbers the frames of the
    programme as the file's own time code does, None where it has none."""
    video = (file.media or {}).get("video")
    own = Fraction(video["rate"]) if video else Fraction(SAMPLE_RATE)
    there, placed = extent_of(file, own) if video else samples_of(file), extent_of(file, rate)
    first, drop = 0, False
    if video and count:
        first, drop = (count.start + there.start - there.lead) % frames_in_a_day(own, count.drop), count.drop
    source = Source(path, listed, "video" if video else "sound", own, there.lead + there.frames, first, drop)
    return Finished(source, placed.start, placed.frames, rate, there.lead)
