"""Who speaks is listened for once in a mix, and believed of every file that sounds like it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from realtools import kept_of

from newscast.qc import listening, speaking
from newscast.qc.measure import make_measure, measure_step, read_measurement
from newscast.qc.measured import Listened
from newscast.qc.speaking import listen_step, make_listen, read_listened
from newscast.qc.wanted import WantedSpeech
from newscast.sound.wav import WavWriter
from newscast.step.step import step

SPEECH = (WantedSpeech("uno", 0.0, 3.0), WantedSpeech("dos", 3.0, 6.0))
MIX = step("mix", {}, suffix=".wav")


def bursts(seed: int) -> np.ndarray:
    """Six seconds of noise in syllables that never repeat."""
    random = np.random.default_rng(seed)
    gate = np.repeat(random.uniform(0.05, 1, 60), 4800)
    return (0.2 * np.convolve(random.normal(0, 1, len(gate)), np.ones(8) / 8, "same") * gate).astype(np.float32)


def write(path: Path, mono: np.ndarray, bits: int) -> Path:
    with WavWriter(path, 2, bits) as writer:
        writer.write(np.stack([mono, mono], axis=1).astype(np.float32))
    return path


@pytest.fixture
def searched(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """The stretches that were searched, all of which are found to be speech from 1 s on."""
    places: list[tuple[float, float]] = []

    def listened(sound: Path, start: float, end: float) -> Listened:
        places.append((start, end))
        return Listened(start, end, 1.0, ((start + 1, start + 2),))

    monkeypatch.setattr(listening, "_listened", listened)
    return places


def measured(media: Path, mix: Path, tools: Any) -> tuple[Listened, ...]:
    heard, output = mix.with_suffix(".json"), media.with_suffix(".json")
    kept = kept_of(mix, tools)
    make_listen(listen_step(MIX, SPEECH).params, [kept], heard, tools)
    make_measure({"compare": True, "peak": True}, [media, kept, heard], output, tools)
    return read_measurement(output).listened


def test_a_file_like_the_mix_is_not_searched_again(tmp_path: Path, tools: Any, searched: list[Any]) -> None:
    mono = bursts(1)
    mix, media = write(tmp_path / "mix.wav", mono, 32), write(tmp_path / "media.wav", 0.5 * mono, 24)
    assert measured(media, mix, tools) == read_listened(tmp_path / "mix.json")
    assert searched == [(0.0, 3.0), (3.0, 6.0)]


@pytest.mark.parametrize("harm", ["mute", "other"])
def test_what_is_not_like_the_mix_is(tmp_path: Path, tools: Any, searched: list[Any], harm: str) -> None:
    mono, other = bursts(1), bursts(2)
    mix = write(tmp_path / "mix.wav", mono, 32)
    harmed = mono.copy()
    harmed[3 * 48_000 :] = 0 if harm == "mute" else other[3 * 48_000 :]
    found = measured(write(tmp_path / "media.wav", harmed, 24), mix, tools)
    assert searched == [(0.0, 3.0), (3.0, 6.0), (3.0, 6.0)]
    assert [each.start for each in found] == [0.0, 3.0]


def test_nothing_more_is_searched_than_is_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    voiced_so_far: list[int] = []

    def voiced(piece: np.ndarray, enough: int) -> list[tuple[int, int]]:
        voiced_so_far.append(enough)
        return [(1600, 16_000)]

    monkeypatch.setattr(listening, "voiced", voiced)
    sound = tmp_path / "sound.s16"
    np.zeros(80_000, np.int16).tofile(sound)
    (found,) = listening.listen(sound, [(1.0, 9.0)])
    assert voiced_so_far == [round(1.3 * 16_000), round(0.6 * 16_000)]
    assert found == Listened(1.0, 9.0, 1.4, ((1.0, 1.7), (5.0, 5.7)))


@pytest.mark.parametrize(("began", "speech"), [(0, 0.0), (3200, 0.4)])
def test_a_voice_that_lingers_from_before_is_no_voice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, began: int, speech: float
) -> None:
    """It reaches back to where listening began; one that only begins a little early is that of the stretch."""
    monkeypatch.setattr(listening, "voiced", lambda piece, enough: [(began, 11_200)] if len(piece) > 64_000 else [])
    sound = tmp_path / "sound.s16"
    np.zeros(80_000, np.int16).tofile(sound)
    (found,) = listening.listen(sound, [(1.0, 5.0)])
    assert found.speech == speech


def test_files_of_one_mix_share_what_is_heard(tmp_path: Path) -> None:
    heard = listen_step(MIX, SPEECH)
    web, reel = (measure_step(step("join", {"n": n}, suffix=".mp4"), MIX, heard=heard) for n in (1, 2))
    assert web.inputs[2] == reel.inputs[2] == listen_step(MIX, SPEECH)
    path = tmp_path / "heard.json"
    path.write_text(json.dumps([{"start": 0.0, "end": 3.0, "speech": 1.0, "spans": [[1.0, 2.0]]}]))
    assert speaking.read_listened(path) == (Listened(0.0, 3.0, 1.0, ((1.0, 2.0),)),)
