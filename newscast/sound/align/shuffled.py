"""Whether a recording says a text at all: then the text is nearer to it than the same sounds in another order.

How near a text is says little of a short recording, since words are found in anything that is said: how well they fit
depends on voice, microphone and room. The text's own sounds in other orders have all of that in common with it, and
its length; only what is said where is different.
"""

from __future__ import annotations

from enum import Enum

import numpy as np

from newscast.sound.align.path import apart
from newscast.sound.align.rows import Floats, Sheet, Whole
from newscast.sound.align.runs import every

_SPOKEN = -0.6
"""How surely somebody speaks in a frame that is compared, at least: less leaves pauses in, more drops in noise what is
said faintly."""
_ORDERS = 24
"""Other orders that the text is held against."""
_PIECE = 7
"""Frames of 40 ms of a piece that keeps its own order: about a syllable and a half."""
_STAY, _SKIP, _SKIP_TWO = (np.float32(price) for price in (1.5, 1.5, 3.5))
"""What it costs to stay at a frame of the text, and to leave out one, or two: more than where words are looked for, as
both are given one length."""
_EDGE = 20
"""The share of a text, as a divisor, that may be missing at either end."""
_SHORTEST, _LEAST, _MOST = 2.0, 4.0, 30.0
"""Seconds of speech in which it can be doubted, and told, and up to which it is looked for: what else is said instead
of a longer text is found by what this voice makes of the text's sounds."""
_SHORTER, _LONGER = 0.6, 1.7
"""How many times as long as the text a recording lasts that can be one of it: another one leaves words out or adds
some, and is told of those."""
_EACH, _SURELY = 0.3, 3.0
"""Standard deviations of the other orders, for each second of speech and at most, by which a text that is said is
nearer than they are on average. Of 1,597 recordings of 27 voices of 4 to 17 s, over telephones, in noise, too high and
fast, and with a word besides, three were less; texts that are not said are by 0.9, with a spread of 1.15."""
_CLEARLY = 5.0
"""Standard deviations of the other orders by which a text is nearer in frames twice as long where nothing more has to
be asked: no one of 985 that are not said is, and of 495 that are nine in ten."""
_DOUBTED = 4.5
"""The same, in usual frames, up to which it may be another text that is said: three of 985 that are not said are more,
of 857 that are one in twelve is less, of those under 3 s one in three."""


class Verdict(Enum):
    """Whether a recording is one of a text: nothing speaks against it; it may be one of another; it is."""

    CLEAR = "clear"
    DOUBTFUL = "doubtful"
    OTHER = "other"


def verdict_of(reference: Sheet, heard: Sheet, speech: Floats) -> Verdict:
    """Whether a recording is one of a text; clear where that cannot be told.

    `reference` and `heard` are shapes of both every 10 ms, `speech` says how surely somebody speaks in each.
    """
    spoken = compared(reference, heard, speech)
    if spoken is None or nearer_by(*spoken, roughly=True) > _CLEARLY:
        return Verdict.CLEAR
    seconds, nearer = len(spoken[1]) / 100, nearer_by(*spoken)
    if seconds >= _LEAST and nearer <= min(_EACH * seconds, _SURELY):
        return Verdict.OTHER
    return Verdict.CLEAR if nearer > _DOUBTED else Verdict.DOUBTFUL


def compared(reference: Sheet, heard: Sheet, speech: Floats) -> tuple[Floats, Floats] | None:
    """The shapes of a text, and those in which somebody speaks of a recording that may be one of it by its length."""
    count, length = int((speech > _SPOKEN).sum()), len(reference)
    if not (_SHORTEST * 100 <= count <= _MOST * 100 and _SHORTER * length <= count <= _LONGER * length):
        return None
    return np.asarray(reference), np.asarray(heard)[speech > _SPOKEN]


def nearer_by(reference: Floats, heard: Floats, *, roughly: bool = False) -> float:
    """How much nearer a text is to what is heard than in other orders, in their standard deviations; `roughly` in
    frames twice as long, which takes a third of the time."""
    paced = np.linspace(0, len(reference) - 1, len(heard)).round().astype(np.int64)
    theirs, ours = every(heard), every(reference[paced])
    if roughly:
        theirs, ours = _halved(theirs), _halved(ours)
    near = apart(theirs, ours)
    # Some sounds of a synthetic voice are near to everything.
    costs = _costs(near - near.mean(axis=0), _orders(near.shape[1], _PIECE / 2 if roughly else _PIECE))
    others = costs[1:]
    return float((others.mean() - costs[0]) / (others.std(ddof=1) + 1e-6))


def _halved(frames: Floats) -> Floats:
    """The means of two at a time."""
    count = len(frames) // 2 * 2
    return np.asarray((frames[:count:2] + frames[1:count:2]) / 2)


def _orders(count: int, piece: float) -> Whole:
    """Frames of a text in its own order, and then in others, in pieces of so many: shape (orders, frames)."""
    chance = np.random.default_rng(0)
    pieces = np.array_split(np.arange(count), max(4, round(count / piece)))
    mixed = (chance.permutation(len(pieces)) for _number in range(_ORDERS))
    return np.stack([np.arange(count), *(np.concatenate([pieces[at] for at in order]) for order in mixed)])


def _costs(near: Floats, orders: Whole) -> Floats:
    """What a frame that is heard costs on the cheapest way through the frames of a text in each order."""
    edge = max(2, orders.shape[1] // _EDGE)
    # Three states before the first one, in which nobody ever is.
    costs = np.full((len(orders), orders.shape[1] + 3), np.inf, np.float32)
    costs[:, 3 : 3 + edge] = near[0][orders[:, :edge]]
    least, other = np.empty((2, *orders.shape), np.float32)
    for frame in near[1:]:
        np.add(costs[:, 3:], _STAY, out=least)
        np.minimum(least, costs[:, 2:-1], out=least)
        for left, price in ((2, _SKIP), (3, _SKIP_TWO)):
            np.add(costs[:, 3 - left : -left], price, out=other)
            np.minimum(least, other, out=least)
        frame.take(orders, out=other, mode="clip")
        np.add(least, other, out=costs[:, 3:])
    return np.asarray(costs[:, -edge:].min(axis=1) / len(near))
