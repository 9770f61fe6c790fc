"""The manifest: what is in an episode folder, with checksums, measurements and verdicts, as a typed model.

It imports nothing of what builds, so that whoever reads an episode folder can use it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from newscast.base.records import WRITTEN, as_json, read_record
from newscast.base.roles import Role
from newscast.base.verdicts import Verdict
from newscast.episode.folder import read_manifest

FORMAT = 1


@dataclass(frozen=True)
class SegmentTime:
    """A segment of a deliverable: where it is, in seconds from the start of its cut."""

    slug: str
    kind: str
    start: float
    duration: float


@dataclass(frozen=True)
class ListedExtent:
    """What of a programme a file holds, in frames of its timeline, of which there are `rate` a second: behind a leader
    of `lead` frames, the `frames` of the programme from its frame `start` on."""

    rate: str
    lead: int
    start: int
    frames: int


@dataclass(frozen=True)
class ListedFile:
    """A file, by its path inside the episode folder. A programme has its duration in seconds, without what comes before
    it in the file, and `media` as measured: container, video, audio; `extent` says what of the programme is where in
    the file, unless all of it is there from the first frame on. A file of one story has its slug; one that was archived
    is not in the folder, and has the path where it is, relative to the newsroom."""

    path: str
    role: Role
    bytes: int
    sha256: str
    duration: float | None = None
    media: Mapping[str, Any] | None = None
    slug: str | None = None
    archived: str | None = None
    extent: ListedExtent | None = None


@dataclass(frozen=True)
class ListedStretch:
    """A stretch of a programme, in seconds from its start; the slug of its segment. Of captions there is more: the
    `timecode` of its first frame, counted from 00:00:00:00; the `file`, inside the newsroom, and the `line` in which
    its words are written; and those words, or the caption."""

    slug: str
    start: float
    end: float
    timecode: str = ""
    file: str | None = None
    line: int | None = None
    text: str = ""


@dataclass(frozen=True)
class ListedCheck:
    """What one check found: measured and wanted values in `unit`, `message` for people, the path of the file; `where`
    names what it speaks of where that is not all of it."""

    check: str
    verdict: Verdict
    measured: Any
    wanted: Any
    unit: str = ""
    message: str = ""
    file: str = ""
    where: tuple[ListedStretch, ...] = ()


@dataclass(frozen=True)
class Quality:
    """The verdict on a deliverable, the worst of those of its checks."""

    verdict: Verdict
    checks: tuple[ListedCheck, ...]


@dataclass(frozen=True)
class Content:
    """Digests of what is said and shown, equal in a draft and its final; null where there is nothing of the kind."""

    programme: str | None
    texts: str | None
    pictures: str | None


@dataclass(frozen=True)
class ListedPresence:
    """Somebody who is `elected`, in a deliverable: seconds in which they are `heard`, and in which their name is
    `shown` below a picture; how often their name is said (`mentions`), and `written` in a headline, a card or a title.
    `person` is their short name. Whether pictures show them is not known."""

    person: str
    name: str
    heard: float
    shown: float
    mentions: int
    written: int


@dataclass(frozen=True)
class ListedConcern:
    """A segment that has to say why it goes out during a suspension: it is `exempt`, or an exception was `signed_by`
    somebody, for a `reason`; null where neither. `words` is a digest of what it says: an exception is for that."""

    slug: str
    kind: str
    title: str
    words: str
    exempt: str | None
    signed_by: str | None
    reason: str
    file: str | None
    line: int | None


@dataclass(frozen=True)
class ListedSuspension:
    """The suspension of government propaganda in which an episode goes out, from its `first` day to its `last`."""

    first: str
    last: str
    segments: tuple[ListedConcern, ...]


@dataclass(frozen=True)
class ListedConsent:
    """A signed consent for minors who can be recognised in a segment: its path from the newsroom, and what it held."""

    slug: str
    file: str
    sha256: str | None


@dataclass(frozen=True)
class ListedStation:
    """How a station takes a deliverable: whether it is a master for TV or a file for radio, and the profile of
    newsroom.yaml; null where it has none, as `tv` and `radio` may. `timecode` is that of the first frame of a programme
    for TV, with a semicolon where numbers are dropped."""

    kind: Literal["tv", "radio"]
    profile: str | None = None
    timecode: str | None = None


@dataclass(frozen=True)
class Entry:
    """A deliverable. `content` is null in a draft that holds a missing medium; `cuts` has that of each story's own cut,
    by slug. `sources` is a digest of what it was made from; it is outdated where that is something else by now.
    `elected` are those who hold an elected office and come in it. `station` is there where a station takes it."""

    duration: float
    rundown_sha256: str
    segments: tuple[SegmentTime, ...]
    files: tuple[ListedFile, ...]
    qc: Quality
    content: Content | None
    sources: str | None
    cuts: Mapping[str, Content | None] = field(default_factory=dict)
    outdated: bool = False
    elected: tuple[ListedPresence, ...] = ()
    station: ListedStation | None = None


@dataclass(frozen=True)
class Share:
    """Copies of a draft's deliverable that are small enough to be sent: one, or one for each story. `limit` is in
    bytes, `of` has the SHA-256 of the programmes they were made of. They are there as long as those are."""

    deliverable: str
    limit: int
    of: tuple[str, ...]
    files: tuple[ListedFile, ...]
    qc: Quality


@dataclass(frozen=True)
class RundownFile:
    """The rundown: its path inside its newsroom, and the way there from the episode folder."""

    path: str
    sha256: str
    newsroom: str | None = None


@dataclass(frozen=True)
class ListedProblem:
    """A warning of the build, in the language it ran in; `file` is relative to the newsroom, `code` a word for the kind
    of problem, which may be empty."""

    code: str
    file: str | None
    line: int | None
    column: int | None
    message: str
    hint: str


@dataclass(frozen=True)
class Counts:
    """How many steps the last build had, how many of them it rendered, and its seconds."""

    steps: int
    rendered: int
    reused: int
    seconds: float


@dataclass(frozen=True)
class Manifest:
    """What is in an episode folder. `duration` and `segments` are those of the first deliverable with picture.

    `version` counts up when new bytes come, `turn` whenever the episode's final is published after its draft, or the
    draft after the final: of the two, the one with the greater was built last. `sources` are those of this version by
    deliverable, of which it becomes whole. `lists` has the SHA-256 of the lists beside the manifest. `slot` is the time
    on air, in seconds, and `air` the moment at which it begins, such as 2026-11-20T07:00:00, where the rundown says
    one. `suspension` is there where it goes out during one, `consents` where something names them.
    """

    manifest: int
    episode: str
    show: str
    title: str
    date: str
    draft: bool
    duration: float
    rundown: RundownFile
    segments: tuple[SegmentTime, ...]
    deliverables: Mapping[str, Entry]
    built: Counts
    version: int = field(default=0, metadata=WRITTEN)
    turn: int = field(default=0, metadata=WRITTEN)
    sources: Mapping[str, str | None] = field(default_factory=dict, metadata=WRITTEN)
    lists: Mapping[str, str] = field(default_factory=dict, metadata=WRITTEN)
    problems: tuple[ListedProblem, ...] = field(default=(), metadata=WRITTEN)
    share: Share | None = None
    slot: float | None = field(default=None, metadata=WRITTEN)
    air: str | None = field(default=None, metadata=WRITTEN)
    suspension: ListedSuspension | None = None
    consents: tuple[ListedConsent, ...] = ()

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = as_json(self)
        return told


def manifest_from(told: Any) -> Manifest:
    """The manifest that JSON values tell. Raises ValueError where they tell none that this program understands."""
    manifest = read_record(Manifest, told)
    if manifest.manifest != FORMAT:
        raise ValueError(f"format {manifest.manifest}")
    return manifest


def known_manifest(folder: Path) -> Manifest | None:
    """The manifest of an episode folder; None where there is none, or none that can be understood."""
    try:
        return manifest_from(read_manifest(folder))
    except ValueError:
        return None


def is_of(share: Share, deliverables: Mapping[str, Entry]) -> bool:
    """Whether copies that are to be sent were made of what is listed now, and that of what there is."""
    entry = deliverables.get(share.deliverable)
    return entry is not None and not entry.outdated and programmes_of(entry) == share.of


def programmes_of(entry: Entry) -> tuple[str, ...]:
    """The SHA-256 of each programme of a deliverable."""
    return tuple(file.sha256 for file in entry.files if file.role == "programme")
