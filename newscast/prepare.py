"""Before placing: which cuts a build has, what their media are, and how long everything that is spoken lasts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from newscast.captions.steps import cues_step, read_cues
from newscast.deliverables.all import DELIVERABLES
from newscast.deliverables.cut import Captions
from newscast.document.reading import in_order
from newscast.engine.engine import Engine
from newscast.errors import FilesError, Place, Problem
from newscast.i18n import _
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory
from newscast.media.probe import probe
from newscast.rundown.keep import kept, media_files
from newscast.rundown.load import Loaded
from newscast.rundown.model import Close, Rundown, Story
from newscast.show.load import kit_place
from newscast.show.model import CaptionStyle
from newscast.sound.speech import read_take_info, speech_step
from newscast.sound.take import take_step
from newscast.step import Step
from newscast.timecode import SAMPLE_RATE
from newscast.timeline.context import Context
from newscast.timeline.model import PlacedSegment, Span, Take, TakeInfo, Timeline
from newscast.timeline.place import place
from newscast.timeline.reading import spoken_seconds
from newscast.timeline.suitable import complain_of_unsuitable
from newscast.timeline.takes import all_takes, file_frames

Media = Mapping[Path, MediaInfo]
Infos = Mapping[Take, TakeInfo]


@dataclass(frozen=True)
class Request:
    """One timeline that a deliverable needs: what is kept for it, and the story's slug where each has its own cut."""

    deliverable: str
    slug: str | None
    rundown: Rundown


@dataclass(frozen=True)
class Placed:
    """A request with its timeline."""

    request: Request
    timeline: Timeline


def requests(loaded: Loaded, names: Iterable[str]) -> list[Request]:
    """The cuts of these deliverables. Raises FilesError where one keeps nothing."""
    found: list[Request] = []
    for name in names:
        rundown = kept(loaded.rundown, name)
        social = [s for s in rundown.segments if isinstance(s, Story) and s.social]
        if DELIVERABLES[name].form.cuts and social:
            found += [Request(name, story.slug, _only(story, rundown)) for story in social]
        else:
            found.append(Request(name, None, rundown))
    return found


def _only(story: Story, rundown: Rundown) -> Rundown:
    """The rundown with this story, and the show's closing where it has one, without what is said in it."""
    closing = [s.model_copy(update={"parts": ()}) for s in rundown.segments if isinstance(s, Close)]
    return rundown.model_copy(update={"segments": (story, *closing)})


def probed(loaded: Loaded, wanted: Sequence[Request], memory: Memory, draft: bool) -> tuple[Media, list[Problem]]:
    """The media of all requests, and warnings. Raises FilesError with everything that is wrong with them."""
    places: dict[Path, Place | None] = {}
    for request in wanted:
        for path, where in media_files(request.rundown, loaded.show):
            places.setdefault(path, where or kit_place(loaded.show))
    answers = probe(list(places), memory)
    media = {path: answer for path, answer in answers.items() if isinstance(answer, MediaInfo)}
    problems = [
        replace(answer, place=places[path])
        for path, answer in answers.items()
        if isinstance(answer, Problem) and not (draft and not path.exists())
    ]
    problems += [_damaged(info, places[path]) for path, info in media.items() if info.damaged]
    for request in wanted:
        context = context_of(request, loaded, media, {})
        complain_of_unsuitable(context)
        problems += context.problems
    problems = in_order(problems)
    if any(not problem.warning for problem in problems):
        raise FilesError(problems)
    return media, problems


def _damaged(info: MediaInfo, where: Place | None) -> Problem:
    message = _("{name} is damaged inside; what cannot be read is concealed.").format(name=info.file.path.name)
    return Problem(message, _("Look at it in the result, or ask for the file again."), where, warning=True)


def context_of(request: Request, loaded: Loaded, media: Media, infos: Infos) -> Context:
    """What placing a request looks things up in."""
    form = DELIVERABLES[request.deliverable].form
    return Context(request.rundown, loaded.show, loaded.newsroom, form, media, infos)


def take_steps(takes: Iterable[Take], media: Media, loaded: Loaded) -> dict[Take, Step]:
    """The step that prepares each take."""
    return {take: take_step(take, media[take.file] if take.file else None, loaded.show) for take in takes}


def measured(loaded: Loaded, wanted: Sequence[Request], media: Media, engine: Engine) -> Infos:
    """The length of every take that decides when something happens, and where somebody speaks in it."""
    takes = {take for request in wanted for take in all_takes(context_of(request, loaded, media, {}))}
    speech = {take: speech_step(step) for take, step in take_steps(takes, media, loaded).items()}
    engine.make(speech.values())
    return {take: read_take_info(engine.path(step)) for take, step in speech.items()}


def estimated(loaded: Loaded, wanted: Sequence[Request], media: Media) -> Infos:
    """The same without synthesising or decoding anything: by the files' own lengths, and reading speed."""
    infos: dict[Take, TakeInfo] = {}
    for request in wanted:
        context = context_of(request, loaded, media, {})
        for take in all_takes(context):
            samples = ceil(_seconds(take, context) * SAMPLE_RATE)
            infos[take] = TakeInfo(samples, (Span(0, samples),))
    return infos


def _seconds(take: Take, context: Context) -> float:
    if take.text:
        return float(spoken_seconds(take.text))
    if take.frames is not None:
        return float(take.frames / context.rate)
    if take.file is None:
        return 2.0
    return float((file_frames(context.media[take.file], context) - take.start) / context.rate)


def placed_all(
    loaded: Loaded, wanted: Sequence[Request], media: Media, infos: Infos
) -> tuple[list[Placed], list[Problem]]:
    """Every request with its timeline, and warnings, each once. Raises FilesError with all that cannot be placed."""
    done: list[Placed] = []
    warnings: list[Problem] = []
    errors: list[Problem] = []
    for request in wanted:
        try:
            placing = place(context_of(request, loaded, media, infos))
        except FilesError as error:
            errors += error.problems
            continue
        done.append(Placed(request, placing.timeline))
        warnings += placing.warnings
    if errors:
        raise FilesError(unique(errors))
    return done, unique(warnings)


def captioned(placed: Iterable[Placed], loaded: Loaded, engine: Engine) -> Captions:
    """The captions of every segment, in the style of each deliverable that has some."""
    rate, language = loaded.show.rate, loaded.show.language

    def step_of(segment: PlacedSegment, style: CaptionStyle) -> Step:
        return cues_step(segment, rate, style, language)

    styles = {name: each.captions(loaded.show) for name, each in DELIVERABLES.items() if each.captions}
    engine.make(
        step_of(segment, styles[each.request.deliverable])
        for each in placed
        if each.request.deliverable in styles
        for segment in each.timeline.segments
    )
    return lambda segment, style: read_cues(engine.path(step_of(segment, style)), segment)


def unique(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in order."""
    return list(dict.fromkeys(problems))
