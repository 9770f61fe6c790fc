"""What captions tell besides the copy: who speaks, and what is heard that nobody says, in brackets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.base.languages.all import language_of
from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.captions.align import Word
from newscast.captions.prices import CLAUSE, COMMA, NEVER
from newscast.captions.rules import CLEAR, SHORTEST
from newscast.captions.timing import Spoken, Stage
from newscast.timeline.heard import Described
from newscast.timeline.model import PlacedPart, PlacedSegment

_MUSIC = {"open": "music", "close": "music", "sting": "sting"}
"""What is heard of the kit, by kind of part."""
_SILENT = ("card", "headline")
"""Parts in which the bed is heard alone where nobody speaks."""


@dataclass(frozen=True)
class Shown:
    """A word that captions show; `copy` where somebody says it."""

    word: Word
    copy: bool = True

    @property
    def alone(self) -> bool:
        """Whether it is heard so long that it has a caption of its own."""
        return not self.copy and self.word.end - self.word.start >= SHORTEST * SAMPLE_RATE


def named(words: Sequence[Word], mark: str) -> list[Shown]:
    """The words of an utterance after the mark of who speaks, which takes no time."""
    if not words:
        return []
    texts, start = mark.split(), words[0].start
    gaps = [NEVER] * (len(texts) - 1) + [CLAUSE if mark.endswith(":") else NEVER]
    before = [Shown(Word(text, start, start, gap), copy=False) for text, gap in zip(texts, gaps, strict=False)]
    return [*before, *map(Shown, words)]


def with_sounds(shown: Sequence[Shown], described: Sequence[Described], rate: Fraction) -> list[Shown]:
    """The words with the sounds of their part among them, each before the first word said after it begins."""
    found = list(shown)
    for sound in described:
        start, end = sample_at(sound.start, rate), sample_at(sound.start + sound.frames, rate)
        at = next((index for index, each in enumerate(found) if each.word.start >= start), len(found))
        earliest = found[at - 1].word.end if at else start
        latest = found[at].word.start if at < len(found) else max(end, earliest)
        first = min(max(start, earliest), latest)
        last = min(max(end, first), latest)
        if last - first < SHORTEST * SAMPLE_RATE:
            # It shares the caption of its neighbours, which come and go with their words.
            first = last = latest if at < len(found) else earliest
        word = Word(bracketed(sound.text), first, last, COMMA)
        if at:
            found[at - 1] = replace(found[at - 1], word=_freed(found[at - 1]))
        found.insert(at, Shown(word, copy=False))
    return found


def runs(shown: Sequence[Shown]) -> list[list[Shown]]:
    """The words that may share captions: those between sounds that are heard long."""
    found: list[list[Shown]] = [[]]
    for each in shown:
        if each.alone or (found[-1] and found[-1][-1].alone):
            found.append([])
        found[-1].append(each)
    return [run for run in found if run]


def _freed(shown: Shown) -> Word:
    """A word after which a sound stands: a good place to break, unless it is the mark of who speaks."""
    return replace(shown.word, gap=min(shown.word.gap, COMMA)) if shown.copy else shown.word


def bracketed(text: str) -> str:
    """`[aplausos]`, whatever brackets were written."""
    return f"[{' '.join(text.split()).strip('[]() ')}]"


def heard(segment: PlacedSegment, rate: Fraction, language: str) -> Iterator[Spoken]:
    """The music that is heard alone, and the sounds of parts in which nothing is written that is said."""
    words = language_of(language).heard
    for kind, stage in _music(segment, rate):
        first = stage.start + CLEAR
        if stage.until - first >= SHORTEST * rate:
            yield _sound(words[kind], first, stage.end, stage, rate)
    for stage in (Stage(part.start, part.start + part.frames) for part in segment.parts):
        if not _is_spoken(stage, segment, rate):
            for sound in sounds_in(stage, segment):
                yield _sound(sound.text, sound.start, sound.start + sound.frames, stage, rate)


def without_music(shown: PlacedSegment, said: PlacedSegment, rate: Fraction) -> PlacedSegment:
    """A segment as another language has it, in which no part in which somebody speaks is told to be music: what is
    `said` there may not be translated."""
    spoken = [_is_spoken(Stage(part.start, part.start + part.frames), said, rate) for part in shown.parts]
    parts = tuple(
        replace(part, kind="") if part.kind in _SILENT and speaks else part
        for part, speaks in zip(shown.parts, spoken, strict=True)
    )
    return replace(shown, parts=parts)


def sounds_in(stage: Stage, segment: PlacedSegment) -> list[Described]:
    """The sounds that are described of a part."""
    return [sound for sound in segment.described if stage.start <= sound.start < stage.end]


def _sound(text: str, start: int, end: int, stage: Stage, rate: Fraction) -> Spoken:
    line = (bracketed(text),)
    return Spoken(sample_at(start, rate), sample_at(end, rate), line, stage, utterance=None, copy="")


def _music(segment: PlacedSegment, rate: Fraction) -> Iterator[tuple[str, Stage]]:
    """Where only music is heard, one stretch for parts that follow each other."""
    kept: tuple[str, Stage] | None = None
    for part in segment.parts:
        kind, stage = _kind(part, segment, rate), Stage(part.start, part.start + part.frames, _is_last(part, segment))
        if kept and kept[0] == kind:
            stage = replace(stage, start=kept[1].start)
        elif kept:
            yield kept
        kept = (kind, stage) if kind else None
    if kept:
        yield kept


def _kind(part: PlacedPart, segment: PlacedSegment, rate: Fraction) -> str:
    """What is heard alone in a part; empty where it is not music."""
    if part.kind in _SILENT and segment.has_bed:
        stage = Stage(part.start, part.start + part.frames)
        return "" if _is_spoken(stage, segment, rate) else "music"
    return _MUSIC.get(part.kind, "")


def _is_spoken(stage: Stage, segment: PlacedSegment, rate: Fraction) -> bool:
    first, end = sample_at(stage.start, rate), sample_at(stage.end, rate)
    return any(first <= said.start < end for said in segment.utterances)


def _is_last(part: PlacedPart, segment: PlacedSegment) -> bool:
    return part.start + part.frames == segment.frames
