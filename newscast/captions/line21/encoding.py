"""Pop-on captions as pairs of bytes, one with each picture: each is written unseen, and flips in when it is due.

All that controls is sent twice, one right after the other, so that a pair that is lost on the way does no harm
(CTA-608-E, 8.4).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from newscast.captions.line21.characters import Pair, coded
from newscast.captions.line21.codes import ERASE, ERASE_LOADED, FLIP, LOAD, preamble
from newscast.captions.line21.model import PopOn, PopOns
from newscast.captions.rules import GAP

Pairs = dict[int, Pair]
"""What is sent with which frame of the programme, from 0; with any other frame nothing is."""
TWICE = 2
"""Frames that it takes to send what controls."""
_Group = tuple[Pair, ...]
"""Pairs that are sent one right after the other."""


def pairs_of(captions: PopOns) -> Pairs:
    """The pairs of a programme. A caption that cannot be written in time comes as soon as it is.

    One that is followed at once is not erased: the next one takes its place.
    """
    sent: Pairs = {}
    free = 0
    for caption, after in zip_longest(captions, captions[1:]):
        groups, flip = _writing(caption), caption.start
        while not (frames := _frames(groups, free, flip, sent)):
            flip += 1
        sent.update(zip(frames, (pair for group in groups for pair in group), strict=True))
        free = _twice(FLIP, flip, sent)
        if after is None or after.start - caption.end > GAP:
            _twice(ERASE, max(caption.end, free), sent)
    return sent


def frames_to_write(lines: Sequence[str]) -> int:
    """How long it takes to write these lines unseen."""
    return 2 * TWICE + sum(TWICE + len(coded(line)) for line in lines)


def _writing(caption: PopOn) -> list[_Group]:
    groups: list[_Group] = [(LOAD,) * TWICE, (ERASE_LOADED,) * TWICE]
    for number, line in enumerate(caption.lines):
        groups += [(preamble(caption.row + number, caption.column),) * TWICE, *_groups(coded(line))]
    return groups


def _groups(pairs: Sequence[Pair]) -> list[_Group]:
    """Two characters of the sets that control a pair in a row are one, sent twice."""
    groups: list[_Group] = []
    at = 0
    while at < len(pairs):
        size = TWICE if pairs[at][0] < 0x20 else 1
        groups.append(tuple(pairs[at : at + size]))
        at += size
    return groups


def _frames(groups: Sequence[_Group], free: int, flip: int, sent: Pairs) -> list[int]:
    """The last frames before the flip with which they can be sent, from `free` on; none where that is too short."""
    if flip in sent or flip + 1 in sent:
        return []
    frames: list[int] = []
    at = flip
    for group in reversed(groups):
        at -= len(group)
        while any(frame in sent for frame in range(at, at + len(group))):
            at -= 1
        frames += range(at + len(group) - 1, at - 1, -1)
    return frames[::-1] if at >= free else []


def _twice(pair: Pair, at: int, sent: Pairs) -> int:
    """Send what controls; returns the frame after it."""
    sent.update({at: pair, at + 1: pair})
    return at + TWICE
