"""Which word of a caption is being said: the turns in which a caption of the style `karaoke` lights its words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import zip_longest
from math import ceil

from newscast.base.timecode import frame_at
from newscast.captions.align import words_of
from newscast.captions.cue import Cue, Turn
from newscast.captions.rules import NEAR
from newscast.timeline.heard import Utterance
from newscast.timeline.model import PlacedSegment

_SHORT = Fraction(1, 10)
"""Seconds. What is said in less, such as an article, is lit with the word after it: alone it would only flicker."""
_PAUSE = Fraction(2, 5)
"""Seconds of silence through which a word stays lit."""


@dataclass(frozen=True)
class _Timed:
    """A word of a caption by its number, and the frames of the segment in which it is said."""

    number: int
    start: int
    end: int


def turned(cues: Sequence[Cue], segment: PlacedSegment, rate: Fraction, language: str) -> tuple[Cue, ...]:
    """The captions of a segment, all of them, each with its turns.

    What stands in a caption and is not said in its utterance, such as a dash or the name of who speaks, has no turn.
    """
    found: dict[int | None, Iterator[_Timed | None]] = {}
    for number, utterance in enumerate(segment.utterances):
        written = [word for cue in cues if cue.utterance == number for word in cue.shown.split()]
        found[number] = iter(_timed(written, utterance, rate, language))
    return tuple(replace(cue, turns=_turns(cue, found.get(cue.utterance, iter(())), rate)) for cue in cues)


def _timed(written: Sequence[str], utterance: Utterance, rate: Fraction, language: str) -> list[_Timed | None]:
    """When each of the words that captions of an utterance show is said; None for what is not."""
    from difflib import SequenceMatcher

    words = words_of(utterance, language)
    times: list[_Timed | None] = [None] * len(written)
    pairs = SequenceMatcher(None, [*map(_bare, written)], [_bare(word.text) for word in words], autojunk=False)
    for block in pairs.get_matching_blocks():
        for at, word in enumerate(words[block.b : block.b + block.size], block.a):
            if word.start < word.end:
                times[at] = _Timed(at, frame_at(word.start, rate), frame_at(word.end - 1, rate) + 1)
    return times


def _bare(word: str) -> str:
    """Without its marks, which a caption may set otherwise where words beside it are not said; a mark is itself."""
    return re.sub(r"\W", "", word.casefold()) or word


def _turns(cue: Cue, times: Iterator[_Timed | None], rate: Fraction) -> tuple[Turn, ...]:
    """The turns of a caption, whose words are the next of `times`."""
    own = [next(times, None) for _word in cue.shown.split()]
    said = [replace(time, number=number) for number, time in enumerate(own) if time and time.start < cue.end]
    if said and said[0].start <= cue.start + NEAR:
        # A caption may come a little off its first word: it comes with that word lit.
        said[0] = replace(said[0], start=cue.start)
    groups = _together(said, cue.end, rate)
    turns: list[Turn] = []
    for group, following in zip_longest(groups, groups[1:]):
        turns.append(Turn(group[0].start, group[0].number, group[-1].number + 1))
        silent = max(group[-1].end, turns[-1].start + 1)
        if (following[0].start if following else cue.end) - silent > _PAUSE * rate:
            turns.append(Turn(silent, 0, 0))
    return tuple(turns)


def _together(said: Sequence[_Timed], end: int, rate: Fraction) -> list[list[_Timed]]:
    """Words that are lit together: one, or short ones with what follows; the last before `end` with those before."""
    shortest = ceil(_SHORT * rate)
    groups: list[list[_Timed]] = []
    for word in said:
        if groups and word.start - groups[-1][0].start < shortest:
            groups[-1].append(word)
        else:
            groups.append([word])
    if len(groups) > 1 and end - groups[-1][0].start < shortest:
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups
