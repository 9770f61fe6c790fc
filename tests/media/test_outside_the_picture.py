"""Sound before the first picture and after the last one: where it is, in every container."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.media.info import MediaInfo
from newscast.media.probe import probe

TALK = ("-f", "lavfi", "-i", "sine=d=4:r=48000")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
CODERS = {
    "mp4": (*H264, "-c:a", "aac"),
    "mkv": (*H264, "-c:a", "libmp3lame"),
    "ts": (*H264, "-c:a", "aac"),
    "webm": ("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"),
}


def picture(seconds: float, late: float = 0) -> tuple[str, ...]:
    return "-itsoffset", str(late), "-f", "lavfi", "-i", f"testsrc2=s=160x90:r=15:d={seconds}"


def looked_at(path: Path) -> MediaInfo:
    info = probe([path], None)[path]
    assert isinstance(info, MediaInfo), info
    return info


@pytest.mark.parametrize("container", CODERS)
@pytest.mark.parametrize(
    ("name", "seconds", "late", "before", "after"),
    [("even", 4, 0, 0, 0), ("after", 2.5, 0, 0, 1.5), ("both", 2, 1.2, 1.2, 0.8), ("short", 5, 0, 0, 0)],
)
def test_only_what_is_more_than_a_coders_padding_lies_outside(make, container, name, seconds, late, before, after):
    path = make(f"{name}.{container}", *picture(seconds, late), *TALK, *CODERS[container])
    info = looked_at(path)
    found = info.sound_before(info.tracks), info.sound_after(info.tracks)
    assert [float(seconds) for seconds in found] == pytest.approx([before, after], abs=0.04)
    assert [seconds > 0 for seconds in found] == [before > 0, after > 0]


def test_a_single_picture_with_sound(make, room):
    image = make("one.png", "-f", "lavfi", "-i", "testsrc2=s=160x90", "-frames:v", "1")
    info = looked_at(make("one.mp4", "-i", str(image), *TALK, *CODERS["mp4"]))
    assert info.kind == "video"
    assert float(info.duration + info.sound_after(info.tracks)) == pytest.approx(4, abs=0.04)


def test_a_photo_and_a_recording_of_sound_have_nothing_outside(make, room):
    image = make("two.png", "-f", "lavfi", "-i", "testsrc2=s=160x90", "-frames:v", "1")
    sound = make("talk.wav", *TALK)
    found = [looked_at(path) for path in (image, sound)]
    assert {info.sound_after(info.tracks) for info in found} == {Fraction(0)}
