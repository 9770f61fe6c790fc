"""Small copies: how large their pictures are, that they never exceed the size, and begin where they should."""

from __future__ import annotations

import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import pytest

from newscast.base.timecode import sample_at
from newscast.deliverables import small
from newscast.deliverables.small import Excerpt, Recipe, Shape, may_be_whole, recipe_for, small_step, small_wanted
from newscast.qc.checks import run_checks
from newscast.qc.measure import make_measure, read_measurement
from newscast.step.step import Step

RATE = Fraction(30000, 1001)
WIDE, TALL, CLIP = Shape(960, 540, RATE), Shape(540, 960, RATE), Shape(320, 180, RATE)
MB16 = 16_000_000
DRAFT = Step("join", "{}", (), ".mp4")
EVERY = 45
"""Frames from one flash of the tests' clip to the next."""


def test_sixteen_megabytes_hold_six_minutes() -> None:
    assert may_be_whole(MB16, Fraction(360)) and not may_be_whole(MB16, Fraction(361))
    assert may_be_whole(8_000_000, Fraction(180)) and not may_be_whole(8_000_000, Fraction(181))


@pytest.mark.parametrize(
    ("seconds", "shape", "size", "channels"),
    [
        (30, WIDE, (960, 540), 2),
        (240, WIDE, (768, 432), 1),
        (360, WIDE, (640, 360), 1),
        (360, TALL, (360, 640), 1),
        (600, WIDE, (512, 288), 1),
        (1000, WIDE, (424, 238), 1),
        (360, CLIP, (320, 180), 1),
    ],
)
def test_fewer_bits_are_a_smaller_picture(seconds: int, shape: Shape, size: tuple[int, int], channels: int) -> None:
    recipe = recipe_for(MB16, Fraction(seconds), shape)
    assert recipe and recipe.picture
    assert ((recipe.picture.width, recipe.picture.height), recipe.channels) == (size, channels)


@pytest.mark.parametrize("shape", [WIDE, TALL, Shape(540, 540, Fraction(60)), None])
def test_what_is_planned_fits(shape: Shape | None) -> None:
    """Pictures, sound and index together; until nobody would want to look at it or listen to it any more."""
    for limit in (1_000_000, MB16, 100_000_000):
        planned = [recipe_for(limit, Fraction(seconds), shape) for seconds in range(5, 8000, 50)]
        for seconds, recipe in zip(range(5, 8000, 50), planned, strict=True):
            frames = float(shape.rate) if shape else 0.0
            if recipe:
                bits = (recipe.video + recipe.sound) * 1000 / 8 + 300 + 12 * frames
                assert bits * seconds <= limit and recipe.channels
        possible = [recipe is not None for recipe in planned]
        assert possible == sorted(possible, reverse=True)
    assert recipe_for(MB16, Fraction(3600), shape) is None or shape is None
    assert recipe_for(MB16, Fraction(3 * 3600), shape) is None


def test_a_copy_is_known_by_all_that_makes_its_bytes() -> None:
    stretch, recipe = Excerpt(0, 300, RATE), Recipe(64, 1, 280, WIDE)
    one = small_step(DRAFT, stretch, recipe, MB16, "hoy-web")
    assert one == small_step(DRAFT, stretch, recipe, MB16, "another name")
    others = [
        small_step(Step("join", '{"a":1}', (), ".mp4"), stretch, recipe, MB16, "x"),
        small_step(DRAFT, Excerpt(1, 300, RATE), recipe, MB16, "x"),
        small_step(DRAFT, stretch, Recipe(64, 1, 281, WIDE), MB16, "x"),
        small_step(DRAFT, stretch, recipe, MB16 - 1, "x"),
    ]
    assert len({one.identity, *(each.identity for each in others)}) == 5


