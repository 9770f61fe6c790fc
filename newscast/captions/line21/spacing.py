"""Captions that can be written before they are due: writing takes a frame for two characters.

Where one follows a short one too soon, the short one comes a little before its words; where that is not enough, what
follows is shown in two parts, at the word where that hurts least, or both are shown as one, which takes less to write.
What comes late all the same stays long enough to be read, where what follows lets it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newscast.captions.cue import Cue
from newscast.captions.line21.encoding import TWICE
from newscast.captions.line21.parts import Part, Starts, fitted, joined, some_of, worded
from newscast.captions.rules import GAP

EARLY = 2
"""Frames by which a caption may come before its words, so that the next one has time to be written."""
_SHORT, _TOO_SHORT = 25, 0.5
"""Frames that a part, or what comes late, is on screen at least where there is a choice, and what each frame less of a
part costs on the scale of newscast.captions.prices."""


def spaced(cues: Iterable[Cue], starts: Starts, width: int, language: str, frames: int) -> list[Cue]:
    """The captions of a programme of so many `frames`, in lines of at most `width` signs that CEA-608 has, each with
    time to be written. Those for which there is none have the start that they should, and come late.

    `starts` is asked only for those that would come late, and for those before them.
    """
    waiting = [part for cue in cues for part in fitted(cue, starts, width, language)][::-1]
    done: list[Part] = []
    while waiting:
        part = waiting.pop()
        _hurry(done, part)
        part = _unhurried(part, _last(done))
        if _late(part, _last(done)) > 0:
            said = [worded(each, starts, language) for each in (*done[-1:], part)]
            part = _shortened(said, done, waiting)
        done.append(_timed(part, _last(done)))
    limits = [*(part.start - GAP for part in done[1:]), frames][: len(done)]
    return [
        replace(part.cue, start=part.start, end=_end(part, limit), lines=part.lines, turns=())
        for part, limit in zip(done, limits, strict=True)
    ]


def _shortened(said: Sequence[Part], done: list[Part], waiting: list[Part]) -> Part:
    """What is shown next instead of the last of `said`: the first part of it, of which the other waits then, or it and
    the one before together; the same where nothing comes sooner for that."""
    part, before, after = said[-1], _last(done), _last(waiting)
    parts = _parted(part, before, after) or (part,)
    both = joined(said[0], part) if before else None
    if before and both and _lateness([both], _last(done[-2:-1]), after) < before.late + _lateness(parts, before, after):
        done.pop()
        return both
    waiting += parts[1:]
    return parts[0]


def _last(parts: Sequence[Part]) -> Part | None:
    return parts[-1] if parts else None


def _end(part: Part, limit: int) -> int:
    """What comes late stays a while, but is gone by `limit`."""
    return max(part.end, min(part.start + part.late + _SHORT, limit)) if part.late else part.end


def _timed(part: Part, before: Part | None) -> Part:
    return replace(part, late=max(_late(part, before), 0))


def _hurry(done: list[Part], part: Part) -> None:
    """Let the caption before come a little earlier where that is enough for `part`, and can be."""
    late = _late(part, done[-1]) if done else 0
    if 0 < late <= EARLY:
        earlier = replace(done[-1], start=done[-1].start - late)
        if earlier.start >= 0 and _late(earlier, _last(done[-2:-1])) <= 0:
            done[-1] = earlier


def _unhurried(part: Part, before: Part | None) -> Part:
    """One of which nobody says the words, such as `[música]`, comes once it is written, if it stays a while then."""
    late = _late(part, before)
    waits = late > 0 and part.cue.utterance is None and part.end - part.start - late >= _SHORT
    return replace(part, start=part.start + late) if waits else part


def _late(part: Part, before: Part | None) -> int:
    """Frames by which it comes late. What erases the caption before needs its time too."""
    if before is None:
        return part.writing - part.start
    erasing = TWICE if part.start - before.end > GAP else 0
    return before.start + before.late + TWICE + erasing + part.writing - part.start


def _parted(part: Part, before: Part | None, after: Part | None) -> tuple[Part, Part] | None:
    """The best two parts of it; None where nothing comes sooner for it."""
    whole = _lateness([part], before, after)
    options = []
    for at in range(1, len(part.words)):
        start = part.words[at].start
        if start - GAP <= part.start:
            continue
        one = some_of(part.words[:at], part, part.start, start - GAP)
        two = some_of(part.words[at:], part, start, part.end)
        short = max(_SHORT - (one.end - one.start), 0) + max(_SHORT - (two.end - two.start), 0)
        cost = part.words[at - 1].price + _TOO_SHORT * short
        options.append((_lateness([one, two], before, after), cost, at, one, two))
    best = min(options, key=lambda option: option[:3], default=None)
    return best[3:] if best and best[0] < whole else None


def _lateness(parts: Sequence[Part], before: Part | None, after: Part | None) -> int:
    """Frames by which parts that follow each other, and what comes after them, are late together."""
    total = 0
    for part in (*parts, *filter(None, [after])):
        before = _timed(part, before)
        total += before.late
    return total
