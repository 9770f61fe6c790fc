"""The synthetic voice."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from newscast.base.errors import FilesError
from newscast.base.synthesiser import place_of, synthesiser, voices
from newscast.show.model import Show
from newscast.sound.speaking import speak
from newscast.sound.synth import make_synth, synth_step
from newscast.sound.take import take_step
from newscast.step.step import Step, Tools
from newscast.timeline.heard import Take


def spoken(text: str, path: Path, tools: Tools, rate: int = 150) -> float:
    """Read a text aloud; return its seconds."""
    make_synth(synth_step(Take("voice", text=text, voice=("es-419", rate, 45))).params, [], path, tools)
    with wave.open(str(path)) as file:
        assert file.getnchannels() == 1
        return file.getnframes() / file.getframerate()


def test_a_text_is_read_and_the_same_text_is_the_same_sound(tools: Tools, tmp_path: Path) -> None:
    text = "El agüero de la niña cuesta mil doscientos pesos."
    seconds = spoken(text, tmp_path / "a.wav", tools)
    assert 2 < seconds < 6
    spoken("Otra cosa.", tmp_path / "b.wav", tools)
    spoken(text, tmp_path / "c.wav", tools)
    assert (tmp_path / "a.wav").read_bytes() == (tmp_path / "c.wav").read_bytes()


def test_the_rate_is_obeyed(tools: Tools, tmp_path: Path) -> None:
    text = "La obra pública terminó a tiempo en toda la ciudad."
    assert spoken(text, tmp_path / "a.wav", tools, 110) > spoken(text, tmp_path / "b.wav", tools, 220) * 1.4


def test_an_unknown_voice_is_the_users_error(tools: Tools, tmp_path: Path) -> None:
    step = synth_step(Take("voice", text="Hola.", voice=("xx-nobody", 150, 45)))
    with pytest.raises(FilesError, match="xx-nobody"):
        make_synth(step.params, [], tmp_path / "x.wav", tools)


@pytest.mark.slow
def test_a_voice_is_the_same_by_its_place_as_by_its_name(tmp_path: Path) -> None:
    def heard(name: str) -> bytes:
        with synthesiser(tmp_path) as (library, _rate):
            assert library.espeak_SetVoiceByName(name.encode()) == 0
            return speak(library, "Hola, 3 niñas.").samples

    found = {name: place for name in voices() if (place := place_of(name)) != name}
    assert "es-419" in found and len(found) > 100
    assert [name for name, place in found.items() if heard(name) != heard(place)] == []


def test_what_is_no_voices_file_keeps_its_name() -> None:
    assert [place_of(name) for name in ("xx-nobody", "en-us", "es+f3", "../es")] == [
        "xx-nobody",
        "en-us",
        "es+f3",
        "../es",
    ]


def test_a_synthetic_take_goes_through_the_voice_chain() -> None:
    step = take_step(Take("voice", text="Hola.", voice=("es-419", 150, 45)), None, Show(show=1, name="x"))
    assert step.kind == "voice"
    (raw,) = step.inputs
    assert isinstance(raw, Step)
    assert raw.kind == "synth"
