"""A draft looked at without decoding it: its packets are counted, its sound was measured before it was encoded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.qc.layout import structure
from newscast.qc.measure import read_measurement, write_measurement
from newscast.qc.measured import Measurement, SoundFacts, VideoFacts
from newscast.qc.streams import Streams, streams
from newscast.step.step import Params, Step, Tools, step

if TYPE_CHECKING:
    from av.container import InputContainer


def glance_step(media: Step, sound: Step, weight: float = 1.0) -> Step:
    """A finished draft measured, as JSON like that of newscast.qc.measure; `sound` is that of its sound before it was
    encoded."""
    return step("glance", {}, [media, sound], suffix=".json", label=media.label, weight=weight)


@dataclass(frozen=True)
class _Counted:
    """Packets of a stream, `start` and `seconds` exactly; `uneven` are not on time, `faults` are said to be broken."""

    packets: int
    start: Fraction
    seconds: Fraction
    uneven: int
    faults: int


def make_glance(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Count, and put beside it what is known of the sound."""
    media, found = inputs[0], streams(inputs[0])
    measured = read_measurement(inputs[1]).sound
    pictures, sounds, scan = _counts(media)
    measurement = Measurement(
        found.container,
        _video(found, pictures, scan) if pictures else None,
        found.audio,
        _sound(measured, found, sounds) if measured and sounds else None,
        structure=structure(media) if found.container == "mp4" else None,
        faults=sum(each.faults for each in (pictures, sounds) if each),
        decoded=False,
        beside=found.beside,
    )
    write_measurement(measurement, output)


def _counts(path: Path) -> tuple[_Counted | None, _Counted | None, str]:
    """Of the pictures and of the sound; and how the first picture is stored, which is the only one that is decoded."""
    import av

    with av.open(f"file:{path}") as file:
        packets = [packet for packet in file.demux() if packet.size]
        pictures, sounds = (_counted([p for p in packets if p.stream.type == kind]) for kind in ("video", "audio"))
        return pictures, sounds, _scan(file) if pictures else ""


def _counted(packets: list[Any]) -> _Counted | None:
    if not packets:
        return None
    base = Fraction(packets[0].time_base)
    times = sorted(packet.pts for packet in packets)
    steps = Counter(after - before for before, after in pairwise(times))
    return _Counted(
        len(packets),
        times[0] * base,
        sum(packet.duration or 0 for packet in packets) * base,
        steps.total() - max(steps.values(), default=0),
        sum(packet.is_corrupt for packet in packets),
    )


def _scan(file: InputContainer) -> str:
    file.seek(0)
    first = next(file.decode(video=0), None)
    return "" if first is None else "mixed" if first.interlaced_frame else "progressive"


def _video(found: Streams, counted: _Counted, scan: str) -> VideoFacts | None:
    said = found.pictures
    if said is None:
        return None
    stored = (said.codec, said.width, said.height, said.rate, scan, said.pix_fmt, said.colors)
    return VideoFacts(*stored, counted.packets, counted.start, counted.uneven)


def _sound(measured: SoundFacts, found: Streams, counted: _Counted) -> SoundFacts:
    return replace(measured, samples=round(counted.seconds * found.audio[0].rate), start=counted.start)
