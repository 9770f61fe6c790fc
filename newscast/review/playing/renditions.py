"""What is made of a listed file to look at it, where it lies when it is made, and who is asked to make it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any, Literal

from newscast.base.i18n import language
from newscast.episode.extents import begins_at_once, extent_of, frame_in, samples_of
from newscast.episode.manifest import ListedFile
from newscast.review.newsroom.listed import Held, Opened, opened, opened_at, store_of
from newscast.review.newsroom.office import Office
from newscast.review.playing.workshop import ASKED, QUICK, SLOW, Job, Workshop
from newscast.store.shelves import Shelf, made_of, shelf_in
from newscast.store.store import Result

Kind = Literal["phone", "play", "still", "picture", "peaks", "loudness"]
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


def looks_of(*files: ListedFile) -> Looks:
    """How a programme looks and sounds that is in these files."""
    media = files[0].media or {}
    video, audio = media.get("video"), media.get("audio") or []
    channels = tuple(int(each["channels"]) for each in (audio if isinstance(audio, list) else [audio]))
    seconds = round(sum(file.duration or 0.0 for file in files), 6)
    if not video:
        return Looks(seconds=seconds, channels=channels)
    frames = round(seconds * Fraction(video["rate"]))
    return Looks(int(video["width"]), int(video["height"]), video["rate"], frames, seconds, channels)


def shown_of(found: Held) -> Looks:
    """How the programme looks and sounds that a file holds, or holds a block of."""
    return looks_of(*(each.file for each in found.blocks))


def plays(file: ListedFile) -> bool:
    """Whether every browser plays the file itself, and that is the programme from its first frame on."""
    if not begins_at_once(file):
        return False
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
    alone = len(found.blocks) == 1
    if alone and (goes_to_phones(found.file) if kind == "phone" else plays(found.file)):
        return None
    if not shown_of(found).frames:
        # Sound alone is small enough for everybody.
        return Wanted("play", found, _made_of(found, "play", ".m4a"), "renditions")
    return Wanted(kind, found, _made_of(found, kind, ".mp4"), "renditions")


def still_of(found: Held, frame: int, width: int) -> Wanted:
    """A frame of a programme, about as wide as is asked for; 0 is as wide as the programme."""
    narrow = next((each for each in _WIDTHS if 0 < width <= each), 0)
    files = [each.file for each in found.blocks]
    file, inside = frame_in(files, frame, Fraction(looks_of(*files).rate))
    holds = found.blocks[files.index(file)]
    result = made_of(file.sha256, "still", ".jpg", frame=inside, width=narrow)
    return Wanted("still", holds, result, "stills", inside, narrow)


def picture_of(found: Held) -> Wanted | None:
    """A small picture of a thumbnail, a cover or a programme; None of what cannot be seen."""
    if found.file.role in ("thumbnail", "cover"):
        result = made_of(found.file.sha256, "picture", ".jpg", width=SMALL_WIDTH)
        return Wanted("picture", found, result, "stills", narrow=SMALL_WIDTH)
    frames = shown_of(found).frames
    return still_of(found, frames // 3, SMALL_WIDTH) if frames else None


def peaks_of(found: Held) -> Wanted:
    """The curve of a programme's sound."""
    return Wanted("peaks", found, _made_of(found, "peaks", ".json"), "stills")


def loudness_of(found: Held) -> Wanted:
    """How loud a programme is over time."""
    return Wanted("loudness", found, _made_of(found, "loudness", ".json"), "stills")


def ready(office: Office, wanted: Wanted) -> Opened | None:
    """It, open, where it is made. Raises MachineError."""
    shelf = shelf_in(store_of(office.root).folder, wanted.shelf)
    return opened_at(shelf.path(wanted.result), None) if shelf.has(wanted.result) else None


def is_ready(office: Office, wanted: Wanted) -> bool:
    """Whether it is made. Raises MachineError."""
    return shelf_in(store_of(office.root).folder, wanted.shelf).has(wanted.result)


def have_made(office: Office, workshop: Workshop, episode: str, wanted: Wanted, urgency: int = ASKED) -> Job | None:
    """Have it made, unless that is under way; None where the file it is made of is gone. Raises FullError."""
    sources: list[Opened] = []
    for each in _files_for(wanted):
        source = opened(office, episode, each)
        if source is None:
            return None
        source.stream.close()
        sources.append(source)
    return workshop.want(wanted.bench, wanted.result.name, _request(office, wanted, sources), urgency, episode)


def _files_for(wanted: Wanted) -> Sequence[Held]:
    """What it is made of: one file, or all that hold the programme."""
    return (wanted.of,) if wanted.kind in ("still", "picture") else wanted.of.blocks


def _made_of(found: Held, kind: str, suffix: str) -> Result:
    """What is made of a whole programme, by the content of all its files and by where it begins in them."""
    files = [each.file for each in found.blocks]
    leads = {f"lead{number}": samples_of(file).lead for number, file in enumerate(files) if not begins_at_once(file)}
    return made_of("+".join(file.sha256 for file in files), kind, suffix, **leads)


def _pieces(files: Sequence[Held], sources: Sequence[Opened]) -> list[dict[str, Any]]:
    """Where the programme is in its files; nothing where it is the one file from its first frame on."""
    rate = Fraction(looks_of(files[0].file).rate)
    if len(files) == 1 and begins_at_once(files[0].file):
        return []
    made = []
    for each, source in zip(files, sources, strict=True):
        seen, heard = extent_of(each.file, rate), samples_of(each.file)
        piece = {"path": str(source.path), "lead": seen.lead, "frames": seen.frames}
        made.append({**piece, "lead_samples": heard.lead, "samples": heard.frames})
    return made


def _request(office: Office, wanted: Wanted, sources: Sequence[Opened]) -> Mapping[str, Any]:
    files = _files_for(wanted)
    return {
        **asdict(looks_of(*(each.file for each in files))),
        "kind": wanted.kind,
        "path": str(sources[0].path),
        # What lies in the store is never changed, only touched.
        "status": sources[0].status if wanted.of.place else None,
        "pieces": _pieces(files, sources) if wanted.kind not in ("still", "picture") else [],
        "statuses": [source.status if each.place else None for each, source in zip(files, sources, strict=True)],
        "store": str(store_of(office.root).folder),
        "shelf": wanted.shelf,
        "key": wanted.result.key,
        "suffix": wanted.result.suffix,
        "language": language(),
        "keep": office.newsroom().store.keep,
        "frame": wanted.frame,
        "narrow": wanted.narrow,
    }
