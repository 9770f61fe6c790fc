"""What of an episode is being looked at: an edition, a version of it, and one of its deliverables or of their cuts.

`?draft=1&version=7&deliverable=reel/bacheo`; what is not said is what somebody would want to see first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote, urlencode

from newscast.base.i18n import _
from newscast.base.status import status_of
from newscast.episode.extents import forms_of
from newscast.episode.history import history_file, manifest_of_version
from newscast.episode.manifest import Entry, ListedFile, Manifest
from newscast.episode.reader import Edition, Episode, read_episode
from newscast.episode.timeline import ListedTimeline, Listing
from newscast.review.door.guard import Visit
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.placing import timeline_of

FIRST = "web"
"""The deliverable that is shown first where there is one: every browser plays it."""
PLAYED = ("mp4", "mp3")
"""Containers that every browser plays."""
_RATE = Fraction(30000, 1001)
"""The rate of what has neither a timeline nor a picture that would say one: frames of television here."""


@dataclass(frozen=True)
class Chosen:
    """The version and deliverable that are being looked at.

    `deliverable` is its name in the manifest, `cut` the slug of the story whose own cut it is. `manifest`, `entry`,
    `timeline` and the `listing` of all timelines are those of this version, also where that is an old one; `edition` is
    what is in the folder now, `other` the final where this is a draft, else the draft. `rate` is in frames a second.
    `kept` is whether the programmes of this version can still be played.
    """

    episode: str
    draft: bool
    version: int
    deliverable: str
    edition: Edition
    manifest: Manifest
    entry: Entry
    timeline: ListedTimeline | None
    rate: Fraction
    cut: str | None = None
    kept: bool = True
    listing: Listing | None = None
    other: Edition | None = None

    @property
    def target(self) -> str:
        """The deliverable as addresses and timelines name it: `web`, or `reel/bacheo`."""
        return f"{self.deliverable}/{self.cut}" if self.cut else self.deliverable

    @property
    def found(self) -> Episode:
        """What is in the folder of the episode."""
        return Episode(self.other, self.edition) if self.draft else Episode(self.edition, self.other)

    @property
    def newest(self) -> int:
        """The version that is in the folder now."""
        return self.edition.manifest.version if self.edition.manifest else self.version

    @property
    def is_old(self) -> bool:
        return self.version != self.newest

    @property
    def files(self) -> tuple[ListedFile, ...]:
        """The files of this deliverable; of a cut those of its story."""
        return tuple(file for file in self.entry.files if file.slug == self.cut)

    @property
    def programmes(self) -> tuple[ListedFile, ...]:
        """The programme, in each form in which it was made; every block of it where these are files of their own."""
        return tuple(file for file in self.files if file.role == "programme")

    @property
    def played(self) -> ListedFile | None:
        """The programme in the form that is played: one that browsers play, where there is one."""
        forms = [file for file in self.programmes if (file.media or {}).get("container") in PLAYED]
        return next(iter([*forms, *self.programmes]), None)

    @property
    def frames(self) -> int:
        """How many frames it lasts."""
        if self.timeline:
            return self.timeline.frames
        lasts = [sum(file.duration or 0.0 for file in form) for form in forms_of(self.files)]
        return round((next(filter(None, lasts), self.entry.duration)) * self.rate)

    def address(self, **other: str | int) -> str:
        """The page of what is chosen, or of the same with an `other` deliverable, version, draft (0 or 1)."""
        asked = {"draft": int(self.draft), "version": self.version, "deliverable": self.target, **other}
        return f"/e/{quote(self.episode)}?{urlencode(asked, safe='/')}"


def address_of(episode: str, draft: bool, version: int, target: str, frame: int | None = None) -> str:
    """The page on which a version of a deliverable is looked at, at a frame of it."""
    asked: Mapping[str, str | int] = {"draft": int(draft), "version": version, "deliverable": target}
    place = "" if frame is None else f"#frame={frame}"
    return f"/e/{quote(episode)}?{urlencode(asked, safe='/')}{place}"


def version_name(draft: bool, number: int) -> str:
    """A version as people call it."""
    return (_("Draft {number}") if draft else _("Final {number}")).format(number=number)


def media_address(episode: str, file: ListedFile) -> str:
    """Where a listed file is, by its content."""
    return f"/media/{quote(episode)}/{file.sha256}"


def chosen_from(episode: str, found: Episode, asked: Mapping[str, str]) -> Chosen:
    """What is chosen of an episode by the query of an address. Raises RefusedError where there is no such thing."""
    edition, draft = _edition(found, asked.get("draft"))
    assert edition.manifest
    now = edition.manifest.version
    version = _number(asked.get("version"), now)
    manifest, listing, kept = edition.manifest, edition.timeline, True
    if version != now:
        before = edition.version_of(version)
        if before is None:
            raise RefusedError(404, _("Version {number} is not known any more.").format(number=version))
        manifest, listing, kept = before.manifest, before.timeline, before.kept
    name, cut = _target(manifest, asked.get("deliverable"))
    timeline = timeline_of(listing, f"{name}/{cut}" if cut else name)
    entry = manifest.deliverables[name]
    return Chosen(
        episode,
        draft,
        version,
        name,
        edition,
        manifest,
        entry,
        timeline,
        _rate(entry, timeline),
        cut,
        kept,
        listing,
        found.final if draft else found.draft,
    )


def targets(manifest: Manifest) -> list[str]:
    """All that can be looked at of a version: its deliverables, those of one cut for each story by these."""
    return [
        f"{name}/{slug}" if slug else name
        for name, entry in manifest.deliverables.items()
        for slug in dict.fromkeys(file.slug for file in entry.files if file.role == "programme")
    ]


def targets_in(edition: Edition, version: int) -> tuple[str, ...]:
    """All that can be looked at of a version of an edition; nothing of one that is forgotten."""
    if edition.manifest and edition.manifest.version == version:
        return tuple(targets(edition.manifest))
    status = tuple(status_of(history_file(edition.folder, version)) or ())
    return _targets_then(edition.folder, version, status)


def version_before(chosen: Chosen) -> int | None:
    """The newest version of an edition before the one that is chosen that has what is chosen too."""
    before = (version for version in reversed(chosen.edition.versions) if version < chosen.version)
    return next((version for version in before if chosen.target in targets_in(chosen.edition, version)), None)


@lru_cache(512)
def _targets_then(folder: Path, version: int, _status: tuple[int, ...]) -> tuple[str, ...]:
    manifest = manifest_of_version(folder, version)
    return tuple(targets(manifest)) if manifest else ()


def _edition(found: Episode, asked: str | None) -> tuple[Edition, bool]:
    """The edition that is asked for, else the draft, unless the final was built after it."""
    there = {True: found.draft, False: found.final}
    usable = {draft: each for draft, each in there.items() if each and each.manifest and each.manifest.deliverables}
    if asked is not None:
        usable = {draft: each for draft, each in usable.items() if draft == (asked == "1")}
    if not usable:
        raise RefusedError(404, _("There is no such episode.") if asked is None else _("It was not built yet."))
    draft = max(usable, key=lambda draft: (usable[draft].order, draft))
    return usable[draft], draft


def _number(asked: str | None, otherwise: int) -> int:
    if asked is None:
        return otherwise
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        raise RefusedError(404, _("Version {number} is not known any more.").format(number=asked))
    return int(asked)


def _target(manifest: Manifest, asked: str | None) -> tuple[str, str | None]:
    there = targets(manifest)
    if asked is None:
        pictured = [each for each in there if _has_picture(manifest.deliverables[each.partition("/")[0]])]
        asked = next(iter([each for each in there if each == FIRST] or pictured or there), "")
    if asked not in there:
        raise RefusedError(404, _("This version has no “{name}”.").format(name=asked))
    name, _slash, cut = asked.partition("/")
    return name, cut or None


def _has_picture(entry: Entry) -> bool:
    return any("video" in (file.media or {}) for file in entry.files)


def _rate(entry: Entry, timeline: ListedTimeline | None) -> Fraction:
    """That of its picture, which may be twice that of the show; else that of its timeline."""
    if timeline:
        return Fraction(timeline.rate)
    pictures = [file.media["video"] for file in entry.files if file.media and "video" in file.media]
    return Fraction(pictures[0]["rate"]) if pictures else _RATE


def chosen_of(visit: Visit) -> Chosen:
    """What is chosen by the address of a visit to an episode. Raises RefusedError where there is no such thing."""
    return chosen_from(visit.episode, read_episode(visit.office.folder(visit.episode)), visit.request.query_params)
