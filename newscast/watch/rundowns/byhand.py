"""Builds that somebody started by hand: entered into the ledger when their manifests are seen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.base.canonical import digest_of
from newscast.base.exits import CHECK_FAILED, DONE
from newscast.base.status import Status, status_of
from newscast.base.verdicts import worst
from newscast.desk.job import Ask, Ending, Job, Lane, Said
from newscast.desk.ledger import Ledger
from newscast.episode.folder import DRAFT, MANIFEST
from newscast.episode.manifest import Entry, Manifest, Share, known_manifest
from newscast.show.deliverables import SHARE
from newscast.show.newsroom import OUTPUT
from newscast.watch.rundowns.facts import Facts
from newscast.watch.rundowns.index import Index

BY_HAND = "hand"
_LONG_AGO = 7 * 86400.0
"""Seconds after which a build is of no interest any more."""
_RESOLUTION = 2.0
"""Seconds by which a disk's times may be rounded."""


@dataclass(frozen=True)
class _Built:
    """A build that a manifest tells of, and when it was done, in seconds since 1970."""

    episode: str
    draft: bool
    manifest: Manifest
    ended: float
    certain: bool
    """Whether times tell what came after it: after a clock was set back they do not."""


class ByHand:
    """Manifests of a newsroom's episodes, each read when it is new."""

    def __init__(self, root: Path, index: Index, ledger: Ledger) -> None:
        self._output = root / OUTPUT
        self._index, self._ledger = index, ledger
        self._seen: dict[tuple[str, bool], Status] = {}

    def look(self, now: float) -> list[Job]:
        """Enter builds that the ledger does not know; `now` is in seconds since 1970. Raises MachineError."""
        new = list(self._new(now))
        if not new:
            return []
        under_way = {(job.lane.episode, job.lane.draft) for job in self._ledger.jobs("building")}
        done = {(job.lane.episode, job.lane.draft): job for job in sorted(self._ledger.latest("done"), key=_ended)}
        entered: list[Job] = []
        for built in new:
            key = (built.episode, built.draft)
            if key in under_way or not self._index.ready(built.episode):
                # It may be what is being built now: that is known when it ends.
                del self._seen[key]
            elif not _is_known(built, done.get(key)):
                entered += self._enter(built)
        return entered

    def _new(self, now: float) -> Iterator[_Built]:
        for episode in self._index.episodes():
            for draft in (True, False):
                folder = self._output / episode / DRAFT if draft else self._output / episode
                status = status_of(folder / MANIFEST)
                if status is None or self._seen.get((episode, draft)) == status:
                    continue
                self._seen[episode, draft] = status
                ended = status[1] / 1e9
                if ended >= now - _LONG_AGO and (manifest := known_manifest(folder)):
                    yield _Built(episode, draft, manifest, ended, certain=ended <= now)

    def _enter(self, built: _Built) -> Iterator[Job]:
        facts = self._index.facts(built.episode)
        if facts is None:
            return
        sources = self._sources(built, facts)
        for lane, entries in _lanes(built, facts):
            ask = Ask(lane, facts.path, sources, by=BY_HAND, air=facts.air)
            if job := self._ledger.enter(ask, _ending(built.manifest, entries), built.ended):
                yield job

    def _sources(self, built: _Built, facts: Facts) -> str:
        """What it was made from: what is there now, where that is certain, else something of its own."""
        manifest = built.manifest
        began = built.ended - manifest.built.seconds - _RESOLUTION
        same = built.certain and manifest.rundown.sha256 == facts.sha256
        if same and self._index.unchanged_since(built.episode, began):
            return self._index.sources(built.episode)
        return digest_of([BY_HAND, manifest.version, dict(manifest.sources)])


def _ended(job: Job) -> float:
    return job.ended or 0.0


def _is_known(built: _Built, last: Job | None) -> bool:
    """Whether it is what the ledger's last job made, or was there before that."""
    if last is None:
        return False
    version = last.ending.version if last.ending else None
    if version is None:
        return built.ended <= _ended(last)
    # A later version ended later, whatever the clock says.
    return built.manifest.version == version or (built.ended <= _ended(last) and built.manifest.version < version)


def _lanes(built: _Built, facts: Facts) -> Iterator[tuple[Lane, list[Entry | Share]]]:
    """The lanes of what is there and not outdated: of drafts one for each deliverable, of a whole final one."""
    entries: Mapping[str, Entry] = {
        name: entry for name, entry in built.manifest.deliverables.items() if not entry.outdated
    }
    if built.draft:
        for name, entry in entries.items():
            yield Lane(built.episode, True, (name,)), [entry]
        if built.manifest.share:
            yield Lane(built.episode, True, (SHARE,)), [built.manifest.share]
    elif entries:
        whole = set(facts.deliverables) <= set(entries)
        yield Lane(built.episode, False, () if whole else tuple(entries)), list(entries.values())


def _ending(manifest: Manifest, entries: Sequence[Entry | Share]) -> Ending:
    verdict = worst(entry.qc.verdict for entry in entries)
    problems = tuple(
        Said("warning", each.code, each.message, each.hint, each.file, each.line, each.column)
        for each in manifest.problems
    )
    return Ending(
        exit_code=CHECK_FAILED if verdict == "fail" else DONE,
        version=manifest.version,
        verdict=verdict,
        problems=problems,
        rendered=manifest.built.rendered,
    )
