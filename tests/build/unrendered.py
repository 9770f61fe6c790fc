"""Builds up to publishing without rendering anything, for the tests of this room: the products hold no pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

from newscast.build.ahead import Ahead
from newscast.build.examining import examine
from newscast.build.publishing import Published, folder_of, origins_for, published
from newscast.build.record.entries import made_manifest
from newscast.build.record.sources import origins_of
from newscast.build.rehearsing import rehearse
from newscast.build.request import Options
from newscast.build.stages import Finished, Piece, Ready, grown
from newscast.engine.engine import Engine
from newscast.episode.manifest import Counts, Entry
from newscast.step.digest import digest_of_bytes
from newscast.step.step import Step
from newscast.store.references import refer
from newscast.store.store import Result, Store


@dataclass(frozen=True)
class IdleEngine:
    """Answers as an engine does whose results are all there."""

    store: Store
    rendered: int = 0
    reused: int = 0
    asked: frozenset[str] = frozenset()

    def name(self, step: Step) -> str:
        return Result(step.identity, step.suffix).name

    def refer(
        self,
        episode: Path,
        needed: Mapping[str, Iterable[Step]],
        until: float | None = None,
        history: Mapping[str, Iterable[str]] | None = None,
    ) -> dict[str, list[str]]:
        results = {name: [Result(step.identity, step.suffix) for step in steps] for name, steps in needed.items()}
        refer(self.store, episode, results, until, history)
        return {name: [each.name for each in found] for name, found in results.items()}


def finished(path: Path, **how: Any) -> Finished:
    """An episode by reading speed. What a step would make holds the step's identity: it changes when the step does."""
    (episode,) = examine([path], Options(**how))
    composed = rehearse(episode)
    return grown(Finished, composed, ready=tuple(map(_ready, composed.pieces)))


def _ready(piece: Piece) -> Ready:
    content = piece.product.content
    made = content.identity.encode() if isinstance(content, Step) else content
    return Ready(piece, made, digest_of_bytes(made), None, ())


def entries(path: Path, **how: Any) -> Mapping[str, Entry]:
    """What the manifest would say of each deliverable."""
    made = finished(path, **how)
    origins = origins_of(made, (cut.deliverable for cut in made.cuts))
    return made_manifest(made, made.loaded.root / "output/hoy", origins, Counts(0, 0, 0, 0.0)).deliverables


def publish(made: Finished, store: Store) -> Published:
    """As a build does that has all results in this store."""
    engine = cast(Engine, IdleEngine(store))
    with Ahead(folder_of(made), made.pieces, engine) as ahead:
        return published(made, engine, origins_for(made), 0.0, ahead)
