"""Gain over time, as numbers."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscast.sound.envelope import DOWN, OUT, PAUSE, UP, at, ducked, faded, product, silent_in
from newscast.sound.levels import amplitude
from newscast.timeline.spans import Span, merged

SECOND = 48_000


def test_music_is_down_when_the_first_word_is_spoken() -> None:
    envelope = ducked([Span(10 * SECOND, 12 * SECOND)], -19, -10)
    assert at(envelope, 10 * SECOND - DOWN) == pytest.approx(amplitude(-10))
    assert at(envelope, 10 * SECOND) == pytest.approx(amplitude(-19))
    assert at(envelope, 12 * SECOND) == pytest.approx(amplitude(-19))
    assert at(envelope, 12 * SECOND + UP) == pytest.approx(amplitude(-10))


def test_music_stays_down_in_a_pause_of_two_seconds_and_comes_up_in_a_longer_one() -> None:
    short = ducked([Span(0, SECOND), Span(SECOND + PAUSE, 5 * SECOND)], -19, -10)
    long = ducked([Span(0, SECOND), Span(SECOND + PAUSE + 1, 5 * SECOND)], -19, -10)
    middle = SECOND + PAUSE // 2
    assert at(short, middle) == pytest.approx(amplitude(-19))
    assert at(long, middle) == pytest.approx(amplitude(-10))


def test_music_is_out_while_a_clip_speaks() -> None:
    envelope = silent_in([Span(5 * SECOND, 9 * SECOND)])
    assert at(envelope, 5 * SECOND) == at(envelope, 9 * SECOND) == 1
    assert at(envelope, 5 * SECOND + OUT) == at(envelope, 9 * SECOND - OUT) == 0


def test_clips_one_after_the_other_do_not_let_the_bed_blink() -> None:
    envelope = silent_in([Span(0, SECOND), Span(2 * SECOND, 3 * SECOND)])
    assert at(envelope, 3 * SECOND // 2) == 0


def test_a_fade_longer_than_its_sound_is_shortened() -> None:
    assert faded(0, 100, 300, 100) == ((0, 0.0), (75, 1.0), (75, 1.0), (100, 0.0))


def test_without_speech_the_music_is_alone() -> None:
    assert at(ducked([], -19, -10), 12345) == pytest.approx(amplitude(-10))


spans = st.lists(
    st.tuples(st.integers(0, 10**6), st.integers(1, 10**5)).map(lambda pair: Span(pair[0], pair[0] + pair[1])),
    max_size=8,
)


@given(spans, st.integers(0, 10**5))
def test_merged_spans_are_ascending_and_cover_what_they_are_made_of(found: list[Span], gap: int) -> None:
    joined = merged(found, gap)
    assert all(left.end + gap < right.start for left, right in pairwise(joined))
    assert all(any(outer.start <= span.start and span.end <= outer.end for outer in joined) for span in found)


@given(spans, spans)
def test_a_product_is_never_louder_than_its_parts_and_silent_where_one_is(words: list[Span], clips: list[Span]) -> None:
    duck, gate = ducked(words, -19, -10), silent_in(clips)
    combined = product([duck, gate], 0, 2 * 10**6)
    samples = [sample for sample, _ in combined]
    assert samples == sorted(set(samples))
    assert samples[0] == 0
    assert samples[-1] == 2 * 10**6
    for sample, factor in combined:
        assert factor <= min(at(duck, sample), at(gate, sample)) + 1e-6
    for span in merged(clips, PAUSE):
        if span.length > 2 * OUT:
            assert at(combined, span.start + OUT) == at(combined, span.end - OUT) == 0
