"""What is made of a listed file to look at it, where it lies when it is made, and who is asked to make it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Literal

from newscast.base.i18n import language
from newscast.episode.manifest import ListedFile
from newscast.review.listed import Held, Opened, opened, opened_at, store_of
from newscast.review.office import Office
from newscast.review.workshop import ASKED, QUICK, SLOW, Job, Workshop
from newscast.store.shelves import Shelf, made_of, shelf_in
from newscast.store.store import Result

Kind = Literal["phone", "play", "still", "picture", "peaks"]
PHONE_BITS = 1_000_000
"""Bits a second at which a programme goes to a phone as it is."""
SMALL_WIDTH = 480
_WIDTHS = (160, 320, 480, 640, 960, 1280, 1920)
"""Those in which stills are made, the next larger of what is asked for: many windows share them."""


@dataclass(frozen=True)
class Looks:
    """What a manifest says of a programme: its picture, if any, in pixels and frames; the channels of its sound
    streams."""

    width: int = 0
    height: int = 0
    rate: str = "0"
    frames: int = 0
    seconds: float = 0.0
    channels: tuple[int, ...] = ()


@dataclass(frozen=True)
class Wanted:
    """Something to be made of a file: on which shelf and bench, under which name."""

    kind: Kind
    of: Held
    result: Result
    shelf: Shelf
    frame: int = 0
    narrow: int = 0

    @property
    def bench(self) -> str:
        return SLOW if self.shelf == "renditions" else QUICK


def looks_of(file: ListedFile) -> Looks:
    """How a programme looks and sounds."""
    media = file.media or {}
    video, audio = media.get("video"), media.get("audio") or []
    channels = tuple(int(each["channels"]) for each in (audio if isinstance(audio, list) else [audio]))
    seconds = file.duration or 0.0
    if not video:
        return Looks(seconds=seconds, channels=channels)
    frames = round(seconds * Fraction(video["rate"]))
    return Looks(int(video["width"]), int(video["height"]), video["rate"], frames, seconds, channels)


def plays(file: ListedFile) -> bool:
    """Whether every browser plays the file itself."""
    media = file.media or {}
    video, audio = media.get("video"), media.get("audio")
    if media.get("container") == "mp3":
        return True
    codecs = {each.get("codec") for each in (audio if isinstance(audio, list) else [audio or {}])}
    pictured = video is None or (video.get("codec"), video.get("pix_fmt")) == ("h264", "yuv420p")
    return media.get("container") == "mp4" and pictured and codecs <= {"aac", None}


def goes_to_phones(file: ListedFile) -> bool:
    """Whether it plays, and needs no more than a phone's connection has."""
    return plays(file) and bool(file.duration) and file.bytes * 8 <= PHONE_BITS * (file.duration or 0)


def rendition_of(found: Held, kind: Literal["phone", "play"]) -> Wanted | None:
    """What plays of a programme; None for the file itself."""
    if goes_to_phones(found.file) if kind == "phone" else plays(found.file):
        return None
    if not looks_of(found.file).frames:
        # Sound alone is small enough for everybody.
        return Wanted("play", found, made_of(found.file.sha256, "play", ".m4a"), "renditions")
    return Wanted(kind, found, made_of(found.file.sha256, kind, ".mp4"), "renditions")


def still_of(found: Held, frame: int, width: int) -> Wanted:
    """A frame, about as wide as is asked for; 0 is as wide as the programme."""
    narrow = next((each for each in _WIDTHS if 0 < width <= each), 0)
    result = made_of(found.file.sha256, "still", ".jpg", frame=frame, width=narrow)
    return Wanted("still", found, result, "stills", frame, narrow)


def picture_of(found: Held) -> Wanted | None:
    """A small picture of a thumbnail, a cover or a programme; None of what cannot be seen."""
    if found.file.role in ("thumbnail", "cover"):
        result = made_of(found.file.sha256, "picture", ".jpg", width=SMALL_WIDTH)
        return Wanted("picture", found, result, "stills", narrow=SMALL_WIDTH)
    frames = looks_of(found.file).frames
    return still_of(found, frames // 3, SMALL_WIDTH) if frames else None


def peaks_of(found: Held) -> Wanted:
    """The curve of a programme's sound."""
    return Wanted("peaks", found, made_of(found.file.sha256, "peaks", ".json"), "stills")


def ready(office: Office, wanted: Wanted) -> Opened | None:
    """It, open, where it is made. Raises MachineError."""
    shelf = shelf_in(store_of(office.root).folder, wanted.shelf)
    return opened_at(shelf.path(wanted.result), None) if shelf.has(wanted.result) else None


def have_made(office: Office, workshop: Workshop, episode: str, wanted: Wanted, urgency: int = ASKED) -> Job | None:
    """Have it made, unless that is under way; None where the file it is made of is gone. Raises FullError."""
    source = opened(office, episode, wanted.of)
    if source is None:
        return None
    source.stream.close()
    return workshop.want(wanted.bench, wanted.result.name, _request(office, wanted, source), urgency, episode)


def _request(office: Office, wanted: Wanted, source: Opened) -> Mapping[str, Any]:
    return {
        **asdict(looks_of(wanted.of.file)),
        "kind": wanted.kind,
        "path": str(source.path),
        # What lies in the store is never changed, only touched.
        "status": source.status if wanted.of.place else None,
        "store": str(store_of(office.root).folder),
        "shelf": wanted.shelf,
        "key": wanted.result.key,
        "suffix": wanted.result.suffix,
        "language": language(),
        "keep": office.newsroom().store.keep,
        "frame": wanted.frame,
        "narrow": wanted.narrow,
    }
