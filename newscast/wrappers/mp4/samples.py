"""The samples of a track, and a file in which each sample of one track is longer by so many bytes.

Nothing else of the file changes but where its chunks lie: no time, no edit list, no other track, no tag.
"""

from __future__ import annotations

import mmap
import struct
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from newscast.wrappers.mp4.boxes import Atom, Data, Mp4Error, atoms, inside, only

Lengthen = Callable[[int, bytes], bytes]
"""Takes the number of a picture in the order in which pictures are shown, from 0, and its bytes; returns longer ones.
"""


@dataclass(frozen=True)
class Samples:
    """Those of one track, in the order in which they are decoded: where each begins and how long it is, in bytes, and
    its number in the order of their times. `description` is the bytes of `stsd`."""

    places: tuple[int, ...]
    sizes: tuple[int, ...]
    shown: tuple[int, ...]
    description: bytes


def samples_of(source: Path) -> Samples:
    """The samples of the first video track of a file. Raises Mp4Error."""
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        moov = only([each for each in atoms(data) if each.type == b"moov"], "moov")
        index = data[moov.start : moov.end]
    return _samples(index, _video_table(index))


def length_size(source: Path) -> int:
    """Bytes of the length before each unit of H.264 (ISO/IEC 14496-15, 5.3.3); 0 for other pictures."""
    described = samples_of(source).description
    at = described.find(b"avcC")
    return (described[at + 8] & 3) + 1 if at >= 0 else 0


def lengthened(source: Path, target: Path, by: int, lengthen: Lengthen) -> None:
    """Write the file with each picture of its first video track as `lengthen` gives it, `by` bytes longer.

    It needs little memory, however long the file. Raises Mp4Error for what is no such file.
    """
    with source.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        top = list(atoms(data))
        moov, mdat = (only([each for each in top if each.type == name], name.decode()) for name in (b"moov", b"mdat"))
        index = bytearray(data[moov.start : moov.end])
        table = _video_table(index)
        samples = _samples(index, table)
        _move_chunks(index, sorted(samples.places), by)
        _grow_sizes(index, table, by)
        with target.open("wb") as out:
            for atom in top:
                if atom is moov:
                    out.write(index)
                elif atom is mdat:
                    out.write(_head(data, mdat, by * len(samples.places)))
                    for piece in _media(data, mdat, samples, by, lengthen):
                        out.write(piece)
                else:
                    out.write(data[atom.start : atom.end])


def _media(data: Data, mdat: Atom, samples: Samples, by: int, lengthen: Lengthen) -> Iterator[bytes]:
    at = mdat.content
    for place, size, number in sorted(zip(samples.places, samples.sizes, samples.shown, strict=True)):
        yield bytes(data[at:place])
        longer = lengthen(number, bytes(data[place : place + size]))
        if len(longer) != size + by:
            raise Mp4Error(f"picture {number} is not {by} bytes longer")
        yield longer
        at = place + size
    yield bytes(data[at : mdat.end])


def _head(data: Data, mdat: Atom, grown: int) -> bytes:
    """The head of a longer `mdat`. Raises Mp4Error where its size does not fit the field it has."""
    size = mdat.end - mdat.start + grown
    if mdat.content - mdat.start == 16:
        return struct.pack(">I4sQ", 1, b"mdat", size)
    if size >= 2**32:
        raise Mp4Error("the file grows past 4 GB, and its fields do not")
    return struct.pack(">I4s", size, b"mdat")


def _video_table(index: Data) -> Atom:
    """The sample table of the first video track in a `moov` box."""
    for track in inside(index, "moov/trak"):
        handler = only(inside(index, "mdia/hdlr", track.content, track.end), "hdlr")
        if bytes(index[handler.content + 8 : handler.content + 12]) == b"vide":
            return only(inside(index, "mdia/minf/stbl", track.content, track.end), "stbl")
    raise Mp4Error("there is no video track")


