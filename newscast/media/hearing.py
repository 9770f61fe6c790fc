"""Listening to files: where somebody speaks, found out once for each content in limited child processes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from newscast.base.binary import Binary
from newscast.base.status import status_of
from newscast.media.crowd import examine
from newscast.media.facts import Facts
from newscast.media.info import Channel, MediaInfo, SoundInfo
from newscast.media.memory import Memory, heard_by


def heard(files: Iterable[MediaInfo], remember: Memory, binary: Binary) -> dict[Path, MediaInfo]:
    """The files with what is heard in each of their tracks; a file that cannot be listened to stays as it is."""
    tools = heard_by(binary)
    sounding = {info.file.path: info for info in files if info.tracks}
    unknown = {info.file.digest: info for info in sounding.values() if not _known(info, remember, tools)}
    requests = {info.file.path: _request(info) for info in unknown.values()}
    for path, (answer, _nothing) in examine(requests, binary.path, lambda path: None).items():
        file = sounding[path].file
        # What was heard and what was hashed may be two contents.
        if answer.get("tracks") and status_of(path) == file.status:
            remember.keep_heard(file.digest, answer["tracks"], tools)
    remember.save()
    return {path: _with(info, _known(info, remember, tools)) for path, info in sounding.items()}


def _known(info: MediaInfo, remember: Memory, tools: str) -> list[list[Facts]] | None:
    """What was heard of this content before."""
    tracks = remember.heard(info.file.digest, tools)
    return tracks if tracks is not None and len(tracks) == len(info.tracks) else None


def _request(info: MediaInfo) -> Any:
    tracks = [
        {
            "stream": track.stream,
            "channels": track.channels,
            "zero": str(info.picture_start - info.zero_of([track])),
        }
        for track in info.tracks
    ]
    return {"path": str(info.file.path), "tracks": tracks}


def _with(info: MediaInfo, tracks: list[list[Facts]] | None) -> MediaInfo:
    if tracks is None:
        return info
    first, *further = (_track(track, channels) for track, channels in zip(info.tracks, tracks, strict=True))
    return replace(info, sound=first, further=tuple(further))


def _track(track: SoundInfo, channels: list[Facts]) -> SoundInfo:
    return replace(track, heard=tuple(_channel(fields) for fields in channels))


def _channel(fields: Facts) -> Channel:
    speech = tuple((start, end) for start, end in fields["speech"])
    return Channel(speech, tuple(fields["levels"]), fields["searched"], fields["swing"], fields["above"])
