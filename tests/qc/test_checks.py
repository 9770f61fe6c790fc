from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from newscast.qc.checks import CHECKS, media_json, run_checks, verdict
from newscast.qc.measured import (
    BT709,
    AudioFacts,
    Colors,
    Glimpsed,
    Listened,
    Measurement,
    Offset,
    SoundFacts,
    Structure,
    VideoFacts,
)
from newscast.qc.model import Check
from newscast.qc.synthetic_voice import synthetic_voice
from newscast.qc.wanted import Seen, Stretch, Wanted, WantedAudio, WantedSound, WantedSpeech, WantedVideo

RATE = Fraction(30000, 1001)
PICTURE = VideoFacts("h264", 1920, 1080, RATE, "progressive", "yuv420p", BT709, 300, Fraction(0))
SOUND = SoundFacts(480_480, Fraction(0), -16.02, -1.2)
GOOD = Measurement(
    "mp4",
    PICTURE,
    (AudioFacts("aac", 48_000, 2),),
    SOUND,
    (Offset(2.0, 0.125, 0.98),),
    Structure(True, False, (15, 15)),
    listened=(Listened(0, 10, 1.0),),
    glimpsed=Glimpsed(),
)
WEB = Wanted(
    "mp4",
    WantedVideo("h264", 1920, 1080, RATE, "progressive", "yuv420p"),
    WantedAudio("aac"),
    frames=300,
    samples=480_480,
    loudness=-16.0,
    true_peak=-1.0,
    keys=(15, 15),
    heard=WantedSound((Stretch("bacheo", 0, 10),), speech=(WantedSpeech("bacheo", 0, 10),)),
    seen=(Seen("bacheo", 0, 10),),
)


def result(name: str, measurement: Measurement, wanted: Wanted = WEB) -> Check:
    found = CHECKS[name](measurement, wanted)
    assert found is not None
    return found


def test_a_good_file_passes_every_check() -> None:
    checks = run_checks(GOOD, WEB)
    assert [check.check for check in checks] == list(CHECKS)
    assert {check.verdict for check in checks} == {"pass"}
    assert verdict(checks) == "pass"


@pytest.mark.parametrize(
    ("integrated", "expected"),
    [
        (-16.5, "pass"),
        (-15.5, "pass"),
        (-16.51, "warn"),
        (-15.0, "warn"),
        (-14.99, "fail"),
        (-17.1, "fail"),
        (None, "fail"),
    ],
)
def test_loudness(integrated: float | None, expected: str) -> None:
    assert result("loudness", replace(GOOD, sound=replace(SOUND, integrated=integrated))).verdict == expected


@pytest.mark.parametrize(("peak", "expected"), [(-1.0, "pass"), (-0.95, "pass"), (-0.94, "fail"), (None, "pass")])
def test_true_peak(peak: float | None, expected: str) -> None:
    assert result("true_peak", replace(GOOD, sound=replace(SOUND, true_peak=peak))).verdict == expected


@pytest.mark.parametrize(("frames", "expected"), [(300, "pass"), (299, "fail"), (301, "fail")])
def test_every_frame_counts(frames: int, expected: str) -> None:
    assert result("duration", replace(GOOD, video=replace(PICTURE, frames=frames))).verdict == expected


@pytest.mark.parametrize(
    ("codec", "container", "extra", "expected"),
    [
        ("aac", "mp4", 1024, "pass"),
        ("aac", "mp4", 2048, "pass"),
        ("aac", "mp4", 2049, "fail"),
        ("aac", "mp4", -1, "fail"),
        ("pcm_s24le", "wav", 0, "pass"),
        ("pcm_s24le", "wav", 1, "fail"),
        ("pcm_s24le", "mxf", 1, "pass"),
        ("pcm_s24le", "mxf", 2, "fail"),
        ("mp3", "mp3", 2304, "pass"),
    ],
)
def test_sound_may_be_longer_by_what_the_codec_adds(codec: str, container: str, extra: int, expected: str) -> None:
    measurement = replace(GOOD, sound=replace(SOUND, samples=480_480 + extra))
    wanted = replace(WEB, audio=WantedAudio(codec), container=container)
    assert result("duration", measurement, wanted).verdict == expected


def test_duration_of_sound_alone_is_in_seconds() -> None:
    radio = Wanted("wav", audio=WantedAudio("pcm_s24le"), samples=480_480)
    measurement = replace(GOOD, video=None, audio=(AudioFacts("pcm_s24le", 48_000, 2),))
    assert (result("duration", measurement, radio).measured, result("duration", measurement, radio).wanted) == (
        10.01,
        10.01,
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"codec": "hevc"}, "fail"),
        ({"width": 1918}, "fail"),
        ({"rate": Fraction(30)}, "fail"),
        ({"scan": "mixed"}, "fail"),
        ({"pix_fmt": "yuv444p"}, "fail"),
        ({"uneven": 1}, "fail"),
        ({"colors": Colors("bt709", "", "bt709", "tv")}, "warn"),
    ],
)
def test_video(change: dict[str, object], expected: str) -> None:
    assert result("video", replace(GOOD, video=replace(PICTURE, **change))).verdict == expected  # type: ignore[arg-type]


