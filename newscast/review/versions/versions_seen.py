"""Versions that comments were written on: what they said and showed, and the picture of a frame in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from newscast.base.status import status_of
from newscast.base.timecode import round_half_up
from newscast.desk.comments import CommentedPart
from newscast.episode.folder import DRAFT
from newscast.episode.history import Version, history_file, read_version
from newscast.episode.manifest import ListedFile, Manifest
from newscast.episode.timeline import ListedTimeline
from newscast.review.episode.chosen import media_address


@dataclass(frozen=True)
class Picture:
    """Where the still of a frame is, and how large the whole picture is."""

    address: str
    width: int
    height: int


def version_seen(folder: Path, draft: bool, number: int) -> Version | None:
    """A version of the episode in this folder; None where it is not remembered."""
    edition = folder / DRAFT if draft else folder
    return _read(edition, number, tuple(status_of(history_file(edition, number)) or ()))


@lru_cache(64)
def _read(edition: Path, number: int, _status: tuple[int, ...]) -> Version | None:
    return read_version(edition, number)


def picture_of(manifest: Manifest | None, target: str, timeline: ListedTimeline | None, frame: int) -> Picture | None:
    """The still of a frame of `web` or `reel/SLUG`; None where that has no picture."""
    if manifest is None:
        return None
    for file in _programmes(manifest, target):
        video = (file.media or {}).get("video")
        if video:
            # A picture may have twice the frames of the timeline.
            each = Fraction(video["rate"]) / Fraction(timeline.rate) if timeline else Fraction(1)
            base = still_base(manifest.episode, file)
            return Picture(f"{base}{round_half_up(frame * each)}.jpg", video["width"], video["height"])
    return None


def still_base(episode: str, file: ListedFile) -> str:
    """What the addresses of a programme's stills begin with."""
    return f"{media_address(episode, file)}/still/"


def _programmes(manifest: Manifest, target: str) -> Iterator[ListedFile]:
    name, _slash, slug = target.partition("/")
    entry = manifest.deliverables.get(name)
    return (each for each in (entry.files if entry else ()) if each.role == "programme" and each.slug == (slug or None))


def copy_of(version: Version, target: str, part: CommentedPart) -> str:
    """What was said in a part of a version."""
    timelines = (each for each in version.timeline.timelines if target in each.used_by)
    parts = (each for timeline in timelines for segment in timeline.segments for each in segment.parts)
    said = (" ".join(each.copy) for each in parts if (each.slug, each.index) == (part.slug, part.index))
    return next(said, "")
