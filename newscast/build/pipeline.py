"""The main job, in order: asked → probed → measured → placed → composed → finished → published."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from newscast.base.errors import FilesError, Problem, by_place
from newscast.base.files import machine_errors
from newscast.build.ahead import Ahead
from newscast.build.blaming import blaming
from newscast.build.captioning import captioned
from newscast.build.composing import composed
from newscast.build.examining import examine
from newscast.build.finishing import finished
from newscast.build.foreseen import foresee, foresee_exactly, foresee_sharing, stage
from newscast.build.framing import framed
from newscast.build.keeping import keep_store
from newscast.build.looking.faultless import faultless
from newscast.build.looking.legible import legible
from newscast.build.looking.moments import wrong_moments
from newscast.build.measuring import measured
from newscast.build.memo import Outcome, noting_build, remember
from newscast.build.placing import placed
from newscast.build.publishing import folder_of, origins_for, published, refuse_unwritable
from newscast.build.rehearsing import Rehearsal, rehearse_build
from newscast.build.request import Built, Options
from newscast.build.sending import limit_of
from newscast.build.sharing import shared
from newscast.build.stages import Composed, Probed
from newscast.build.takes.recollecting import recollected
from newscast.build.takes.splitting import split
from newscast.deliverables.hardware import find_encoder
from newscast.engine.engine import Engine
from newscast.engine.loading import ALL, loaded_for
from newscast.engine.nursery import hasten
from newscast.step.step import Step
from newscast.store.open import open_store


def build_anew(paths: Sequence[Path], options: Options) -> Iterable[Built]:
    """Build them step by step. All are examined and rehearsed first: an error in any renders none."""
    for number, _path in enumerate(paths):
        foresee(options.progress, number)
    episodes = examine(paths, options, noting_build)
    for number, episode in enumerate(episodes):
        if limit_of(options, episode.loaded) is not None:
            foresee_sharing(options.progress, number)
    rehearsals = rehearse_all(episodes, options)
    if not options.scheduler:
        told = [ALL if each.kinds is None else loaded_for(each.kinds) for each in rehearsals]
        hasten([module for modules in told for module in modules])
    for episode in episodes:
        refuse_unwritable(episode)
    for episode, rehearsal in zip(episodes, rehearsals, strict=True):
        options.say(by_place([*episode.warnings, *rehearsal.remarks]))
    for number, (episode, rehearsal) in enumerate(zip(episodes, rehearsals, strict=True)):
        built = _build(episode, number, rehearsal)
        if number == len(episodes) - 1:
            options.progress.complete()
        yield built


def rehearse_all(episodes: Sequence[Probed], options: Options) -> list[Rehearsal]:
    """What can be known of the builds before anything is prepared. Raises FilesError with the problems of all."""
    rehearsals: list[Rehearsal] = []
    problems: list[Problem] = []
    for number, episode in enumerate(episodes):
        try:
            with stage(options.progress, number, "rehearse"):
                rehearsal = rehearse_build(episode)
        except FilesError as error:
            problems += [*episode.warnings, *error.problems]
            continue
        foresee_exactly(options.progress, number, rehearsal.measuring, rehearsal.rendering)
        rehearsals.append(rehearsal)
    if problems:
        raise FilesError(by_place(problems))
    return rehearsals


def planned(episode: Probed, engine: Engine, number: int = 0, music: Sequence[Step] = ()) -> Composed:
    """Everything that has to be made, as steps; what placing them needs is made, and the `music` meanwhile. Raises
    FilesError."""
    work = episode.options.progress
    with stage(work, number, "measure"):
        known = placed(measured(split(episode, engine), engine, music))
        known = recollected(known, engine.store, partial(_made, engine), keep=True)
        known = framed(known, partial(_made, engine))
    with stage(work, number, "compose"), faultless(engine.store, episode.loaded.show) as right:
        captions = captioned(known, engine)
        known = legible(known, captions, partial(_made, engine), right)
        plan = composed(known, captions, engine.has, _hardware(episode, engine))
        cuts = {id(piece.cut): piece.cut for piece in plan.pieces}.values()
        show = episode.loaded.show
        return replace(plan, remarks=(*plan.remarks, *wrong_moments(cuts, show, right)))


def _made(engine: Engine, steps: Sequence[Step]) -> dict[Step, Path]:
    engine.make(steps)
    return {step: engine.path(step) for step in steps}


def _build(episode: Probed, number: int, rehearsal: Rehearsal) -> Built:
    began = time.monotonic()
    options, work = episode.options, episode.options.progress
    store = open_store(episode.results)
    with machine_errors(store.folder):
        store.folder.mkdir(parents=True, exist_ok=True)
    origins = origins_for(episode)
    jobs = options.jobs or os.cpu_count() or 1
    with blaming(episode), Engine(store, episode.binary, jobs, options.progress, options.scheduler) as engine:
        if engine.apart.words:
            options.say([Problem(engine.apart.words, warning=True, code="store-apart")])
        plan = planned(episode, engine, number, rehearsal.music)
        said = {(each.code, each.place) for each in rehearsal.remarks}
        new = [each for each in plan.warnings if each not in episode.warnings]
        options.say(by_place([*new, *(each for each in plan.remarks if (each.code, each.place) not in said)]))
        with Ahead(folder_of(episode), plan.pieces, engine) as ahead:
            with stage(work, number, "render"):
                engine.make(plan.steps, ahead.made)
            made = finished(plan, engine)
            options.say(by_place(made.remarks[len(plan.remarks) :]))
            with stage(work, number, "publish"):
                done = published(made, engine, origins, began, ahead)
        remarks = made.remarks
        limit = limit_of(options, episode.loaded)
        if limit is not None:
            # Somebody waits for the draft; what is sent of it comes after.
            options.stands(done.built)
            with stage(work, number, "share"):
                done, too_long = shared(made, engine, done, limit)
            options.say(too_long)
            remarks = (*remarks, *too_long)
        told = (done.needed, engine.asked, made.warnings, remarks, done.until, done.history, episode.exceptions)
        outcome = Outcome(done.built, episode.binary, done.statuses, *told)
        remember(episode.path, options, store, episode.seen, outcome)
    keep_store(episode, engine)
    return done.built


def _hardware(episode: Probed, engine: Engine) -> str | None:
    """The encoder to use instead of the software one, where the kit leaves the choice to the machine."""
    if episode.loaded.show.encoder != "auto" or episode.options.draft or episode.options.scheduler:
        return None
    memory = engine.store.folder / "encoders.json"
    episode.seen.note(memory)
    return find_encoder(engine.binary, memory)
