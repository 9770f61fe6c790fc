"""What runs before a programme where a station asks for it: bars and tone, a slate, and a countdown to its first frame.

60 s, 20 s and 8 s on the clock of time codes, so that the programme begins where it should: a start at 01:00:00;00 has
bars from 00:58:32;00. Two seconds before it the countdown ends with a single frame and a pip.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any

from newscast.base.canvas import Canvas
from newscast.base.timecode import sample_at, timecode_before
from newscast.picture.fit import finished
from newscast.picture.painting import Picture
from newscast.picture.segment import Painter
from newscast.picture.slices import Paintings, Run, runs
from newscast.sound.leader import leader_sound
from newscast.step.nodes import source
from newscast.step.step import Step
from newscast.timeline.ending import BLACK
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import GraphicShot, Shot

BARS, SLATE, COUNTDOWN = 60, 20, 8
"""Seconds of each, as Latin American stations ask for it."""
_PIP = 2
"""Seconds from the single frame of the countdown to the programme, in which it is black and silent."""


@dataclass(frozen=True)
class Leader:
    """How many frames there are of each of its pieces, and the time code of the first."""

    rate: Fraction
    timecode: str
    bars: int
    slate: int
    countdown: int

    @property
    def frames(self) -> int:
        return self.bars + self.slate + self.countdown

    @property
    def samples(self) -> int:
        """How many go before the first sample of the programme."""
        return sample_at(self.frames, self.rate)


def leader_before(start: str, rate: Fraction) -> Leader:
    """The leader of a programme whose first frame has this time code; the bars take what drop-frame counting skips."""
    timecode, frames = timecode_before(start, BARS + SLATE + COUNTDOWN, rate)
    second = ceil(rate)
    slate, countdown = SLATE * second, COUNTDOWN * second
    return Leader(rate, timecode, frames - slate - countdown, slate, countdown)


def sound_of(leader: Leader) -> Step:
    """Tone, silence, and the pip: on every track that the programme has sound on."""
    rate, pip = leader.rate, leader.frames - _PIP * ceil(leader.rate)
    return leader_sound(leader.samples, sample_at(leader.bars, rate), (sample_at(pip, rate), sample_at(pip + 1, rate)))


def pictures_of(leader: Leader, values: tuple[str, ...], painter: Painter) -> Iterator[Run]:
    """Its pictures in runs; `values` are what the slate says, line by line."""
    yield Run("bars", 0, 0, leader.bars, Picture(_bars(painter.canvas, leader.bars)))
    segments = list(_segments(leader, values))
    yield from runs(segments, painter, Paintings(), [()] * len(segments))


def _segments(leader: Leader, values: tuple[str, ...]) -> Iterator[PlacedSegment]:
    second = ceil(leader.rate)
    yield _card("slate", leader.bars, leader.slate, GraphicShot("leader", (("values", values),)))
    start = leader.bars + leader.slate
    for number in range(COUNTDOWN, _PIP, -1):
        yield _card(f"countdown-{number}", start, second, _number(number))
        start += second
    yield _card(f"countdown-{_PIP}", start, 1, _number(_PIP))
    yield _card(BLACK, start + 1, _PIP * second - 1, GraphicShot(BLACK))


def _number(number: int) -> GraphicShot:
    return GraphicShot("countdown", (("number", str(number)),))


def _card(slug: str, start: int, frames: int, shown: GraphicShot) -> PlacedSegment:
    return PlacedSegment(slug, "leader", slug, start, frames, (Shot(0, frames, shown),), (), (), (), None, False)


def _bars(canvas: Canvas, frames: int) -> Any:
    """75 % bars of high-definition video (SMPTE RP 219-1)."""
    rate = f"{canvas.rate.numerator}/{canvas.rate.denominator}"
    bars = source(f"smptehdbars=s={canvas.width}x{canvas.height}:r={rate},format=yuv420p", f="lavfi")
    return finished(bars.filter("trim", end_frame=1)).filter("tpad", stop=frames - 1, stop_mode="clone")
