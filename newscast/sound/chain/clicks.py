"""Clicks: what breaks sharply and is over at once, a smack of the lips or a crackle, is bridged; breaths stay."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import maximum_filter1d, percentile_filter

from newscast.base.i18n import ngettext
from newscast.sound.chain.alone import Surroundings
from newscast.sound.chain.bridges import bridges
from newscast.sound.chain.bursts import is_burst
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.gated import is_edge
from newscast.sound.chain.grains import GRAIN
from newscast.sound.chain.heard import Heard
from newscast.sound.chain.mending import mended_stretch, stretches
from newscast.sound.chain.narrow import rate_of
from newscast.sound.chain.openings import BREATH, in_closure, opens_voice
from newscast.sound.chain.openings import STEP as _TEN
from newscast.sound.chain.outstanding import outstanding
from newscast.sound.chain.patching import Span, patched
from newscast.sound.chain.ringing import EDGE, RINGS
from newscast.sound.chain.sure import sure
from newscast.sound.chain.unforeseen import bends, foretold, sharpest, unforeseen
from newscast.sound.meter import STEP, integrated, lufs
from newscast.sound.wav import Samples, Wav

NAME = "clicks"
_STEPS = 11
"""Steps around a grain that say what is ordinary there."""
_ORDINARY = 75.0
"""Percentile of these: a click fills two of them at most, a voice all."""
_SHARP = 6.0
"""Times as sharp as the ordinary."""
_HEARD = 0.05
"""Of what is sharp in the take's speech, below which a click is not heard."""
_IN_PAUSES, _RINGING = 0.125, 0.001
"""The share of that below which it is not heard in a pause; and below which what rings beside a click is not."""
_PAUSE = 120
"""Milliseconds without voice on either side of a moment in a pause: more than a stop has."""
_LENGTH = 4
"""Milliseconds that a click lasts at most."""
_REACH = 15
"""Milliseconds around it in which nothing else is nearly as sharp."""
_CREAK = 60
"""The same for what is half as sharp: the pulses of a creaking voice lie as near to each other."""
_PLAIN = 9
"""Times as sharp as all of that, from which nobody asks whether a voice foretold it."""
_TICK = 14
"""Samples that a tick lasts, which no mouth makes; all that lasts longer must leave no breath behind."""
_AFTER = 96
"""Samples on either side in which a tick has nothing nearly as sharp: 2 ms."""
_RAISED = 2.0
"""Times as sharp as before: then it breathes."""
_VOICED = 0.1
"""Of how far the take's speech swings: what swings as far is voice."""
_BURST, _SPOKEN = 15.0, 97.0
"""Times as sharp as the ordinary, and percentile of the steps in which somebody speaks: what is sharper than both is no
burst of a stop, wherever it stands. In 15 recordings of speech, those in closures reach 12 times, and no higher than
the 90th."""
_BEYOND, _APART = 1.6, 5
"""Times as sharp as that percentile, which nothing reaches that is spoken and over at once (1.4 in 40 recordings and
synthetic voices); and times as sharp as what is near by, however sharp that is."""
_ALONE, _TICKS = 160.0, 3.0
"""How alone what was found stands at least, and a tick. In the recording's own band 33 of 55 longer findings in 2,460 s
of clean speech do not, of 1,542 such clicks 13; of 155 findings as short as ticks 126 have less than 5, of 1,304 ticks
five."""
_FAINTER = 20.0
"""LU under a take's loudness at which speech ends."""


def measure(heard: Heard) -> Finding | None:
    """Where clicks are."""
    jump = heard.grains.jump
    if len(jump) < 2 * _STEPS * _TEN:
        return None
    count = len(jump) // _TEN * _TEN
    steps = jump[:count].reshape(-1, _TEN).max(axis=1)
    ordinary = percentile_filter(steps, _ORDINARY, _STEPS, mode="nearest")
    usual = np.repeat(ordinary, _TEN)
    voiced = _voiced(heard.grains.mean[:count])
    heard_in_words = _HEARD * float(np.percentile(steps, 90))
    paused = _paused(voiced)
    floor = np.where(paused, _IN_PAUSES, 1.0) * heard_in_words
    spoken_most = float(np.percentile(steps[_spoken(heard, len(steps))], _SPOKEN))
    sharp = np.flatnonzero(jump[:count] > np.maximum(_SHARP * usual, floor))
    beyond = np.flatnonzero(jump[:count] > np.maximum(_BEYOND * spoken_most, floor))
    spoken = np.clip(_BURST * usual, spoken_most, _BEYOND * spoken_most)
    short = (*_short(jump, sharp, _SHARP), *_short(jump, beyond, _APART))
    found = [_click(heard.wav, jump, span, voiced, spoken) for span in short]
    found += [_no_burst(heard.wav, span, voiced) for span in unforeseen(heard.wav, jump[:count], floor)]
    spans = [span for span in found if span is not None and not _opens(jump, span, voiced)]
    around = Surroundings(heard.wav, heard.grains, rate_of(heard.spectrum))
    spans = [span for span in spans if _is_alone(around, span, voiced)]
    spans += [_tick(heard.wav, span) or span for span in outstanding(around, voiced, spans)]
    spans = [span for span in spans if not is_edge(heard.grains.peak, span, around.words)]
    spans = list(sure(heard.wav, bridges(heard.wav, spans, _RINGING * heard_in_words), around.words))
    if not spans:
        return None
    begin = [spans[0], *(span for before, span in pairwise(spans) if span[0] - before[1] > RINGS)]
    return Finding(NAME, "bridged", len(begin), "clicks", details={"at": [_second(span) for span in begin]}, plan=spans)


