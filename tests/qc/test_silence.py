"""Silence and missing speech in a programme of three segments."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import Place
from newscast.qc import silence, speech
from newscast.qc.measured import Listened, Measurement, SoundFacts
from newscast.qc.model import Check
from newscast.qc.wanted import Noted, Stretch, Wanted, WantedSound, WantedSpeech

SEGMENTS = (Stretch("open", 0, 8), Stretch("bacheo", 8, 20), Stretch("feria", 20, 40))
HEARD = WantedSound(SEGMENTS)


def judged(*low: tuple[float, float, int], heard: WantedSound = HEARD, loudness: float = -16.0) -> Check:
    """40 s of speech with stretches (from, to) at another level."""
    levels = [-18] * 400
    for start, end, level in low:
        levels[round(start * 10) : round(end * 10)] = [level] * round(10 * (end - start))
    sound = SoundFacts(1_920_000, Fraction(0), -16.0, -1.5, tuple(levels))
    check = silence.check(Measurement("mp3", sound=sound), Wanted("mp3", loudness=loudness, heard=heard))
    assert check is not None
    return check


@pytest.mark.parametrize(
    ("low", "verdict"),
    [
        ((10, 11.9, -99), "pass"),
        ((10, 12, -99), "warn"),
        ((10, 13.9, -61), "warn"),
        ((10, 14, -61), "fail"),
        ((10, 14.9, -50), "pass"),
        ((10, 15, -50), "warn"),
        ((20, 35, -50), "fail"),
        ((20, 35, -45), "pass"),
    ],
)
def test_silence_is_a_fault_when_it_lasts(low: tuple[float, float, int], verdict: str) -> None:
    assert judged(low).verdict == verdict


def test_hardly_anything_is_by_the_programmes_loudness() -> None:
    assert judged((20, 35, -50), loudness=-23.0).verdict == "pass"
    assert judged((20, 35, -54), loudness=-23.0).verdict == "fail"


def test_a_check_says_in_which_segments_it_is_silent_and_when() -> None:
    check = judged((18, 23.5, -99), (30, 32.5, -99))
    assert check.where == (Stretch("bacheo", 18, 20), Stretch("feria", 20, 23.5), Stretch("feria", 30, 32.5))
    assert (check.measured, check.wanted, check.unit) == (5.5, 2.0, "s")
    assert "bacheo (0:18-0:20), feria (0:20-0:24), feria (0:30-0:33)" in check.message
    assert check.message.count("(") == 3


def test_a_recording_of_which_nothing_is_heard_fails_however_short() -> None:
    short = WantedSound(SEGMENTS, sounds=(Stretch("bacheo", 10.04, 10.97),))
    assert judged((10.1, 10.9, -99), heard=short).verdict == "fail"
    assert judged((10.1, 10.7, -99), heard=short).verdict == "pass"


@pytest.mark.parametrize(("since", "verdict"), [(10.4, "fail"), (10.5, "pass")])
def test_a_recording_is_heard_where_more_than_half_of_it_is(since: float, verdict: str) -> None:
    second = WantedSound(SEGMENTS, sounds=(Stretch("bacheo", 10, 11),))
    assert judged((since, 10.9, -99), heard=second).verdict == verdict


@pytest.mark.parametrize(("until", "verdict"), [(12.9, "pass"), (13.9, "warn"), (14.9, "warn"), (17.0, "fail")])
def test_planned_silence_passes_while_it_is_short(until: float, verdict: str) -> None:
    """From 9 s to 13 s nothing is planned; what is silent beyond that is not."""
    bare = WantedSound(SEGMENTS, bare=(Stretch("bacheo", 9, 13),))
    assert judged((9, until, -99), heard=bare).verdict == verdict


def test_long_planned_silence_is_told() -> None:
    bare = WantedSound(SEGMENTS, bare=(Stretch("feria", 20, 40),))
    check = judged((20, 40, -99), heard=bare)
    assert (check.verdict, check.where) == ("warn", (Stretch("feria", 20, 40),))
    assert "planned" in check.message


def test_silence_where_music_was_left_out_is_meant() -> None:
    """In a file without music an opening is silent; a recording that is not heard is still missed."""
    bare = (Stretch("open", 0, 8),)
    assert judged((0, 8, -99), heard=WantedSound(SEGMENTS, bare=bare, music=False)).verdict == "pass"
    assert judged((0, 8, -99), heard=WantedSound(SEGMENTS, bare=bare)).verdict == "warn"
    assert judged((0, 13, -99), heard=WantedSound(SEGMENTS, bare=bare, music=False)).verdict == "fail"


def listened(*found: float, said: bool = True, lasting: float = 4.0) -> Check | None:
    asked = tuple(WantedSpeech("bacheo", 10 * n, 10 * n + lasting, said) for n, _ in enumerate(found))
    heard = tuple(Listened(each.start, each.end, seconds) for each, seconds in zip(asked, found, strict=True))
    sound = SoundFacts(1_920_000, Fraction(0), -16.0, -1.5)
    wanted = Wanted("mp3", heard=WantedSound(SEGMENTS, speech=asked))
    return speech.check(Measurement("mp3", sound=sound, listened=heard), wanted)


@pytest.mark.parametrize(
    ("found", "lasting", "verdict"),
    [(0.1, 1.0, "fail"), (0.22, 1.0, "pass"), (0.3, 4.0, "fail"), (0.42, 4.0, "pass"), (0.6, 60.0, "pass")],
)
def test_words_that_nobody_says_fail(found: float, lasting: float, verdict: str) -> None:
    check = listened(found, lasting=lasting)
    assert check and check.verdict == verdict


def test_the_stretches_without_speech_are_named() -> None:
    check = listened(1.0, 0.0, 1.0)
    assert check and (check.verdict, check.measured, check.wanted) == ("fail", 2, 3)
    assert check.where == (Stretch("bacheo", 10, 14),)
    assert "bacheo (0:10-0:14)" in check.message


def test_a_sot_in_which_nobody_speaks_is_only_told() -> None:
    check = listened(0.0, said=False)
    assert check and check.verdict == "warn"


def test_nothing_is_asked_of_a_programme_without_words() -> None:
    assert listened() is None


def strokes(*between: tuple[float, float], level: int = -62, **more: Any) -> Check:
    """What is said of a bed of strokes, between which nothing else is heard."""
    place = Place(Path("assets/shows/demo/show.yaml"), 12)
    beds = (Noted("bacheo", 8, 20, place=place, text="golpes"), Noted("feria", 20, 40, place=place, text="golpes"))
    return judged(*((first, last, level) for first, last in between), heard=replace(HEARD, beds=beds, **more))


def test_seconds_that_a_bed_leaves_silent_are_told_with_its_line() -> None:
    check = strokes((10.1, 11.4), (30.1, 31.9))
    assert (check.verdict, check.where) == ("warn", (Stretch("bacheo", 10.1, 11.4), Stretch("feria", 30.1, 31.9)))
    assert check.message.count("golpes") == 1
    assert "show.yaml, line 12" in check.message and "feria (0:30-0:32)" in check.message


def test_a_bed_is_named_as_it_is_written() -> None:
    beds = (Noted("bacheo", 8, 20, text="{golpes}"),)
    check = judged((10.1, 11.4, -62), heard=replace(HEARD, beds=beds))
    assert "“{golpes}”" in check.message and "bacheo" in check.message


def test_a_second_counts_over_the_end_of_a_segment() -> None:
    assert strokes((19.4, 20.5)).verdict == "warn"


@pytest.mark.parametrize(
    ("first", "last", "level"), [(10.0, 10.9, -99), (10.0, 11.5, -49), (6.0, 7.5, -99), (6.9, 8.9, -55)]
)
def test_a_bed_that_is_heard_in_each_second_is_not_told(first: float, last: float, level: int) -> None:
    """Neither is what is silent before it begins."""
    assert strokes((first, last), level=level).verdict == "pass"


def test_seconds_without_a_bed_of_the_kit_are_not_told() -> None:
    assert judged((10.1, 11.8, -62)).verdict == "pass"


@pytest.mark.parametrize(("until", "verdict"), [(13.0, "warn"), (14.0, "fail")])
def test_longer_silence_of_a_bed_is_told_once(until: float, verdict: str) -> None:
    """Of what lasts so long that something is broken, the bed is not what has to be mended first."""
    check = strokes((10.0, until))
    assert (check.verdict, check.where) == (verdict, (Stretch("bacheo", 10.0, until),))
    assert ("golpes" in check.message) == (verdict == "warn")


def test_a_fault_is_not_hidden_by_what_is_less() -> None:
    """Fifteen seconds of next to nothing, in which nothing at all is heard for three, with a bed or without one."""
    assert judged((20, 36, -55), (27, 30, -99)).verdict == "fail"
    beds = (Noted("feria", 20, 40, text="golpes"),)
    assert judged((20, 36, -55), (27, 30, -99), heard=replace(HEARD, beds=beds)).verdict == "fail"
