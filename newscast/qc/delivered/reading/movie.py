"""What an MP4 or QuickTime file says of itself: how it is laid out, its tracks, its pictures, its time code."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

from newscast.base.timecode import timecode_of
from newscast.qc.delivered.reading import mpeg2
from newscast.qc.delivered.reading.codes import COLORS, PROFILES
from newscast.wrappers.avc.parameters import Parameters, read_config
from newscast.wrappers.mp4.sounds import read_sound
from newscast.wrappers.mp4.tracks import Movie, Track, read_movie
from newscast.wrappers.octets import octets_of

_IDR = 5
"""The type of a slice at which a decoder may begin without anything before it (ITU-T H.264, table 7-1)."""
_SLICES = range(1, 6)
_FIELDS = {b"\1\0": "progressive", b"\2\x09": "tff", b"\2\1": "tff", b"\2\x0e": "bff", b"\2\6": "bff"}
"""Of the field box (QuickTime File Format): how many fields a frame has, and which is shown first."""
_PRORES = {"apco": "proxy", "apcs": "lt", "apcn": "standard", "apch": "hq", "ap4h": "4444"}
_MPEG2 = ("xd", "mx", "m2v")
"""What QuickTime's names of MPEG-2 begin with: XDCAM, IMX, any other."""
_UNITS_READ = 8
"""NAL units of a picture among which its first slice is."""


def read(path: Path) -> dict[str, Any]:
    """The facts, by name. Raises ValueError or struct.error where the index is damaged."""
    movie = read_movie(path)
    pictures = [track for track in movie.tracks if track.kind == "vide"]
    sounds = [track for track in movie.tracks if track.kind == "soun"]
    return {
        "brand": movie.brand,
        "index_first": movie.index_first,
        "edit_lists": movie.edit_lists,
        "created": f"{movie.created:%Y-%m-%dT%H:%M:%S}" if movie.created else None,
        "languages": [track.language for track in movie.tracks if track.kind in ("soun", "sbtl", "text", "clcp")],
        "apart": float(_apart([*pictures, *sounds])),
        "lasting": float(_lasting(movie)),
        "heard": [track.enabled for track in sounds],
        "upright": len(pictures) <= 1 and all(track.as_coded for track in pictures),
        **(_pictures(path, pictures[0]) if pictures else {}),
        **_sounds(sounds),
        **_timecode(path, movie),
    }


def _apart(tracks: list[Track]) -> Fraction:
    """Seconds by which the shortest and the longest of these tracks differ."""
    lengths = [track.seconds for track in tracks]
    return max(lengths, default=Fraction(0)) - min(lengths, default=Fraction(0))


def _lasting(movie: Movie) -> Fraction:
    """Seconds by which what the headers of the movie and of its tracks say differs from what their media say."""
    scale = movie.timescale or 1
    longest = max((track.seconds for track in movie.tracks), default=Fraction(0))
    told = [Fraction(track.shown_ticks, scale) - track.seconds for track in movie.tracks]
    return max(map(abs, [Fraction(movie.ticks, scale) - longest, *told]))


def _pictures(path: Path, track: Track) -> dict[str, Any]:
    steps = {ticks for _count, ticks in track.steps}
    rate = Fraction(track.timescale, max(steps, default=0) or 1)
    facts: dict[str, Any] = {
        "rate": str(rate),
        "even": len(steps) == 1,
        "frames": len(track.sizes),
    }
    if code := _PRORES.get(track.entry.code):
        return facts | _prores(code, track)
    if track.entry.code.startswith(_MPEG2):
        return facts | _mpeg2(path, track, rate)
    if track.entry.code not in ("avc1", "avc3") or b"avcC" not in track.entry.extra:
        return facts | {"codec": track.entry.code}
    return facts | _avc(path, track)


