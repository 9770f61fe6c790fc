"""Where a bed plays and what of its recording."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.base.timecode import sample_at
from newscast.sound.bed import BAR, bar_loop, pieces, plain_loop
from newscast.sound.envelope import LEAD, OUT
from newscast.sound.runs import bed_runs
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span

RATE = Fraction(30000, 1001)


def segment(
    start: int, frames: int, bed: str | None, quiet: tuple[Span, ...] = (), kind: str = "story"
) -> PlacedSegment:
    return PlacedSegment(f"s{start}", kind, "", start, frames, (), (), (), (), bed, False, None, quiet)


def test_neighbours_with_the_same_bed_share_one_run() -> None:
    timeline = Timeline(RATE, (segment(0, 300, "show"), segment(300, 300, "show"), segment(600, 100, "other")))
    runs = bed_runs(timeline)
    assert [run.name for run in runs] == ["show", "other"]
    assert runs[0].span == Span(0, sample_at(600, RATE) + LEAD)
    assert runs[0].held == sample_at(600, RATE)
    assert runs[1].span == Span(sample_at(600, RATE) - LEAD, sample_at(700, RATE))


def test_a_segment_without_bed_ends_the_run() -> None:
    timeline = Timeline(RATE, (segment(0, 300, "show"), segment(300, 300, None), segment(600, 100, "show")))
    assert len(bed_runs(timeline)) == 2


def test_a_clip_at_the_end_lets_the_bed_end_when_it_comes() -> None:
    end = sample_at(300, RATE)
    timeline = Timeline(RATE, (segment(0, 300, "show", (Span(100_000, 150_000), Span(400_000, end))),))
    (run,) = bed_runs(timeline)
    assert run.span == Span(0, 400_000 + OUT)
    assert run.held == 400_000
    assert run.quiet == (Span(100_000, 150_000),)


def test_a_bed_under_a_clip_alone_does_not_play() -> None:
    assert bed_runs(Timeline(RATE, (segment(0, 300, "show", (Span(0, sample_at(300, RATE)),)),))) == ()


def test_a_short_run_is_the_end_of_the_bed() -> None:
    (piece,) = pieces(100_000, 32 * BAR, bar_loop(32 * BAR))
    assert piece.offset + piece.samples == 32 * BAR


@pytest.mark.parametrize("bars", [True, False])
@given(samples=st.integers(1, 200 * BAR), length=st.integers(96_000, 40 * BAR))
def test_pieces_fill_the_time_and_end_with_the_bed(bars: bool, samples: int, length: int) -> None:
    found = pieces(samples, length, bar_loop(length) if bars else plain_loop(length))
    assert found[0].start == 0
    assert found[0].rise == 0
    assert found[-1].start + found[-1].samples == samples
    assert found[-1].offset + found[-1].samples == length
    for before, after in pairwise(found):
        assert before.start + before.samples - before.fall == after.start
        assert before.fall == after.rise > 0
    assert all(piece.offset >= 0 and piece.offset + piece.samples <= length for piece in found)


def test_a_built_in_bed_repeats_on_its_bars_in_the_same_harmony() -> None:
    found = pieces(100 * BAR, 32 * BAR, bar_loop(32 * BAR))
    assert len(found) > 3
    for before, after in pairwise(found):
        place = after.start + after.rise
        jump = (before.offset + place - before.start) - (after.offset + after.rise)
        assert jump % (8 * BAR) == 0
