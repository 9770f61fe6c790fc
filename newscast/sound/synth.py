"""A synthetic voice: espeak-ng from its wheel, in this process, trimmed with pydub."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from newscast.base.synthesiser import synthesiser
from newscast.sound.piper import piper_step
from newscast.sound.speaking import Spoken, set_voice, speak
from newscast.sound.trimming import trimmed
from newscast.step.step import Params, Step, Tools, step
from newscast.timeline.heard import Neural, Take

_DEFAULT = ("es-419", 150, 45)


def synth_step(take: Take) -> Step:
    """The raw synthetic voice of a take's text: 16-bit mono WAV at the synthesiser's own rate."""
    if isinstance(take.voice, Neural):
        return piper_step(take.text, take.voice)
    name, rate, pitch = take.voice or _DEFAULT
    params = {"text": take.text, "voice": name, "rate": rate, "pitch": pitch}
    return step("synth", params, suffix=".wav", label=take.text[:40], weight=0.2)


def make_synth(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Read the text aloud into a file. Raises FilesError for a voice that does not exist."""
    with synthesiser(tools.scratch) as (library, sample_rate):
        spoken = _spoken(library, params)
    trimmed(spoken, sample_rate)[0].export(f"{output}", format="wav").close()


def synth_words_step(take: Take, pieces: Sequence[str]) -> Step:
    """Where each piece of a take's text, which has them in this order, is said in the prepared take, as espeak-ng
    tells; see newscast.sound.align.step."""
    params = {**synth_step(take).params, "pieces": list(pieces)}
    return step("synth-words", params, suffix=".json", label=take.text[:40], weight=0.1)


def make_synth_words(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Read the text aloud once more, and note what the synthesiser says of its words."""
    from newscast.sound.align.audible import said_from, silences
    from newscast.sound.align.said import with_marks, write_said

    with synthesiser(tools.scratch) as (library, sample_rate):
        spoken = _spoken(library, params)
    take, cut = trimmed(spoken, sample_rate)
    starts = spoken.starts(params["text"], tuple(params["pieces"]))
    seconds = [None if start is None else start / sample_rate - cut / 1000 for start in starts]
    times = said_from(seconds, silences(take.get_array_of_samples(), sample_rate))
    forms = ["" if time is None else piece for time, piece in zip(times, params["pieces"], strict=True)]
    write_said(with_marks(times, params["pieces"], forms), (), output)


def _spoken(library: Any, params: Params) -> Spoken:
    set_voice(library, params["voice"], params["rate"], params["pitch"])
    return speak(library, params["text"])