def _samples(index: Data, table: Atom) -> Samples:
    boxes = {each.type: each for each in atoms(index, table.content, table.end)}
    sizes = _sizes(index, boxes[b"stsz"])
    described = boxes[b"stsd"]
    return Samples(
        tuple(_places(index, boxes, sizes)),
        sizes,
        tuple(_shown(index, boxes, len(sizes))),
        bytes(index[described.start : described.end]),
    )


def _sizes(index: Data, box: Atom) -> tuple[int, ...]:
    one, count = struct.unpack_from(">II", index, box.content + 4)
    return (one,) * count if one else struct.unpack_from(f">{count}I", index, box.content + 12)


def _places(index: Data, boxes: dict[bytes, Atom], sizes: tuple[int, ...]) -> Iterator[int]:
    """Where each sample begins: chunk by chunk, one behind the other."""
    chunks = _offsets(index, boxes.get(b"stco") or boxes[b"co64"])
    runs = _entries(index, boxes[b"stsc"], 3)
    number = 0
    for at, (first, each, _description) in enumerate(runs):
        last = runs[at + 1][0] if at + 1 < len(runs) else len(chunks) + 1
        for chunk in chunks[first - 1 : last - 1]:
            yield from (chunk + before for before in accumulate(sizes[number : number + each - 1], initial=0))
            number += each


def _shown(index: Data, boxes: dict[bytes, Atom], count: int) -> list[int]:
    """The number of each sample in the order of the times at which samples are shown."""
    steps = [step for number, step in _entries(index, boxes[b"stts"], 2) for _ in range(number)]
    late = [0] * count
    if b"ctts" in boxes:
        late = [_signed(by) for number, by in _entries(index, boxes[b"ctts"], 2) for _ in range(number)]
    times = [time + by for time, by in zip(accumulate(steps[:-1], initial=0), late, strict=True)]
    order = sorted(range(count), key=times.__getitem__)
    numbers = [0] * count
    for number, sample in enumerate(order):
        numbers[sample] = number
    return numbers


def _signed(value: int) -> int:
    return value - 2**32 if value >= 2**31 else value


def _entries(index: Data, box: Atom, width: int) -> list[tuple[int, ...]]:
    """The rows of a table of whole numbers of 32 bits."""
    (count,) = struct.unpack_from(">I", index, box.content + 4)
    numbers = struct.unpack_from(f">{count * width}I", index, box.content + 8)
    return [numbers[at : at + width] for at in range(0, len(numbers), width)]


def _offsets(index: Data, box: Atom) -> tuple[int, ...]:
    (count,) = struct.unpack_from(">I", index, box.content + 4)
    return struct.unpack_from(f">{count}{'Q' if box.type == b'co64' else 'I'}", index, box.content + 8)


def _move_chunks(index: bytearray, places: list[int], by: int) -> None:
    """Let the chunks of every track begin later by what was put in before them."""
    for table in inside(index, "moov/trak/mdia/minf/stbl"):
        for box in atoms(index, table.content, table.end):
            if box.type in (b"stco", b"co64"):
                moved = [place + by * bisect_left(places, place) for place in _offsets(index, box)]
                wide = box.type == b"co64"
                if not wide and max(moved, default=0) >= 2**32:
                    raise Mp4Error("the file grows past 4 GB, and its fields do not")
                struct.pack_into(f">{len(moved)}{'Q' if wide else 'I'}", index, box.content + 8, *moved)


def _grow_sizes(index: bytearray, table: Atom, by: int) -> None:
    box = only([each for each in atoms(index, table.content, table.end) if each.type == b"stsz"], "stsz")
    one, count = struct.unpack_from(">II", index, box.content + 4)
    if one:
        struct.pack_into(">I", index, box.content + 4, one + by)
        return
    sizes = struct.unpack_from(f">{count}I", index, box.content + 12)
    struct.pack_into(f">{count}I", index, box.content + 12, *(size + by for size in sizes))
