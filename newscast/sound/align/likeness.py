"""Which of several texts a recording says: the one that is nearest, against the same sounds in other orders."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
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
_SHORTER, _LONGER = 0.5, 2.0
"""How many times as long as its text, as far as the letters of that tell, a recording lasts that is held against it."""


def make_likeness(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """JSON: of each of `texts`, of which the first is the recording's own, how much nearer it is; null where the
    recording is none of it by its length."""
    heard = voice_of(open_wav(path) for path in inputs)
    found = list(_likeness(params["texts"], params["voice"], heard)) if (heard.speech > 0).any() else []
    output.write_text(json.dumps(found or [None] * len(params["texts"])))


def _likeness(texts: Sequence[Mapping[str, Sequence[str]]], name: str, heard: Voice) -> Iterator[float | None]:
    own = _letters(texts[0]["forms"])
    pace = len(_read(texts[0], name).voice.speech) / own if own else 0.0
    lasting = int((heard.speech > 0).sum())
    for text in texts:
        length = pace * _letters(text["forms"])
        yield _nearer(_read(text, name), heard) if _SHORTER * length <= lasting <= _LONGER * length else None


def _letters(forms: Sequence[str]) -> int:
    return sum(map(len, forms))


def _read(text: Mapping[str, Sequence[str]], name: str) -> Reference:
    return _reference(tuple(text["words"]), tuple(text["forms"]), name)


@lru_cache(_KEPT)
def _reference(words: tuple[str, ...], forms: tuple[str, ...], name: str) -> Reference:
    with TemporaryDirectory(prefix="newscast-") as scratch:
        return reference(words, forms, name, Path(scratch))


def _nearer(known: Reference, heard: Voice) -> float | None:
    ours, theirs, _audible = shapes(known.voice, heard)
    spoken = compared(ours, theirs, heard.speech)
    return None if spoken is None else round(nearer_by(*spoken), 3)
