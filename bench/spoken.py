"""A text as espeak-ng reads it: what stands for a recording in which somebody speaks."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from newscast.base.synthesiser import synthesiser
from newscast.sound.speaking import set_voice, speak
from newscast.sound.trimming import trimmed


def record(path: Path, text: str = "Hola a todos.") -> None:
    """A WAV of a text at 48 kHz; one that is there stays."""
    if path.exists():
        return
    with TemporaryDirectory() as scratch, synthesiser(Path(scratch)) as (library, rate):
        set_voice(library, "es-419", 150, 45)
        spoken = trimmed(speak(library, text), rate)[0]
    spoken.set_frame_rate(48_000).export(f"{path}", format="wav").close()