def _prores(profile: str, track: Track) -> dict[str, Any]:
    fixed, extra = track.entry.fixed, track.entry.extra
    return {
        "codec": "prores",
        "profile": profile,
        "size": "x".join(str(int.from_bytes(fixed[at : at + 2], "big")) for at in (24, 26)),
        "scan": _FIELDS.get(extra.get(b"fiel", b"")[:2]),
        "colors": _tagged_colors(extra),
        "gop": 1,
        "closed": True,
    }


def _mpeg2(path: Path, track: Track, rate: Fraction) -> dict[str, Any]:
    places = zip(track.places(range(len(track.sizes))), track.sizes, strict=True)
    with octets_of(path) as data:
        return mpeg2.read(data, [(place, place + size) for place, size in places], rate)


def _avc(path: Path, track: Track) -> dict[str, Any]:
    said = read_config(track.entry.extra[b"avcC"])
    sync = track.sync if track.sync is not None else tuple(range(len(track.sizes)))
    gaps = [after - before for before, after in pairwise([*sync, len(track.sizes)])]
    return {
        "codec": "h264",
        **_parameters(said),
        "scan": "progressive" if said.progressive else _FIELDS.get(track.entry.extra.get(b"fiel", b"")[:2]),
        "container_colors": _tagged_colors(track.entry.extra),
        "gop": max(gaps, default=0),
        "shortest_gop": min(gaps[:-1], default=max(gaps, default=0)),
        "closed": bool(sync) and sync[0] == 0 and all(_begins(path, track, sync)),
    }


def _parameters(said: Parameters) -> dict[str, Any]:
    return {
        "profile": PROFILES.get(said.profile, str(said.profile)),
        "avc_level": said.level,
        "chroma": {1: "4:2:0", 2: "4:2:2", 3: "4:4:4"}.get(said.chroma),
        "size": f"{said.width}x{said.height}",
        "square": None if said.aspect is None else said.aspect == 1,
        "colors": [COLORS.get(code) for code in said.colors] if said.colors else None,
        "full_range": said.full,
    }


def _tagged_colors(extra: dict[bytes, bytes]) -> list[Any] | None:
    """Primaries, transfer and matrix of the colour box (ISO/IEC 14496-12, 12.1.5; QuickTime's has no range)."""
    box = extra.get(b"colr", b"")
    if box[:4] not in (b"nclx", b"nclc"):
        return None
    return [COLORS.get(int.from_bytes(box[at : at + 2], "big")) for at in (4, 6, 8)]


def _begins(path: Path, track: Track, sync: tuple[int, ...]) -> Iterator[bool]:
    """Whether each of these pictures is one at which a decoder may begin."""
    starts = track.places(set(sync))
    with path.open("rb") as file:
        for at in starts:
            for _unit in range(_UNITS_READ):
                file.seek(at)
                head = file.read(5)
                if len(head) < 5 or head[4] & 31 in _SLICES:
                    yield len(head) == 5 and head[4] & 31 == _IDR
                    break
                at += 4 + int.from_bytes(head[:4], "big")
            else:
                yield False


def _sounds(tracks: list[Track]) -> dict[str, Any]:
    heard = [read_sound(track.entry) for track in tracks]
    return {
        "tracks": len(tracks),
        "channels": [each.channels for each in heard],
        "sample_rates": sorted({each.rate for each in heard}),
        "sound_codecs": sorted({each.codec for each in heard}),
        "sound_bits": sorted({each.bits for each in heard}),
    }


def _timecode(path: Path, movie: Movie) -> dict[str, Any]:
    """Of the first time code track: where it starts (QuickTime File Format, time code media)."""
    track = next((track for track in movie.tracks if track.kind == "tmcd" and track.sizes), None)
    if track is None or len(track.entry.fixed) < 25:
        return {}
    fixed = track.entry.fixed
    drop = bool(fixed[15] & 1)
    rate = Fraction(int.from_bytes(fixed[16:20], "big"), int.from_bytes(fixed[20:24], "big") or 1)
    with path.open("rb") as file:
        file.seek(track.places({0})[0])
        frame = int.from_bytes(file.read(4), "big")
    return {"start": timecode_of(frame, rate, drop), "drop": drop} if rate > 0 else {}
