"""Manifests of small editions, for the tests of this room."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from newscast.episode.manifest import Counts, Entry, ListedFile, Manifest, Quality, RundownFile, SegmentTime


def entry(name: str, word: str, sources: str | None = "s", **more: Any) -> Entry:
    """A deliverable of one file that holds a word."""
    content = word.encode()
    file = ListedFile(f"{name}/a.mp4", "programme", len(content), hashlib.sha256(content).hexdigest())
    segments = (SegmentTime("uno", "story", 0.0, 1.5),)
    return Entry(1.5, "r", segments, (file,), Quality("pass", ()), None, sources, **more)


def manifest(entries: Mapping[str, Entry], **more: Any) -> Manifest:
    base: dict[str, Any] = {
        "manifest": 1,
        "episode": "hoy",
        "show": "chica",
        "title": "Hoy",
        "date": "2026-11-20",
        "draft": False,
        "duration": 1.5,
        "rundown": RundownFile("rundowns/hoy.yaml", "r", "../.."),
        "segments": (),
        "deliverables": dict(entries),
        "built": Counts(1, 1, 0, 0.5),
    }
    return Manifest(**{**base, **more})
