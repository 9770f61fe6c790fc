"""MP3 of a long master in pieces that are encoded at the same time, and joined where no decoder can tell.

LAME forgets: some packets after it began in the middle of a sound, it makes what it makes coming from before, to the
last bit or nearly. So pieces begin early, and go over into each other at a packet for which both chose the same
windows. What a packet says may begin in the ones before it: that much of those is taken from the later piece, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

from newscast.sound.encode import EXACT, encode_mp3, kept_under, make_mp3, mp3_step, write_tagged
from newscast.step.step import Params, Source, Step, Tools, step
from newscast.wrappers.id3.tags import Tags

PACKET = 1152
"""Samples."""
_PIECE = 4 * 60 * 48_000
"""Samples that a piece lasts at least."""
_MOST = 4
"""Pieces: more would gain little on the computers of an office."""
_LEAST = 64
"""kb/s from which on a packet is large enough to tell of the others; below, the first one is larger than all else."""
_EARLY, _LATE = 300, 10
"""Packets by which a piece begins early, and ends late: the first and the last ones of an encoder are not those of one
that comes from before and goes on."""
_SETTLED, _LAST = 50, 4
"""Packets that a piece needs at its beginning, and at its end, before one of it is good for a seam."""
_GRANULE, _SWITCHED = 59, 33
"""Bits that are said of half a channel, and those of them before that in which its window is told."""
_BLOCK = 1 << 20
_NAME = b"Info"
_FROM_NAME, _TO_NAME = 120, 144
"""Where the first packet tells, counted from _NAME, who encoded, and how much is put before and after the sound."""
_SUM = 154
"""The same of its checksum, over all before."""


def mp3_in_pieces(
    master: Step,
    samples: int,
    tags: Tags,
    cover: Source | None = None,
    bitrate: int = 192,
    channels: int = 2,
    peak: float | None = None,
) -> Step:
    """The MP3 of newscast.sound.encode.mp3_step, quickly, of a master of so many samples."""
    whole = mp3_step(master, tags, cover, bitrate, channels, peak)
    count = min(_MOST, samples // _PIECE)
    if count < 2 or bitrate < _LEAST:
        return whole
    bounds = [samples // PACKET * number // count for number in range(count)]
    form = {name: whole.params[name] for name in ("bitrate", "channels", "peak") if name in whole.params}
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
        yield {"first": max(0, begin - _EARLY), "last": None if end is None else end + _LATE}


def make_mp3_piece(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Encode a stretch of the master; a packet is before it that tells how it begins and ends."""
    first, last = params["first"], params["last"]
    place = ["-ss", f"{first * PACKET * 1000 // 48}us"] if first else []
    cut = "" if last is None else f"atrim=end_sample={(last - first) * PACKET},"

    def encode(master: Path) -> Path:
        encode_mp3(params, master, output, tools, place, cut)
        return output

    kept_under(params, inputs[0], encode, tools, first * PACKET)


def make_mp3_joined(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Join the pieces, which come before the master and the cover; encode the master where two do not fit."""
    bounds, form = params["bounds"], Form(params["bitrate"], params["channels"])
    pieces, given = inputs[: len(bounds) + 1], inputs[len(bounds) + 1 :]
    packets, bare = tools.scratch / "packets.mp3", tools.scratch / "bare.mp3"
    if not _join(pieces, bounds, form, packets):
        make_mp3(params, given, output, tools)
        return
    copied = ["-map", "0:a", "-c", "copy", "-id3v2_version", "0", *EXACT]
    tools.ffmpeg(["-f", "mp3", "-i", f"file:{packets}", *copied, f"file:{bare}"])
    _tell_ends(bare, pieces[-1], form)
    write_tagged(params, given, bare, output)


def _join(pieces: Sequence[Path], bounds: Sequence[int], form: Form, output: Path) -> bool:
    """Write the packets of the whole, without the one that tells of the others; False where two pieces do not fit."""
    count, first, begin = _EARLY + _LATE, 0, 0
    with output.open("wb") as file:
        for bound, (path, following) in zip(bounds, pairwise(pieces), strict=True):
            start = bound - _EARLY
            before, after = form.packets(path, 1 + start - first, count), form.packets(following, 1, count)
            place = form.seam(before, after)
            if place is None:
                return False
            _copy(path, (1 + begin - first) * form.size, (1 + start - first) * form.size, file)
            file.write(b"".join(form.led(before[:place], after[: place + 1])))
            first, begin = start, start + place
        _copy(pieces[-1], (1 + begin - first) * form.size, pieces[-1].stat().st_size, file)
    return True


@dataclass(frozen=True)
class Form:
    """How packets of MPEG-1 layer III at 48 kHz and a constant bitrate are built (ISO/IEC 11172-3, 2.4.1)."""

    bitrate: int
    channels: int

    @property
    def size(self) -> int:
        """Bytes of a packet: 24 ms, without padding."""
        return 3 * self.bitrate

    @property
    def head(self) -> int:
        """Bytes of its header and of what it says of itself."""
        return 4 + (17 if self.channels == 1 else 32)

    def packets(self, path: Path, first: int, count: int) -> list[bytes]:
        with path.open("rb") as file:
            file.seek(first * self.size)
            read = file.read(count * self.size)
        return [read[at : at + self.size] for at in range(0, len(read), self.size)]

    def begins(self, packet: bytes) -> int:
        """How many bytes of what it says stand in the packets before it (main_data_begin)."""
        return packet[4] << 1 | packet[5] >> 7

    def windows(self, packet: bytes) -> tuple[int, ...]:
        """The form of the window of each channel in both halves."""
        bits, length = int.from_bytes(packet[4 : self.head], "big"), 8 * (self.head - 4)
        start = (18 if self.channels == 1 else 20) + _SWITCHED
        places = range(start, start + 2 * self.channels * _GRANULE, _GRANULE)
        three = (bits >> (length - place - 3) & 7 for place in places)
        return tuple(each & 3 if each & 4 else 0 for each in three)

    def seam(self, before: Sequence[bytes], after: Sequence[bytes]) -> int | None:
        """The packet from which on those of `after` may follow those of `before`, which are of the same sound: what it
        says does not begin earlier than there is room in those before it."""
        near = range(min(len(before), len(after)) - _LAST - 1, _SETTLED, -1)
        return next((place for place in near if self._fits(before, after, place)), None)

    def _fits(self, before: Sequence[bytes], after: Sequence[bytes], place: int) -> bool:
        around = ((before[at], after[at]) for at in (place - 1, place))
        alike = all(self.windows(one) == self.windows(other) for one, other in around)
        return alike and self.begins(after[place]) <= self.begins(before[place])

    def led(self, before: Sequence[bytes], after: Sequence[bytes]) -> list[bytes]:
        """The packets `before`, in which stands what the last one of `after` says before itself."""
        led, left = list(before), self.begins(after[-1])
        for at in range(len(led) - 1, -1, -1):
            taken = min(left, self.size - self.head)
            led[at] = led[at][: self.size - taken] + after[at][self.size - taken :]
            left -= taken
        return led


def _copy(path: Path, start: int, end: int, output: BinaryIO) -> None:
    with path.open("rb") as file:
        file.seek(start)
        while start < end and (block := file.read(min(_BLOCK, end - start))):
            output.write(block)
            start += len(block)


def _tell_ends(bare: Path, last: Path, form: Form) -> None:
    """Have the first packet of the whole say of the encoder and of the ends what that of the last piece says."""
    told, packet = form.packets(last, 0, 1)[0], bytearray(form.packets(bare, 0, 1)[0])
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
