"""The main job, in order: asked → probed → measured → placed → composed → finished → published."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from newscast.base.binary import find_binary
from newscast.base.errors import FilesError, Problem, UsageError, unique
from newscast.base.files import machine_errors
from newscast.base.i18n import _
from newscast.base.status import Statuses
from newscast.build.asking import asked
from newscast.build.captioning import captioned, captioned_here
from newscast.build.composing import composed
from newscast.build.finishing import deliveries_of, finished, keep_in_mind, manifest_of, published, statuses
from newscast.build.foreseen import foresee, stage
from newscast.build.measuring import estimated, measured
from newscast.build.memo import Outcome, noting_build, recall, remember
from newscast.build.placing import placed
from newscast.build.probing import probed
from newscast.build.request import Built, Options
from newscast.build.stages import Composed, Finished, Probed
from newscast.deliverables.all import DELIVERABLES
from newscast.deliverables.hardware import find_encoder
from newscast.engine.engine import Engine
from newscast.episode.folder import publish, read_manifest
from newscast.media.memory import Memory
from newscast.rundown.load import Loaded
from newscast.store.open import open_store


def build(paths: Sequence[Path], options: Options) -> Iterable[Built]:
    """The episodes, built one after another; at once where nothing changed since they were last built so."""
    known = recall(paths, options)
    return build_anew(paths, options) if known is None else known


def build_anew(paths: Sequence[Path], options: Options) -> Iterable[Built]:
    """Build them step by step. All are examined first: an error in any renders none."""
    for number, _path in enumerate(paths):
        foresee(options.progress, number)
    episodes = examine(paths, options)
    for episode in episodes:
        for warning in episode.warnings:
            options.say(warning)
    for number, episode in enumerate(episodes):
        built = _build(episode, number)
        if number == len(episodes) - 1:
            options.progress.complete()
        yield built


def examine(paths: Sequence[Path], options: Options) -> list[Probed]:
    """Load rundowns and probe their media. Raises FilesError with the problems of all of them."""
    episodes: list[Probed] = []
    problems: list[Problem] = []
    for number, path in enumerate(paths):
        try:
            with noting_build(path) as seen, stage(options.progress, number, "look"):
                episodes.append(probed(asked(path, options, seen)))
        except FilesError as error:
            problems += error.problems
    if problems:
        raise FilesError(unique(problems))
    return episodes


def rehearse(episode: Probed) -> Composed:
    """Place and compose without making anything, by reading speed. Raises FilesError."""
    estimate = placed(estimated(episode))
    return composed(estimate, captioned_here(estimate), drawn_before=lambda step: False)


def _build(episode: Probed, number: int) -> Built:
    began = time.monotonic()
    options, work = episode.options, episode.options.progress
    store = open_store(episode.results)
    with machine_errors(store.folder):
        store.folder.mkdir(parents=True, exist_ok=True)
    binary = find_binary(store.folder / "ffmpeg.json")
    with Engine(store, binary, options.jobs or os.cpu_count() or 1, options.progress, options.scheduler) as engine:
        with stage(work, number, "measure"):
            known = placed(measured(episode, engine))
        with stage(work, number, "compose"):
            plan = composed(known, captioned(known, engine), engine.has, _hardware(episode, engine))
        with stage(work, number, "render"):
            engine.make(plan.steps)
        for warning in plan.remarks:
            options.say(warning)
        made = finished(plan, engine)
        with stage(work, number, "publish"):
            built, files = _publish(made, engine, began)
        needed = engine.refer(built.folder, made.by_deliverable)
        outcome = Outcome(built, binary, files, needed, engine.asked, episode.warnings, made.remarks)
        remember(episode.path, options, store, episode.seen, outcome)
        return built


def _hardware(episode: Probed, engine: Engine) -> str | None:
    """The encoder to use instead of the software one, where the kit leaves the choice to the machine."""
    if episode.loaded.show.encoder != "auto" or episode.options.draft or episode.options.scheduler:
        return None
    memory = engine.store.folder / "encoders.json"
    episode.seen.note(memory)
    return find_encoder(engine.binary, memory)


def _publish(made: Finished, engine: Engine, began: float) -> tuple[Built, Statuses | None]:
    """The episode in its folder, and the statuses of its files, where they are known to be what was published."""
    folder = episode_folder(made.loaded, made.options)
    before = read_manifest(folder)
    counts = {"steps": engine.rendered + engine.reused, "rendered": engine.rendered, "reused": engine.reused}
    manifest = manifest_of(made, before, {**counts, "seconds": round(time.monotonic() - began, 3)})
    deliveries = deliveries_of(made, manifest, folder)
    memory = Memory(engine.store.folder)
    unchanged = published(folder, deliveries, memory)
    publish(folder, deliveries, manifest, unchanged)
    keep_in_mind(folder, [each for each in deliveries if each.path not in unchanged], memory)
    slot, rate = made.loaded.rundown.slot, made.loaded.show.rate
    built = Built(folder, manifest, float(slot.frames(rate) / rate) if slot else None)
    return built, statuses(folder, deliveries, memory)


def episode_folder(loaded: Loaded, options: Options) -> Path:
    """Where the episode goes: a draft never into the final's place."""
    folder = (options.output or loaded.root / "output") / loaded.rundown.episode
    return folder / "draft" if options.draft else folder


def check_names(names: Iterable[str]) -> None:
    """Raises UsageError where --only names a deliverable that is not known."""
    for name in names:
        if name not in DELIVERABLES:
            known = ", ".join(DELIVERABLES)
            raise UsageError(_("There is no deliverable {name}. There are: {known}.").format(name=name, known=known))
