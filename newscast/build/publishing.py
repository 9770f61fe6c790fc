"""The last stage: the products go into the episode folder, with a manifest that says what is there now."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from newscast.base.errors import MachineError, Problem
from newscast.base.files import check_may_write, machine_errors
from newscast.base.i18n import _
from newscast.base.records import as_json, read_record
from newscast.base.status import Statuses, status_of
from newscast.build.ahead import Ahead
from newscast.build.beds import music_of
from newscast.build.keeping import needed_until
from newscast.build.namesakes import episode_folder, refuse_namesake
from newscast.build.record.entries import made_manifest
from newscast.build.record.sources import Origins, origins_of
from newscast.build.request import Built
from newscast.build.stages import Asked, Composed, Finished, Probed
from newscast.engine.engine import Engine
from newscast.episode.folder import CHECKS, DRAFT, Delivery, json_bytes, locked, publish, read_manifest
from newscast.episode.history import Version, enter, history_file, read_version, versions
from newscast.episode.listing import LISTING, listing, read_listing
from newscast.episode.manifest import Counts, Manifest, known_manifest
from newscast.episode.merging import merged
from newscast.episode.newest import turn_of
from newscast.episode.telling import Music, Sources, listed
from newscast.episode.timeline import ListedTimeline, Listing
from newscast.media.memory import Memory
from newscast.show.media import beds_of
from newscast.step.digest import digest_of_bytes
from newscast.step.step import Step


@dataclass(frozen=True)
class Published:
    """An episode in its folder; the statuses of its files, where they are known to be what was published; and the
    names of the results in the store that each deliverable needs, until when, and those of its history."""

    built: Built
    statuses: Statuses | None
    needed: Mapping[str, list[str]]
    until: float
    history: Mapping[str, Sequence[str]]


def origins_for(probed: Probed) -> Origins:
    """What everything that is or will be in the episode's folder is made from, as it is now."""
    listed = (read_manifest(folder_of(probed)) or {}).get("deliverables", {})
    asked = (request.deliverable for request in probed.requests)
    return origins_of(probed, dict.fromkeys([*asked, *probed.loaded.rundown.deliverables, *listed]))


def refuse_unwritable(asked: Asked) -> None:
    """Raises MachineError where the episode's folder may not be written: known before anything is rendered for it."""
    with machine_errors(folder := folder_of(asked)):
        check_may_write(folder)


def unwritable(asked: Asked) -> list[Problem]:
    """The warning that a build would end there."""
    try:
        refuse_unwritable(asked)
    except MachineError as error:
        hint = _("A build could not put the episode there.")
        return [Problem(str(error), hint, warning=True, code=error.code)]
    return []


def published(made: Finished, engine: Engine, origins: Origins, began: float, ahead: Ahead) -> Published:
    """Put the products into the episode's folder. Raises FilesError where it is another rundown's by now."""
    folder = folder_of(made)
    music = {_user(cut.deliverable, cut.slug): music_of(cut, engine) for cut in made.cuts}
    memory = Memory(engine.store.folder)
    products = [Delivery(each.piece.product.path, each.content, each.digest.sha256) for each in made.ready]
    staged = ahead.staged()
    staged.add(not_there(folder, products, memory))
    with locked(folder):
        # What is there is looked at again: another build may have published while this one staged.
        refuse_namesake(made)
        counts = Counts(engine.rendered + engine.reused, engine.rendered, engine.reused, _since(began))
        manifest = made_manifest(made, folder, origins, counts)
        manifest, lists = _merged(made, manifest, folder, origins, timelines_of(made, music))
        deliveries = [*products, *lists]
        changed = not_there(folder, deliveries, memory)
        staged.add(changed)
        history = enter(folder, _version(made, engine, manifest, lists[0], folder), partial(_held, made))
        publish(folder, staged, changed, manifest.as_json())
        keep_in_mind(folder, changed, memory)
        until = needed_until(made.loaded.rundown)
        needed = engine.refer(folder, made.by_deliverable, until, history)
        found = statuses_of(folder, deliveries, history_file(folder, manifest.version), memory)
    return Published(Built(folder, manifest.as_json(), manifest.slot), found, needed, until, history)


def folder_of(asked: Asked) -> Path:
    """The folder that an episode's products, or those of its draft, are published into."""
    return episode_folder(asked) / (DRAFT if asked.options.draft else "")


