"""Versions of the sound: what each has is what the full mix has of it, sample by sample, at the master's gain."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from newscast.sound.bed_form import bed_form_step, make_bed_form
from newscast.sound.loudness import make_energies, make_master, make_version, master_steps, version_step
from newscast.sound.mix import make_mix, mix_step
from newscast.sound.normalise import gain_between
from newscast.sound.underlay import BedSteps
from newscast.sound.version import Version, version_of
from newscast.sound.wav import open_wav
from newscast.step.step import Step, Tools, step
from newscast.timeline.heard import PlacedSound, Take, TakeInfo
from newscast.timeline.model import PlacedPart, PlacedSegment, Timeline
from newscast.timeline.spans import Span

RATE = Fraction(30)
SECOND = 48_000
LENGTHS = {"voice": 2, "camera": 2, "sot": 3, "package": 2, "natural": 2, "music": 3, "logo": 2}
TAKES = {
    "voice": Take("voice", text="hola"),
    "camera": Take("sot", Path("estudio.mp4")),
    "sot": Take("sot", Path("directora.mp4")),
    "package": Take("package", Path("nota.mp4")),
    "natural": Take("natural", Path("calle.mp4")),
    "music": Take("music", music="opener"),
    "logo": Take("package", Path("cortinilla.mp4")),
}
WITHOUT: Mapping[Version, set[str]] = {
    "full": set(),
    "clean": {"music", "logo"},
    "international": {"voice", "camera"},
}


def timeline() -> Timeline:
    """An opening whose greeting is read to a camera, and a story with one of each sound; a bed under it."""
    opening = segment("open", 0, [("open", 90, "music"), ("read", 60, "camera")])
    story = segment("story", 150, [("vo", 60, "voice", "natural"), ("sot", 90, "sot"), ("package", 60, "package")])
    ending = segment("close", 360, [("close", 60, "logo")])
    return Timeline(RATE, (opening, replace(story, bed="main"), ending))


def segment(kind: str, start: int, parts: list[tuple[object, ...]]) -> PlacedSegment:
    at, placed, sounds = 0, [], []
    for name, frames, *heard in parts:
        placed.append(PlacedPart(str(name), "", at, int(str(frames))))
        sounds += [PlacedSound(TAKES[str(each)], at * 1600, LENGTHS[str(each)] * SECOND) for each in heard]
        at += int(str(frames))
    return PlacedSegment(kind, kind, "", start, at, (), (), tuple(sounds), (), None, False, parts=tuple(placed))


@pytest.mark.parametrize("version", WITHOUT)
def test_each_version_leaves_out_what_is_not_in_it(version: Version) -> None:
    kept = {sound.take for each in version_of(timeline(), version).segments for sound in each.sounds}
    assert {name for name, take in TAKES.items() if take not in kept} == WITHOUT[version]
    beds = [each.bed for each in version_of(timeline(), version).segments]
    assert beds == [None, None if version == "clean" else "main", None]


@pytest.fixture
def mixed(wav: Callable[..., Path], tools: Tools, tmp_path: Path) -> Callable[..., Path]:
    random = np.random.default_rng(3)
    files = {
        name: wav(random.normal(0, 0.1, (seconds * SECOND, 2)), f"{name}.wav") for name, seconds in LENGTHS.items()
    }
    files["bed"] = wav(random.normal(0, 0.1, (20 * SECOND, 2)), "bed.wav")

    def mix(version: Version, timeline: Timeline) -> Path:
        steps = {take: prepared(name) for name, take in TAKES.items()}
        infos = {take: TakeInfo(LENGTHS[name] * SECOND, (Span(0, SECOND),)) for name, take in TAKES.items()}
        made = mix_step(
            timeline, steps, infos, {"main": BedSteps(prepared("bed"), bed_form_step(prepared("bed")))}, version
        )
        form = tmp_path / "form.json"
        make_bed_form({"built_in": False}, [files["bed"]], form, tools)
        steps_of = [source for source in made.inputs if isinstance(source, Step)]
        named = [form if source.kind == "bed-form" else files[source.params["name"]] for source in steps_of]
        make_mix(made.params, named, tmp_path / f"{version}.wav", tools)
        return tmp_path / f"{version}.wav"

    return mix


def prepared(name: str) -> Step:
    return step("voice", {"name": name}, suffix=".wav")


def sound(path: Path) -> NDArray[np.float32]:
    found = open_wav(path)
    return found.read(0, found.samples)


def test_versions_are_the_full_mix_less_what_they_lack(mixed: Callable[..., Path]) -> None:
    whole = timeline()
    full, clean, international = (sound(mixed(version, whole)) for version in WITHOUT)
    assert len(full) == len(clean) == len(international) == whole.samples
    # The greeting goes on to 5 s, the voice to 7 s; then the interview, to 10 s; the logo from 12 s.
    assert np.allclose(full[8 * SECOND : 9 * SECOND] - clean[8 * SECOND : 9 * SECOND], 0, atol=0.1)
    assert not clean[: 3 * SECOND].any()
    assert np.array_equal(clean[3 * SECOND : 5 * SECOND], full[3 * SECOND : 5 * SECOND])
    assert not international[3 * SECOND : 5 * SECOND].any()
    for start, end in ((0, 3), (7, 14)):
        heard = slice(start * SECOND, end * SECOND)
        assert np.array_equal(international[heard], full[heard])
    voice = (full - international)[5 * SECOND : 7 * SECOND]
    assert np.sqrt(np.square(voice).mean()) == pytest.approx(0.1, rel=0.02)


def test_a_version_has_the_masters_gain(mixed: Callable[..., Path], tools: Tools, tmp_path: Path) -> None:
    full, clean = mixed("full", timeline()), mixed("clean", timeline())
    mix = step("mix", {}, suffix=".wav")
    master = master_steps(mix, -24.0, -2.0, lossy=False)
    make_energies({}, [full], tmp_path / "mix.f64", tools)
    make_master(master.params, [full, tmp_path / "mix.f64"], tmp_path / "master.wav", tools)
    version = version_step(step("mix", {"version": "clean"}, suffix=".wav"), mix, master, -2.0)
    make_version(version.params, [clean, full, tmp_path / "master.wav"], tmp_path / "version.wav", tools)
    written, before = sound(tmp_path / "version.wav"), sound(clean)
    gain = gain_between(open_wav(full), open_wav(tmp_path / "master.wav"))
    assert np.allclose(written, before * 10 ** (gain / 20), atol=2**-22)
    greeting = slice(3 * SECOND, 5 * SECOND)
    assert np.allclose(written[greeting], sound(tmp_path / "master.wav")[greeting], atol=2**-22)


def test_the_gain_is_found_under_a_limiter_and_of_silence_there_is_none(
    wav: Callable[..., Path], tmp_path: Path
) -> None:
    loud = np.random.default_rng(2).normal(0, 0.2, (SECOND, 2))
    source, written = wav(loud, "a.wav"), wav(np.clip(loud * 0.7, -0.2, 0.2), "b.wav", bits=24)
    assert gain_between(open_wav(source), open_wav(written)) == pytest.approx(20 * np.log10(0.7), abs=1e-4)
    silent = wav(np.zeros((SECOND, 2)), "c.wav")
    assert gain_between(open_wav(silent), open_wav(silent)) == 0
