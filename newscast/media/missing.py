"""A medium that is named and not there: a value of its own, which only a draft may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newscast.media.info import MediaInfo


@dataclass(frozen=True)
class Missing:
    """The file that was asked for and could not be found; a stand-in takes its place."""

    path: Path


Media = Mapping[Path, MediaInfo | Missing]
"""Every file that was asked for. One that is not in it was never looked at, which is a bug of ours: KeyError."""


def found(media: Media, path: Path) -> MediaInfo | None:
    """What the file is, None where it is missing. Raises KeyError for a file nobody looked at."""
    medium = media[path]
    return None if isinstance(medium, Missing) else medium


def present(media: Media, path: Path) -> MediaInfo:
    """What a file is that must be there, because a missing one has had its stand-in before. Raises KeyError."""
    medium = media[path]
    if isinstance(medium, Missing):
        raise KeyError(f"{path} is missing and was not stood in for")
    return medium
