"""A file that a timeline is made from, as an editor's program sees it: in which rate, from which time code on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Any, Literal

from newscast.base.timecode import SAMPLE_RATE, round_half_up

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


def programme_source(path: Path, listed: str, media: Mapping[str, Any], seconds: float, start: int) -> Source:
    """A programme as a build left it; `media` is as its manifest has it, `start` its first frame by its time code."""
    video = media.get("video")
    rate = Fraction(video["rate"]) if video else Fraction(SAMPLE_RATE)
    length = round_half_up(Fraction(seconds) * rate)
    return Source(path, listed, "video" if video else "sound", rate, length, start if video else 0)
