"""How near a recording is to a text, against the same sounds in other orders; so the nearest of several is found."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from newscast.sound.align.features import Voice, shapes
from newscast.sound.align.reference import Reference, reference
from newscast.sound.align.shuffled import compared, nearer_by
from newscast.sound.align.words import voice_of
from newscast.sound.wav import open_wav
from newscast.step.step import Params, Tools

_KEPT = 128
"""Texts whose voice is kept: the doubtful recordings of a rundown are held against the same ones."""


def make_likeness(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """JSON: how much nearer the text is; null where the recording is none of it by its length."""
    heard = _heard(tuple(inputs))
    near = _near(params, heard) if any(params["forms"]) and (heard.speech > 0).any() else None
    output.write_text(json.dumps(near))


def _near(params: Params, heard: Voice) -> float | None:
    known = _reference(tuple(params["words"]), tuple(params["forms"]), params["voice"])
    ours, theirs, _audible = shapes(known.voice, heard)
    spoken = compared(ours, theirs, heard.speech)
    return None if spoken is None else round(nearer_by(*spoken), 3)


@lru_cache(1)
def _heard(takes: tuple[Path, ...]) -> Voice:
    """One recording is held against several texts, one after another. What is in a store does not change."""
    return voice_of(map(open_wav, takes))


@lru_cache(_KEPT)
def _reference(words: tuple[str, ...], forms: tuple[str, ...], name: str) -> Reference:
    with TemporaryDirectory(prefix="newscast-") as scratch:
        return reference(words, forms, name, Path(scratch))