@pytest.fixture(scope="module")
def clip(recordings: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve seconds of noise, which is hard to make small; every EVERY frames it is white, and beeps."""
    path = tmp_path_factory.mktemp("clip") / "clip.mp4"
    flash = f"color=black:s=320x180:r=30000/1001:d=12,geq=lum='if(lt(mod(N,{EVERY}),3),235,16)':cb=128:cr=128"
    tone = f"aevalsrc='0.5*sin(6000*PI*t)*lt(mod(t,{float(EVERY / RATE)}),0.1)':s=48000:d=12"
    coded = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac")
    inputs = ("-f", "lavfi", "-i", f"{flash},noise=alls=60:allf=t", "-f", "lavfi", "-i", tone)
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", *inputs, *coded, str(path)]
    subprocess.run(command, check=True)
    return path


def made(clip: Path, stretch: Excerpt, recipe: Recipe, limit: int, tools: Any) -> Path:
    step = small_step(DRAFT, stretch, recipe, limit, "hoy-web")
    output: Path = tools.scratch / f"small{step.suffix}"
    small.make_small(step.params, [clip], output, tools)
    return output


def failed(path: Path, stretch: Excerpt, recipe: Recipe, tools: Any) -> list[str]:
    """The checks that a copy does not pass."""
    make_measure({"compare": False, "peak": False}, [path], tools.scratch / "measured.json", tools)
    found = run_checks(read_measurement(tools.scratch / "measured.json"), small_wanted(stretch, recipe))
    assert {"duration", "audio", "container"} <= {check.check for check in found}
    return [f"{check.check}: {check.message}" for check in found if check.verdict != "pass"]


def test_an_encoder_that_takes_more_than_it_was_given_is_asked_again(clip: Path, tools: Any) -> None:
    stretch, limit = Excerpt(0, 300, RATE), 220_000
    greedy = Recipe(64, 1, 1000, CLIP)
    path = made(clip, stretch, greedy, limit, tools)
    assert 0.75 * limit < path.stat().st_size <= limit
    assert failed(path, stretch, greedy, tools) == []


def test_the_same_bytes_are_made_each_time(clip: Path, tools: Any) -> None:
    stretch, recipe = Excerpt(0, 300, RATE), Recipe(64, 1, 500, CLIP)
    first, *others = (made(clip, stretch, recipe, MB16, tools).read_bytes() for _time in range(4))
    assert all(other == first for other in others)


def test_sound_alone_is_held_to_the_size_as_well(clip: Path, tools: Any) -> None:
    stretch, recipe, limit = Excerpt(0, 300, RATE), Recipe(96, 2), 40_000
    path = made(clip, stretch, recipe, limit, tools)
    assert path.suffix == ".m4a" and path.stat().st_size <= limit
    assert failed(path, stretch, recipe, tools) == []


def test_a_story_is_cut_to_the_frame_and_stays_in_sync(clip: Path, tools: Any) -> None:
    stretch = Excerpt(205, 130, RATE)
    recipe = recipe_for(1_000_000, stretch.seconds, CLIP)
    assert recipe
    path = made(clip, stretch, recipe, 1_000_000, tools)
    assert failed(path, stretch, recipe, tools) == []
    shown = tools.decode(["-i", f"file:{path}", "-f", "rawvideo", "-pix_fmt", "gray", "pipe:1"])
    light = np.frombuffer(shown, np.uint8).reshape(130, -1).mean(axis=1)
    lit = [frame for frame in range(1, 130) if light[frame] > 120 > light[frame - 1]]
    assert lit == [frame - 205 for frame in range(0, 335, EVERY) if frame > 205]
    raw = tools.decode(["-i", f"file:{path}", "-f", "f32le", "-ac", "1", "pipe:1"])
    loud = np.abs(np.frombuffer(raw, "<f4")) > 0.2
    beeps = [at for at in np.flatnonzero(loud) if not loud[max(0, at - 9600) : at].any()]
    late = [(at - sample_at(frame, RATE)) / 48 for at, frame in zip(beeps, lit, strict=True)]
    assert len(late) == 3 and all(abs(each) < 5 for each in late), "milliseconds"


def test_sound_that_is_copied_loses_nothing(clip: Path, tools: Any) -> None:
    """Of a whole programme, whose first packet is its first sample."""
    whole = tools.scratch / "whole.mp4"
    sound = ["-af", f"apad=whole_len={sample_at(360, RATE)}", "-c:a", "aac", "-bsf:a", r"noise=drop=eq(n\,0)"]
    structure = ["-movflags", "+faststart+negative_cts_offsets", "-use_editlist", "0"]
    tools.ffmpeg(["-i", f"file:{clip}", "-c:v", "copy", *sound, *structure, f"file:{whole}"])
    stretch, recipe = Excerpt(0, 360, RATE), Recipe(192, 1, 300, CLIP, copied=True)
    tags = {"metadata:s:a:0": ["language=spa", "handler_name=Español"]}
    step = small_step(DRAFT, stretch, recipe, MB16, "hoy", tags)
    output = tools.scratch / "copied.mp4"
    small.make_small(step.params, [whole], output, tools)
    heard = [tools.decode(["-i", f"file:{path}", "-f", "s16le", "pipe:1"]) for path in (whole, output)]
    assert heard[0] == heard[1]
    assert failed(output, stretch, recipe, tools) == []


def test_a_voice_is_as_loud_in_mono(tools: Any) -> None:
    """One that is alike on both sides, as voices are."""
    source = tools.scratch / "stereo.mp4"
    tone = ["-f", "lavfi", "-i", "aevalsrc='0.3*sin(880*PI*t)|0.3*sin(880*PI*t)':s=48000:d=3"]
    tools.ffmpeg([*tone, "-c:a", "aac", f"file:{source}"])
    output = tools.scratch / "mono.m4a"
    small.make_small(
        small_step(DRAFT, Excerpt(0, 60, RATE), Recipe(64, 1), MB16, "hoy").params, [source], output, tools
    )
    levels = []
    for path in (source, output):
        raw = tools.decode(["-i", f"file:{path}", "-map", "0:a:0", "-af", "pan=mono|c0=c0", "-f", "f32le", "pipe:1"])
        heard = np.frombuffer(raw, "<f4")[12_000:60_000]
        levels.append(20 * np.log10(np.sqrt(np.square(heard).mean())))
    assert abs(levels[0] - levels[1]) < 0.2
