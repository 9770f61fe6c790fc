"""The sound of a leader, and sounds put together of stretches of others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from newscast.sound.assembled import Stretch, assembled_step, make_assembled
from newscast.sound.leader import leader_sound, make_leader_sound
from newscast.sound.wav import open_wav
from newscast.step.step import Tools, step

RATE = 48_000


def test_tone_at_the_reference_level_then_silence_with_a_pip(tools: Tools, tmp_path: Path) -> None:
    made = leader_sound(5 * RATE, 2 * RATE, (3 * RATE + 100, 3 * RATE + 1702))
    make_leader_sound(made.params, [], tmp_path / "leader.wav", tools)
    found = open_wav(tmp_path / "leader.wav")
    heard = found.read(0, found.samples)
    assert heard.shape == (5 * RATE, 2) and np.array_equal(heard[:, 0], heard[:, 1])
    tone = heard[: 2 * RATE, 0]
    assert 20 * np.log10(tone.max()) == pytest.approx(-20, abs=0.001)
    assert int(np.abs(np.fft.rfft(tone[:RATE])).argmax()) == 1000
    pip = slice(3 * RATE + 100, 3 * RATE + 1702)
    assert np.abs(heard[pip]).max() == pytest.approx(0.1, abs=1e-5)
    heard[pip] = heard[: 2 * RATE] = 0
    assert not heard.any()


def test_stretches_are_put_together_to_the_sample(wav: Callable[..., Path], tools: Tools, tmp_path: Path) -> None:
    random = np.random.default_rng(7)
    first, second = (random.normal(0, 0.2, (200_000, 2)) for _ in range(2))
    names = {"a": wav(first, "a.wav", bits=24), "b": wav(second, "b.wav", bits=24)}
    a, b = (step("master", {"name": name}, suffix=".wav") for name in names)
    made = assembled_step([Stretch(a, 100, 70_000), Stretch(b, 150_000, 60_000), Stretch(a, 5, 10)])
    make_assembled(made.params, list(names.values()), tmp_path / "all.wav", tools)
    found, one, other = (open_wav(path) for path in (tmp_path / "all.wav", *names.values()))
    assert found.bits == 24
    heard = found.read(0, found.samples)
    wanted = [one.read(100, 70_000), other.read(150_000, 50_000), np.zeros((10_000, 2)), one.read(5, 10)]
    assert np.array_equal(heard, np.concatenate(wanted))
