"""What an episode's manifest says after a build: its own entries, and those of before that it leaves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from newscast.episode.manifest import Entry, Manifest, is_of


def merged(
    before: Manifest | None,
    made: Manifest,
    order: Sequence[str],
    sources_of: Callable[[str], str | None],
    newest: int,
) -> Manifest:
    """The manifest after a build that `made` its own entries, in an `order` of names; those of before that it leaves
    are outdated where `sources_of` their names says something else by now, or cannot say.

    `newest` is the highest version that is known of, for a folder whose manifest is lost.
    """
    left = {
        name: replace(entry, outdated=entry.sources is None or sources_of(name) != entry.sources)
        for name, entry in (before.deliverables if before else {}).items()
        if name not in made.deliverables
    }
    both = {**left, **made.deliverables}
    entries = {name: both[name] for name in dict.fromkeys([*order, *both]) if name in both}
    main = _main_entry(entries)
    kept = _kept_version(before, made)
    version, sources = kept or (
        (before.version if before else newest) + 1,
        {name: made.deliverables[name].sources if name in made.deliverables else sources_of(name) for name in entries},
    )
    return replace(
        made,
        duration=main.duration,
        segments=main.segments,
        deliverables=entries,
        version=version,
        sources=sources,
        share=before.share if before and before.share and is_of(before.share, entries) else None,
    )


def _kept_version(before: Manifest | None, made: Manifest) -> tuple[int, Mapping[str, str | None]] | None:
    """The version and its sources, where it is that of before: nothing new came, or only what it was waiting for."""
    if before is None or before.version == 0:
        return None
    new = [name for name, entry in made.deliverables.items() if not _same_files(before.deliverables.get(name), entry)]
    if not all(_completes(before, name, made.deliverables[name]) for name in new):
        return None
    return before.version, before.sources


def _same_files(before: Entry | None, now: Entry) -> bool:
    return before is not None and {(each.path, each.sha256) for each in before.files} == {
        (each.path, each.sha256) for each in now.files
    }


def _completes(before: Manifest, name: str, entry: Entry) -> bool:
    """Whether an entry takes the place of an outdated one, and is from the sources that the version began with."""
    listed = before.deliverables.get(name)
    return (
        listed is not None
        and listed.outdated
        and entry.sources is not None
        and entry.sources == before.sources.get(name)
    )


def _main_entry(entries: Mapping[str, Entry]) -> Entry:
    """The first deliverable with picture, else the first."""
    with_picture = [entry for entry in entries.values() if any("video" in (file.media or {}) for file in entry.files)]
    return next(iter([*with_picture, *entries.values()]))
