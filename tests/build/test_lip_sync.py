"""Picture and sound stay together from the first frame of an episode to the last, whatever the clips are like."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from newscast.build.door import build
from newscast.build.request import Options
from newscast.media.probe import probe

pytestmark = pytest.mark.slow

BEEP = 3000
RATE = 48000
FRAME = Fraction(1001, 30000)
STORY = """\
  - story: {slug}
    headline: Prueba
    {social}
    bed: none
    parts: [{part}]
"""
RUNDOWN = (
    "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [radio, tv, web, reel, square]\nsegments:\n"
    + "".join(
        STORY.format(slug=slug, part=part, social=social)
        for slug, part, social in (
            ("vfr-inicio", "{sot: vfr.mp4, transcript: Al principio.}", "social: true"),
            ("cfr-inicio", "{package: cfr.mp4}", "social: true"),
            (
                "relleno",
                "{vo: Algo que se dice para que pase el tiempo entre un destello y el otro., voice: synth}",
                "bed: none",
            ),
            ("tarde", "{sot: late.mp4}", "social: true"),
            ("vfr-cortado", "{sot: vfr.mp4, in: 1.5s}", "social: true"),
            ("cfr-final", "{read: Un destello., camera: cfr.mp4}", "social: true"),
        )
    ).replace("    bed: none\n    bed: none\n", "    bed: none\n")
)
FLASHES = {"vfr-inicio": 2, "cfr-inicio": 2, "tarde": 2, "vfr-cortado": 1, "cfr-final": 2}


def failed_checks(folder: Path) -> set[str]:
    measured = json.loads((folder / "qc.json").read_text(encoding="utf-8"))
    return {check["check"] for each in measured.values() for check in each["checks"] if check["verdict"] == "fail"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, shared_store: Path, salas: Any) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCAST_STORE", str(shared_store))
        sala = salas(tmp_path_factory.mktemp("sync").resolve())
        built = list(build([sala.write(RUNDOWN)], Options()))
        # The clips beep where their text says that somebody speaks, and the check of that is right to say so.
        assert failed_checks(built[0].folder) == {"speech"}
        yield built[0].folder


def test_the_clips_are_what_they_should_be(recordings: Path) -> None:
    found = {path.name: info for path, info in probe(sorted(recordings.glob("*.mp4"))).items()}
    assert found["vfr.mp4"].picture.variable and not found["cfr.mp4"].picture.variable
    assert 0.25 < found["late.mp4"].sound.start < 0.31 and found["cfr.mp4"].sound.start == 0


def segments_of(folder: Path, name: str) -> list[dict[str, Any]]:
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return list(manifest["deliverables"][name]["segments"])


@cache
def brightness(path: Path) -> tuple[np.ndarray, list[Fraction]]:
    """Mean brightness of the middle of each picture, and when it is shown."""
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        means, times = [], []
        for frame in container.decode(stream):
            grey = frame.to_ndarray(format="gray")
            height, width = grey.shape
            means.append(grey[height // 4 : height // 2, width // 4 : width * 3 // 4].mean())
            times.append(frame.pts * frame.time_base)
    return np.array(means), times


@cache
def sound(path: Path) -> tuple[np.ndarray, Fraction]:
    """The first channel at 48 kHz, and when its first sample is heard."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("flt", "mono", RATE)
        pieces, start = [], None
        for frame in container.decode(container.streams.audio[0]):
            start = frame.pts * frame.time_base if start is None else start
            pieces += [piece.to_ndarray()[0] for piece in resampler.resample(frame)]
    return np.concatenate(pieces), start or Fraction(0)


def rises(levels: np.ndarray, least: float) -> list[int]:
    """Where levels come to half of their highest, after having been below it."""
    high = levels > max(least, levels.max() / 2)
    return [int(at) for at in np.flatnonzero(high[1:] & ~high[:-1]) + 1]


def tone(samples: np.ndarray) -> np.ndarray:
    """How loud the beep is around each sample, over 2 ms."""
    turned = samples * np.exp(-2j * np.pi * BEEP / RATE * np.arange(len(samples)))
    return np.abs(np.convolve(turned, np.ones(96) / 96, mode="same"))


def flashes_and_beeps(path: Path, start: float, duration: float) -> tuple[list[float], list[float]]:
    """Seconds of the file at which flashes and beeps begin, within a segment."""
    means, times = brightness(path)
    samples, first = sound(path)
    inside = [index for index, time in enumerate(times) if start <= time - times[0] < start + duration - 0.05]
    flashes = [float(times[inside[0] + at]) for at in rises(means[inside], 60)]
    from_sample, to_sample = (int((second - float(first)) * RATE) for second in (start, start + duration - 0.05))
    beeps = [start + at / RATE for at in rises(tone(samples[max(0, from_sample) : to_sample]), 0.01)]
    return flashes, joined(beeps)


