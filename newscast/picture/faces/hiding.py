"""Which boxes of a clip hide its faces; where one is lost, all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newscast.base.box import Box
from newscast.picture.faces.search import Faces, Sample
from newscast.picture.faces.tracks import Track, glimpses_in, stretches, tracks_in
from newscast.timeline.framing import WHOLE
from newscast.timeline.seen import Veil

MARGIN = 0.35
"""How much larger than a face its box is made on each side: hair, ears, and what it moves between two looks."""
EDGE = 0.02
"""How near to the picture's edge a face goes in or out, in shares of it."""
_ANYWHERE = 0.5
"""Of its own size, how far a face may go in less than a look, which way is not known."""
_GROWS = 1.7
"""How much larger than its face a box may become before another takes over."""


def veils_over(faces: Faces, first: int, last: int) -> tuple[Veil, ...]:
    """What is blurred from frame `first` to before `last` of a clip, and all of it after what was looked at.

    Where no face is found between two cuts, or one that was there is lost within the picture, all of it is. What may be
    a face is hidden too. Who was there at the look before the first frame may leave before the next one.
    """
    veils: list[Veil] = []
    sure = dict(faces.samples)
    for begin, end, samples in stretches(_with_doubtful(faces), _looked_before(faces, first), last):
        tracks = tracks_in(samples)
        known = [track for track in tracks if any(box in sure[samples[at][0]] for at, box in track.seen.items())]
        if not known:
            veils.append(Veil(WHOLE, begin, end))
            continue
        veils += [Veil(WHOLE, *span) for span in _unsure(known, samples, begin, end)]
        hidden = (*tracks, *glimpses_in(samples))
        veils += [veil for track in hidden for veil in _boxes(track, samples, begin, end)]
        veils += [veil for track in hidden for veil in _beside_cuts(track, samples, begin, end)]
    return (*_joined(veils), Veil(WHOLE, last))


def photo_veils(faces: Faces) -> tuple[Veil, ...]:
    """What is blurred of a photo: its faces and what may be others, or all of it where none is sure."""
    if not any(boxes for _, boxes in faces.samples):
        return (Veil(WHOLE),)
    return tuple(Veil(_larger(box)) for _, boxes in (*faces.samples, *faces.doubtful) for box in boxes)


def _with_doubtful(faces: Faces) -> Faces:
    """The same with what may be faces among those that are sure."""
    doubtful = dict(faces.doubtful)
    return Faces(tuple((frame, (*boxes, *doubtful.get(frame, ()))) for frame, boxes in faces.samples), faces.cuts)


def _looked_before(faces: Faces, first: int) -> int:
    """The frame of the last look up to a frame, since the cut before that."""
    cut = max((each for each in faces.cuts if each <= first), default=0)
    return max((frame for frame, _ in faces.samples if cut <= frame <= first), default=first)


def whole_spans(veils: Sequence[Veil]) -> Iterator[tuple[int, int]]:
    """The frames in which all of a clip is blurred."""
    return ((veil.first, veil.last) for veil in veils if veil.box == WHOLE and veil.last is not None)


def _boxes(track: Track, samples: Sequence[Sample], begin: int, end: int) -> Iterator[Veil]:
    """The boxes of one face, each for as long as it holds it without becoming much larger."""
    numbers = sorted(track.seen)
    box = track.seen[numbers[0]]
    since = _frame(numbers[0], samples, begin, end, -1, box)
    for number, following in zip(numbers, [*numbers[1:], None], strict=True):
        reach = _around(track.seen[number], track.seen[following] if following is not None else track.seen[number])
        wider = _around(box, reach)
        if wider[2] * wider[3] > _GROWS * reach[2] * reach[3]:
            yield Veil(_larger(box), since, samples[number][0] + 1)
            since, wider = samples[number][0], reach
        box = wider
    yield Veil(_larger(box), since, _frame(numbers[-1], samples, begin, end, 1, track.seen[numbers[-1]]))


def _beside_cuts(track: Track, samples: Sequence[Sample], begin: int, end: int) -> Iterator[Veil]:
    """What hides a face in the frames between a cut and the look next to it: it goes on there as it went."""
    last = len(samples) - 1
    for number, beside, cut in ((0, 1, begin), (last, last - 1, end - 1)):
        at = samples[number][0]
        if number in track.seen and cut != at:
            box, before = track.seen[number], track.seen.get(beside)
            there = _going(box, before, (cut - at) / (at - samples[beside][0])) if before else _anywhere(box)
            yield Veil(_larger(_around(box, there)), min(at, cut), max(at, cut) + 1)


def _going(box: Box, before: Box, share: float) -> Box:
    """Where a face is that goes on by a share of the way that it came."""
    x, y, wide, high = (now + (now - once) * share for now, once in zip(box, before, strict=True))
    return x, y, max(0.0, wide), max(0.0, high)


def _anywhere(box: Box) -> Box:
    """Where a face may be that was seen in one look alone."""
    x, y, wide, high = box
    return x - _ANYWHERE * wide, y - _ANYWHERE * high, (1 + 2 * _ANYWHERE) * wide, (1 + 2 * _ANYWHERE) * high


def _frame(number: int, samples: Sequence[Sample], begin: int, end: int, step: int, box: Box) -> int:
    """The frame of the look beside that one: a face is there somewhat longer than it was seen, and longer still where
    the picture ends, when a part of it is still to be seen that nothing finds."""
    beside = number + step * (2 if _at_edge(box) else 1)
    if not 0 <= beside < len(samples):
        return begin if step < 0 else end
    return samples[beside][0] + (step > 0)


def _unsure(tracks: Sequence[Track], samples: Sequence[Sample], begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The frames in which a face is in the picture and is not found: until it is found again."""
    for track in tracks:
        last = track.last
        if last < len(samples) - 1 and not _at_edge(track.seen[last]):
            again = [other.first for other in tracks if other is not track and other.first > last]
            until = samples[min(again)][0] if again else end
            yield samples[last][0] + 1, until
        if track.first > 0 and not _at_edge(track.seen[track.first]):
            earlier = [other.last for other in tracks if other is not track and other.last < track.first]
            since = samples[max(earlier)][0] if earlier else begin
            yield since, samples[track.first][0] + 1


def _at_edge(box: Box) -> bool:
    return box[0] < EDGE or box[1] < EDGE or box[0] + box[2] > 1 - EDGE or box[1] + box[3] > 1 - EDGE


def _around(one: Box, other: Box) -> Box:
    left, top = min(one[0], other[0]), min(one[1], other[1])
    right, bottom = max(one[0] + one[2], other[0] + other[2]), max(one[1] + one[3], other[1] + other[3])
    return left, top, right - left, bottom - top


def _larger(box: Box) -> Box:
    left, top = max(0.0, box[0] - MARGIN * box[2]), max(0.0, box[1] - MARGIN * box[3])
    right, bottom = min(1.0, box[0] + (1 + MARGIN) * box[2]), min(1.0, box[1] + (1 + MARGIN) * box[3])
    return round(left, 3), round(top, 3), round(right - left, 3), round(bottom - top, 3)


def _joined(veils: Sequence[Veil]) -> list[Veil]:
    """The veils in order; those over all of the picture that touch are one."""
    whole: list[Veil] = []
    for veil in sorted((each for each in veils if each.box == WHOLE), key=lambda each: each.first):
        if whole and veil.first <= (whole[-1].last or 0):
            whole[-1] = Veil(WHOLE, whole[-1].first, max(whole[-1].last or 0, veil.last or 0))
        else:
            whole.append(veil)
    return [*(each for each in veils if each.box != WHOLE), *whole]
