"""One take of a whole newscast becomes the takes of its parts, before anything of them is measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from newscast.base.errors import FilesError, Problem, unique
from newscast.base.i18n import _
from newscast.base.timecode import SAMPLE_RATE, Time, clock, round_half_up
from newscast.build.cuts import Request
from newscast.build.known import Known
from newscast.build.measuring import read_kept, take_steps, words_step
from newscast.build.stages import Probed
from newscast.captions.align import words_of
from newscast.media.choice import choose, speech_of
from newscast.media.info import MediaInfo
from newscast.media.missing import present
from newscast.rundown.model import Clip, Part, Rundown, WithParts
from newscast.rundown.whole_take import Copy, of_the_take, taken_parts
from newscast.sound.align.said import read_said
from newscast.sound.speech import read_take_info, speech_step
from newscast.step.step import Step
from newscast.timeline.heard import Alignment, Recital, Take, TakeInfo, Utterance
from newscast.timeline.spans import Span
from newscast.timeline.splitting import Heard, stretches
from newscast.timeline.takes import recorded_take

if TYPE_CHECKING:
    from newscast.engine.engine import Engine


_TOLD = 1
"""Seconds from which on it is told that something is cut out."""


@dataclass(frozen=True)
class _Whole:
    """The take, and the parts that are read in it, in order."""

    clip: Clip
    take: Take
    parts: tuple[Copy, ...]
    language: str

    @property
    def text(self) -> str:
        return " ".join(part.copy_ for part in self.parts)


def split(probed: Probed, engine: Engine) -> Probed:
    """Every part that is read from one take of the whole newscast, as if its own stretch of it had been named.

    A text of which nothing is said there has no voice: in a draft a synthetic one reads it, with a warning. Raises
    FilesError for a final.
    """
    whole = _whole(probed)
    if whole is None:
        return probed
    speech, words = _steps(whole, probed)
    engine.make([speech, words])
    return _split(probed, whole, read_take_info(engine.path(speech)), read_said(engine.path(words)))


def split_roughly(probed: Probed, known: Known) -> tuple[Probed, bool]:
    """The same without preparing anything: by what earlier builds left, else by the pauses that the probe heard.

    Also whether it is certain.
    """
    whole = _whole(probed)
    if whole is None:
        return probed, True
    speech, words = _steps(whole, probed)
    info = read_kept(known.find(speech), read_take_info)
    found = read_kept(known.find(words), read_said) if info else None
    done = _split(probed, whole, info or _probed_speech(whole.take, probed), found or Alignment())
    return done, found is not None


def _steps(whole: _Whole, probed: Probed) -> tuple[Step, Step]:
    """Where somebody speaks in the take, and where each word is said."""
    prepared = take_steps([whole.take], probed)
    return speech_step(prepared[whole.take]), words_step(Recital((whole.take,), whole.text), prepared, probed)


def _probed_speech(take: Take, probed: Probed) -> TakeInfo:
    """What the probe knows of a take, in its own samples."""
    assert take.file
    info, rate = present(probed.media, take.file), probed.loaded.show.rate
    start = take.start / rate
    end = start + take.frames / rate if take.frames is not None else info.duration
    choice = choose(info, take.track, take.channels, start, end)
    spoken = [
        Span(round((first - start) * SAMPLE_RATE), round((last - start) * SAMPLE_RATE))
        for first, last in speech_of(info, choice, start, end)
    ]
    samples = round((end - start) * SAMPLE_RATE)
    return TakeInfo(samples, tuple(spoken) or (Span(0, samples),))


def _split(probed: Probed, whole: _Whole, info: TakeInfo, found: Alignment) -> Probed:
    clips = _clips(whole, info, found, probed.loaded.show.rate)
    silent = list(_silent(probed, whole, clips))
    if any(not problem.warning for problem in silent):
        raise FilesError(unique(silent))
    told = [*silent, *_besides(whole, found, clips, probed.loaded.show.rate)]
    renewed: dict[int, tuple[Part, Part]] = {}

    def voiced(request: Request) -> Request:
        return replace(request, rundown=_voiced(request.rundown, clips, renewed))

    return replace(
        probed,
        requests=tuple(map(voiced, probed.requests)),
        judging=tuple(map(voiced, probed.judging)),
        reference=voiced(probed.reference) if probed.reference else None,
        warnings=tuple(unique([*probed.warnings, *told])),
    )


def _whole(probed: Probed) -> _Whole | None:
    rundown = probed.loaded.rundown
    parts = tuple(part for _segment, part in taken_parts(rundown))
    if rundown.voice is None or not parts or not isinstance(probed.media.get(rundown.voice.file), MediaInfo):
        return None
    take = recorded_take("voice", rundown.voice, probed.context(probed.requests[0]))
    return _Whole(rundown.voice, take, parts, probed.loaded.show.language)


def _clips(whole: _Whole, info: TakeInfo, found: Alignment, rate: Fraction) -> dict[object, Clip]:
    """The stretch of the take in which each part is read, by the part; those of which nothing is said are left out."""
    said = Utterance(whole.text, 0, info.samples, info.speech, said=found.said, partings=found.partings)
    words = tuple(Span(word.start, word.end) if word.said else None for word in words_of(said, whole.language))
    counts = [len(part.copy_.split()) for part in whole.parts]
    cut = stretches(counts, Heard(words, info.speech, info.samples), whole.clip.trim)
    pairs = zip(whole.parts, cut, strict=True)
    return {_key(part): _clip(whole, stretch, rate) for part, stretch in pairs if stretch}


def _clip(whole: _Whole, stretch: tuple[Fraction, Fraction], rate: Fraction) -> Clip:
    first, last = (whole.take.start + round_half_up(sample * rate / SAMPLE_RATE) for sample in stretch)
    times = {"in_": Time(first / rate), "out": Time(max(last, first + 1) / rate)}
    return whole.clip.model_copy(update=times)


def _key(part: Copy) -> object:
    """The same for a part and for what a deliverable keeps of it."""
    return part.place or id(part)


def _silent(probed: Probed, whole: _Whole, clips: Mapping[object, Clip]) -> Iterator[Problem]:
    """Texts that are kept, and of which nothing is said in the take."""
    kept = [part for request in probed.requests for _segment, part in taken_parts(request.rundown)]
    for part in kept:
        if _key(part) not in clips:
            message = _("Nothing of this text is said in {name}.").format(name=whole.clip.file.name)
            draft = probed.options.draft
            hint = (
                _("The draft reads it with a synthetic voice.") if draft else _("Record it, and name it in `voice:`.")
            )
            place, medium = part.where(part.kind), whole.clip.file
            yield Problem(message, hint, place, warning=draft, code="voice-missing", medium=medium)


def _besides(whole: _Whole, found: Alignment, clips: Mapping[object, Clip], rate: Fraction) -> Iterator[Problem]:
    """What is said between the texts, and is heard in no part."""
    used = [(clip.in_.frames(rate), clip.out.frames(rate)) for clip in clips.values() if clip.in_ and clip.out]
    for each in found.partings:
        seconds, middle = Fraction(each.end - each.start, SAMPLE_RATE), Fraction(each.start + each.end, 2 * SAMPLE_RATE)
        at = whole.take.start + middle * rate
        if each.kind == "added" and seconds >= _TOLD and not any(first <= at < last for first, last in used):
            message = _("{name} has {seconds} s at {time} that are in no text; they are cut out.")
            time = clock(max(whole.take.start / rate + Fraction(each.start, SAMPLE_RATE), Fraction(0)))
            said = message.format(name=whole.clip.file.name, seconds=f"{float(seconds):.1f}", time=time)
            hint = _("Listen to it: is a text missing?")
            yield Problem(said, hint, whole.clip.place, warning=True, code="take-adds", medium=whole.clip.file)


def _voiced(rundown: Rundown, clips: Mapping[object, Clip], renewed: dict[int, tuple[Part, Part]]) -> Rundown:
    """What a deliverable keeps, with voices; a part that several keep stays one."""

    def voiced(part: Part) -> Part:
        clip = clips.get(_key(part)) if isinstance(part, Copy) and of_the_take(part, rundown) else None
        if clip is None:
            return part
        if id(part) not in renewed:
            # With the part, lest another take its place in memory.
            renewed[id(part)] = part, part.model_copy(update={"voice": (clip,)})
        return renewed[id(part)][1]

    segments = (
        each.model_copy(update={"parts": tuple(map(voiced, each.parts))}) if isinstance(each, WithParts) else each
        for each in rundown.segments
    )
    return rundown.model_copy(update={"segments": tuple(segments)})