def joined(beeps: list[float]) -> list[float]:
    """Rises within a beep are one."""
    return [beep for index, beep in enumerate(beeps) if not index or beep - beeps[index - 1] > 0.3]


@pytest.mark.parametrize("name", ["tv/hoy.mxf", "web/hoy.mp4", "square/hoy.mp4"])
def test_flash_and_beep_are_together(folder: Path, name: str) -> None:
    checked = 0
    for segment in segments_of(folder, name.split("/")[0]):
        if segment["slug"] in FLASHES:
            flashes, beeps = flashes_and_beeps(folder / name, segment["start"], segment["duration"])
            assert len(flashes) == len(beeps) == FLASHES[segment["slug"]], (segment, flashes, beeps)
            for flash, beep in zip(flashes, beeps, strict=True):
                assert abs(flash - beep) <= FRAME, (name, segment["slug"], flash, beep)
            checked += 1
    assert checked == len(FLASHES)


@pytest.mark.parametrize("slug", FLASHES)
def test_flash_and_beep_are_together_in_every_cut(folder: Path, slug: str) -> None:
    flashes, beeps = flashes_and_beeps(folder / f"reel/hoy-{slug}.mp4", 0, 3.0 if FLASHES[slug] == 2 else 1.5)
    assert len(flashes) == len(beeps) == FLASHES[slug], (flashes, beeps)
    assert all(abs(flash - beep) <= FRAME for flash, beep in zip(flashes, beeps, strict=True)), (flashes, beeps)


def test_radio_beeps_when_the_timeline_says(folder: Path) -> None:
    for suffix in ("wav", "mp3"):
        samples, first = sound(folder / f"radio/hoy.{suffix}")
        for segment in segments_of(folder, "radio"):
            if segment["slug"] in FLASHES:
                begin = int((segment["start"] - float(first)) * RATE)
                stretch = samples[max(0, begin) : begin + int(segment["duration"] * RATE)]
                beeps = joined([at / RATE for at in rises(tone(stretch), 0.01)])
                wanted = [0.5] if segment["slug"] == "vfr-cortado" else [0.6, 2.0]
                assert beeps == pytest.approx(wanted, abs=float(FRAME)), (suffix, segment)


@pytest.mark.parametrize("name", ["tv/hoy.mxf", "web/hoy.mp4", "square/hoy.mp4", "reel/hoy-tarde.mp4"])
def test_joined_segments_are_whole(folder: Path, name: str) -> None:
    """Every frame once, evenly spaced, and as many as the segments have together."""
    entries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["deliverables"]
    files = {file["path"]: file for entry in entries.values() for file in entry["files"]}
    frames = round(files[name]["duration"] / FRAME)
    with av.open(str(folder / name)) as container:
        video = container.streams.video[0]
        times = sorted(packet.pts * video.time_base for packet in container.demux(video) if packet.pts is not None)
    assert len(times) == frames
    assert all(abs(after - before - FRAME) < Fraction(1, 10000) for before, after in itertools.pairwise(times))
    with av.open(str(folder / name)) as container:
        assert sum(1 for _frame in container.decode(video=0)) == frames
    if name.startswith(("tv", "web", "square")):
        lengths = [round(segment["duration"] / FRAME) for segment in segments_of(folder, name.split("/")[0])]
        assert sum(lengths) == frames


def test_captions_fall_on_the_speech(folder: Path) -> None:
    """Each caption of the web's files comes with sound that is somebody speaking, not before and not after."""
    import pysubs2

    starts = {segment["slug"]: segment for segment in segments_of(folder, "web")}
    samples, first = sound(folder / "web/hoy.mp4")
    for suffix in ("srt", "vtt"):
        events = list(pysubs2.load(str(folder / f"web/hoy.{suffix}")))
        assert " ".join(event.plaintext.replace("\n", " ") for event in events) == (
            "Al principio. Algo que se dice para que pase el tiempo entre un destello y el otro. Un destello."
        )
        spoken = starts["relleno"]
        said = [e for e in events if spoken["start"] <= e.start / 1000 < spoken["start"] + spoken["duration"]]
        assert said and said[-1].end / 1000 <= spoken["start"] + spoken["duration"] + 0.001
        for event in said:
            begin = int((event.start / 1000 - float(first)) * RATE)
            loud = np.sqrt(np.mean(samples[begin : begin + RATE // 4] ** 2))
            assert loud > 0.01, (event, loud)
        begin = int((said[0].start / 1000 - float(first)) * RATE)
        assert begin < RATE // 10 or np.sqrt(np.mean(samples[begin - RATE // 10 : begin - RATE // 20] ** 2)) < 0.03
