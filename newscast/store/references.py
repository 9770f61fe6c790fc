"""Which episodes need which results, and until when: what a store lets go of last."""

from __future__ import annotations

import json
import math
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newscast.base.canonical import digest_of
from newscast.show.deliverables import SHARE
from newscast.store.store import Result, Store

FOLDER = "references"
MANIFEST, DRAFT = "manifest.json", "draft"


@dataclass(frozen=True)
class Need:
    """What one episode folder needs: the names of the results that its manifest lists, and those of its history.

    `until` is in seconds since 1970, infinity where nobody said; later the results count like any others.
    """

    episode: Path
    until: float
    listed: frozenset[str]
    history: Mapping[str, frozenset[str]]

    @property
    def names(self) -> frozenset[str]:
        """All of them."""
        return self.listed.union(*self.history.values())


def refer(
    store: Store,
    episode: Path,
    needed: Mapping[str, Iterable[Result]],
    until: float | None = None,
    history: Mapping[str, Iterable[str]] | None = None,
) -> None:
    """Note which results each deliverable of the episode in this folder needs; others keep what was noted before.

    `until` says, in seconds since 1970, how long they are kept whatever the store's size; `history` names the results
    of earlier versions that are kept as long. Where these are None, what was noted before goes on.
    """
    host, folder = socket.gethostname(), str(episode.resolve())
    name = f"{FOLDER}/{digest_of([host, folder])}.json"
    known = _parsed(store.read_note(name))
    now: dict[str, Any] = {**known, "host": host, "episode": folder}
    listed = {name: sorted({result.name for result in results}) for name, results in needed.items()}
    now["deliverables"] = known.get("deliverables", {}) | listed
    if until is not None:
        now["until"] = until
    if history is not None:
        now["history"] = {version: sorted(names) for version, names in history.items()}
    if now != known:
        store.write_note(name, json.dumps(now, sort_keys=True).encode())


def needs(store: Store) -> list[Need]:
    """What every episode needs; the notes of those that are gone are removed.

    What another machine noted in a shared store counts, and what cannot be looked at now, such as a disk that is not
    connected: whether the manifest is there cannot be seen from here.
    """
    found: list[Need] = []
    for name in store.notes(FOLDER):
        note = _parsed(store.read_note(name))
        deliverables, history = note.get("deliverables", {}), note.get("history", {})
        if note.get("host") == socket.gethostname():
            episode = Path(note["episode"])
            if _is_gone(episode):
                store.forget_note(name)
                continue
            there = _deliverables(episode)
            if there is not None:
                deliverables = {name: deliverables.get(name, []) for name in there}
        listed = frozenset(name for names in deliverables.values() for name in names)
        versions = {version: frozenset(names) for version, names in history.items()}
        found.append(Need(Path(note.get("episode", "")), note.get("until", math.inf), listed, versions))
    return found


def referred(needs: Iterable[Need], now: float) -> dict[str, float]:
    """Until when each result is needed that is needed at this moment."""
    until: dict[str, float] = {}
    for need in needs:
        if need.until > now:
            until.update((name, max(need.until, until.get(name, 0.0))) for name in need.names)
    return until


def _is_gone(episode: Path) -> bool:
    """Whether the folder that episodes are put into is there, and the manifest of this one is not."""
    output = episode.parent.parent if episode.name == DRAFT else episode.parent
    try:
        return any(output.iterdir()) and not (episode / MANIFEST).exists()
    except OSError:
        return False


def _deliverables(episode: Path) -> list[str] | None:
    """What the manifest of an episode folder lists, and what is to be sent of it; None where it cannot be read."""
    try:
        manifest = _parsed((episode / MANIFEST).read_bytes())
    except OSError:
        return None
    return [*manifest.get("deliverables", {}), *({SHARE} & manifest.keys())]


def _parsed(content: bytes | None) -> dict[str, Any]:
    try:
        value = json.loads(content or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
