"""Reading a tag back, without the library that wrote it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from newscast.wrappers.id3.tags import Chapter, Tags

_HEAD = 10
_CODINGS = {0: ("latin-1", b"\0"), 1: ("utf-16", b"\0\0"), 2: ("utf-16-be", b"\0\0"), 3: ("utf-8", b"\0")}
"""By the first byte of a frame: how its text is written, and what ends it (ID3v2.3, 3.3; 2 and 3 came with 2.4)."""
_UNSYNCHRONISED, _EXTENDED = 0x80, 0x40


class TagError(ValueError):
    """A file without a tag, or with one that does not hold together; the text says how, in English."""


@dataclass(frozen=True)
class Frame:
    """A frame by its name, with its contents."""

    name: str
    body: bytes


def read_tags(path: Path) -> Tags:
    """What the tag before the sound tells. Raises TagError."""
    frames = read_frames(path)
    texts = {frame.name: _text(frame.body) for frame in frames if frame.name.startswith("T")}
    return Tags(
        texts.get("TIT2", ""),
        texts.get("TPE1", ""),
        texts.get("TALB", ""),
        _date(texts.get("TYER", ""), texts.get("TDAT", "")),
        texts.get("TLAN", ""),
        texts.get("TCON", ""),
        next((_comment(frame.body) for frame in frames if frame.name == "COMM"), ""),
        int(texts.get("TLEN") or 0),
        next((_picture(frame.body) for frame in frames if frame.name == "APIC"), b""),
        _in_order(frames),
    )


def read_frames(path: Path) -> list[Frame]:
    """All frames of an ID3v2.3 tag. Raises TagError."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head[:3] != b"ID3" or len(head) < _HEAD:
            raise TagError("no tag")
        if head[3] != 3 or head[5] & (_UNSYNCHRONISED | _EXTENDED):
            raise TagError(f"version 2.{head[3]}, flags {head[5]:#x}")
        size = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:], (21, 14, 7, 0), strict=True))
        body = file.read(size)
    if len(body) < size:
        raise TagError("the file ends within the tag")
    return list(_frames(body))


def _frames(body: bytes) -> Iterator[Frame]:
    place = 0
    while place + _HEAD <= len(body) and body[place]:
        name, size = body[place : place + 4], int.from_bytes(body[place + 4 : place + 8], "big")
        if not name.isalnum() or place + _HEAD + size > len(body):
            raise TagError(f"frame {name!r} does not fit")
        yield Frame(name.decode(), body[place + _HEAD : place + _HEAD + size])
        place += _HEAD + size


def _in_order(frames: Sequence[Frame]) -> tuple[Chapter, ...]:
    """The chapters that the table of contents lists, in its order. Raises TagError where it lists others."""
    chapters = dict(_chapter(frame.body) for frame in frames if frame.name == "CHAP")
    table = next((frame.body for frame in frames if frame.name == "CTOC"), None)
    listed = _listed(table) if table is not None else []
    if sorted(listed) != sorted(chapters):
        raise TagError("the table of contents lists other chapters than there are")
    return tuple(chapters[name] for name in listed)


def _chapter(body: bytes) -> tuple[bytes, Chapter]:
    name, _zero, rest = body.partition(b"\0")
    if len(rest) < 16:
        raise TagError("a chapter without times")
    start, end = int.from_bytes(rest[:4], "big"), int.from_bytes(rest[4:8], "big")
    title = next((_text(frame.body) for frame in _frames(rest[16:]) if frame.name == "TIT2"), "")
    return name, Chapter(start, end, title)


def _listed(body: bytes) -> list[bytes]:
    _name, _zero, rest = body.partition(b"\0")
    count = rest[1] if len(rest) > 1 else 0
    return rest[2:].split(b"\0")[:count]


def _date(year: str, day_month: str) -> str:
    """`TDAT` is the day and the month, two digits each."""
    return f"{year}-{day_month[2:]}-{day_month[:2]}" if len(day_month) == 4 else year


def _text(body: bytes) -> str:
    coding, _end = _coding(body)
    return body[1:].decode(coding, "replace").rstrip("\0")


def _comment(body: bytes) -> str:
    """Without its language and its description."""
    return _text(body[:1] + _after(body[4:], _coding(body)[1]))


def _picture(body: bytes) -> bytes:
    """The picture alone: encoding, MIME type, kind and description stand before it."""
    _mime, _zero, rest = body[1:].partition(b"\0")
    return _after(rest[1:], _coding(body)[1])


def _coding(body: bytes) -> tuple[str, bytes]:
    if not body or body[0] not in _CODINGS:
        raise TagError("a text in no known encoding")
    return _CODINGS[body[0]]


def _after(raw: bytes, end: bytes) -> bytes:
    """What follows the first text in it; texts of two bytes a sign end at a whole one."""
    for place in range(0, len(raw) - len(end) + 1, len(end)):
        if raw[place : place + len(end)] == end:
            return raw[place + len(end) :]
    raise TagError("a text without an end")
