"""The third stage: how long everything that is spoken lasts, and where somebody speaks in it."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from newscast.base.timecode import SAMPLE_RATE
from newscast.build.stages import Measured, Probed, grown
from newscast.engine.engine import Engine
from newscast.sound.speech import read_take_info, speech_step
from newscast.sound.take import take_step
from newscast.step.step import Step
from newscast.timeline.context import Context
from newscast.timeline.model import Span, Take, TakeInfo
from newscast.timeline.reading import spoken_seconds
from newscast.timeline.takes import all_takes, file_frames

_UNKNOWN_MUSIC = 2.0
"""Seconds that a piece of built-in music is estimated at."""


def take_steps(takes: Iterable[Take], probed: Probed) -> dict[Take, Step]:
    """The step that prepares each take."""
    media, show = probed.media, probed.loaded.show
    return {take: take_step(take, media[take.file] if take.file else None, show) for take in takes}


def measured(probed: Probed, engine: Engine) -> Measured:
    """The length of every take that decides when something happens, and where somebody speaks in it."""
    takes = {take for request in probed.requests for take in all_takes(probed.context(request))}
    speech = {take: speech_step(step) for take, step in take_steps(takes, probed).items()}
    engine.make(speech.values())
    infos = {take: read_take_info(engine.path(step)) for take, step in speech.items()}
    return grown(Measured, probed, infos=infos)


def estimated(probed: Probed) -> Measured:
    """The same without synthesising or decoding anything: by the files' own lengths, and reading speed."""
    infos: dict[Take, TakeInfo] = {}
    for request in probed.requests:
        context = probed.context(request)
        for take in all_takes(context):
            samples = ceil(_seconds(take, context) * SAMPLE_RATE)
            infos[take] = TakeInfo(samples, (Span(0, samples),))
    return grown(Measured, probed, infos=infos)


def _seconds(take: Take, context: Context) -> float:
    if take.text:
        return float(spoken_seconds(take.text))
    if take.frames is not None:
        return float(take.frames / context.rate)
    if take.file is None:
        return _UNKNOWN_MUSIC
    return float((file_frames(context.media[take.file], context) - take.start) / context.rate)
