"""What each deliverable is made from, as a digest: its rundown as it was read, the kit, the newsroom, the media."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from newscast.base.canonical import digest_of
from newscast.base.content import file_at
from newscast.base.errors import FilesError, MachineError
from newscast.base.files import is_utf8
from newscast.base.status import status_of
from newscast.base.telling import Sums, told
from newscast.base.zones import system_zone
from newscast.build.cuts import Request, deciding, requests, whole_episode
from newscast.build.stages import Probed
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory
from newscast.rundown.corrections import without_corrections
from newscast.rundown.keep import kept
from newscast.show.deliverables import POSTED
from newscast.show.load import KIT

_NOT_OF_A_DELIVERABLE = {"path", "sha256", "deliverables", "status", "place", "families"}
NOT_OF_A_KIT = {
    "deliverables",
    "folder",
    "slogans",
    "suspension",
    "stations",
    "podcast",
    "timezone",
    "hashtags",
    "networks",
    "screens",
}
"""Keys of a kit that say nothing of it; while propaganda is suspended its other keys are those that hold then."""
_NOT_OF_A_PROGRAMME = {
    "archive",
    "media_roots",
    "timezone",
    "store",
    "desk",
    "inbox",
    "drafts",
    "url",
    "notify",
    "approval",
    "deputy",
    "stations",
    "station_names",
    "suspension",
    "promotion",
    "names",
}
"""Keys of newsroom.yaml that say nothing of what is heard and seen; of its stations each has its own."""
_NOT_OF_A_PROFILE = {"base", "place", "places"}


Sources = Callable[[str], str | None]
"""Gives the digest of a deliverable's sources by its name; None where it cannot be known, which is no error."""


@dataclass(frozen=True)
class Origins:
    """Digests of files, and of what deliverables are made from, as they were before anything was rendered."""

    sums: Sums
    sources: Sources


def origins_of(probed: Probed, names: Iterable[str]) -> Origins:
    """The origins of the deliverables of these names, and of others when they are asked for."""
    memory = Memory(probed.results)
    sums = _sums_of(probed, memory)
    sources = _sources_of(probed, sums)
    for name in names:
        sources(name)
    memory.save()
    return Origins(sums, sources)


def _sums_of(probed: Probed, memory: Memory) -> Sums:
    """Digests of files: those of this build as they were read for it, others as they are, each looked at once."""

    @cache
    def sum_of(path: Path) -> str | None:
        if path in probed.loaded.captions:
            return probed.loaded.captions[path].sha256
        known = probed.media.get(path)
        if isinstance(known, MediaInfo):
            return known.file.digest
        probed.seen.note(path)
        try:
            if remembered := memory.digest(path, status_of(path)):
                return remembered
            found = file_at(path)
        except FileNotFoundError:
            return None
        memory.keep(path, found.status, found.digest)
        return found.digest

    return sum_of


def _sources_of(probed: Probed, sums: Sums) -> Sources:
    loaded = probed.loaded

    @cache
    def common() -> Any:
        show = told(loaded.show, sums, NOT_OF_A_KIT)
        return [show, _kit_files(loaded.show.folder, sums), told(loaded.newsroom, sums, _NOT_OF_A_PROGRAMME)]

    @cache
    def decided_by(captioned: bool) -> list[Any]:
        """What else decides what deliverables have: which stories leave, and from where corrected captions count."""
        others = [each for each in (whole_episode(loaded),) if each and captioned]
        if loaded.rundown.to_slot and loaded.rundown.slot is not None:
            others += deciding(requests(loaded, loaded.rundown.deliverables, tolerant=True), loaded.show)
        return [[each.deliverable, told(each.rundown, sums, _NOT_OF_A_DELIVERABLE)] for each in others]

    @cache
    def digest(name: str) -> str | None:
        try:
            own_rundown = kept(loaded.rundown, name)
            captioned = Request(name, None, own_rundown).caption_style(loaded.show) is not None
            shown = own_rundown if captioned else without_corrections(own_rundown)
            rundown = told(shown, sums, _NOT_OF_A_DELIVERABLE)
            profile = loaded.show.stations.get(name)
            own = [told(profile, sums, _NOT_OF_A_PROFILE)] if profile else []
            if profile and profile.kind == "tv" and loaded.show.timezone:
                # Its films are dated in UTC.
                own.append(loaded.show.timezone)
            if name == "podcast":
                own += [told(loaded.show.podcast, sums), _clocks(probed)]
            if name == "screens":
                own += [told(loaded.show.screens, sums), _clocks(probed)]
            if loaded.show.family(name) in POSTED:
                own += [told(each, sums) for each in (loaded.show.hashtags, loaded.show.networks.get(name)) if each]
            return digest_of([name, rundown, common(), *own, *decided_by(captioned)])
        except (FilesError, MachineError, OSError):
            return None

    return digest


def _clocks(probed: Probed) -> str | list[str | int] | None:
    """By which zone feeds and playlists tell when it goes out: the newsroom's, or that of this machine where neither
    the newsroom nor the rundown says one."""
    named, air = probed.loaded.show.timezone, probed.loaded.rundown.air
    return named if named or (air and air.tzinfo) else [*system_zone()]


def _kit_files(folder: Path | None, sums: Sums) -> dict[str, str | None]:
    """Every file of the kit but its own, which was read: templates, and whatever they use.

    What file managers and editors leave beside them is none, and what has a name that nothing can name.
    """
    if folder is None:
        return {}
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != KIT)
    names = {str(path.relative_to(folder)): path for path in files if not _is_stray(path.name)}
    return {name: sums(path) for name, path in names.items() if is_utf8(Path(name))}


def _is_stray(name: str) -> bool:
    return name.startswith(".") or name.endswith("~") or name.lower() in ("thumbs.db", "desktop.ini")
