"""What the tracks of an MP4 or QuickTime file say of themselves, and where their samples lie (ISO/IEC 14496-12)."""

from __future__ import annotations

import datetime
import mmap
import struct
from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from newscast.wrappers.mp4.boxes import Atom, atoms, inside, only

_TABLE = "mdia/minf/stbl"
QUICKTIME = ("eng", "fra", "ger", "ita", "dut", "sve", "spa", "dan", "por")
"""The first languages that QuickTime has numbers for, by these (QuickTime File Format, language code values)."""
UPRIGHT = (1 << 16, 0, 0, 0, 1 << 16, 0, 0, 0, 1 << 30)
"""The matrix of a picture that is neither turned nor moved (ISO/IEC 14496-12, 6.2.2)."""
_EPOCH, _LAST = datetime.datetime(1904, 1, 1), 1 << 37
"""What dates count from, and the most seconds that are still one: beyond the year 6000 they are none of ours."""


@dataclass(frozen=True)
class Entry:
    """The first sample description: its code, its bytes after the head, and the boxes that follow its fixed part."""

    code: str
    fixed: bytes
    extra: dict[bytes, bytes]


@dataclass(frozen=True)
class Track:
    """`kind` is the handler ("vide", "soun", "text", "tmcd", ...), `language` the tag of three letters.

    `seconds` is what the media header says; `sizes` are bytes of each sample, `sync` the numbers of those at which
    playing may begin, from 0 (None: all of them); `steps` are (count, ticks) of the samples' durations.
    """

    kind: str
    language: str
    edited: bool
    timescale: int
    seconds: Fraction
    entry: Entry
    sizes: tuple[int, ...]
    sync: tuple[int, ...] | None
    steps: tuple[tuple[int, int], ...]
    offsets: tuple[int, ...]
    """Where each chunk begins in the file."""
    runs: tuple[tuple[int, int], ...]
    """(first chunk from 0, samples a chunk), as the file has them."""
    enabled: bool
    shown_ticks: int
    """How long it is played, as its header says, in ticks of the movie."""
    matrix: tuple[int, ...]
    """How the picture is turned and moved, nine numbers."""
    descriptions: int
    """How many sample descriptions it has: what is in `entry` is true of all samples only where it is one."""

    @property
    def as_coded(self) -> bool:
        """Whether players show its pictures as they are coded: not turned, not cut, their pixels square, and none by
        another description (ISO/IEC 14496-12, 12.1.4)."""
        shape = self.entry.extra.get(b"pasp", b"")
        square, whole = shape[:4] == shape[4:8], b"clap" not in self.entry.extra
        return self.matrix == UPRIGHT and square and whole and self.descriptions == 1

    def places(self, wanted: Collection[int]) -> list[int]:
        """Where these samples begin in the file, in their order."""
        found = []
        sample = 0
        for number, (chunk, count) in enumerate(self.runs):
            end = self.runs[number + 1][0] if number + 1 < len(self.runs) else len(self.offsets)
            for offset in self.offsets[chunk:end]:
                for size in self.sizes[sample : sample + count]:
                    if sample in wanted:
                        found.append(offset)
                    offset += size
                    sample += 1
        return found


@dataclass(frozen=True)
class Movie:
    """`brand` is the major one; `order` are the names of the outermost boxes; `created` is in UTC, None where the file
    does not say it. `ticks` of `timescale` a second are how long it says that it lasts."""

    brand: str
    order: tuple[str, ...]
    tracks: tuple[Track, ...]
    created: datetime.datetime | None
    timescale: int
    ticks: int

    @property
    def index_first(self) -> bool:
        """Whether `moov` stands before `mdat`, so that playing starts before all is fetched."""
        return {"moov", "mdat"} <= set(self.order) and self.order.index("moov") < self.order.index("mdat")

    @property
    def edit_lists(self) -> bool:
        """Whether anything in it edits time."""
        return any(track.edited for track in self.tracks)


