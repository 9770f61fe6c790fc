"""The packets of a picture stream changed on their way into another file: nothing is decoded, no time changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Change = Callable[[int, bytes], bytes]
"""Takes the number of a picture in the order in which pictures are shown, from 0, and its packet; returns another."""

_MUXERS: dict[str, dict[str, str]] = {".ts": {"mpegts_copyts": "1"}}
"""Options with which times are left as they are, by suffix."""


def rewritten(source: Path, target: Path, change: Change, alone: bool = True) -> None:
    """Write the first picture stream of a file into another of the same kind, alone or with its sound. Needs little
    memory."""
    import av

    with av.open(f"file:{source}") as file:
        stream = file.streams.video[0]
        times = sorted(packet.pts or 0 for packet in file.demux(stream) if packet.size)
    numbers = {time: number for number, time in enumerate(times)}
    options = {"fflags": "+bitexact", **_MUXERS.get(target.suffix, {})}
    with av.open(f"file:{source}") as file, av.open(f"file:{target}", "w", options=options) as out:
        stream = file.streams.video[0]
        taken = [stream, *(() if alone else file.streams.audio)]
        copied = {each.index: out.add_stream_from_template(each) for each in taken}
        for packet in file.demux(taken):
            if packet.size:
                changed: Any = packet
                if packet.stream_index == stream.index:
                    changed = av.Packet(change(numbers[packet.pts or 0], bytes(packet)))
                    changed.pts, changed.dts, changed.duration = packet.pts, packet.dts, packet.duration
                    changed.time_base, changed.is_keyframe = packet.time_base, packet.is_keyframe
                changed.stream = copied[packet.stream_index]
                out.mux(changed)
