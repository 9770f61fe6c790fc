"""Transcripts that a recogniser drafts into the rundown; in its place stands one that writes down what it was told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from newscast.base import replacing
from newscast.base.errors import FilesError, MachineError, UsageError
from newscast.build.request import Options
from newscast.build.transcribing import transcribe
from newscast.cli.transcribe import command
from newscast.rundown.load import load
from newscast.rundown.model import Sot, Story
from newscast.sound import recognise

if TYPE_CHECKING:
    from small_room import Sala

pytestmark = pytest.mark.real
RUNDOWN = """\
rundown: 1  # la de hoy
show: chica
date: 2026-11-20
deliverables: [web]
segments:
  - story: bacheo
    headline: Concluye
    parts:
      - sot: charla.mp4   # la directora
        in: 0.5s
        who: laura
        # de noche
        cover: {file: foto.jpg, at: 0.2s, for: 1s}
      - sot: nada.mp4
      - sot: charla.mp4
        who: laura
        transcript: Ya está.
  - story: feria
    headline: Arranca
    parts:
      - {sot: charla.mp4, who: laura}
      - package: mudo.mp4
"""


class Told:
    """A recogniser that remembers how much it heard."""

    def __init__(self, text: str = "", meanwhile: Callable[[], Any] = lambda: None) -> None:
        self.heard: list[tuple[int, float]] = []
        self._text, self._meanwhile = text, meanwhile

    def text(self, samples: Any, language: str) -> str:
        assert language == "es" and samples.dtype == np.float32
        self.heard.append((len(samples), float(np.abs(samples).max())))
        self._meanwhile()
        return self._text if self.heard[-1][1] > 0.01 else ""


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(command, [str(path), "--model", "modelo", *options], catch_exceptions=False)


def test_what_is_said_is_drafted_below_its_sot(sala: Sala, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told("Trabajamos  de noche: \u201csí\u201d,\nsin afectar el tra\u0301nsito.")
    monkeypatch.setattr(recognise, "open_recogniser", lambda folder: told)
    path = sala.write("\ufeff" + RUNDOWN.replace("\n", "\r\n"))
    before = path.read_bytes()
    result = run(path)
    assert f"{path}:9: bacheo: 8 words\n" in result.stderr and f"{path}:21: feria: 8 words\n" in result.stderr
    # The first begins at 0.5 s, the second is the whole clip of 2 s; what is not there or has no sound is left out.
    assert [round(count / recognise.RATE, 1) for count, _peak in told.heard] == [1.5, 2.0]
    said = "Trabajamos de noche: “sí”, sin afectar el tránsito."
    block = f'        transcript: "{said}"\r\n        unconfirmed: true  # delete this line once'
    after = path.read_bytes().decode()
    assert block in after and f', transcript: "{said}", unconfirmed: true}}' in after
    lines = [line for line in before.decode().split("\r\n") if "{sot" not in line]
    assert [line for line in after.split("\r\n") if line in lines] == lines
    sots = [part for each in load(path, draft=True).rundown.segments if isinstance(each, Story) for part in each.parts]
    told_again = [(each.transcript, each.unconfirmed) for each in sots if isinstance(each, Sot)]
    assert told_again == [(said, True), ("", False), ("Ya está.", False), (said, True)]


def test_of_one_segment_only(sala: Sala) -> None:
    path = sala.write(RUNDOWN)
    drafted = transcribe(path, "bacheo", Told("Sí."), Options(draft=True))
    assert [(each.slug, each.place.line, each.text) for each in drafted] == [("bacheo", 9, "Sí.")]
    with pytest.raises(UsageError, match="There are: bacheo, feria"):
        transcribe(path, "nota", Told(), Options(draft=True))


def test_a_rundown_that_is_saved_meanwhile_stays_as_it_is(sala: Sala) -> None:
    path = sala.write(RUNDOWN)
    saved = RUNDOWN.replace("Concluye", "Termina")
    with pytest.raises(FilesError, match="saved meanwhile"):
        transcribe(path, "", Told("Sí.", lambda: path.write_text(saved, "utf-8")), Options(draft=True))
    assert path.read_text("utf-8") == saved


def test_a_rundown_that_is_saved_just_before_it_is_written_stays_as_it_is(
    sala: Sala, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, saved = sala.write(RUNDOWN), [RUNDOWN.replace("Concluye", "Termina")]
    exchange = replacing._exchange

    def meanwhile(aside: Path, target: Path) -> bool:
        if saved:
            path.write_text(saved.pop(), "utf-8")
        return exchange(aside, target)

    monkeypatch.setattr(replacing, "_exchange", meanwhile)
    with pytest.raises(FilesError, match="saved meanwhile"):
        transcribe(path, "", Told("Sí."), Options(draft=True))
    assert "Termina" in path.read_text("utf-8") and not list(path.parent.glob(".*"))


def test_where_nobody_is_understood_nothing_is_written(sala: Sala, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognise, "open_recogniser", lambda folder: Told())
    path = sala.write(RUNDOWN)
    assert "Nothing was written" in run(path, "--segment", "bacheo").stderr
    assert path.read_text("utf-8") == RUNDOWN


def test_a_model_is_heard_in_its_own_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Model:
        """As faster-whisper's, which says it all later than the package is there."""

        def __init__(self, folder: str, **how: Any) -> None:
            assert folder == str(tmp_path) and how["local_files_only"] is True
            self.model = SimpleNamespace(is_multilingual=False)
            self.supported_languages = ["en", "es"]

        def transcribe(self, samples: Any, language: str, **how: Any) -> Any:
            # Of silence alone the real one writes words.
            assert how["vad_filter"] is True
            if not samples.any():
                # As it does where the files of a model are not those of one.
                raise ValueError("Invalid input features shape")
            return (SimpleNamespace(text=text) for text in (" Good morning,", " León.")), None

    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.setitem(sys.modules, "faster_whisper", SimpleNamespace(WhisperModel=Model))
    monkeypatch.setattr(recognise, "is_installed", lambda: True)
    opened = recognise.open_recogniser(tmp_path)
    assert opened.text(np.ones(16_000, np.float32), "en") == "Good morning, León."
    with pytest.raises(MachineError, match="Copy all of its files") as told:
        opened.text(np.zeros(16_000, np.float32), "en")
    assert "features shape" in told.value.log
    with pytest.raises(UsageError, match="English only"):
        opened.text(np.zeros(16_000, np.float32), "es")
    monkeypatch.setattr(opened._model.model, "is_multilingual", True)  # type: ignore[attr-defined]
    with pytest.raises(UsageError, match="does not know"):
        opened.text(np.zeros(16_000, np.float32), "nah")
    assert os.environ["HF_HUB_OFFLINE"] == "1"


def test_a_folder_without_a_model_and_a_machine_without_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    with pytest.raises(UsageError, match=r"lacks model.bin, config.json, tokenizer.json"):
        recognise.open_recogniser(tmp_path)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_text("{}")
    monkeypatch.setattr(recognise, "find_spec", lambda name: None)
    with pytest.raises(MachineError, match=r"pip install 'newscast\[asr\]'"):
        recognise.open_recogniser(tmp_path)
