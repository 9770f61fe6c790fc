"""What `newscast check --json` prints: what is wrong with each file, and when everything in an episode will be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FileKind = Literal["rundown", "kit", "newsroom"]
Voicing = Literal["recorded", "synthetic", "missing", "sot", "package", "spot"]
PictureKind = Literal["clip", "photo", "card", "animation", "missing"]


@dataclass(frozen=True, kw_only=True)
class CheckedProblem:
    """An error or a warning."""

    code: str
    """A stable word for the kind of problem."""
    file: str | None
    """The file that has to be mended, as its path was typed."""
    line: int | None
    """Counted from 1."""
    column: int | None
    """Counted from 1."""
    message: str
    """What is wrong, in the user's language."""
    hint: str
    """How to mend it; empty where nothing helps."""
    medium: str | None
    """The recording, clip or photo that is meant: relative to the newsroom it lies in, else in full."""


@dataclass(frozen=True, kw_only=True)
class CheckedVoice:
    """Somebody who is heard in a segment, in one way."""

    who: str
    """The person's name; empty where nobody is named."""
    how: Voicing
    """A recording or a synthetic voice, which in a draft may stand in for what is missing; a sot, a package or a spot
    with its own sound, missing where its file is."""


@dataclass(frozen=True, kw_only=True)
class CheckedSegment:
    """When a segment is on, who is heard and what is seen."""

    slug: str
    kind: str
    title: str
    """A story's headline; the slug of any other segment."""
    start: float
    """In seconds from the start of the cut."""
    duration: float
    """In seconds."""
    estimated: bool
    """Whether any of the duration was estimated by reading speed, since nobody has recorded or spoken it yet."""
    voices: tuple[CheckedVoice, ...]
    """In the order in which they are heard, each once."""
    pictures: dict[PictureKind, int]
    """How many different pictures of each kind are seen."""


@dataclass(frozen=True, kw_only=True)
class CheckedTable:
    """One cut with all its segments."""

    deliverable: str
    slug: str | None
    """The story, where each has a cut of its own."""
    duration: float
    """In seconds."""
    over: float | None
    """Seconds over the slot, less than 0 where some are left; null without a slot, and for cuts of a story."""
    segments: tuple[CheckedSegment, ...]


@dataclass(frozen=True, kw_only=True)
class CheckedTotal:
    """How long a cut is."""

    deliverable: str
    slug: str | None
    duration: float
    over: float | None


@dataclass(frozen=True, kw_only=True)
class CheckedPresence:
    """Somebody who is `elected`, in the cuts of the table."""

    name: str
    heard: float
    """Seconds in which they speak."""
    shown: float
    """Seconds in which their name stands below a picture."""
    mentions: int
    """How often their name is said."""
    written: int
    """How often their name is written in a headline, a card or a title."""


@dataclass(frozen=True, kw_only=True)
class CheckedSuspension:
    """The suspension of government propaganda in which an episode goes out."""

    first: str
    """Its first day."""
    last: str
    """Its last day."""
    exempt: dict[str, str]
    """What is exempt, by slug: health, education, civil-protection, electoral or service; `exception` where a director
    signed one."""
    officials: tuple[str, ...]
    """People with a public office who are named or shown."""


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A file that has no errors; what only rundowns have is empty or null for others."""

    file: str
    """As its path was typed."""
    kind: FileKind
    title: str
    """The episode's title, or the name of the show or the office."""
    slot: float | None
    """The seconds that the station gave."""
    tables: tuple[CheckedTable, ...]
    """The first deliverable with picture among those that are checked: one cut, or one for each of its stories."""
    totals: tuple[CheckedTotal, ...]
    """All cuts of all deliverables that are checked, in order."""
    unheard: int = 0
    """How many texts have a recording in which nobody has listened for their words yet: whether it follows them is
    known when a draft is built."""
    unsought: int = 0
    """In how many photos and clips faces would be looked for, and are not: the extra `faces` is not installed."""
    elected: tuple[CheckedPresence, ...] = ()
    """Those who hold an elected office and come in the cuts of the table, by estimate as the table is."""
    suspension: CheckedSuspension | None = None
    """Where it goes out during one."""
    left_out: tuple[str, ...] = ()
    """The stories that leave, so that the programmes fit their slot."""


@dataclass(frozen=True, kw_only=True)
class Checked:
    """All that the command found."""

    errors: tuple[CheckedProblem, ...]
    """What keeps the files from being built."""
    warnings: tuple[CheckedProblem, ...]
    """What somebody should know."""
    files: tuple[CheckedFile, ...]
    """The files without errors, in the order in which they were checked."""
