"""How loud speech is, and where it is in a timeline."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from newscast.qc.dialogue import dialogue
from newscast.timeline.heard import PlacedSound, Take, TakeInfo
from newscast.timeline.model import PlacedSegment, Timeline
from newscast.timeline.spans import Span
from newscast.timeline.speech import speech_of


def segment(start: int, *sounds: PlacedSound) -> PlacedSegment:
    return PlacedSegment("uno", "story", "Uno", start, 30, (), (), sounds, (), None, False)


def test_only_windows_in_which_somebody_speaks_all_the_time_count() -> None:
    # A second of music at -10, two of speech at -20, one of music again: as a meter reads it every tenth.
    curve = [-10.0] * 10 + [-14.0] * 3 + [-20.0] * 17 + [-14.0] * 3 + [-10.0] * 7
    assert dialogue(curve, [Span(1000, 3000)]) == (-20.0, 1.7)
    # A breath belongs to what is said, a pause does not.
    assert dialogue(curve, [Span(1000, 1900), Span(2200, 3000)]) == (-20.0, 1.7)
    assert dialogue(curve, [Span(1000, 1900), Span(2400, 3000)]) == (-20.0, 0.9)


def test_where_nobody_speaks_or_nothing_is_heard_there_is_no_dialogue() -> None:
    assert dialogue([-20.0] * 40, []) == (None, 0.0)
    assert dialogue([-20.0] * 40, [Span(1000, 1300)]) == (None, 0.0)
    assert dialogue([-70.0] * 40, [Span(1000, 3000)]) == (None, 0.0)


def test_quiet_speech_counts_as_loud_speech_does() -> None:
    """No relative gate: whoever whispers half the time is 3 dB quieter as a whole."""
    found, _seconds = dialogue([-20.0] * 20 + [-45.0] * 20, [Span(-400, 4000)])
    assert found == pytest.approx(-23, abs=0.05)


def test_the_speech_of_a_timeline_is_that_of_its_voices() -> None:
    voice, sot, music = Take("voice", Path("a.wav")), Take("sot", Path("b.mp4")), Take("music", music="bed")
    infos: dict[Take, Any] = {
        voice: TakeInfo(48_000, (Span(4_800, 24_000), Span(30_000, 40_000))),
        sot: TakeInfo(48_000, (Span(0, 48_000),)),
        music: TakeInfo(48_000, (Span(0, 48_000),)),
    }
    second = segment(30, PlacedSound(sot, 1_000, 10_000, offset=40_000), PlacedSound(music, 0, 48_000))
    timeline = Timeline(Fraction(30), (segment(0, PlacedSound(voice, 2_400, 33_600)), second))
    # What is not heard any more in its segment is not spoken there.
    assert speech_of(timeline, infos) == (Span(7_200, 26_400), Span(32_400, 36_000), Span(49_000, 57_000))