def read_movie(path: Path) -> Movie:
    """Read the index. Raises Mp4Error where it is no such file or one that is cut off, struct.error where damaged."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        top = list(atoms(data))
        brand = next((data[each.content : each.content + 4] for each in top if each.type == b"ftyp"), b"")
        moov = only([each for each in top if each.type == b"moov"], "moov")
        index = data[moov.start : moov.end]
    tracks = tuple(_track(index, each) for each in inside(index, "moov/trak"))
    return Movie(_text(brand), tuple(_text(each.type) for each in top), tracks, *_movie_header(index))


def _movie_header(index: bytes) -> tuple[datetime.datetime | None, int, int]:
    """When it was made, ticks a second, ticks (ISO/IEC 14496-12, 8.2.2)."""
    header = only(inside(index, "moov/mvhd"), "mvhd").content
    seconds, timescale, ticks = struct.unpack_from(">Q8xIQ" if index[header] == 1 else ">I4xII", index, header + 4)
    return (_EPOCH + datetime.timedelta(seconds=seconds) if 0 < seconds <= _LAST else None), timescale, ticks


def _track(index: bytes, trak: Atom) -> Track:
    def body(path: str) -> bytes:
        found = inside(index, path, trak.content, trak.end)
        return index[found[0].content : found[0].end] if found else b""

    header, handler, sync = body("mdia/mdhd"), body("mdia/hdlr"), body(f"{_TABLE}/stss")
    timescale, duration, language = _media_header(header)
    kind, described = _text(handler[8:12]), body(f"{_TABLE}/stsd")
    return Track(
        kind,
        language,
        bool(inside(index, "edts", trak.content, trak.end)),
        timescale,
        Fraction(duration, timescale or 1),
        _entry(described, kind),
        _sizes(body(f"{_TABLE}/stsz")),
        tuple(number - 1 for number in _numbers(sync)) if sync else None,
        tuple(struct.iter_unpack(">II", body(f"{_TABLE}/stts")[8:])),
        _numbers(body(f"{_TABLE}/stco")) or _numbers(body(f"{_TABLE}/co64"), ">Q"),
        tuple((first - 1, count) for first, count, _entry in struct.iter_unpack(">III", body(f"{_TABLE}/stsc")[8:])),
        *_track_header(body("tkhd")),
        int.from_bytes(described[4:8], "big"),
    )


def _track_header(body: bytes) -> tuple[bool, int, tuple[int, ...]]:
    """Whether it is played, its ticks, its matrix (ISO/IEC 14496-12, 8.3.2)."""
    if body[:1] == b"\1":
        (ticks,) = struct.unpack_from(">Q", body, 28)
    else:
        (ticks,) = struct.unpack_from(">I", body, 20)
    return bool(body[3] & 1), ticks, struct.unpack_from(">9i", body, len(body) - 44)


def _media_header(body: bytes) -> tuple[int, int, str]:
    """Ticks a second, ticks, language."""
    if body[:1] == b"\1":
        timescale, duration, packed = struct.unpack_from(">IQH", body, 20)
    else:
        timescale, duration, packed = struct.unpack_from(">IIH", body, 12)
    letters = "".join(chr(0x60 + (packed >> shift & 31)) for shift in (10, 5, 0))
    # QuickTime's own numbers are smaller than any three letters, and all ones stand for none.
    if packed < len(QUICKTIME):
        return timescale, duration, QUICKTIME[packed]
    return timescale, duration, "und" if packed == 0x7FFF else letters if packed >= 0x400 else f"quicktime {packed}"


def _entry(body: bytes, kind: str) -> Entry:
    """Of a table of sample descriptions the first (ISO/IEC 14496-12, 8.5.2 and 12)."""
    if len(body) < 16:
        return Entry("", b"", {})
    size, code = struct.unpack_from(">I4s", body, 8)
    whole = body[16 : 8 + size]
    version = int.from_bytes(whole[8:10], "big") if kind == "soun" else 0
    fixed = {"vide": 78, "soun": {0: 28, 1: 44}.get(version, 64)}.get(kind, len(whole))
    extra, at = {}, fixed
    while at + 8 <= len(whole):
        length = int.from_bytes(whole[at : at + 4], "big")
        extra[whole[at + 4 : at + 8]] = whole[at + 8 : at + length]
        at += max(8, length)
    return Entry(_text(code), whole[:fixed], extra)


def _sizes(body: bytes) -> tuple[int, ...]:
    same, count = struct.unpack_from(">II", body, 4) if len(body) >= 12 else (0, 0)
    return (same,) * count if same else tuple(size for (size,) in struct.iter_unpack(">I", body[12 : 12 + 4 * count]))


def _numbers(body: bytes, form: str = ">I") -> tuple[int, ...]:
    return tuple(number for (number,) in struct.iter_unpack(form, body[8:])) if body else ()


def _text(raw: bytes) -> str:
    return raw.decode("latin-1")
