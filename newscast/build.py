"""The main job, in order: load, probe, prepare, place, compose, run, check, publish."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.captions.cues import segment_cues
from newscast.compose import Composed, compose
from newscast.deliverables.all import DELIVERABLES
from newscast.deliverables.hardware import find_encoder
from newscast.engine.binary import find_binary
from newscast.engine.engine import Engine
from newscast.engine.store import choose_folder, machine_errors, open_store
from newscast.episode import publish, read_manifest
from newscast.errors import FilesError, Problem, UsageError
from newscast.graphics.design import known_graphics
from newscast.i18n import _
from newscast.manifest import Finished, deliveries_of, finish, keep_in_mind, manifest_of, published, statuses
from newscast.media.memory import Memory
from newscast.order import Built, Options
from newscast.prepare import (
    Media,
    Placed,
    Request,
    captioned,
    estimated,
    measured,
    placed_all,
    probed,
    requests,
    unique,
)
from newscast.rundown.cards import check_graphics
from newscast.rundown.load import Loaded, load
from newscast.seen import Seen, Statuses, note
from newscast.unchanged import Outcome, noting_build, recall, remember


@dataclass(frozen=True)
class Examined:
    """A rundown that was looked at: what is asked for, the media, where results are kept, and all there is to warn of.

    `path` is as it was typed; `seen` is everything that was looked at.
    """

    path: Path
    loaded: Loaded
    wanted: tuple[Request, ...]
    media: Media
    results: Path
    warnings: tuple[Problem, ...]
    seen: Seen


def build(paths: Sequence[Path], options: Options) -> Iterable[Built]:
    """The episodes, built one after another; at once where nothing changed since they were last built so."""
    known = recall(paths, options)
    return build_anew(paths, options) if known is None else known


def build_anew(paths: Sequence[Path], options: Options) -> Iterable[Built]:
    """Build them step by step. All are examined first: an error in any renders none."""
    episodes = examine(paths, options)
    for episode in episodes:
        for warning in episode.warnings:
            options.say(warning)
    for episode in episodes:
        yield _build(episode, options)


def examine(paths: Sequence[Path], options: Options) -> list[Examined]:
    """Load rundowns and probe their media. Raises FilesError with the problems of all of them."""
    episodes: list[Examined] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            episodes.append(_examine(path, options))
        except FilesError as error:
            problems += error.problems
    if problems:
        raise FilesError(unique(problems))
    return episodes


def rehearse(episode: Examined) -> tuple[list[Placed], list[Problem]]:
    """Place and compose without making anything, by reading speed: the timelines, and warnings. Raises FilesError."""
    infos = estimated(episode.loaded, episode.wanted, episode.media)
    timelines, warnings = placed_all(episode.loaded, episode.wanted, episode.media, infos)
    show = episode.loaded.show
    compose(
        episode.loaded,
        timelines,
        episode.media,
        infos,
        captions=lambda segment, style: segment_cues(segment, show.rate, style, show.language),
        drawn_before=lambda step: False,
    )
    return timelines, warnings


def _examine(path: Path, options: Options) -> Examined:
    with noting_build(path) as seen:
        loaded = load(path, draft=options.draft)
        if unknown := check_graphics(loaded.rundown, known_graphics(loaded.show)):
            raise FilesError(unknown)
        wanted = tuple(requests(loaded, options.only or loaded.rundown.deliverables))
        results, remarks = _results_folder(loaded)
        # Media are judged by ffmpeg: one that does not run must not be taken for their fault.
        note(find_binary(results / "ffmpeg.json" if results.is_dir() else None).path)
        memory = Memory(results)
        media, warnings = probed(loaded, wanted, memory, options.draft)
        memory.save()
    told = tuple(unique([*remarks, *loaded.warnings, *warnings]))
    return Examined(path, loaded, wanted, media, results, told, seen)


def _build(episode: Examined, options: Options) -> Built:
    began = time.monotonic()
    loaded = episode.loaded
    store = open_store(episode.results)
    with machine_errors(store.folder):
        store.folder.mkdir(parents=True, exist_ok=True)
    binary = find_binary(store.folder / "ffmpeg.json")
    with Engine(store, binary, options.jobs or os.cpu_count() or 1, options.progress, options.scheduler) as engine:
        infos = measured(loaded, episode.wanted, episode.media, engine)
        timelines, warnings = placed_all(loaded, episode.wanted, episode.media, infos)
        hardware = _hardware(episode, options, engine)
        captions = captioned(timelines, loaded, engine)
        composed = compose(loaded, timelines, episode.media, infos, captions, engine.has, options.draft, hardware)
        engine.make(composed.steps)
        options.progress.close()
        for warning in warnings:
            options.say(warning)
        finished = finish(composed, engine)
        built, files = _publish(episode, composed, finished, engine, options, began)
        needed = engine.refer(built.folder, composed.by_deliverable)
        outcome = Outcome(built, binary, files, needed, engine.asked, episode.warnings, tuple(warnings))
        remember(episode.path, options, store, episode.seen, outcome)
        return built


def _hardware(episode: Examined, options: Options, engine: Engine) -> str | None:
    """The encoder to use instead of the software one, where the kit leaves the choice to the machine."""
    if episode.loaded.show.encoder != "auto" or options.draft or options.scheduler:
        return None
    memory = engine.store.folder / "encoders.json"
    episode.seen.note(memory)
    return find_encoder(engine.binary, memory)


def _publish(
    episode: Examined,
    composed: Composed,
    finished: Finished,
    engine: Engine,
    options: Options,
    began: float,
) -> tuple[Built, Statuses | None]:
    """The episode in its folder, and the statuses of its files, where they are known to be what was published."""
    folder = episode_folder(episode.loaded, options)
    before = read_manifest(folder)
    counts = {"steps": engine.rendered + engine.reused, "rendered": engine.rendered, "reused": engine.reused}
    seconds = round(time.monotonic() - began, 3)
    manifest = manifest_of(episode.loaded, composed, finished, before, options.draft, {**counts, "seconds": seconds})
    deliveries = deliveries_of(composed, finished, manifest, folder)
    memory = Memory(engine.store.folder)
    unchanged = published(folder, deliveries, memory)
    publish(folder, deliveries, manifest, unchanged)
    keep_in_mind(folder, [each for each in deliveries if each.path not in unchanged], memory)
    slot, rate = episode.loaded.rundown.slot, episode.loaded.show.rate
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


def _results_folder(loaded: Loaded) -> tuple[Path, tuple[Problem, ...]]:
    """Where results are kept, and a remark where that is not the usual place."""
    folder, fallback = choose_folder(loaded.root)
    message = _("The newsroom's folder cannot be written; results are kept in {folder}.").format(folder=folder)
    return folder, (Problem(message, "", warning=True),) if fallback else ()