def test_a_decoder_that_complains_fails_the_picture() -> None:
    assert result("video", replace(GOOD, faults=2)).verdict == "fail"


def test_missing_streams_fail() -> None:
    assert result("video", replace(GOOD, video=None)).verdict == "fail"
    silent = replace(GOOD, audio=(), sound=None, offsets=())
    assert result("audio", silent).verdict == "fail"
    assert result("loudness", silent).verdict == "fail"


def test_two_mono_streams_are_not_one_stereo_stream() -> None:
    mono = AudioFacts("pcm_s24le", 48_000, 1)
    tv = replace(WEB, audio=WantedAudio("pcm_s24le", channels=1, streams=2))
    assert result("audio", replace(GOOD, audio=(mono, mono)), tv).verdict == "pass"
    assert result("audio", replace(GOOD, audio=(mono,)), tv).verdict == "fail"


@pytest.mark.parametrize(
    ("late", "sound_start", "expected"),
    [
        (21.4, Fraction(0), "pass"),
        (33.3, Fraction(0), "pass"),
        (33.5, Fraction(0), "fail"),
        (-60.0, Fraction(0), "fail"),
        (0.0, Fraction(6, 100), "fail"),
        (60.0, Fraction(-6, 100), "pass"),
    ],
)
def test_sync_counts_from_the_first_picture(late: float, sound_start: Fraction, expected: str) -> None:
    sound = replace(SOUND, start=sound_start)
    assert result("sync", replace(GOOD, sound=sound, offsets=(Offset(2.0, late, 0.97),))).verdict == expected


def test_sync_takes_the_worst_place() -> None:
    drifting = (Offset(2.0, 0.0, 0.9), Offset(50.0, 20.0, 0.9), Offset(100.0, 40.0, 0.9))
    check = result("sync", replace(GOOD, offsets=drifting))
    assert (check.verdict, check.measured) == ("fail", 40.0)


def test_sound_of_something_else_is_not_in_sync() -> None:
    assert result("sync", replace(GOOD, offsets=(Offset(2.0, 0.0, 0.1),))).verdict == "fail"


def test_silence_is_in_sync() -> None:
    assert result("sync", replace(GOOD, offsets=())).verdict == "pass"


@pytest.mark.parametrize(
    ("container", "structure", "expected"),
    [
        ("mp4", Structure(True, False), "pass"),
        ("mp4", Structure(True, True), "fail"),
        ("mp4", Structure(False, False), "fail"),
        ("mxf", None, "fail"),
    ],
)
def test_container(container: str, structure: Structure | None, expected: str) -> None:
    assert result("container", replace(GOOD, container=container, structure=structure)).verdict == expected


@pytest.mark.parametrize(
    ("found", "verdict"), [((60, 149), "pass"), ((59, 100), "warn"), ((60, 150), "warn"), ((15, 15), "warn")]
)
def test_key_pictures_may_be_neither_near_nor_far(found: tuple[int, int], verdict: str) -> None:
    check = result("key-pictures", replace(GOOD, structure=Structure(True, False, found)), replace(WEB, keys=(60, 149)))
    assert (check.verdict, check.wanted) == (verdict, [2.002, 4.972])
    assert bool(check.message) == (verdict == "warn")
    assert CHECKS["key-pictures"](GOOD, replace(WEB, keys=None)) is None


def test_what_is_shorter_than_the_distance_has_one_key_picture() -> None:
    brief = replace(GOOD, video=replace(PICTURE, frames=12), structure=Structure(True, False, (12, 12)))
    assert result("key-pictures", brief, replace(WEB, keys=(60, 149))).verdict == "pass"
    twice = replace(brief, structure=Structure(True, False, (6, 6)))
    assert result("key-pictures", twice, replace(WEB, keys=(60, 149))).verdict == "warn"


def test_what_is_not_wanted_is_not_checked() -> None:
    assert [check.check for check in run_checks(replace(GOOD, offsets=None, video=None), Wanted("mp4"))] == [
        "container"
    ]


def test_synthetic_voice_warns_unless_the_kit_wants_it() -> None:
    assert synthetic_voice([], on_air=False) == ()
    (check,) = synthetic_voice(["bacheo", "feria"], on_air=False)
    assert (check.check, check.verdict, check.measured) == ("synthetic-voice", "warn", 2)
    assert "bacheo, feria" in check.message
    assert synthetic_voice(["bacheo"], on_air=True)[0].verdict == "pass"


def test_the_worst_verdict_wins() -> None:
    passed, warned, failed = (Check("x", verdict, 0, 0) for verdict in ("pass", "warn", "fail"))  # type: ignore[arg-type]
    assert verdict([passed, failed, warned]) == "fail"
    assert verdict([passed, warned]) == "warn"
    assert verdict([]) == "pass"


def test_manifest_json() -> None:
    assert media_json(GOOD) == {
        "container": "mp4",
        "video": {
            "codec": "h264",
            "width": 1920,
            "height": 1080,
            "rate": "30000/1001",
            "scan": "progressive",
            "pix_fmt": "yuv420p",
        },
        "audio": {"codec": "aac", "rate": 48000, "channels": 2},
    }
    mono = AudioFacts("pcm_s24le", 48_000, 1)
    assert isinstance(media_json(replace(GOOD, audio=(mono, mono)))["audio"], list)
