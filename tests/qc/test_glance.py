"""A draft is looked at without decoding it: what is said of it is what was counted, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from newscast.qc.checks import run_checks
from newscast.qc.glance import glance_step, make_glance
from newscast.qc.measure import make_measure, read_measurement
from newscast.qc.measured import Measurement
from newscast.qc.wanted import Stretch, Wanted, WantedAudio, WantedSound, WantedSpeech, WantedVideo
from newscast.step.step import step

RATE = Fraction(30000, 1001)
FRAMES, SAMPLES = 91, 145_745
HEARD = WantedSound((Stretch("uno", 0, 3),), speech=(WantedSpeech("uno", 0, 3),))
DRAFT = Wanted(
    "mp4",
    WantedVideo("h264", 320, 180, RATE, "progressive", "yuv420p"),
    WantedAudio("aac"),
    frames=FRAMES,
    samples=SAMPLES,
    heard=HEARD,
)


@pytest.fixture
def master(tools: Any, tmp_path: Path) -> Path:
    path = tmp_path / "master.wav"
    noise = f"anoisesrc=d=4:c=pink:r=48000:a=0.5:seed=3,lowpass=3000,pan=stereo|c0=c0|c1=c0,atrim=end_sample={SAMPLES}"
    tools.ffmpeg(["-filter_complex", noise, "-c:a", "pcm_s24le", f"file:{path}"])
    return path


def draft(tools: Any, master: Path, *, frames: int = FRAMES, field: str = "prog") -> Path:
    path = master.with_name("draft.mp4")
    tags = f"setparams=color_primaries=bt709:color_trc=bt709:colorspace=bt709:range=tv:field_mode={field}"
    picture = ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=30000/1001", "-i", f"file:{master}", "-vf", tags]
    coded = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "0", "-pix_fmt", "yuv420p", "-c:a", "aac"]
    coded += ["-x264-params", "interlaced=1"] if field != "prog" else []
    flags = ["-movflags", "+faststart+negative_cts_offsets", "-use_editlist", "0"]
    tools.ffmpeg([*picture, "-frames:v", str(frames), *coded, *flags, f"file:{path}"])
    return path


def glanced(path: Path, master: Path, tools: Any) -> Measurement:
    sound, output = master.with_suffix(".json"), path.with_suffix(".json")
    make_measure({"compare": False, "peak": False}, [master], sound, tools)
    make_glance({}, [path, sound], output, tools)
    return read_measurement(output)


def verdicts(found: Measurement, wanted: Wanted = DRAFT) -> dict[str, str]:
    return {check.check: check.verdict for check in run_checks(found, wanted)}


def test_a_good_draft(master: Path, tools: Any) -> None:
    found = glanced(draft(tools, master), master, tools)
    assert found.video and found.sound and found.sound.integrated
    assert (found.video.frames, found.video.uneven, found.video.scan) == (FRAMES, 0, "progressive")
    assert 0 < found.sound.samples - SAMPLES <= 2048
    assert verdicts(found, replace(DRAFT, loudness=found.sound.integrated)) == dict.fromkeys(
        ("loudness", "duration", "video", "audio", "container", "silence"), "pass"
    ), "of what was not looked at, nothing is said"


def test_the_numbers_are_those_of_decoding(master: Path, tools: Any) -> None:
    path = draft(tools, master)
    glance = glanced(path, master, tools)
    make_measure({"compare": False, "peak": True}, [path], path.with_suffix(".json"), tools)
    decoded = read_measurement(path.with_suffix(".json"))
    assert (glance.video, glance.audio, glance.structure) == (decoded.video, decoded.audio, decoded.structure)
    assert glance.sound and decoded.sound
    assert (glance.sound.samples, glance.sound.start) == (decoded.sound.samples, decoded.sound.start)
    assert glance.sound.integrated and decoded.sound.integrated
    assert abs(glance.sound.integrated - decoded.sound.integrated) < 0.3


def test_a_frame_too_few(master: Path, tools: Any) -> None:
    assert verdicts(glanced(draft(tools, master, frames=FRAMES - 1), master, tools))["duration"] == "fail"


def test_fields_where_frames_should_be(master: Path, tools: Any) -> None:
    assert verdicts(glanced(draft(tools, master, field="tff"), master, tools))["video"] == "fail"


def test_what_it_is_made_from() -> None:
    media, sound = step("join", {}, suffix=".mp4", label="web"), step("measure", {}, suffix=".json")
    glance = glance_step(media, sound)
    assert (glance.kind, glance.inputs, glance.label) == ("glance", (media, sound), "web")
