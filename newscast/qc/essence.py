"""The streams of a file as digests of their packets: whether another file carries the same pictures and sound."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.captions.line21 import a53
from newscast.step.step import Params, Step, Tools, step

if TYPE_CHECKING:
    from av.packet import Packet
    from av.stream import Stream as AvStream

Frame = tuple[int, bytes]
"""A frame of the programme and what goes with it."""
ANC = "smpte_436m_anc"
CAPTIONS = (ANC, "eia_608", "cc_dec", "mov_text")
"""Codecs of streams that carry captions and nothing else."""


@dataclass(frozen=True)
class Essence:
    """One stream: what it is, how many packets it has, and the SHA-256 of all their bytes and of all their times."""

    kind: str
    codec: str
    described: str
    packets: int
    content: str
    times: str


def essence_step(media: Step, inside: bool = False) -> Step:
    """The streams of a file as JSON; with `inside`, less the captions that are in its pictures."""
    label, weight = media.label, 0.05 + 0.05 * media.weight
    return step("essence", {"inside": inside}, [media], suffix=".json", label=label, weight=weight)


def make_essence(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Read its packets, decode nothing."""
    output.write_text(json.dumps([asdict(each) for each in essences(inputs[0], params["inside"])]))


def read_essence(path: Path) -> tuple[Essence, ...]:
    """What make_essence wrote."""
    return tuple(Essence(**each) for each in json.loads(path.read_text()))


def essences(media: Path, inside: bool, beside: Mapping[str, list[Frame]] | None = None) -> tuple[Essence, ...]:
    """Every stream but those of captions, in the order of the file.

    `beside` gathers, by codec, the packets of the first stream of captions of each codec it names: the file is read
    once.
    """
    import av

    with av.open(f"file:{media}") as file:
        kept = {each.index: _Sum(each, inside) for each in file.streams if codec_of(each) not in CAPTIONS}
        gathered = _gathered(file.streams, beside or {})
        for packet in file.demux([file.streams[index] for index in (*kept, *gathered)]):
            if packet.size and packet.stream_index in kept:
                kept[packet.stream_index].add(packet)
            elif packet.size:
                gathered[packet.stream_index].append((packet.pts or 0, bytes(packet)))
        return tuple(each.found() for each in kept.values())


def _gathered(streams: Iterable[AvStream], beside: Mapping[str, list[Frame]]) -> dict[int, list[Frame]]:
    """What gathers the packets of a stream, by its index."""
    first: dict[str, int] = {}
    for each in streams:
        first.setdefault(codec_of(each), each.index)
    return {first[codec]: frames for codec, frames in beside.items() if codec in first}


def ancillary_of(media: Path) -> list[Frame]:
    """The packets of its first track of ancillary data; nothing else of it is kept."""
    import av

    with av.open(f"file:{media}") as file:
        stream = next((each for each in file.streams if codec_of(each) == ANC), None)
        return [(each.pts or 0, bytes(each)) for each in file.demux(stream) if each.size] if stream else []


def codec_of(stream: AvStream) -> str:
    """The name of a stream's codec; PyAV opens none for data."""
    context: Any = stream.codec_context
    return str(context.name if context else stream.name)


def unit_length(stream: AvStream) -> int:
    """Bytes of the length before each unit of H.264; 0 where start codes part them."""
    extra = stream.codec_context.extradata or b""
    return (extra[4] & 3) + 1 if extra[:1] == b"\1" else 0


@dataclass
class _Sum:
    """What is added up of a stream."""

    stream: AvStream
    inside: bool
    packets: int = 0
    content: Any = field(default_factory=hashlib.sha256)
    times: Any = field(default_factory=hashlib.sha256)

    def add(self, packet: Packet[Any]) -> None:
        self.packets += 1
        self.times.update(b"%d %d %d " % (packet.pts or 0, packet.dts or 0, packet.duration or 0))
        codec = codec_of(self.stream)
        if self.inside and codec == "h264":
            self.content.update(a53.parted_h264(bytes(packet), unit_length(self.stream))[0])
        elif self.inside and codec == "mpeg2video":
            self.content.update(a53.parted_mpeg2(bytes(packet))[0])
        else:
            self.content.update(packet)

    def found(self) -> Essence:
        extra = getattr(self.stream.codec_context, "extradata", None) or b""
        if self.inside and codec_of(self.stream) == "h264" and not unit_length(self.stream):
            # Where nothing describes a stream but itself, what stands before its first picture does.
            extra = a53.parted_h264(extra, 0)[0].rstrip(b"\0")
        described = hashlib.sha256(extra).hexdigest()[:16] + f" {self.stream.time_base}"
        codec, sums = codec_of(self.stream), (self.content.hexdigest(), self.times.hexdigest())
        return Essence(self.stream.type, codec, described, self.packets, *sums)
