"""A text as a synthetic voice says it, to which a recording is held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newscast.base.errors import FilesError
from newscast.base.synthesiser import synthesiser
from newscast.sound.align.features import HOP, RATE, Voice, voice
from newscast.sound.align.rates import resampled
from newscast.sound.align.rows import Whole, kept_of
from newscast.sound.speaking import Spoken, set_voice, speak

_SPANISH = """
Mañana temprano llueve en la ciudad; el jefe de la zona guarda quince paraguas, y un niño viaja con su abuela hacia el
norte. ¿Quién trajo la guitarra? Hubo fiesta, música y chocolate para toda la gente del pueblo.
"""
_ENGLISH = """
Early tomorrow it will rain in the city; the chief of the zone keeps fifteen umbrellas, and a child is travelling north
with her grandmother. Who brought the guitar? There was a feast, with music and chocolate for everybody in the village.
"""
"""Sentences with most sounds of their language."""
_OTHERWISE = "es-419"
_PACE, _PITCH = 175, 50
"""Words a minute, and the voice's own pitch."""
_SENTENCE, _CLAUSE = ".?!…:;", ",-—–"
_HEARD = 0.01
"""Of full scale: what is under it, at the ends of a sentence, is silence."""
_EDGE = RATE // 100
"""Samples of silence that are left around a sentence."""
_LONGEST, _KEPT = 6, 2
"""Frames that a pause inside a sentence may last, and what is kept at either end of a longer one."""


@dataclass(frozen=True)
class Reference:
    """The voice without its pauses; `starts` are the frames at which the words at the indexes `words` begin."""

    voice: Voice
    words: Whole
    starts: Whole


def reference(words: Sequence[str], forms: Sequence[str], name: str, scratch: Path) -> Reference:
    """What is said for each of the written words, read by the voice `name`."""
    starts: list[tuple[int, int]] = []
    usual = _usual(name)
    spoken = voice(_read(_sentences(words, forms), name, scratch, starts), usual)
    kept = _without_pauses(spoken)
    numbers, firsts = np.array(starts, np.int64).reshape(-1, 2).T
    frames = np.searchsorted(kept, firsts // HOP)
    cut = Voice(kept_of(spoken.bands, kept), spoken.speech[kept], usual)
    return Reference(cut, numbers, np.minimum(frames, len(kept) - 1))


@cache
def _usual(name: str) -> Voice:
    """What the voice usually sounds like."""
    words = (_ENGLISH if name.startswith("en") else _SPANISH).split()
    with TemporaryDirectory(prefix="newscast-") as scratch:
        found = voice(_read(_sentences(words, words), name, Path(scratch), []))
    return replace(found, bands=np.asarray(found.bands))


def _sentences(words: Sequence[str], forms: Sequence[str]) -> Iterator[list[tuple[int, str]]]:
    """The numbers of the words that are said, with what is said for each, by sentence."""
    sentence: list[tuple[int, str]] = []
    for number, (word, form) in enumerate(zip(words, forms, strict=True)):
        mark = word.rstrip("\"'”’»)]")[-1:]
        if form:
            bare = form.rstrip(_SENTENCE + _CLAUSE)
            sentence.append((number, bare + (mark if mark in _SENTENCE + _CLAUSE else "")))
        if sentence and mark and mark in _SENTENCE:
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _set_voice(library: Any, name: str) -> None:
    """That of the language; where espeak-ng has none, Spanish, as which most of Mexico's languages are spelled."""
    try:
        set_voice(library, name, _PACE, _PITCH)
    except FilesError:
        set_voice(library, _OTHERWISE, _PACE, _PITCH)


def _read(
    sentences: Iterable[Sequence[tuple[int, str]]], name: str, scratch: Path, starts: list[tuple[int, int]]
) -> Iterator[NDArray[np.float32]]:
    """The sentences at RATE without the silence around them; puts the first sample of each word into `starts`.

    Each is read as if it were alone and begins with a frame: a word corrected in one changes nothing in the others.
    """
    at = 0
    for sentence in sentences:
        pieces = tuple(form for _number, form in sentence)
        text = " ".join(pieces)
        with synthesiser(scratch) as (library, rate):
            _set_voice(library, name)
            spoken = speak(library, text)
        heard = resampled(np.frombuffer(spoken.samples, np.int16) / 32768, rate, RATE)
        audible = np.flatnonzero(np.abs(heard) > _HEARD)
        if not len(audible):
            continue
        first, last = max(0, int(audible[0]) - _EDGE), int(audible[-1]) + _EDGE
        found = _places(spoken, text, pieces, rate, last)
        starts += [(number, at + max(place - first, 0)) for (number, _form), place in zip(sentence, found, strict=True)]
        piece = heard[first:last].astype(np.float32)
        piece = np.pad(piece, (0, -len(piece) % HOP))
        at += len(piece)
        yield piece


def _places(spoken: Spoken, text: str, pieces: tuple[str, ...], rate: int, last: int) -> list[int]:
    """The first sample, at RATE, of each piece; one that it says nothing of begins where the next does."""
    places: list[int] = []
    after = last
    for start in reversed(spoken.starts(text, pieces)):
        after = after if start is None else min(start * RATE // rate, last)
        places.append(after)
    return places[::-1]


def _without_pauses(spoken: Voice) -> Whole:
    """The frames that are left when pauses are cut short."""
    quiet = np.pad((spoken.speech <= 0).astype(np.int8), 1)
    turns = np.diff(quiet)
    kept = np.ones(len(spoken.speech), np.bool_)
    for first, last in zip(np.flatnonzero(turns == 1), np.flatnonzero(turns == -1), strict=True):
        if last - first > _LONGEST:
            kept[first + _KEPT : last - _KEPT] = False
    return np.flatnonzero(kept)
