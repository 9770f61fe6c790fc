"""Which episodes need which results: what keeps a store from forgetting what a manifest still names."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from newscast.step.step import digest_of
from newscast.store.store import Result, Store

FOLDER = "references"
MANIFEST = "manifest.json"


def refer(store: Store, episode: Path, needed: Mapping[str, Iterable[Result]]) -> None:
    """Note which results each deliverable of the episode in this folder needs; others keep what was noted before."""
    host, folder = socket.gethostname(), str(episode.resolve())
    name = f"{FOLDER}/{digest_of([host, folder])}.json"
    known = _parsed(store.read_note(name)).get("deliverables", {})
    now = known | {name: sorted({result.name for result in results}) for name, results in needed.items()}
    if now != known:
        note = {"host": host, "episode": folder, "deliverables": now}
        store.write_note(name, json.dumps(note, sort_keys=True).encode())


def referred(store: Store) -> set[str]:
    """The names of all results that a manifest still needs.

    What another machine noted in a shared store counts: whether its manifest is there cannot be seen from here.
    """
    names: set[str] = set()
    for note_name in store.notes(FOLDER):
        note = _parsed(store.read_note(note_name))
        deliverables = note.get("deliverables", {})
        if note.get("host") == socket.gethostname():
            there = _deliverables(Path(note["episode"]))
            if there is None:
                store.forget_note(note_name)
                continue
            deliverables = {name: deliverables.get(name, []) for name in there}
        names.update(name for results in deliverables.values() for name in results)
    return names


def _deliverables(episode: Path) -> list[str] | None:
    """What the manifest of an episode folder lists, or None where there is no manifest."""
    manifest = episode / MANIFEST
    if not manifest.exists():
        return None
    return list(_parsed(manifest.read_bytes()).get("deliverables", {}))


def _parsed(content: bytes | None) -> dict[str, Any]:
    try:
        value = json.loads(content or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