def _merged(
    made: Finished, manifest: Manifest, folder: Path, origins: Origins, told: Mapping[str, ListedTimeline]
) -> tuple[Manifest, list[Delivery]]:
    """The manifest of all that is in the folder then, and the lists beside it, the timelines first."""
    before, order = known_manifest(folder), made.loaded.rundown.deliverables
    whole = merged(before, manifest, order, origins.sources, max(versions(folder), default=0))
    # What is kept of an earlier timeline.json is read from there.
    timelines = listing(told, read_listing(folder / LISTING), whole.deliverables)
    checks = {name: as_json(entry.qc) for name, entry in whole.deliverables.items()}
    contents = {LISTING: json_bytes(timelines), CHECKS: json_bytes(checks)}
    lists = [Delivery(path, content, digest_of_bytes(content).sha256) for path, content in contents.items()]
    digests = {each.path: each.sha256 for each in lists}
    return replace(whole, lists=digests, turn=turn_of(folder, before)), lists


def timelines_of(made: Composed, music: Mapping[str, Music] | None = None) -> dict[str, ListedTimeline]:
    """The timelines of all cuts as timeline.json tells them, by their users; `music` is what is heard of beds."""
    sources = Sources(made.loaded.root, made.media, made.loaded.sources, beds_of(made.loaded.show))
    users = {_user(cut.deliverable, cut.slug): cut for cut in made.cuts}
    placed = {_user(cut.request.deliverable, cut.request.slug): cut for cut in made.timelines}
    language = made.loaded.show.language
    return {
        user: listed(
            user,
            cut.timeline,
            cut.places,
            cut.captions,
            sources,
            language,
            placed[user].before,
            placed[user].request.left_out,
            (music or {}).get(user),
        )
        for user, cut in users.items()
    }


def _user(deliverable: str, slug: str | None) -> str:
    return f"{deliverable}/{slug}" if slug else deliverable


def _version(made: Finished, engine: Engine, manifest: Manifest, timelines: Delivery, folder: Path) -> Version:
    """What the history says of it; programmes that were not made now are those of before."""
    before = known_manifest(folder)
    earlier = read_version(folder, before.version) if before else None
    files = {file.path: file.sha256 for entry in manifest.deliverables.values() for file in entry.files}
    kept = {
        file.path: earlier.programmes[file.path]
        for entry in (earlier.manifest.deliverables.values() if earlier else ())
        for file in entry.files
        if earlier and file.path in earlier.programmes and files.get(file.path) == file.sha256
    }
    now = {
        each.piece.product.path: engine.name(each.piece.product.content)
        for each in made.ready
        if each.piece.product.role == "programme" and isinstance(each.piece.product.content, Step)
    }
    assert isinstance(timelines.content, bytes)
    timeline = read_record(Listing, json.loads(timelines.content))
    whole = earlier is None or earlier.kept or not kept.keys() - now.keys()
    # Copies to be sent are only there of what is there now.
    return Version(1, manifest.version, replace(manifest, share=None), timeline, kept | now, whole)


def _held(made: Finished) -> Collection[int] | None:
    return made.options.held(made.loaded.root, made.loaded.rundown.episode, made.options.draft)


def _since(began: float) -> float:
    return round(time.monotonic() - began, 3)


def not_there(folder: Path, deliveries: Sequence[Delivery], memory: Memory) -> list[Delivery]:
    """Those whose file in the folder is not known to have the wanted content."""
    return [each for each in deliveries if _content_at(folder / each.path, memory) != each.sha256]


def _content_at(path: Path, memory: Memory) -> str | None:
    return memory.digest(path, status_of(path))


def keep_in_mind(folder: Path, deliveries: Sequence[Delivery], memory: Memory) -> None:
    """Remember what was published now, so that an unchanged file is not copied again."""
    for delivery in deliveries:
        path = folder / delivery.path
        memory.keep(path, status_of(path), delivery.sha256)
    memory.save()


def statuses_of(folder: Path, deliveries: Sequence[Delivery], history: Path, memory: Memory) -> Statuses | None:
    """The statuses of all files of the folder but the manifest; None where one may have been changed meanwhile."""
    paths = [*(folder / each.path for each in deliveries), history]
    found = {str(path.absolute()): status_of(path) for path in paths}
    return None if not_there(folder, deliveries, memory) else found
