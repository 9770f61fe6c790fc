"""MP3 of a long master in pieces that are encoded at the same time: the same bytes as from one encoder.

LAME forgets: some twenty packets after the place where it began in the middle of a sound, it makes the packets that it
makes coming from before. So pieces begin early, and are joined where both have made the same for seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from newscast.sound.encode import EXACT, encode_mp3, make_mp3, mp3_step, write_tagged
from newscast.step.step import Params, Source, Step, Tools, step
from newscast.wrappers.id3.tags import Tags

PACKET = 1152
"""Samples."""
_PIECE = 4 * 60 * 48_000
"""Samples that a piece lasts at least."""
_MOST = 4
"""Pieces: more would gain little on the computers of an office."""
_EARLY, _ALIKE, _AFTER = 200, 100, 10
"""Packets by which a piece begins early; as many of those must be the same that the piece before made there; and by
which it ends late, so that the end is not what LAME makes of what follows nothing."""
_BYTES = 3
"""Of a packet at 48 kHz, for each kb/s: 1152 samples are 24 ms. Each packet has as many, without padding."""
_BLOCK = 1 << 20
_NAME = b"Info"
_FROM_NAME, _TO_NAME = 120, 144
"""Where the first packet tells, counted from _NAME, who encoded, and how much is put before and after the sound."""
_SUM = 154
"""The same of its checksum, over all before."""


def mp3_in_pieces(
    master: Step, samples: int, tags: Tags, cover: Source | None = None, bitrate: int = 192, channels: int = 2
) -> Step:
    """The MP3 of newscast.sound.encode.mp3_step, quickly, of a master of so many samples."""
    whole = mp3_step(master, tags, cover, bitrate, channels)
    count = min(_MOST, samples // _PIECE)
    if count < 2:
        return whole
    bounds = [samples // PACKET * number // count for number in range(count)]
    form = {"bitrate": bitrate, "channels": channels}
    pieces = [
        step("mp3-piece", form | part, [master], suffix=".mp3", label=whole.label, weight=whole.weight / count)
        for part in _parts(bounds)
    ]
    params = {**whole.params, "bounds": bounds[1:]}
    return step("mp3-joined", params, [*pieces, *whole.inputs], suffix=".mp3", label=whole.label, weight=0.2)


def _parts(bounds: Sequence[int]) -> Iterator[dict[str, Any]]:
    """`first` is the packet a piece begins with, `last` the one before which it ends; None is the end."""
    for begin, end in pairwise([*bounds, None]):
        assert begin is not None
        yield {"first": max(0, begin - _EARLY), "last": None if end is None else end + _AFTER}


def make_mp3_piece(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Encode a stretch of the master; a packet is before it that tells how it begins and ends."""
    first, last = params["first"], params["last"]
    place = ["-ss", f"{first * PACKET * 1000 // 48}us"] if first else []
    cut = "" if last is None else f"atrim=end_sample={(last - first) * PACKET},"
    encode_mp3(params, inputs[0], output, tools, place, cut)


def make_mp3_joined(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Join the pieces, which come before the master and the cover; encode the master where two do not meet."""
    count = len(params["bounds"]) + 1
    pieces, (master, *cover) = inputs[:count], inputs[count:]
    size = _BYTES * params["bitrate"]
    spans = [*_spans(params["bounds"], [path.stat().st_size // size - 1 for path in pieces])]
    if not all(_meet(one, other, size) for one, other in pairwise(zip(pieces, spans, strict=True))):
        make_mp3(params, [master, *cover], output, tools)
        return
    packets, bare = tools.scratch / "packets.mp3", tools.scratch / "bare.mp3"
    with packets.open("wb") as file:
        for path, (first, last) in zip(pieces, spans, strict=True):
            _copy(path, first * size, last * size, file)
    copied = ["-map", "0:a", "-c", "copy", "-id3v2_version", "0", *EXACT]
    tools.ffmpeg(["-f", "mp3", "-i", f"file:{packets}", *copied, f"file:{bare}"])
    _tell_ends(bare, pieces[-1], size)
    write_tagged(params, [master, *cover], bare, output)


_Span = tuple[int, int]
"""Packets of a piece that are in the whole, from the first to after the last; packet 0 only tells of the others."""


def _spans(bounds: Sequence[int], counts: Sequence[int]) -> Iterator[_Span]:
    for number, (begin, end) in enumerate(pairwise([0, *bounds, None])):
        assert begin is not None
        early = 1 - max(0, begin - _EARLY)
        yield begin + early, 1 + counts[number] if end is None else end + early


def _meet(one: tuple[Path, _Span], other: tuple[Path, _Span], size: int) -> bool:
    """Whether the packets before the seam are the same in both pieces."""
    (path, (_first, last)), (following, (first, _last)) = one, other
    before = [
        _read(path, (last - _ALIKE) * size, _ALIKE * size),
        _read(following, (first - _ALIKE) * size, _ALIKE * size),
    ]
    return before[0] == before[1] and len(before[0]) == _ALIKE * size


def _read(path: Path, start: int, count: int) -> bytes:
    with path.open("rb") as file:
        file.seek(start)
        return file.read(count)


def _copy(path: Path, start: int, end: int, output: BinaryIO) -> None:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (block := file.read(min(_BLOCK, end - start))):
            output.write(block)
            start += len(block)


def _tell_ends(bare: Path, last: Path, size: int) -> None:
    """Have the first packet of the whole say of the encoder and of the ends what that of the last piece says."""
    told, packet = _read(last, 0, size), bytearray(_read(bare, 0, size))
    at = told.index(_NAME)
    packet[at + _FROM_NAME : at + _TO_NAME] = told[at + _FROM_NAME : at + _TO_NAME]
    packet[at + _SUM : at + _SUM + 2] = _sum(packet[: at + _SUM]).to_bytes(2, "big")
    with bare.open("r+b") as file:
        file.write(packet)


def _sum(content: bytes | bytearray) -> int:
    """CRC-16 with the polynomial 0x8005, the lowest bit first."""
    found = 0
    for byte in content:
        found ^= byte
        for _bit in range(8):
            found = found >> 1 ^ (0xA001 if found & 1 else 0)
    return found
