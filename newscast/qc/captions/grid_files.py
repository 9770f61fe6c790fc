"""Caption files in the form of CEA-608, read as strictly as what takes least, and apart from what wrote them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from newscast.base.timecode import dropped_per_minute, frames_in_a_day, parse_time, round_half_up
from newscast.captions.line21.cdp import DID, SDID, pair_in, unpacked
from newscast.captions.line21.codes import with_parity
from newscast.captions.line21.reading import read
from newscast.captions.line21.tape import Tape
from newscast.qc.captions.carried import captions_check
from newscast.qc.captions.model import Caption, Captions, WantedCaptions
from newscast.qc.carried import Carried
from newscast.qc.model import Check

_SCC_LINE = re.compile(r"(\d\d:\d\d:\d\d[:;]\d\d)\t((?:[0-9a-f]{4} ?)+)")
_MCC_LINE = re.compile(r"(\d\d:\d\d:\d\d[:;]\d\d)\t([0-9A-Z]+)")
_LETTERS = {
    **{letter: b"\xfa\0\0" * count for count, letter in enumerate("GHIJKLMNO", 1)},
    "P": b"\xfb\x80\x80",
    "Q": b"\xfc\x80\x80",
    "R": b"\xfd\x80\x80",
    "S": b"\x96\x69",
    "T": b"\x61\x01",
    "U": b"\xe1\0\0\0",
    "Z": b"\0",
}
_NTSC = Fraction(30000, 1001)


def check_grid_file(content: bytes, suffix: str, tape: Tape, planned: Captions, wanted: WantedCaptions) -> Check:
    """Hold the captions of a file with this suffix, with the dot, against those that were planned."""
    try:
        found = Carried((), (), {suffix: tuple(GRID_READERS[suffix](content.decode("ascii"), tape))})
    except ValueError as error:
        found = Carried((), (str(error),), {})
    return captions_check("caption-file", found, {suffix: planned}, wanted)


def _scc(text: str, tape: Tape) -> Iterator[Caption]:
    """Pairs with the time codes of the first of each run. Raises ValueError, in English."""
    head, *blocks = text.strip().split("\n\n")
    if head != "Scenarist_SCC V1.0":
        raise ValueError("the first line is no SCC header")
    rate = tape.rate if tape.rate == 30 else _NTSC
    first, frames = _frame(tape.at(rate).start if rate != tape.rate else tape.start, rate), 0
    sent: dict[int, tuple[int, int]] = {}
    for block in blocks:
        found = _SCC_LINE.fullmatch(block)
        if not found:
            raise ValueError(f"{block[:40]!r} is no line of SCC")
        start = _since(first, _frame(found[1], rate), frames_in_a_day(rate, ";" in found[1]))
        if start < frames:
            raise ValueError(f"what begins at {found[1]} is sent before what stands above it has ended")
        for frames, pair in enumerate(found[2].split(), start):
            sent[frames] = int(pair[:2], 16), int(pair[2:], 16)
    last = round_half_up(tape.frames / tape.rate * rate)
    pairs = ((frame, sent.get(frame, with_parity((0, 0)))) for frame in range(max(frames + 1, last)))
    for each in read(pairs, last):
        start, end = (round_half_up(frame / rate * tape.rate) for frame in (each.start, each.end))
        yield Caption(start, end, each.lines)


def _mcc(text: str, tape: Tape) -> Iterator[Caption]:
    """A packet with every frame. Raises ValueError, in English."""
    head, _space, rest = text.partition("\n\n")
    if head != "File Format=MacCaption_MCC V1.0":
        raise ValueError("the first line is no MCC header")
    lines = [found for line in rest.split("\n") if (found := _MCC_LINE.fullmatch(line))]
    if [found[1] for found in lines] != [tape.timecode(frame) for frame in range(tape.frames)]:
        raise ValueError("the time codes are not those of all frames")
    pairs = [(frame, pair_in(unpacked(_packet(found[2])).triplets)) for frame, found in enumerate(lines)]
    for each in read(pairs, tape.frames):
        yield Caption(each.start, each.end, each.lines)


def _packet(letters: str) -> bytes:
    """The packet inside ancillary data. Raises ValueError where their sum is wrong."""
    parts = re.findall(r"[G-Z]|[0-9A-F]{2}", letters)
    data = b"".join(_LETTERS.get(part) or bytes.fromhex(part) for part in parts)
    if data[:2] != bytes([DID, SDID]) or len(data) != data[2] + 4 or sum(data[:-1]) & 0xFF != data[-1]:
        raise ValueError(f"{letters[:20]!r} are no ancillary data of captions")
    return data[3:-1]


def _since(first: int, frame: int, day: int) -> int:
    """How many frames come between, midnight included; fewer than none where the other is earlier."""
    return (frame - first + day // 2) % day - day // 2


def _frame(timecode: str, rate: Fraction) -> int:
    if (";" in timecode) != bool(dropped_per_minute(rate)):
        raise ValueError(f"{timecode} does not count as {rate} frames a second do")
    return parse_time(timecode).frames(rate)


GRID_READERS: dict[str, Callable[[str, Tape], Iterator[Caption]]] = {".scc": _scc, ".mcc": _mcc}
"""By suffix. A new one is a function, and a line here."""
