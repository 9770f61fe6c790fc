"""Which of several texts a recording says: the one that is nearest, against the same sounds in other orders."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from newscast.sound.align.features import Voice, shapes
from newscast.sound.align.reference import reference
from newscast.sound.align.shuffled import compared, nearer_by
from newscast.sound.align.words import voice_of
from newscast.sound.wav import open_wav
from newscast.step.step import Params, Tools


def make_likeness(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """JSON: of each of `texts` how much nearer it is; null where the recording is none of it by its length."""
    heard = voice_of(open_wav(path) for path in inputs)
    found = [_likeness(text["words"], text["forms"], params["voice"], heard, tools.scratch) for text in params["texts"]]
    output.write_text(json.dumps(found))


def _likeness(words: Sequence[str], forms: Sequence[str], name: str, heard: Voice, scratch: Path) -> float | None:
    if not any(forms) or not (heard.speech > 0).any():
        return None
    known = reference(words, forms, name, scratch)
    ours, theirs, _audible = shapes(known.voice, heard)
    spoken = compared(ours, theirs, heard.speech)
    return None if spoken is None else round(nearer_by(*spoken), 3)
