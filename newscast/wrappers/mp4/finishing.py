"""MPEG-2 in QuickTime finished in place: what stands before its pictures agrees with the file's time code track."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

from newscast.wrappers.mp4.boxes import Mp4Error
from newscast.wrappers.mp4.tracks import Track, read_movie
from newscast.wrappers.mpeg2.finishing import Pictures
from newscast.wrappers.octets import FileOctets, octets_of

_DROP = 1
"""The flag of a time code description that says that numbers are dropped (QuickTime File Format, time code media)."""


def finish_mpeg2(path: Path, afd: int | None) -> None:
    """Write time codes before groups of pictures, and the active format where the encoder kept room, in equal length.

    Raises Mp4Error where there is no picture or no time code track.
    """
    tracks = read_movie(path).tracks
    video, timecode = (_only(tracks, kind) for kind in ("vide", "tmcd"))
    places = video.places(range(len(video.sizes)))
    with octets_of(path, writable=True) as data:
        pictures = Pictures(*_timecode(data, timecode), afd)
        for place, size in zip(places, video.sizes, strict=True):
            pictures.finish(data, place, place + size)


def _only(tracks: tuple[Track, ...], kind: str) -> Track:
    found = [track for track in tracks if track.kind == kind]
    if len(found) != 1:
        raise Mp4Error(f"there are {len(found)} tracks of the kind {kind}")
    return found[0]


def _timecode(data: FileOctets, track: Track) -> tuple[int, Fraction, bool]:
    """Of the first frame: frames since midnight, their rate, and whether numbers are dropped."""
    flags, scale, frame = struct.unpack_from(">III", track.entry.fixed, 12)
    at = track.places({0})[0]
    return int.from_bytes(data[at : at + 4], "big"), Fraction(scale, frame), bool(flags & _DROP)
