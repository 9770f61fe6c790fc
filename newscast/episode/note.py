"""A delivery note: all that a station asks of a programme, as data that goes beside its files, in JSON and in XML."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from newscast.base.records import WRITTEN, as_json
from newscast.episode.folder import json_bytes


@dataclass(frozen=True, kw_only=True)
class NotedVideo:
    """The picture as measured; `rate` as a fraction such as 30000/1001, `scan` is progressive or tff."""

    codec: str
    width: int
    height: int
    rate: str
    scan: str
    pixels: str
    aspect: str


@dataclass(frozen=True, kw_only=True)
class NotedSound:
    """The sound as measured: `streams` streams of `channels` channels each."""

    codec: str
    rate: int
    channels: int
    streams: int


@dataclass(frozen=True, kw_only=True)
class NotedFile:
    """A file that is handed over. `md5` is there where the station asks for one."""

    name: str
    bytes: int
    sha256: str
    md5: str | None
    container: str
    video: NotedVideo | None
    sound: NotedSound | None


@dataclass(frozen=True, kw_only=True)
class NotedBlock:
    """Which of the blocks between breaks it is, from 1, and of how many."""

    number: int
    of: int


@dataclass(frozen=True, kw_only=True)
class NotedTime:
    """A length: in seconds, and as time code; `frames` of it where there is a picture."""

    seconds: float
    timecode: str
    frames: int | None


@dataclass(frozen=True, kw_only=True)
class NotedSegment:
    """A segment: where it begins on the time code of the file, and how long it is."""

    slug: str
    kind: str
    title: str
    som: str
    duration: NotedTime


@dataclass(frozen=True, kw_only=True)
class NotedBreak:
    """Where the station's commercials come: the time code of the first frame after them."""

    slug: str
    at: str


@dataclass(frozen=True, kw_only=True)
class NotedTracks:
    """Tracks of sound, such as 1-2, and the version on them: full, clean, international or silence."""

    tracks: str
    holds: str


@dataclass(frozen=True, kw_only=True)
class NotedLoudness:
    """Loudness as measured, null for silence: `integrated` in LUFS, `range` in LU, `true_peak` in dBTP; `target` and
    `limit` are what the station asks for. Of a block they are its own; `programme` is that of the whole, which is set
    to the target."""

    integrated: float | None
    range: float | None
    true_peak: float | None
    target: float
    limit: float
    programme: float | None = None


@dataclass(frozen=True, kw_only=True)
class NotedCaptions:
    """Captions that the file carries, and files of captions beside it, by their names."""

    carried: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Note:
    """A delivery note. `note` is its format. `start` is the time code of the first frame of the file, `som` that of the
    first frame of the programme, `eom` that of its last; of radio they count from the start of the file, and `eom` is
    its end. `slot` is the time on air in seconds."""

    note: Literal[1] = field(default=1, metadata=WRITTEN)
    title: str
    show: str
    episode: str
    date: str
    air: str | None
    station: str
    kind: Literal["tv", "radio"]
    block: NotedBlock | None
    language: str
    files: tuple[NotedFile, ...]
    duration: NotedTime
    slot: float | None
    start: str
    som: str
    eom: str
    segments: tuple[NotedSegment, ...]
    breaks: tuple[NotedBreak, ...]
    tracks: tuple[NotedTracks, ...]
    loudness: NotedLoudness | None
    captions: NotedCaptions
    contact: str


def note_json(note: Note) -> bytes:
    """The note as JSON; docs/schemas/note.json has its schema."""
    return json_bytes(as_json(note))
