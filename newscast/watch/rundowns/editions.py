"""What is in the episode folders of a newsroom: versions, verdicts, what is outdated, what is damaged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newscast.base.files import told_from
from newscast.base.verdicts import worst
from newscast.episode.folder import DRAFT, MANIFEST
from newscast.episode.manifest import Entry, ListedProblem
from newscast.episode.reader import Edition, read_episode
from newscast.show.newsroom import OUTPUT


@dataclass(frozen=True)
class CheckState:
    """A check that a deliverable did not pass, in words, and the file it speaks of."""

    check: str
    verdict: str
    message: str
    file: str


@dataclass(frozen=True)
class DeliverableState:
    """A deliverable as it is in the folder; `outdated` where its sources have changed since: then it has not passed."""

    verdict: str
    outdated: bool
    duration: float
    checks: tuple[CheckState, ...] = ()


@dataclass(frozen=True)
class CopyState:
    """A copy of a draft that is small enough to be sent, from the newsroom's folder; its seconds."""

    file: str
    bytes: int
    duration: float | None


@dataclass(frozen=True)
class DamageState:
    """A file that is not what was built, from the newsroom's folder, and what is wrong with it."""

    file: str
    reason: str


@dataclass(frozen=True)
class EditionState:
    """The final of an episode, or its draft. `verdict` is the worst of its deliverables that are not outdated;
    null of none."""

    version: int | None
    verdict: str | None
    deliverables: Mapping[str, DeliverableState]
    damaged: tuple[DamageState, ...] = ()
    problems: tuple[ListedProblem, ...] = ()
    copies: tuple[CopyState, ...] = ()


@dataclass(frozen=True)
class EpisodeState:
    """An episode: of its files those that are there; `title` and `date` as they were built, empty where nothing was.
    `left` where the rundown that it was built from is not there any more, such as for another name."""

    name: str
    title: str
    date: str
    show: str
    rundown: str | None
    final: EditionState | None
    draft: EditionState | None
    left: bool = False


def names_in(root: Path) -> set[str]:
    """The episodes of which something was built."""
    found = set()
    for folder in _folders(root / OUTPUT):
        if (folder / MANIFEST).is_file() or (folder / DRAFT / MANIFEST).is_file():
            found.add(folder.name)
    return found


def state_of(root: Path, name: str) -> EpisodeState:
    """How the folder of an episode stands."""
    episode = read_episode(root / OUTPUT / name)
    newest = episode.newest.manifest if episode.newest else None
    return EpisodeState(
        name=name,
        title=newest.title if newest else "",
        date=newest.date if newest else "",
        show=newest.show if newest else "",
        rundown=newest.rundown.path if newest else None,
        final=_edition(root, episode.final),
        draft=_edition(root, episode.draft),
        left=newest is not None and not (root / newest.rundown.path).exists(),
    )


def _edition(root: Path, edition: Edition | None) -> EditionState | None:
    if edition is None:
        return None
    damaged = tuple(DamageState(told_from(root, each.path), each.reason) for each in edition.damaged)
    manifest = edition.manifest
    if manifest is None:
        return EditionState(None, None, {}, damaged)
    entries = {name: _deliverable(entry) for name, entry in manifest.deliverables.items()}
    verdict = worst(entry.qc.verdict for entry in manifest.deliverables.values() if not entry.outdated)
    sent = manifest.share.files if manifest.share else ()
    copies = tuple(CopyState(told_from(root, edition.folder / each.path), each.bytes, each.duration) for each in sent)
    return EditionState(manifest.version or None, verdict, entries, damaged, manifest.problems, copies)


def _deliverable(entry: Entry) -> DeliverableState:
    checks = tuple(
        CheckState(each.check, each.verdict, each.message, each.file)
        for each in entry.qc.checks
        if each.verdict != "pass"
    )
    return DeliverableState(entry.qc.verdict, entry.outdated, entry.duration, checks)


def _folders(output: Path) -> list[Path]:
    try:
        return sorted(each for each in output.iterdir() if not each.name.startswith(".") and each.is_dir())
    except OSError:
        return []
