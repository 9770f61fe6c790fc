"""What a finished file carries beside what was measured: its captions, read back by two decoders; and the same streams.

A file that only got captions is not decoded anew, it is read packet by packet. One decoder of captions is that of
newscast.captions.line21, the other ffmpeg's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newscast.base.timecode import round_half_up
from newscast.captions.line21 import a53, cdp
from newscast.captions.line21.anc import packets
from newscast.captions.line21.reading import read
from newscast.captions.line21.tape import Tape
from newscast.captions.line21.telling import read_tape, told_tape
from newscast.qc.captions.model import Caption
from newscast.qc.essence import ANC, Frame, ancillary_of, codec_of, essence_step, essences, read_essence, unit_length
from newscast.qc.layout import structure
from newscast.qc.measured import Structure
from newscast.qc.unfilled import differing_bytes
from newscast.step.step import Params, Step, Tools, step

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.stream import Stream as AvStream


@dataclass(frozen=True)
class Carried:
    """What was read in a finished file.

    `differing` names streams that are not those of the file that was measured, `faults` what is wrong with how captions
    are carried (in English, as a program says it). `read` is the captions by what carries them and who read them.
    """

    differing: tuple[str, ...]
    faults: tuple[str, ...]
    read: dict[str, tuple[Caption, ...]]
    structure: Structure | None = None


def carried_step(media: Step, joined: Step, tape: Tape, ways: Sequence[str]) -> Step:
    """A captioned file read back, as JSON: whether its streams are those of `joined`, and its captions in each of the
    `ways` they go: `anc` (SMPTE ST 436), `a53` (inside pictures), `c608` and `text` (tracks of QuickTime and MP4).

    Where they go as ancillary data alone, `joined` had room for them, and what lies around it is the same bytes.
    """
    before = joined if list(ways) == ["anc"] else essence_step(joined, "a53" in ways)
    params = {"tape": told_tape(tape), "ways": list(ways)}
    label, weight = media.label, 0.1 + 0.1 * media.weight
    return step("carried", params, [media, before], suffix=".json", label=label, weight=weight)


def make_carried(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Read the file."""
    import av

    media, tape, ways = inputs[0], read_tape(params["tape"]), params["ways"]
    elements: list[Frame] = []
    if ways == ["anc"]:
        differing = differing_bytes(media, inputs[1])
        elements = ancillary_of(media)
    else:
        differing = _differing(media, inputs[1], "a53" in ways, elements)
    found: dict[str, list[Caption]] = {}
    faults: list[str] = []
    for way in ways:
        try:
            if way == "anc":
                found |= _decoded("anc", _triplets(elements, tape), tape)
                continue
            with av.open(f"file:{media}") as file:
                found |= _READ[way](file, tape)
        except ValueError as error:
            faults.append(f"{way}: {error}")
    told = {name: [[each.start, each.end, list(each.lines)] for each in captions] for name, captions in found.items()}
    laid = structure(media) if media.suffix == ".mp4" else None
    known = {"differing": differing, "faults": faults, "read": told, "structure": laid and vars(laid)}
    output.write_text(json.dumps(known, ensure_ascii=False), "utf-8")


def read_carried(path: Path) -> Carried:
    """What make_carried wrote."""
    told = json.loads(path.read_text("utf-8"))
    return Carried(
        tuple(told["differing"]),
        tuple(told["faults"]),
        {
            name: tuple(Caption(start, end, tuple(lines)) for start, end, lines in captions)
            for name, captions in told["read"].items()
        },
        told["structure"] and Structure(**told["structure"]),
    )


def _differing(media: Path, joined: Path, inside: bool, ancillary: list[Frame]) -> list[str]:
    """The streams that differ; what is in a track of ancillary data is gathered meanwhile, for masters are large."""
    ours, theirs = essences(media, inside, {ANC: ancillary}), read_essence(joined)
    if len(ours) != len(theirs):
        return [f"{len(ours)} streams for {len(theirs)}"]
    return [f"{one.kind} {at}" for at, (one, other) in enumerate(zip(ours, theirs, strict=True)) if one != other]


def _triplets(elements: Sequence[Frame], tape: Tape) -> Iterator[Frame]:
    """The caption data of each frame of a track of ancillary data. Raises ValueError where there is no such track, for
    a frame without its packet, and for one that does not say what it should."""
    if not elements:
        raise ValueError("there is no track of ancillary data")
    if [frame for frame, _element in elements] != list(range(tape.frames)):
        raise ValueError(f"{len(elements)} frames have ancillary data, not {tape.frames}")
    for frame, element in elements:
        found = [packet for _line, packet in packets(element)]
        if len(found) != 1:
            raise ValueError(f"frame {frame} has {len(found)} packets of captions")
        said = cdp.unpacked(found[0])
        if (said.rate, said.number) != (tape.rate, frame & 0xFFFF):
            raise ValueError(f"the packet of frame {frame} has number {said.number} at {said.rate} frames a second")
        yield frame, said.triplets


