"""The first look at a file, at its bytes alone: what it claims to be, and headers that promise more than is there."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path
from typing import BinaryIO

HEAD = 4096
_ENOUGH = 1 << 16
"""Bytes that tell what plain samples are, and that are handed on at a time."""

_LISTS = (
    b"#EXTM3U", b"ffconcat", b"[playlist]", b"v=0", b"<?wpl", b"<asx", b"<MPD", b"<smil", b"<xspf", b"[Reference]",
    b"DVDVIDEO", b"RTSPtext",
)  # fmt: skip
_DOCUMENTS = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"\xd0\xcf\x11\xe0", b"MZ", b"\x7fELF")
_PHOTO_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}
_BITMAP_HEADERS = tuple(size.to_bytes(4, "little") for size in (12, 40, 52, 56, 108, 124))
_TEXT = re.compile(rb"[\x09\x0a\x0c\x0d\x1b\x20-\x7e\x80-\xff]*")


def head_of(path: Path) -> bytes:
    """The first HEAD bytes."""
    with path.open("rb") as file:
        return file.read(HEAD)


def fault_of(head: bytes) -> str | None:
    """`playlist` or `not-media` where the first bytes already tell, before any demuxer may follow what they name."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if any(start[: len(mark)].lower() == mark.lower() for mark in _LISTS):
        return "playlist"
    if start.startswith(b"<") and re.search(rb"<(MPD|smil|asx|playlist|SmoothStreamingMedia)\b", head, re.I):
        return "playlist"
    if is_pdf(head):
        return None
    if start.startswith(_DOCUMENTS):
        return "not-media"
    if _TEXT.fullmatch(head) and not head.startswith(b"ID3"):
        return "not-media"
    return None


def is_pdf(head: bytes) -> bool:
    """Whether the bytes begin a PDF (ISO 32000-2, 7.5.2)."""
    return head.startswith(b"%PDF-")


def photo_kind(head: bytes) -> str | None:
    """`pillow` for photos Pillow opens, `heif` for HEIC and AVIF, None for anything else."""
    if head[4:8] == b"ftyp":
        return "heif" if head[8:12] in _PHOTO_BRANDS else None
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"8BPS")):
        return "pillow"
    if head.startswith(b"BM") and head[14:18] in _BITMAP_HEADERS:
        return "pillow"
    if head.startswith(b"\0\0\0\x0cjP  \r\n\x87\n"):
        return "pillow"
    return "pillow" if head[:4] == b"RIFF" and head[8:12] == b"WEBP" else None


def is_container(head: bytes) -> bool:
    """Whether the bytes begin a known recording, so that failing to open it means that its end is missing."""
    return (
        head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip")
        or head[:4] in (b"RIFF", b"RF64", b"\x1a\x45\xdf\xa3", b"OggS", b"fLaC", b"FORM", b"\x30\x26\xb2\x75")
        or head[:3] in (b"ID3", b"FLV", b"GIF")
    )


def is_plain_wave(head: bytes) -> bool:
    """Whether the bytes begin a WAV of plain samples, of which the header tells all there is to know."""
    return head[:4] == b"RIFF" and head[8:16] == b"WAVEfmt " and head[20:22] in (b"\x01\0", b"\x03\0")


def sparing(path: Path) -> dict[str, int]:
    """ffmpeg's options for an input of which it need not read megabytes before it begins, as it does to find out more
    than a header tells, nor cut it into packets of 4 kB: for a take of half a minute that is most of the work."""
    return {"probesize": _ENOUGH, "max_size": _ENOUGH} if is_plain_wave(head_of(path)) else {}


def has_tiles(path: Path) -> bool:
    """Whether a HEIC photo's picture is a grid of tiles, which ffmpeg shows whole as `g:0` only."""
    with path.open("rb") as file:
        boxes = file.read(1 << 18)
    return b"infe" in boxes and re.search(rb"infe.{8}grid", boxes, re.S) is not None


def wav_is_short(path: Path) -> bool:
    """Whether a WAV has fewer bytes of sound than its header says (EBU Tech 3285, RF64: EBU Tech 3306).

    Sizes of 0 and 2^32 - 1 are what recorders leave while they run, or write to a pipe: they promise nothing.
    """
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(0)
        kind, _size, wave = _chunk(file)[0], 0, file.read(4)
        if kind not in (b"RIFF", b"RF64") or wave != b"WAVE":
            return False
        declared_64 = None
        while file.tell() + 8 <= end:
            name, size = _chunk(file)
            if name == b"ds64":
                sizes = file.read(16)
                if len(sizes) < 16:
                    return True
                declared_64 = struct.unpack("<QQ", sizes)[1]
                size -= 16
            if name == b"data":
                unknown = size in (0, 0xFFFF_FFFF)
                declared = declared_64 if unknown and declared_64 is not None else 0 if unknown else size
                return file.tell() + declared > end + 8
            file.seek(size + size % 2, os.SEEK_CUR)
    return False


def mp3_declares_length(path: Path) -> bool:
    """Whether an MP3 carries a Xing, Info or VBRI header, so that its declared length is more than a guess."""
    with path.open("rb") as file:
        head = file.read(10)
        skip = 0
        if head[:3] == b"ID3" and len(head) == 10:
            skip = 10 + sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        file.seek(skip)
        frame = file.read(HEAD)
    return any(mark in frame for mark in (b"Xing", b"Info", b"VBRI"))


def _chunk(file: BinaryIO) -> tuple[bytes, int]:
    header = file.read(8)
    if len(header) < 8:
        return b"", 0
    name, size = struct.unpack("<4sI", header)
    return name, size
