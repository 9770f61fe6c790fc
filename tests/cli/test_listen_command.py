"""`newscast listen`: both sides of a take as files of equal loudness, with the report; of all takes of a rundown."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest

from newscast.cli.main import run
from newscast.sound.wav import WavWriter, open_wav

pytestmark = [pytest.mark.slow, pytest.mark.real]
RATE = 48_000
RUNDOWN = """\
rundown: 1
show: sala
date: 2026-11-20
deliverables: [radio]
segments:
  - story: uno
    headline: Uno
    parts:
      - vo: Esto se grabó muy bajo.
        voice: {file: baja.wav, trim: false}
      - vo: Esto nadie lo grabó.
        voice: synth
"""


def recording(path: Path) -> Path:
    """Something like a voice at -45 dBFS, on the left of two channels, with an offset."""
    time = np.arange(4 * RATE) / RATE
    phase = 2 * np.pi * np.cumsum(130 + 20 * np.sin(2 * np.pi * 0.7 * time)) / RATE
    voiced = np.sum([np.sin(k * phase) / k for k in range(1, 20)], axis=0)
    loud = np.interp(time, np.arange(5), (1.0, 0.8, 1.3, 0.9, 1.1))
    spoken = voiced * loud * (np.sin(2 * np.pi * 1.5 * time) > -0.5) * 0.004 + 0.01
    with WavWriter(path, 2) as writer:
        writer.write(np.stack([spoken, np.zeros(len(time))], axis=1).astype(np.float32))
    return path


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "assets/shows/sala").mkdir(parents=True)
    (tmp_path / "assets/shows/sala/show.yaml").write_text("show: 1\nname: SALA\nvoice: {offset: none}\n")
    (tmp_path / "rundowns").mkdir()
    (tmp_path / "rundowns/dia.yaml").write_text(RUNDOWN)
    recording(tmp_path / "rundowns/baja.wav")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    return tmp_path


def loudness(path: Path) -> float:
    wav = open_wav(path)
    samples = wav.read(0, wav.samples).astype(np.float64)
    heard = np.repeat(samples, 2, axis=1) if wav.channels == 1 else samples
    return float(pyloudnorm.Meter(RATE).integrated_loudness(heard - heard.mean(axis=0)))


def test_both_sides_are_equally_loud_and_the_report_says_what_was_done(
    newsroom: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["listen", "rundowns/baja.wav", "--output", "oir"]) == 0
    out = capsys.readouterr().out
    before, after = newsroom / "oir/baja-before.wav", newsroom / "oir/baja-after.wav"
    assert loudness(before) == pytest.approx(loudness(after), abs=0.5)
    assert open_wav(before).samples == open_wav(after).samples == 4 * RATE
    assert "dB too low" in out and "oir/baja-before.wav" in out
    assert (newsroom / "oir/baja-report.txt").read_text() == out
    # Its kit says that offsets stay.
    assert "offset" not in out


def test_of_a_rundown_all_recorded_takes_as_json(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["listen", "rundowns/dia.yaml", "--output", "oir", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["takes"]
    assert (told["segment"], told["file"], told["before"]) == ("uno", "rundowns/baja.wav", "oir/baja-before.wav")
    assert [each["stage"] for each in told["findings"]][-1] == "level"
    assert all(each["text"] for each in told["findings"] if each["stage"] == "level")


def test_what_cannot_be_listened_to_is_said_in_words(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (newsroom / "texto.wav").write_text("nada")
    for name in ("falta.wav", "texto.wav", "rundowns"):
        assert run(["listen", name]) == 1
        found = capsys.readouterr()
        assert found.err and "Traceback" not in found.err
    assert run(["listen", "falta.wav", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["errors"][0]["code"] == "medium-missing"


def test_recordings_of_one_name_keep_their_sides_apart(newsroom: Path) -> None:
    rundowns = newsroom / "rundowns"
    (rundowns / "otra").mkdir()
    for place in ("baja.WAV", "otra/baja.wav"):
        recording(rundowns / place)
    for _turn in range(2):
        for place in ("baja.wav", "baja.WAV", "otra/baja.wav"):
            assert run(["listen", f"rundowns/{place}", "--output", "oir"]) == 0
    reports = {path.name: path.read_text().split(" (")[0] for path in (newsroom / "oir").glob("*-report.txt")}
    assert sorted(reports.values()) == ["rundowns/baja.WAV", "rundowns/baja.wav", "rundowns/otra/baja.wav"]
    assert reports["baja-report.txt"] == "rundowns/baja.wav"
    assert len(list((newsroom / "oir").iterdir())) == 9


def test_of_a_take_in_which_nobody_speaks_that_is_said(newsroom: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with WavWriter(newsroom / "rundowns/nada.wav", 1) as writer:
        writer.write(np.zeros((2 * RATE, 1), np.float32))
    assert run(["listen", "rundowns/nada.wav", "--output", "lados"]) == 0
    assert "nada.wav" in capsys.readouterr().out
    report = (newsroom / "lados/nada-report.txt").read_text()
    assert "Nobody is heard speaking" in report and "set its level" not in report
    assert run(["listen", "rundowns/nada.wav", "--output", "lados", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["takes"][0]["speech"] is False
