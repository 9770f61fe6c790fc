"""A leader ends where its programme begins, at every rate, and is drawn to the frame."""

from __future__ import annotations

from fractions import Fraction

import pytest

from newscast.base.canvas import Canvas
from newscast.base.timecode import parse_time, sample_at
from newscast.deliverables.leader import leader_before, pictures_of, sound_of
from newscast.picture.segment import Painter
from newscast.show.model import Show

NTSC = Fraction(30000, 1001)
VALUES = ("Título", "hoy", "viernes", "00:05:00;02", "01:00:00;00", "1-2 completo", "16:9", "Canal 4")


@pytest.mark.parametrize(
    ("start", "rate", "begins"),
    [
        ("01:00:00;00", NTSC, "00:58:32;00"),
        ("10:00:00:00", Fraction(25), "09:58:32:00"),
        ("07:05:00;02", NTSC, "07:03:32;02"),
    ],
)
def test_the_programme_begins_where_it_should(start: str, rate: Fraction, begins: str) -> None:
    leader = leader_before(start, rate)
    assert leader.timecode == begins
    first = parse_time(begins).frames(rate)
    assert first + leader.frames == parse_time(start).frames(rate)
    second = round(rate)
    assert (leader.slate, leader.countdown) == (20 * second, 8 * second)
    assert 0 <= 60 * second - leader.bars <= 4
    canvas = Canvas("landscape", 320, 180, rate)
    runs = list(pictures_of(leader, VALUES, Painter(Show(show=1, name="INFO LEÓN"), canvas, {})))
    assert sum(run.frames for run in runs) == leader.frames
    assert [run.slug for run in runs][:2] == ["bars", "slate"]
    # "2" is a single frame, two seconds before the programme; then it is black.
    assert [(run.slug, run.frames) for run in runs[-2:]] == [("countdown-2", 1), ("black", 2 * second - 1)]


def test_the_pip_sounds_with_the_single_frame() -> None:
    leader = leader_before("01:00:00;00", NTSC)
    tone, pip = sound_of(leader).params["tones"]
    assert tone == [0, sample_at(leader.bars, NTSC)]
    at = leader.frames - 60
    assert pip == [sample_at(at, NTSC), sample_at(at + 1, NTSC)]
    assert sound_of(leader).params["samples"] == sample_at(leader.frames, NTSC)