def treat(heard: Heard, finding: Finding) -> Iterator[Samples]:
    spans = stretches(finding.plan)
    return patched(heard.wav, list(spans), lambda stretch: mended_stretch(heard.wav, stretch, spans[stretch]))


def tell(finding: Finding) -> str:
    count = int(finding.measured)
    return ngettext("{count} click was removed.", "{count} clicks were removed.", count).format(count=count)


def _second(span: Span) -> float:
    return round(span[0] / (1000 * GRAIN), 2)


def _spoken(heard: Heard, count: int) -> NDArray[np.bool_]:
    """In which of so many steps somebody speaks."""
    loud = lufs(heard.energies) > integrated(heard.energies) - _FAINTER
    steps = np.repeat(loud, STEP // (_TEN * GRAIN))[:count]
    return np.pad(steps, (0, count - len(steps))) if steps.any() else np.ones(count, bool)


def _short(jump: NDArray[np.float32], sharp: NDArray[np.int64], apart: float) -> Iterator[Span]:
    """Runs of sharp grains that are over at once, as samples; near by all is so many times less sharp. Where a take is
    cut off in a word it breaks too, so its ends count as part of what is near."""
    for run in np.split(sharp, np.flatnonzero(np.diff(sharp) > _LENGTH) + 1):
        if not len(run) or run[0] < _REACH or run[-1] + _REACH >= len(jump):
            continue
        peak = float(jump[run].max())
        first, last = max(0, int(run[0]) - _REACH), int(run[-1]) + _REACH + 1
        near = np.flatnonzero(jump[first:last] > peak / apart) + first
        if near[-1] - near[0] < _LENGTH:
            yield max(0, int(near[0]) - 1) * GRAIN, (int(near[-1]) + 2) * GRAIN


def _voiced(mean: NDArray[np.float32]) -> NDArray[np.bool_]:
    """In which grains somebody's voice swings."""
    swing = np.sqrt(np.square(mean.reshape(-1, _TEN)).mean(axis=1))
    return np.repeat(swing > _VOICED * float(np.percentile(swing, 90)), _TEN)


def _paused(voiced: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which grains are far from any voice."""
    return np.asarray(~maximum_filter1d(voiced, 2 * _PAUSE + 1))


def _click(
    wav: Wav, jump: NDArray[np.float32], span: Span, voiced: NDArray[np.bool_], spoken: NDArray[Any]
) -> Span | None:
    """Where it is, to the sample for a tick; None where somebody spoke it: in the closure of a stop, or where it is not
    as quiet after it as before, unless it is sharper than what is `spoken` there."""
    first, last = span[0] // GRAIN, span[1] // GRAIN
    peak = float(jump[first:last].max())
    around = np.concatenate([jump[max(0, first - _CREAK) : first], jump[last : last + _CREAK]])
    if float(around.max(initial=0.0)) > peak / 2:
        return None
    if float(around.max(initial=0.0)) > peak / _PLAIN and foretold(wav, span):
        return None
    tick = _tick(wav, span)
    if tick is not None:
        return tick
    if peak > float(spoken[first:last].max()):
        return span
    if not is_burst(wav, span):
        return span
    if in_closure(voiced, first, last):
        return None
    near, far = BREATH
    before, after = jump[max(0, first - far) : max(0, first - near)], jump[last + near : last + far]
    if not (len(before) and len(after)):
        return span
    return span if float(np.median(after)) <= _RAISED * float(np.median(before)) else None


def _is_alone(own: Surroundings, span: Span, voiced: NDArray[np.bool_]) -> bool:
    """Whether what was found stands alone enough for a click in the recording's own band or in the whole, and breathes
    on behind no closed mouth; nothing tells where all around is silent."""
    middle = sharpest(own.wav, span)
    tick = span[1] - span[0] <= _TICK + 2 * EDGE
    for around in (own, own.whole) if own.rate > 1 else (own,):
        left = around.left(middle)
        if left is None:
            return True
        # No mouth makes a tick.
        if not tick and left.breathes and in_closure(voiced, span[0] // GRAIN, span[1] // GRAIN):
            return False
        if around.stands(left, middle) > (_TICKS if tick else _ALONE):
            return True
    return False


def _no_burst(wav: Wav, span: Span, voiced: NDArray[np.bool_]) -> Span | None:
    """What was not foretold, to the sample for a tick; None for what may open a mouth for a t or k."""
    first, last = span
    over_at_once = _tick(wav, (first - _AFTER, last + _AFTER)) is not None
    if not over_at_once and in_closure(voiced, first // GRAIN, last // GRAIN) and is_burst(wav, span):
        return None
    return _tick(wav, span) or span


def _tick(wav: Wav, span: Span) -> Span | None:
    """Where it is to the sample, if it is a tick."""
    bent = bends(wav.read(span[0] - 1, span[1] - span[0] + 2))
    sharp = np.flatnonzero(bent > bent.max() / _SHARP)
    if sharp[-1] - sharp[0] >= _TICK:
        return None
    return span[0] + int(sharp[0]) - EDGE, span[0] + int(sharp[-1]) + 1 + EDGE


def _opens(jump: NDArray[np.float32], span: Span, voiced: NDArray[np.bool_]) -> bool:
    return opens_voice(jump, voiced, span[0] // GRAIN, span[1] // GRAIN + 1)
