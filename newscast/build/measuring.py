"""The third stage: how long everything that is spoken lasts, and where somebody speaks in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from newscast.base.languages.spoken import say_in
from newscast.base.timecode import SAMPLE_RATE
from newscast.build.stages import Measured, Probed, grown
from newscast.build.takes.exchanging import exchanged
from newscast.media.missing import present
from newscast.rundown.model import Clip
from newscast.sound.align.others import read_likeness
from newscast.sound.align.said import read_said
from newscast.sound.align.step import alignment_step, voice_for
from newscast.sound.speech import read_take_info, speech_step
from newscast.sound.synth import synth_words_step
from newscast.sound.take import take_step
from newscast.step.step import Step
from newscast.timeline.context import Context
from newscast.timeline.heard import Alignment, Neural, Recital, Take, TakeInfo
from newscast.timeline.ranges import heard_range
from newscast.timeline.reading import read_seconds
from newscast.timeline.recitals import all_recitals, forms_of
from newscast.timeline.spans import Span
from newscast.timeline.takes import all_takes

if TYPE_CHECKING:
    from newscast.engine.engine import Engine

Found = TypeVar("Found")

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


def measured(probed: Probed, engine: Engine, beside: Sequence[Step] = ()) -> Measured:
    """The length of every take that decides when something happens, and where somebody speaks in it; meanwhile what
    else is to be made `beside`, so that no worker has to wait for it alone later."""
    contexts = [probed.context(request) for request in probed.timed]
    prepared = take_steps({take for context in contexts for take in all_takes(context)}, probed)
    speech = {take: speech_step(step) for take, step in prepared.items()}
    recitals = {recital for context in contexts for recital in all_recitals(context)}
    words = {recital: words_step(recital, prepared, probed) for recital in recitals}
    engine.make([*speech.values(), *words.values(), *beside])
    infos = {take: read_take_info(engine.path(step)) for take, step in speech.items()}
    heard = {recital: read_said(engine.path(step)) for recital, step in words.items()}

    def made(steps: Sequence[Step]) -> dict[Step, float]:
        engine.make(steps)
        return {step: read_likeness(engine.path(step)) for step in steps}

    alignments = exchanged(heard, recitals, infos, prepared, probed, made)
    return grown(Measured, probed, infos=infos, alignments=alignments, guessed=frozenset())


def words_step(recital: Recital, prepared: Mapping[Take, Step], probed: Probed) -> Step:
    """The step that finds where the words of a text are said: espeak-ng tells, recordings and Piper are listened to."""
    language = probed.loaded.show.language
    say = say_in(recital.text, probed.loaded.rundown.say.items())
    words, forms = recital.text.split(), forms_of(recital, language, say)
    if recital.takes[0].text and not isinstance(recital.takes[0].voice, Neural):
        # What it reads is the text as it is written, or as it is said.
        pieces = words if recital.takes[0].text.split() == words else forms
        return synth_words_step(recital.takes[0], pieces)
    return alignment_step([prepared[take] for take in recital.takes], words, forms, voice_for(language))


def estimated(probed: Probed, known: Callable[[Step], Path | None]) -> Measured:
    """The same without synthesising or decoding anything: what is `known` of takes by earlier builds, and of the others
    what follows from the files' own lengths and reading speed.
    """
    infos: dict[Take, TakeInfo] = {}
    recitals: set[Recital] = set()
    heard: dict[Recital, Alignment] = {}
    prepared: dict[Take, Step] = {}
    guessed: set[Take] = set()
    for request in probed.timed:
        context = probed.context(request)
        new = take_steps(all_takes(context) - infos.keys(), probed)
        prepared |= new
        for take, step in new.items():
            found = read_kept(known(speech_step(step)), read_take_info)
            infos[take] = found or _guess(_seconds(take, context))
            if found is None:
                guessed.add(take)
        for recital in all_recitals(context) - recitals:
            recitals.add(recital)
            if guessed.isdisjoint(recital.takes):
                said = read_kept(known(words_step(recital, prepared, probed)), read_said)
                heard[recital] = said or Alignment()

    def kept(steps: Sequence[Step]) -> dict[Step, float]:
        found = ((step, read_kept(known(step), read_likeness)) for step in steps)
        return {step: near for step, near in found if near is not None}

    alignments = exchanged(heard, recitals, infos, prepared, probed, kept)
    return grown(Measured, probed, infos=infos, alignments=alignments, guessed=frozenset(guessed))


def read_kept(result: Path | None, read: Callable[[Path], Found]) -> Found | None:
    """What a result says. Nobody holds the store yet: it may have been let go of since it was found."""
    with suppress(OSError):
        return read(result) if result else None
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
        return float(read_seconds(take.text))
    if take.frames is not None:
        return float(take.frames / context.rate)
    if take.file is None:
        return _UNKNOWN_MUSIC
    whole = Clip(file=take.file).model_copy(update={"track": take.track, "channels": take.channels})
    return float((sum(heard_range(whole, context)) - take.start) / context.rate)
