"""Which of an episode's final and draft was built last: answered in one place, and not by a clock.

They take turns: what is published after the other takes the next one, which its manifest tells, and keeps it until the
other is published again. The time of the manifest's file speaks only where turns are equal: of manifests without one,
and of a draft and a final that were published at one moment. A clock that was set back, or a folder that was copied
without its times, changes nothing then.
"""

from __future__ import annotations

from pathlib import Path

from newscast.episode.folder import DRAFT, MANIFEST
from newscast.episode.manifest import Manifest, known_manifest

Order = tuple[int, float]
"""What tells of two editions which was built last, the greater one: its turn, and seconds since 1970."""


def built_at(folder: Path) -> float:
    """When the edition in this folder was built last, in seconds since 1970; 0 where nothing was."""
    try:
        return (folder / MANIFEST).stat().st_mtime
    except OSError:
        return 0.0


def order_of(manifest: Manifest | None, built: float) -> Order:
    """The order of an edition that was `built` at a time; one whose manifest tells nothing comes before all others."""
    return (manifest.turn, built) if manifest else (0, 0.0)


def turn_of(folder: Path, before: Manifest | None) -> int:
    """The turn of what is published into the folder of an edition whose manifest was `before`."""
    other = known_manifest(folder.parent if folder.name == DRAFT else folder / DRAFT)
    mine, others = (each.turn if each else 0 for each in (before, other))
    return mine if mine > others else others + 1
