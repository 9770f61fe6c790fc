"""Which of a file's tracks and channels are heard."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.content import File
from newscast.media.choice import Choice, Source, choose, speech_of
from newscast.media.info import HEARD_RATE, SILENCE, Channel, MediaInfo, SoundInfo

SECONDS = 20
TALKS = ((2, 18),)


def channel(*speech: tuple[float, float], level: int = -20) -> Channel:
    spans = tuple((round(start * HEARD_RATE), round(end * HEARD_RATE)) for start, end in speech)
    return Channel(spans, (level,) * SECONDS, SECONDS * HEARD_RATE)


VOICE, OTHER_VOICE, MUSIC = channel(*TALKS), channel((5, 8)), channel(level=-18)
NOTHING, HISS, BLEED = channel(level=SILENCE), channel(level=-75), channel(*TALKS, level=-48)


def track(*channels: Channel, layout: str = "", rate: int = 48_000) -> SoundInfo:
    named = layout or {1: "mono", 2: "stereo"}.get(len(channels), f"{len(channels)} channels")
    return SoundInfo("pcm_s16le", rate, len(channels), named, heard=channels)


def media(*tracks: SoundInfo) -> MediaInfo:
    first, *further = [*tracks] or [None]
    file = File(Path("/n/toma.mkv"), "a" * 64)
    return MediaInfo(file, "sound", Fraction(SECONDS), None, first, further=tuple(each for each in further if each))


def whole(number: int) -> tuple[Source, ...]:
    return (Source(number),)


def inputs(*numbers: int) -> tuple[Source, ...]:
    return tuple(Source(0, number) for number in numbers)


SURROUND = (NOTHING, NOTHING, VOICE, NOTHING, NOTHING, NOTHING)

CASES: dict[str, tuple[tuple[SoundInfo, ...], tuple[Source, ...], str]] = {
    "one track": ((track(VOICE, VOICE),), whole(0), ""),
    "music of its own": ((track(MUSIC, MUSIC),), whole(0), ""),
    "silent first": ((track(NOTHING, NOTHING), track(VOICE, VOICE)), whole(1), "speech"),
    "music first": ((track(MUSIC, MUSIC), track(VOICE)), whole(1), "speech"),
    "hiss first, and a tone": ((track(HISS), track(MUSIC)), whole(1), "sound"),
    "equals": ((track(VOICE, VOICE), track(VOICE, VOICE)), whole(0), ""),
    "a faint copy first": ((track(BLEED), track(VOICE)), whole(1), "speech"),
    "little speech first": ((track(channel((3, 4)), channel((3, 4))), track(VOICE, VOICE)), whole(1), "speech"),
    "all silent": ((track(NOTHING), track(NOTHING)), whole(0), ""),
    "a voice that a second microphone of the recorder hears too": (
        (track(NOTHING, VOICE, channel(*TALKS, level=-32), NOTHING),),
        inputs(1),
        "speech",
    ),
    "two people, each heard faintly in the other's": (
        (track(NOTHING, channel((2, 8), (9, 18)), channel((2, 8), (9, 18), level=-23), NOTHING),),
        inputs(1, 2),
        "speech",
    ),
    "somebody who speaks more softly": (
        (track(NOTHING, channel((2, 8)), channel((9, 18), level=-32), NOTHING),),
        inputs(1, 2),
        "speech",
    ),
    "a pair of voices": ((track(VOICE), track(OTHER_VOICE)), (Source(0), Source(1)), ""),
    "a pair of music": ((track(MUSIC), track(MUSIC)), (Source(0), Source(1)), ""),
    "four mono, voice on the second": (
        (track(NOTHING), track(VOICE), track(NOTHING), track(NOTHING)), whole(1), "speech"
    ),
    "four mono, a second pair speaks": (
        (track(MUSIC), track(MUSIC), track(VOICE), track(VOICE)), (Source(2), Source(3)), "speech"
    ),
    "microphone and surroundings": ((track(VOICE), track(MUSIC)), whole(0), ""),
    "two rates are no pair": ((track(VOICE), track(VOICE, rate=44_100)), whole(0), ""),
    "left only": ((track(VOICE, NOTHING),), inputs(0), ""),
    "left voice, right street": ((track(VOICE, MUSIC),), inputs(0), "speech"),
    "two people": ((track(VOICE, OTHER_VOICE),), whole(0), ""),
    "undeclared": ((track(MUSIC, NOTHING, VOICE, NOTHING),), inputs(2), "speech"),
    "undeclared, two voices": ((track(NOTHING, VOICE, BLEED, OTHER_VOICE),), inputs(1, 3), "speech"),
    "undeclared six": ((track(*[NOTHING] * 5, VOICE),), inputs(5), "speech"),
    "ten that sound": ((track(*[MUSIC] * 10),), inputs(0), "sound"),
    "declared": ((track(*SURROUND, layout="5.1"),), whole(0), ""),
    "declared, and yet inputs": ((track(*SURROUND[3:], *SURROUND[:3], layout="5.1"),), inputs(5), "speech"),
    "a layout that nobody mixes": ((track(*[NOTHING] * 9, VOICE, layout="5.1.4"),), inputs(9), "speech"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_the_voice_is_found(case: str) -> None:
    tracks, sources, passed_over = CASES[case]
    assert choose(media(*tracks)) == Choice(sources, passed_over)


def test_nobody_listened() -> None:
    assert choose(media(SoundInfo("aac", 48_000, 2, "stereo"))) == Choice(whole(0))
    assert choose(media(SoundInfo("aac", 48_000, 6, "5.1"))) == Choice(whole(0))
    assert choose(media(SoundInfo("pcm", 48_000, 4, "4 channels"))) == Choice(inputs(0))
    assert choose(media()) == Choice(())


def test_the_stretch_that_is_used_decides() -> None:
    first, second = channel((1, 5)), channel((11, 15))
    info = media(track(first, first), track(second, second))
    assert choose(info, start=Fraction(0), end=Fraction(6)).sources == whole(0)
    assert choose(info, start=Fraction(10), end=Fraction(16)).sources == whole(1)


def test_a_stretch_without_words_is_of_the_track_with_words() -> None:
    info = media(track(MUSIC), track(VOICE, VOICE))
    assert choose(info, start=Fraction(0), end=Fraction(1)).sources == whole(1)


def test_what_is_asked_for_is_used() -> None:
    info = media(track(VOICE, VOICE), track(NOTHING), track(NOTHING, NOTHING))
    assert choose(info, track=2) == Choice(whole(1))
    assert choose(info, channels=[2]) == Choice(inputs(1))
    assert choose(info, channels=[3, 5]) == Choice((Source(1, 0), Source(2, 1)))
    assert choose(info, track=3, channels=[2]) == Choice((Source(2, 1),))
    for asked in ({"track": 4}, {"channels": [6]}, {"track": 2, "channels": [2]}):
        with pytest.raises(LookupError):
            choose(info, **asked)  # type: ignore[arg-type]


def test_the_words_of_a_stretch() -> None:
    info = media(track(channel((1, 5), (7, 8)), channel((4, 6))))
    found = speech_of(info, choose(info), Fraction(2), Fraction(15, 2))
    assert found == ((2, 6), (7, Fraction(15, 2)))
    assert speech_of(info, choose(info), Fraction(79, 10), Fraction(20)) == ()
