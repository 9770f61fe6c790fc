"""The third stage: how long everything that is spoken lasts, and where somebody speaks in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.base.timecode import SAMPLE_RATE
from newscast.build.stages import Measured, Probed, grown
from newscast.media.missing import present
from newscast.rundown.model import Clip
from newscast.sound.speech import read_take_info, speech_step
from newscast.sound.take import take_step
from newscast.step.step import Step
from newscast.timeline.context import Context
from newscast.timeline.model import Span, Take, TakeInfo
from newscast.timeline.ranges import heard_range
from newscast.timeline.reading import spoken_seconds
from newscast.timeline.takes import all_takes

if TYPE_CHECKING:
    from newscast.engine.engine import Engine

_UNKNOWN_MUSIC = 2.0
"""Seconds that a piece of built-in music is estimated at."""
_SHORTEST = 0.5
"""Seconds that no take is shorter than."""
_SURE = 0.9
"""The share of a recording's own length that is found when it is decoded: what lacks more is refused as incomplete."""
_SLOWEST = 5
"""How many times as long as by reading speed the slowest synthetic voice takes, at most."""


def take_steps(takes: Iterable[Take], probed: Probed) -> dict[Take, Step]:
    """The step that prepares each take."""
    media, show = probed.media, probed.loaded.show
    return {take: take_step(take, present(media, take.file) if take.file else None, show) for take in takes}


def measured(probed: Probed, engine: Engine) -> Measured:
    """The length of every take that decides when something happens, and where somebody speaks in it."""
    takes = {take for request in probed.requests for take in all_takes(probed.context(request))}
    speech = {take: speech_step(step) for take, step in take_steps(takes, probed).items()}
    engine.make(speech.values())
    infos = {take: read_take_info(engine.path(step)) for take, step in speech.items()}
    return grown(Measured, probed, infos=infos, guessed=frozenset())


def estimated(probed: Probed, known: Callable[[Step], Path | None]) -> Measured:
    """The same without synthesising or decoding anything: what is `known` of takes by earlier builds, and of the others

    what follows from the files' own lengths and reading speed.
    """
    infos: dict[Take, TakeInfo] = {}
    guessed: set[Take] = set()
    for request in probed.requests:
        context = probed.context(request)
        for take, step in take_steps(all_takes(context) - infos.keys(), probed).items():
            found = _kept(known(speech_step(step)))
            infos[take] = found or _guess(_seconds(take, context))
            if found is None:
                guessed.add(take)
    return grown(Measured, probed, infos=infos, guessed=frozenset(guessed))


def _kept(result: Path | None) -> TakeInfo | None:
    """What a result says of a take. Nobody holds the store yet: it may have been let go of since it was found."""
    with suppress(OSError):
        return read_take_info(result) if result else None
    return None


def shortest(measured: Measured) -> Measured:
    """As if all takes that are guessed were as short as they can be: nearly all that a file says of itself is there."""
    return _as_if(measured, lambda take: _SURE * measured.infos[take].samples / SAMPLE_RATE if take.file else _SHORTEST)


def longest(measured: Measured) -> Measured:
    """As if all takes that are guessed were as long as they can be: a recording lasts as long as its file at most."""
    return _as_if(measured, lambda take: measured.infos[take].samples / SAMPLE_RATE * (1 if take.file else _SLOWEST))


def _as_if(measured: Measured, seconds: Callable[[Take], float]) -> Measured:
    guesses = {take: _guess(seconds(take)) for take in measured.guessed if take.frames is None}
    return replace(measured, infos={**measured.infos, **guesses})


def _guess(seconds: float) -> TakeInfo:
    samples = ceil(seconds * SAMPLE_RATE)
    return TakeInfo(samples, (Span(0, samples),))


def _seconds(take: Take, context: Context) -> float:
    if take.text:
        return float(spoken_seconds(take.text, context.show.language))
    if take.frames is not None:
        return float(take.frames / context.rate)
    if take.file is None:
        return _UNKNOWN_MUSIC
    whole = Clip(file=take.file).model_copy(update={"track": take.track, "channels": take.channels})
    return float((sum(heard_range(whole, context)) - take.start) / context.rate)
