"""Copy that was corrected under its recording: what each recording says best is kept, and held against the copy.

Of every stretch of a recording in which a copy was heard, a note in the store has the copy that fitted best. Nothing
that is made depends on it: where it is lost, nothing is told.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from newscast.base.errors import MachineError, Place, Problem, unique
from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.build.cuts import PlacedCut
from newscast.build.stages import Placed
from newscast.document.words import short
from newscast.media.missing import present
from newscast.store.store import Store
from newscast.timeline.corrected import Correction, corrections
from newscast.timeline.model import PlacedSegment, Utterance
from newscast.timeline.recorded import recording_of

FOLDER = "recordings"
_FORMAT = 1
_MOST = 5000
"""Notes that a store keeps; one has about 1 kB."""
_STRETCHES = 500
"""Stretches that are kept of one recording."""
_QUOTED = 3
"""Corrections that are quoted."""
_SAME = 0.8
"""The share of the longer of two stretches that is in both where they are one."""
_MARKS = ".,;:"
"""Signs that are not quoted at the ends of words."""
_A_WORD = 0.4
"""Seconds in which a word is said."""


@dataclass(frozen=True)
class _Fit:
    """The copy that fits a stretch of a recording best, from second `start` to `end`; `score` is 1 for every word."""

    start: float
    end: float
    copy: str
    score: float

    def is_of(self, other: _Fit) -> bool:
        """Whether two stretches are nearly the same."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        return shared > _SAME * max(self.end - self.start, other.end - other.start)


@dataclass(frozen=True)
class _Told:
    """A copy that somebody listened for in a recording: what of it is in which cut, and how it fits."""

    cut: int
    part: tuple[str, int]
    place: Place | None
    file: Path
    digest: str
    fit: _Fit


def recollected(placed: Placed, store: Store, *, keep: bool) -> Placed:
    """With the parts marked whose recording says what their copy said before, and a warning for each.

    With `keep`, what fits better than what is known is noted.
    """
    told = [each for number, cut in enumerate(placed.timelines) for each in _told(number, cut, placed)]
    notes = {digest: _read(store, digest) for digest in dict.fromkeys(each.digest for each in told)}
    known = dict(notes)
    for each in told:
        known[each.digest] = _with(known[each.digest], each.fit)
    if keep:
        for digest in (digest for digest in notes if known[digest] != notes[digest]):
            _write(store, digest, known[digest])
    language = placed.loaded.show.language
    found = [(each, wrong) for each in told if (wrong := _wrong(each, known[each.digest], language))]
    marks = {(each.cut, each.part) for each, _wrong in found}
    timelines = (
        replace(cut, before=frozenset(part for number, part in marks if number == index))
        for index, cut in enumerate(placed.timelines)
    )
    remarks = unique([*placed.remarks, *(_problem(each, wrong) for each, wrong in found)])
    return replace(placed, timelines=tuple(timelines), remarks=tuple(remarks))


def _told(number: int, cut: PlacedCut, placed: Placed) -> Iterator[_Told]:
    rate = placed.loaded.show.rate
    for segment, places in zip(cut.timeline.segments, cut.places, strict=True):
        for utterance, place in zip(segment.utterances, places.utterances, strict=True):
            sound = recording_of(utterance, segment)
            if sound is None or not utterance.said or _is_transcript(place):
                continue
            assert sound.take.file
            start = sound.take.start / rate + Fraction(utterance.start - sound.start + sound.offset, SAMPLE_RATE)
            seconds = Fraction(min(utterance.samples, sound.samples), SAMPLE_RATE)
            times = round(float(start), 3), round(float(start + seconds), 3)
            fit = _Fit(*times, " ".join(utterance.text.split()), score(utterance))
            part = segment.slug, _part_of(utterance, segment, rate)
            digest = present(placed.media, sound.take.file).file.digest
            yield _Told(number, part, place, sound.take.file, digest, fit)


def _is_transcript(place: Place | None) -> bool:
    """A transcript follows its recording; correcting it makes it fit."""
    return place is not None and place.keys[-1:] == ("transcript",)


def _part_of(utterance: Utterance, segment: PlacedSegment, rate: Fraction) -> int:
    starts = [sample_at(part.start, rate) for part in segment.parts]
    return max(sum(start <= utterance.start for start in starts) - 1, 0)


def score(utterance: Utterance) -> float:
    """How well a copy fits what is said: the share of its words, less what is said besides."""
    words = len(utterance.text.split())
    lost = sum(each.last - each.first for each in utterance.partings)
    besides = sum(each.end - each.start for each in utterance.partings if each.kind == "added")
    return round(1 - (lost + besides / SAMPLE_RATE / _A_WORD) / max(words, 1), 4)


def _with(known: Sequence[_Fit], fit: _Fit) -> tuple[_Fit, ...]:
    """What is known, with another copy where there was none for its stretch, or one that fits less."""
    same = [each for each in known if each.is_of(fit)]
    if any(each.score >= fit.score for each in same):
        return tuple(known)
    return (*(each for each in known if each not in same), fit)[-_STRETCHES:]


def _wrong(told: _Told, known: Sequence[_Fit], language: str) -> list[Correction]:
    """What of a copy its recording says otherwise, as far as another copy that fits as well or better tells."""
    best = max((each for each in known if each.is_of(told.fit)), key=lambda each: each.score, default=told.fit)
    return corrections(best.copy, told.fit.copy, language) if best.copy != told.fit.copy else []


def _problem(told: _Told, wrong: Sequence[Correction]) -> Problem:
    words = told.fit.copy.split()
    quotes = _("“{words}”")
    old = [quotes.format(words=short(each.before.strip(_MARKS))) for each in wrong if each.before]
    new = [quotes.format(words=short(" ".join(words[each.first : each.last]).strip(_MARKS))) for each in wrong]
    if old:
        message = _("The text was corrected, and its recording still says {words}.")
    else:
        message = _("Words were added to the text, and its recording does not say them: {words}.")
    hint = _("Record it anew; captions already have the new words.")
    place = told.place.of_word(wrong[0].first) if told.place else None
    said = message.format(words=", ".join((old or new)[:_QUOTED]))
    return Problem(said, hint, place, warning=True, code="take-before", medium=told.file)


def _name(digest: str) -> str:
    return f"{FOLDER}/{digest}.json"


def _read(store: Store, digest: str) -> tuple[_Fit, ...]:
    """What a note says; nothing where there is none, or one of another kind."""
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        content = Store.read_note(store, _name(digest))
        found: Any = json.loads(content) if content else {}
        if found.get("format") == _FORMAT:
            return tuple(_Fit(*each) for each in found["best"])
    return ()


def _write(store: Store, digest: str, known: Sequence[_Fit]) -> None:
    """Note what is known, on this machine: a bucket is not asked for so little. It is no loss where that fails."""
    content = {"format": _FORMAT, "best": [[each.start, each.end, each.copy, each.score] for each in known]}
    with suppress(MachineError, OSError):
        Store.write_note(store, _name(digest), json.dumps(content, ensure_ascii=False).encode())
        notes = sorted((store.folder / FOLDER).glob("*.json"), key=lambda path: path.stat().st_mtime)
        for old in notes[:-_MOST]:
            old.unlink(missing_ok=True)
