"""Which searches for faces the pictures of an episode need, and what came of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from newscast.build.stages import Placed
from newscast.media.info import MediaInfo
from newscast.media.missing import found
from newscast.picture.faces.search import Faces, clip_step, photo_step, read_faces, windows
from newscast.step.step import Step
from newscast.timeline.seen import ClipShot, StillShot

Pictured = ClipShot | StillShot
BEYOND = Fraction(1)
"""Seconds after a shot in which faces are sought too: its clip goes on below a transition."""


@dataclass(frozen=True)
class Sought:
    """What was found of the pictures of an episode, by what was asked."""

    steps: Mapping[tuple[Path, int, bool], Step]
    results: Mapping[Step, Path]

    def of(self, picture: Pictured, info: MediaInfo, frames: int, rate: Fraction) -> Faces | None:
        """Of a picture that is seen for so many frames, and goes on below a transition; None where not all is known."""
        if not self.steps or info.pages:
            return None
        if isinstance(picture, StillShot):
            return self._photo(picture)
        return self._clip(picture, info, frames + round(BEYOND * rate), rate)

    def _clip(self, shot: ClipShot, info: MediaInfo, frames: int, rate: Fraction) -> Faces | None:
        numbers = windows(info, rate, seen_from(shot), shot.start + frames)
        return self._read([self.steps[shot.file, number, shot.faces_blurred] for number in numbers])

    def _photo(self, shot: StillShot) -> Faces | None:
        return self._read([self.steps[shot.file, 0, shot.faces_blurred]])

    def _read(self, steps: Sequence[Step]) -> Faces | None:
        if not all(step in self.results for step in steps):
            return None
        return read_faces(tuple(self.results[step] for step in steps))


def searches(placed: Placed) -> Iterator[tuple[tuple[Path, int, bool], Step]]:
    """Every search that the pictures of an episode need."""
    rate, beyond = placed.loaded.show.rate, round(BEYOND * placed.loaded.show.rate)
    for cut in placed.timelines:
        for segment in cut.timeline.segments if cut.request.form.canvas else ():
            for shot in segment.shots:
                for picture in shot.pictures:
                    yield from _searches(picture, shot.frames + beyond, found(placed.media, picture.file), rate)


def _searches(
    picture: Pictured, frames: int, info: MediaInfo | None, rate: Fraction
) -> Iterator[tuple[tuple[Path, int, bool], Step]]:
    """Those that one picture needs that is seen for so many frames."""
    if info is None or not info.picture or info.pages:
        return
    closely = picture.faces_blurred
    if isinstance(picture, StillShot):
        yield (picture.file, 0, closely), photo_step(info, closely)
        return
    for number in windows(info, rate, seen_from(picture), picture.start + frames):
        yield (picture.file, number, closely), clip_step(info, rate, number, closely)


def seen_from(shot: ClipShot) -> int:
    """The frame from which it is known what is in a clip: where faces are blurred, one before its first. Of two
    pictures that fall into a frame that shows the later one; true fields begin with the other, of before a cut maybe.
    """
    return max(0, shot.start - 1) if shot.faces_blurred else shot.start
