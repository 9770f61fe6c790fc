"""The last stage: the products go into the episode folder, with a manifest that says what is there now."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from newscast.base.status import Statuses, status_of
from newscast.build.finishing import lists_of, manifest_of
from newscast.build.keeping import needed_until
from newscast.build.namesakes import episode_folder, refuse_namesake
from newscast.build.request import Built
from newscast.build.stages import Finished
from newscast.engine.engine import Engine
from newscast.episode.folder import DRAFT, Delivery, locked, publish, read_manifest, staging
from newscast.media.memory import Memory


def published(made: Finished, engine: Engine, began: float) -> tuple[Built, Statuses | None, dict[str, list[str]]]:
    """The episode in its folder; the statuses of its files, where they are known to be what was published; and the
    names of the results that each deliverable needs."""
    folder = episode_folder(made) / (DRAFT if made.options.draft else "")
    memory = Memory(engine.store.folder)
    products = [Delivery(each.piece.product.path, each.content, each.digest.sha256) for each in made.ready]
    with staging(folder) as staged:
        staged.add(_not_there(folder, products, memory))
        with locked(folder):
            # What is there is looked at again: another build may have published while this one staged.
            refuse_namesake(made)
            counts = {"steps": engine.rendered + engine.reused, "rendered": engine.rendered, "reused": engine.reused}
            built = {**counts, "seconds": round(time.monotonic() - began, 3)}
            manifest = manifest_of(made, folder, read_manifest(folder), built)
            deliveries = [*products, *lists_of(made, manifest, folder)]
            changed = _not_there(folder, deliveries, memory)
            staged.add(each for each in changed if not staged.has(each))
            publish(folder, staged, changed, manifest)
            _keep_in_mind(folder, changed, memory)
            statuses = _statuses(folder, deliveries, memory)
            needed = engine.refer(folder, made.by_deliverable, needed_until(made.loaded.rundown))
    return Built(folder, manifest, _slot(made)), statuses, needed


def _slot(made: Finished) -> float | None:
    slot, rate = made.loaded.rundown.slot, made.loaded.show.rate
    return float(slot.frames(rate) / rate) if slot else None


def _not_there(folder: Path, deliveries: Sequence[Delivery], memory: Memory) -> list[Delivery]:
    """Those whose file in the folder is not known to have the wanted content."""
    return [each for each in deliveries if _content_at(folder / each.path, memory) != each.sha256]


def _content_at(path: Path, memory: Memory) -> str | None:
    try:
        known = memory.recall(path, path.stat())
    except OSError:
        return None
    return known[1] if known else None


def _keep_in_mind(folder: Path, deliveries: Sequence[Delivery], memory: Memory) -> None:
    """Remember what was published now, so that an unchanged file is not copied again."""
    for delivery in deliveries:
        path = folder / delivery.path
        memory.keep(path, path.stat(), {}, delivery.sha256)
    memory.save()


def _statuses(folder: Path, deliveries: Sequence[Delivery], memory: Memory) -> Statuses | None:
    """The statuses of all files of the folder but the manifest; None where one may have been changed meanwhile."""
    found = {str(folder.absolute() / each.path): status_of(folder / each.path) for each in deliveries}
    return None if _not_there(folder, deliveries, memory) else found
