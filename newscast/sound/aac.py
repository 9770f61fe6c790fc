"""AAC of a long sound in pieces that are encoded at the same time, and joined where no decoder can tell.

A packet of AAC-LC is a window of 2048 samples, 1024 after the one before; a decoder adds the halves of two neighbours,
and what the transform folds into one half the other takes away again. That works between packets of two encoders, too,
as long as both took the same samples with windows of the same form. So neighbouring pieces overlap, start on whole
packets, and are joined where both have long windows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from newscast.sound.encode import aac_args
from newscast.step.step import Params, Step, Tools, step

PACKET = 1024
"""Samples."""
_PIECE = 60 * 48_000
"""Samples that a piece lasts at least."""
_MOST = 4
"""Pieces: more would gain little on the computers of an office."""
_OVERLAP = 32
"""Packets that a piece begins early and ends late: two thirds of a second, in which there is a place to join."""
_SETTLED = 8
"""Packets after which an encoder that starts in the middle chooses as one that comes from before."""
_LONG, _START, _SHORT, _STOP = range(4)


def aac_in_pieces(master: Step, samples: int, bitrate: int) -> Step:
    """AAC as that of newscast.sound.encode.aac_step, quickly, of a master of so many samples."""
    count = max(1, min(_MOST, samples // _PIECE))
    bounds = [samples // PACKET * number // count for number in range(count)]
    weight = 4 * master.weight / count
    pieces = [
        step("aac-piece", params, [master], suffix=".aac", label="aac", weight=weight)
        for params in _pieces(bounds, bitrate)
    ]
    return step("aac-joined", {"bounds": bounds[1:]}, pieces, suffix=".aac", label="aac", weight=0.1)


def _pieces(bounds: Sequence[int], bitrate: int) -> Iterator[Params]:
    """`first` is the packet a piece begins with, `last` the one it ends with; None is the end."""
    for begin, end in pairwise([*bounds, None]):
        assert begin is not None
        last = None if end is None else end + _OVERLAP
        yield {"bitrate": bitrate, "first": max(0, begin - _OVERLAP), "last": last}


def make_aac_piece(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Encode a stretch of the master."""
    first, last = params["first"], params["last"]
    end = "" if last is None else f":end_sample={last * PACKET}"
    cut = ["-af", f"atrim=start_sample={first * PACKET}{end},asetpts=PTS-STARTPTS"]
    tools.ffmpeg(aac_args(inputs[0], output, params["bitrate"], "fast", cut))


def make_aac_joined(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Take of each piece what the next one has not got, without the first packet, which is the encoder's delay."""
    pieces = [_packets(path.read_bytes()) for path in inputs]
    firsts = [0, *(bound - _OVERLAP for bound in params["bounds"])]
    begin = 1
    with output.open("wb") as file:
        for number, packets in enumerate(pieces):
            first, end = firsts[number], None
            if number + 1 < len(pieces):
                bound = params["bounds"][number]
                end = _place((first, packets), (firsts[number + 1], pieces[number + 1]), bound)
            file.write(b"".join(packets[begin - first : None if end is None else end - first]))
            begin = end or begin


def _place(before: tuple[int, Sequence[bytes]], after: tuple[int, Sequence[bytes]], bound: int) -> int:
    """The packet from which on those of the second piece are taken, as near to the bound as can be.

    The pieces are given by the number of their first packet in the whole, and their packets.
    """
    (first, packets), (later, others) = before, after
    reach = _OVERLAP - _SETTLED
    near = sorted(range(bound - reach, bound + reach), key=lambda place: abs(place - bound))
    return next(
        (place for place in near if _fits(packets[place - 1 - first], others[place - later])),
        bound,
    )


def _fits(before: bytes, after: bytes) -> bool:
    """Whether the second half of one packet's window is the mirror of the first half of the other's."""
    left, right = _window(before), _window(after)
    return left in (_LONG, _STOP) and right in (_LONG, _START)


def _window(packet: bytes) -> int | None:
    """The form of the window of both channels (ISO/IEC 14496-3, ics_info); None where they differ, or it is no pair.

    ffmpeg's encoder only knows one shape of long windows.
    """
    head = 7 if packet[1] & 1 else 9
    bits = int.from_bytes(packet[head : head + 2], "big")
    element, common, window = bits >> 13, bits >> 8 & 1, bits >> 5 & 3
    return window if element == 1 and common else None


def _packets(stream: bytes) -> list[bytes]:
    """The packets of ADTS, each with its head (ISO/IEC 13818-7, 6.2)."""
    found, place = [], 0
    while place + 7 <= len(stream):
        length = (stream[place + 3] & 3) << 11 | stream[place + 4] << 3 | stream[place + 5] >> 5
        if stream[place] != 0xFF or length < 7:
            raise ValueError("not ADTS")
        found.append(stream[place : place + length])
        place += length
    return found
