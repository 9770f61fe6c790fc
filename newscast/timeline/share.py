"""How pictures share the time of the part they are shown over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

SHORTEST = 12
"""Frames under which nobody sees what a picture shows."""


@dataclass(frozen=True)
class Wish:
    """One picture's claim: `fixed` frames it keeps, or, where that is None, at most `limit` (None: any number).

    One that `holds` can stay for longer, where nothing else takes the time.
    """

    fixed: int | None = None
    limit: int | None = None
    holds: bool = False

    @property
    def stretches(self) -> bool:
        return self.fixed is None and self.limit is None


@dataclass(frozen=True)
class Shares:
    """Frames for each picture. `cut` says fixed time was cut, `looped` that something lasts longer than it has."""

    frames: tuple[int, ...]
    cut: bool = False
    looped: bool = False


def share(total: int, wishes: Sequence[Wish]) -> Shares:
    """Divide `total` frames: fixed ones first, the rest equally, what a short clip cannot use to stills first."""
    fixed = sum(wish.fixed or 0 for wish in wishes)
    flexible = [index for index, wish in enumerate(wishes) if wish.fixed is None]
    rest = total - fixed
    frames = [wish.fixed or 0 for wish in wishes]
    if rest < 0:
        return Shares(_cut(frames, total), cut=True)
    if not flexible:
        holding = [index for index, wish in enumerate(wishes) if wish.holds]
        return Shares(_spread(frames, rest, holding or range(len(frames))), looped=rest > 0)
    frames = list(_spread(frames, rest, flexible))
    over = _take_back(frames, wishes)
    over = _give(frames, wishes, over, [index for index in flexible if wishes[index].stretches])
    while over:
        takers = [index for index in flexible if frames[index] < (wishes[index].limit or 0)]
        if not takers:
            return Shares(_spread(frames, over, flexible), looped=True)
        over = _give(frames, wishes, over, takers)
    return Shares(tuple(frames))


def _spread(frames: Sequence[int], rest: int, among: Sequence[int]) -> tuple[int, ...]:
    """Add `rest` in equal parts, the earlier ones taking the remainder."""
    spread = list(frames)
    each, more = divmod(rest, len(among))
    for order, index in enumerate(among):
        spread[index] += each + (order < more)
    return tuple(spread)


def _take_back(frames: list[int], wishes: Sequence[Wish]) -> int:
    """Hold clips to their limits; return the frames this frees."""
    freed = 0
    for index, wish in enumerate(wishes):
        if wish.limit is not None and frames[index] > wish.limit:
            freed += frames[index] - wish.limit
            frames[index] = wish.limit
    return freed


def _give(frames: list[int], wishes: Sequence[Wish], over: int, takers: Sequence[int]) -> int:
    """Give `over` frames to `takers` in equal parts; return what they could not use."""
    if not over or not takers:
        return over
    frames[:] = _spread(frames, over, takers)
    return _take_back(frames, wishes)


def _cut(frames: Sequence[int], total: int) -> tuple[int, ...]:
    """The fixed frames up to `total`; a last stretch too short to be seen goes to the picture before it."""
    kept: list[int] = []
    left = total
    for wanted in frames:
        kept.append(min(wanted, left))
        left -= kept[-1]
    seen = [index for index, count in enumerate(kept) if count]
    if len(seen) > 1 and kept[seen[-1]] < SHORTEST:
        kept[seen[-2]] += kept[seen[-1]]
        kept[seen[-1]] = 0
    return tuple(kept)
