"""The main job, in order: load, probe, prepare, place, compose, run, check, publish."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscast.captions.cues import segment_cues
from newscast.compose import Composed, compose
from newscast.deliverables.all import DELIVERABLES
from newscast.deliverables.hardware import find_encoder
from newscast.engine.binary import find_binary
from newscast.engine.engine import Engine
from newscast.engine.progress import Progress, Silent
from newscast.engine.store import choose_folder, machine_errors, open_store
from newscast.episode import publish, read_manifest
from newscast.errors import FilesError, Problem, UsageError
from newscast.graphics.design import known_graphics
from newscast.i18n import _
from newscast.manifest import Finished, deliveries_of, finish, manifest_of, published, remember
from newscast.media.memory import Memory
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


@dataclass(frozen=True)
class Options:
    """How a build is asked for.

    `only` names deliverables; `scheduler` is the address of a cluster; `say` hears warnings and remarks.
    """

    only: tuple[str, ...] = ()
    draft: bool = False
    output: Path | None = None
    jobs: int = 0
    scheduler: str = ""
    progress: Progress = field(default_factory=Silent)
    say: Callable[[Problem], None] = lambda problem: None


@dataclass(frozen=True)
class Examined:
    """A rundown that was looked at: what is asked for, the media, and everything there is to warn of."""

    loaded: Loaded
    wanted: tuple[Request, ...]
    media: Media
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class Built:
    """An episode that is in its folder."""

    folder: Path
    manifest: Mapping[str, Any]
    slot: float | None
    """Seconds the station gave, where it said."""

    @property
    def failed(self) -> bool:
        return any(entry["qc"]["verdict"] == "fail" for entry in self.manifest["deliverables"].values())


def build(paths: Sequence[Path], options: Options) -> Iterable[Built]:
    """Build the episodes one after another. All are examined first: an error in any renders none."""
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
    loaded = load(path, draft=options.draft)
    if unknown := check_graphics(loaded.rundown, known_graphics(loaded.show)):
        raise FilesError(unknown)
    wanted = tuple(requests(loaded, options.only or loaded.rundown.deliverables))
    folder = _store_folder(loaded, options)
    # Media are judged by ffmpeg: one that does not run must not be taken for their fault.
    find_binary(folder / "ffmpeg.json" if folder.is_dir() else None)
    memory = Memory(folder)
    media, warnings = probed(loaded, wanted, memory, options.draft)
    memory.save()
    return Examined(loaded, wanted, media, tuple(unique([*loaded.warnings, *warnings])))


def _build(episode: Examined, options: Options) -> Built:
    began = time.monotonic()
    loaded = episode.loaded
    store = open_store(_store_folder(loaded, options))
    with machine_errors(store.folder):
        store.folder.mkdir(parents=True, exist_ok=True)
    binary = find_binary(store.folder / "ffmpeg.json")
    with Engine(store, binary, options.jobs or os.cpu_count() or 1, options.progress, options.scheduler) as engine:
        infos = measured(loaded, episode.wanted, episode.media, engine)
        timelines, warnings = placed_all(loaded, episode.wanted, episode.media, infos)
        hardware = _hardware(loaded, options, engine)
        captions = captioned(timelines, loaded, engine)
        composed = compose(loaded, timelines, episode.media, infos, captions, engine.has, options.draft, hardware)
        engine.make(composed.steps)
        options.progress.close()
        for warning in warnings:
            options.say(warning)
        finished = finish(composed, engine)
        return _publish(episode, composed, finished, engine, options, began)


def _hardware(loaded: Loaded, options: Options, engine: Engine) -> str | None:
    """The encoder to use instead of the software one, where the kit leaves the choice to the machine."""
    if loaded.show.encoder != "auto" or options.draft or options.scheduler:
        return None
    return find_encoder(engine.binary, engine.store.folder / "encoders.json")


def _publish(
    episode: Examined,
    composed: Composed,
    finished: Finished,
    engine: Engine,
    options: Options,
    began: float,
) -> Built:
    folder = episode_folder(episode.loaded, options)
    before = read_manifest(folder)
    counts = {"steps": engine.rendered + engine.reused, "rendered": engine.rendered, "reused": engine.reused}
    seconds = round(time.monotonic() - began, 3)
    manifest = manifest_of(episode.loaded, composed, finished, before, options.draft, {**counts, "seconds": seconds})
    deliveries = deliveries_of(composed, finished, manifest, folder)
    memory = Memory(engine.store.folder)
    publish(folder, deliveries, manifest, published(folder, deliveries, memory))
    remember(folder, deliveries, memory)
    engine.refer(folder, composed.by_deliverable)
    slot = episode.loaded.rundown.slot
    return Built(
        folder, manifest, float(slot.frames(episode.loaded.show.rate) / episode.loaded.show.rate) if slot else None
    )


def episode_folder(loaded: Loaded, options: Options) -> Path:
    """Where the episode goes: a draft never into the final's place."""
    folder = (options.output or loaded.root / "output") / loaded.rundown.episode
    return folder / "draft" if options.draft else folder


def check_names(names: Iterable[str]) -> tuple[str, ...]:
    """The names of deliverables, as given to --only. Raises UsageError for one that is not known."""
    chosen = tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
    for name in chosen:
        if name not in DELIVERABLES:
            known = ", ".join(DELIVERABLES)
            raise UsageError(_("There is no deliverable {name}. There are: {known}.").format(name=name, known=known))
    return chosen


def _store_folder(loaded: Loaded, options: Options) -> Path:
    folder, fallback = choose_folder(loaded.root)
    if fallback:
        message = _("The newsroom's folder cannot be written; results are kept in {folder}.").format(folder=folder)
        options.say(Problem(message, "", warning=True))
    return folder
