"""Listening as a step: once for each text and the takes that it is heard in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from newscast.sound.align.said import with_marks, write_said
from newscast.step.step import Params, Step, Tools, step


def voice_for(language: str) -> str:
    """The synthetic voice for a language tag such as es-MX."""
    known = {"es-ES": "es", "es": "es-419", "en-GB": "en", "en": "en-us", "nah": "nci", "zh": "cmn", "no": "nb"}
    code = language.partition("-")[0]
    return known.get(language) or known.get(code) or code


def alignment_step(takes: Sequence[Step], words: Sequence[str], forms: Sequence[str], voice: str) -> Step:
    """When each word is said in the prepared takes, one after another, as JSON; see newscast.sound.align.said.

    `forms` is what is said for each word; `voice` the synthetic voice that the takes are held to.
    """
    params = {"words": list(words), "forms": list(forms), "voice": voice}
    label = takes[0].label if takes else ""
    return step("alignment", params, list(takes), suffix=".json", label=label, weight=0.5)


def make_alignment(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Listen for the words."""
    from newscast.sound.align.words import said
    from newscast.sound.wav import open_wav

    takes, forms = [open_wav(path) for path in inputs], params["forms"]
    times, partings, doubtful = said(params["words"], forms, params["voice"], takes, tools.scratch)
    write_said(with_marks(times, params["words"], forms), partings, output, doubtful=doubtful)
