"""Which frames of a part show what there is to be seen in it: a few moments that stand for all of its pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from newscast.timeline.model import PlacedPart, PlacedSegment
from newscast.timeline.seen import ComparedShot, GraphicShot, Shot
from newscast.timeline.spans import Span, within

_T = TypeVar("_T")

MOST = 8
"""Moments of one part: more pictures than that are shown by every second one, or fewer."""
_MIDDLE = Fraction(1, 2)
_SETTLED = Fraction(2, 3)
"""The share of a graphic's time at which all of it has come in, and nothing of it has left."""
_STANDS = Fraction(1, 4)
"""The share of a text's time at either end in which it may be on its way."""


@dataclass(frozen=True)
class Moment:
    """A frame, counted from the segment's start, and the number of its shot in the segment."""

    frame: int
    shot: int


def moments(
    segment: PlacedSegment,
    part: PlacedPart,
    cues: Sequence[Span] = (),
    others: Iterable[int] = (),
    most: int = MOST,
) -> list[Moment]:
    """Moments of a part in which each of its pictures and each text over them is seen, and a caption where there is
    one; in order, at least one and `most` at most. `cues` are the frames in which captions are on. Of frames that show
    as much, those are taken that were chosen for `others`, such as another canvas."""
    others = tuple(others)
    whole = part.span
    entered = segment.transition.frames if segment.transition else 0
    shots = [(number, span) for number, shot in enumerate(segment.shots) if (span := _seen(shot, whole, entered))]
    texts = [
        span for shown in segment.supers if not shown.stands and (span := _standing(shown.start, shown.frames, whole))
    ]
    said = within(cues, whole)
    chosen: list[int] = []
    for number, span in _thinned(shots, most):
        left = [text for text in texts if not _holds(text, chosen)]
        chosen.append(_best(segment.shots[number], span, left, said, others))
    chosen += _missed([text for text in texts if not _holds(text, chosen)], chosen)
    if said and not any(_holds(cue, chosen) for cue in said):
        chosen.append(_middle(max(said, key=lambda cue: cue.length)))
    frames = sorted(dict.fromkeys(chosen))
    return [Moment(frame, _shot_at(segment.shots, frame)) for frame in _thinned(frames, most)]


def _seen(shot: Shot, part: Span, entered: int) -> Span | None:
    """The frames in which a shot is seen alone in the part: what a transition leads into is mixed with what was before,
    where it lasts no longer than that all of it."""
    found = next(iter(within([shot.span], part)), None)
    if found is None:
        return None
    return Span(min(max(found.start, entered), found.end - 1), found.end)


def _standing(start: int, frames: int, part: Span) -> Span | None:
    """The frames of a part in which a text stands still."""
    margin = int(frames * _STANDS)
    whole = Span(start, start + frames)
    still = whole.inside(margin) if whole.length > 2 * margin else whole
    return next(iter(within([still], part)), None)


def _best(shot: Shot, span: Span, texts: Sequence[Span], cues: Sequence[Span], others: Sequence[int]) -> int:
    """The frame near the middle of a shot in which most is seen that was not before."""
    is_graphic = isinstance(shot.picture, GraphicShot)
    # Where two pictures are compared both are seen in the middle.
    settled = is_graphic and not isinstance(shot.picture, ComparedShot)
    middle = min(span.start + int(span.length * (_SETTLED if settled else _MIDDLE)), span.end - 1)
    # What comes in and leaves is whole in between alone.
    steady = span.inside(span.length // 3 if is_graphic else 0)
    with_text = [_nearest(middle, each) for each in within(texts, steady)]
    with_both = [_nearest(middle, cue) for text in within(texts, steady) for cue in within(cues, text)]
    with_cue = [_nearest(middle, each) for each in within(cues, steady)]

    with_others = [frame for frame in others if steady.start <= frame < steady.end]

    def worth(frame: int) -> tuple[int, bool, bool, int]:
        seen = sum(text.start <= frame < text.end for text in texts)
        captioned = any(cue.start <= frame < cue.end for cue in cues)
        return seen, captioned, frame in with_others, -abs(frame - middle)

    return max([middle, *with_text, *with_both, *with_cue, *with_others], key=worth)


def _missed(texts: Iterable[Span], chosen: Sequence[int]) -> list[int]:
    """A frame for each text that no frame shows yet; texts that stand together share one."""
    found: list[int] = []
    for text in sorted(texts, key=lambda each: each.end):
        if not _holds(text, [*chosen, *found]):
            found.append(_middle(text))
    return found


def _thinned(found: Sequence[_T], most: int) -> list[_T]:
    """So many of them at most, evenly, with the first and the last."""
    if len(found) <= most:
        return list(found)
    return [found[round(number * (len(found) - 1) / (most - 1))] for number in range(most)]


def _holds(span: Span, frames: Iterable[int]) -> bool:
    return any(span.start <= frame < span.end for frame in frames)


def _nearest(frame: int, span: Span) -> int:
    """The frame of a span that is nearest, but not its very first or last one where it has others."""
    inner = span.inside(min(3, (span.length - 1) // 2))
    return max(inner.start, min(frame, inner.end - 1))


def _middle(span: Span) -> int:
    return (span.start + span.end) // 2


def _shot_at(shots: Sequence[Shot], frame: int) -> int:
    return next(number for number, shot in enumerate(shots) if frame < shot.start + shot.frames)
