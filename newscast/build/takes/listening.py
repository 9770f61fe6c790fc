"""What the voice chain does to recordings, to be listened to: of one file, or of all takes of a rundown."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newscast.base.binary import Binary, find_binary
from newscast.base.chains import PREPARED
from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import _
from newscast.build.examining import examined
from newscast.build.request import Options
from newscast.build.stages import Probed
from newscast.engine.abilities import require
from newscast.engine.engine import Engine
from newscast.engine.progress import Progress
from newscast.media.hearing import heard
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory
from newscast.media.missing import present
from newscast.media.probe import probe
from newscast.rundown.model import Headlines, WithParts
from newscast.show.model import Show
from newscast.show.newsroom import find_newsroom
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.report import read_report
from newscast.sound.compared import compared_step
from newscast.sound.take import take_step
from newscast.store.open import cache_folder, choose_folder, open_store
from newscast.timeline.context import Context
from newscast.timeline.heard import Take
from newscast.timeline.takes import headlines_takes, part_takes


@dataclass(frozen=True)
class Recording:
    """A take that somebody recorded, with the facts of its file; `slug` is its segment, empty for a file alone."""

    slug: str
    take: Take
    media: MediaInfo
    show: Show


@dataclass(frozen=True)
class Listened:
    """Both sides of a recording as files in the store, and what the chain found and did."""

    recording: Recording
    before: Path
    after: Path
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Wanted:
    """Recordings to be listened to, where results are kept, and the ffmpeg that makes them."""

    recordings: tuple[Recording, ...]
    results: Path
    binary: Binary


def wanted_file(path: Path, show: Show) -> Wanted:
    """A file as a voice, whole, as the kit of a show treats it. Raises FilesError for one in which nothing is heard."""
    root = find_newsroom(path)
    results = choose_folder(root)[0] if root else cache_folder()
    binary = find_binary(results / "ffmpeg.json")
    require(binary, results / "ffmpeg.json")
    memory = Memory(results)
    found = probe([path], memory, binary)[path]
    if isinstance(found, Problem):
        raise FilesError([found])
    if found.sound is None:
        message = _("{name} has no sound.").format(name=path.name)
        raise FilesError([Problem(message, _("Name a recording of a voice."), code="medium-unsuitable", medium=path)])
    info = heard([found], memory, binary)[path]
    return Wanted((Recording("", Take("voice", path), info, show),), results, binary)


def wanted_rundown(path: Path) -> Wanted:
    """The recorded takes of a rundown, in the order of its parts. Raises FilesError."""
    (episode,) = examined([path], Options(draft=True))
    if isinstance(episode, FilesError):
        raise episode
    return wanted_episode(episode)


def wanted_episode(episode: Probed, slug: str | None = None) -> Wanted:
    """The recorded takes of an episode whose media were looked at, or of one segment of it."""
    found = (each for each in _recordings(episode) if slug in (None, each.slug))
    return Wanted(tuple(found), episode.results, episode.binary)


def listened(wanted: Wanted, progress: Progress | None = None) -> list[Listened]:
    """Have both sides made of each recording that has none in the store."""
    prepared = [take_step(each.take, each.media, each.show) for each in wanted.recordings]
    sides = [(compared_step(step, "before"), compared_step(step, "after")) for step in prepared]
    with Engine(open_store(wanted.results), wanted.binary, os.cpu_count() or 1, progress) as engine:
        engine.make([*prepared, *(step for pair in sides for step in pair)])
        return [
            Listened(each, engine.path(before), engine.path(after), read_report(engine.path(step)))
            for each, step, (before, after) in zip(wanted.recordings, prepared, sides, strict=True)
        ]


def _recordings(episode: Probed) -> Iterator[Recording]:
    seen: set[Take] = set()
    for request in episode.requests:
        context = episode.context(request)
        for slug, take in _takes(context):
            info = present(episode.media, take.file) if take.file else None
            if info and take not in seen and take.chain in PREPARED:
                seen.add(take)
                yield Recording(slug, take, info, episode.loaded.show)


def _takes(context: Context) -> Iterator[tuple[str, Take]]:
    for segment in context.rundown.segments:
        if isinstance(segment, Headlines):
            yield from ((segment.slug, take) for take in headlines_takes(segment, context))
        if isinstance(segment, WithParts):
            yield from ((segment.slug, take) for part in segment.parts for take in part_takes(part, context))