def _read_a53(file: InputContainer, tape: Tape) -> dict[str, list[Caption]]:
    """Raises ValueError for a picture without its captions."""
    stream = file.streams.video[0]
    found = [(packet.pts or 0, _inside(bytes(packet), stream)) for packet in file.demux(stream) if packet.size]
    shown = [data for _pts, data in sorted(found, key=lambda each: each[0])]
    if len(shown) != tape.frames or not all(shown):
        raise ValueError(f"{sum(map(bool, shown))} pictures of {tape.frames} have captions in them")
    return _decoded("a53", ((frame, data) for frame, data in enumerate(shown) if data), tape)


def _inside(picture: bytes, stream: AvStream) -> bytes | None:
    if codec_of(stream) == "mpeg2video":
        return a53.parted_mpeg2(picture)[1]
    return a53.parted_h264(picture, unit_length(stream))[1]


def _decoded(way: str, frames: Iterable[Frame], tape: Tape) -> dict[str, list[Caption]]:
    known = list(frames)
    pairs = ((frame, cdp.pair_in(data)) for frame, data in known)
    ours = [Caption(each.start, each.end, each.lines) for each in read(pairs, tape.frames)]
    return {f"{way}, newscast": ours, f"{way}, ffmpeg": list(_by_ffmpeg(known, tape.frames))}


def _by_ffmpeg(frames: Iterable[Frame], last: int) -> Iterator[Caption]:
    """The captions as ffmpeg's decoder shows them, which tells of each change of the screen at once."""
    import av

    decoder: Any = av.CodecContext.create("cc_dec", "r")
    decoder.options = {"real_time": "1", "real_time_latency_msec": "0"}
    shown, since = tuple[str, ...](), 0
    for frame, data in frames:
        packet = av.Packet(data)
        # Microseconds, and far enough apart that no change waits for the next.
        packet.pts = packet.dts = frame * 1_000_000
        packet.time_base = Fraction(1, 1_000_000)
        for event in decoder.decode2(packet) or ():
            if shown:
                yield Caption(since, frame, shown)
            shown, since = _plain(event.ass.decode()), frame
    if shown:
        yield Caption(since, last, shown)


def _plain(text: str) -> tuple[str, ...]:
    """The lines of an event of ASS, whose text is its ninth field, without what places and colours them."""
    lines = re.sub(r"\{\\[a-z]+\d*(\([^)]*\))?\}", "", text.split(",", 8)[8]).replace(r"\h", " ").split(r"\N")
    return tuple(line.strip() for line in lines if line.strip())


def _read_text(file: InputContainer, tape: Tape) -> dict[str, list[Caption]]:
    """Tracks of 3GPP timed text, each by its language: a length of two bytes, then the text (TS 26.245, 5.17)."""
    names = {each.index: f"text {each.metadata.get('language', '')}" for each in file.streams.subtitles}
    found: dict[str, list[Caption]] = {name: [] for name in names.values()}
    for packet in file.demux(file.streams.subtitles):
        data = bytes(packet)
        text = data[2 : 2 + int.from_bytes(data[:2], "big")].decode()
        if text:
            first, base = packet.pts or 0, Fraction(packet.time_base)
            start, end = (round_half_up(time * base * tape.rate) for time in (first, first + (packet.duration or 0)))
            found[names[packet.stream_index]].append(Caption(start, end, tuple(text.split("\n"))))
    return found


def _read_c608(file: InputContainer, tape: Tape) -> dict[str, list[Caption]]:
    """Raises ValueError where a frame has no packet."""
    stream = next((each for each in file.streams.subtitles if codec_of(each) in ("eia_608", "cc_dec")), None)
    if stream is None:
        raise ValueError("there is no track of closed captions")
    base = Fraction(stream.time_base or 1)
    packets = ((round_half_up((packet.pts or 0) * base * tape.rate), packet) for packet in file.demux(stream))
    found = [(frame, bytes(packet)) for frame, packet in packets if packet.size]
    if [frame for frame, _data in found] != list(range(tape.frames)):
        raise ValueError(f"{len(found)} frames have captions, not {tape.frames}")
    return _decoded("c608", found, tape)


_READ = {"a53": _read_a53, "c608": _read_c608, "text": _read_text}
