"""Writing a tag. Its frames stand in the order in which they are given here: chapters in that of time, which is how
players without a table of contents show them. (mutagen sorts them by size.)"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from newscast.wrappers.id3.tags import Chapter, Tags

_UTF16, _LATIN1 = b"\1", b"\0"
"""UTF-16 with a byte-order mark is the only encoding of ID3v2.3 that has all signs (3.3)."""
_FRONT_COVER = b"\3"
_NOWHERE = 0xFFFFFFFF
"""What stands for a place in the file that is not given: then the time counts (addendum, 3.1)."""
_TOP_LEVEL_ORDERED = 3
_TOC = b"toc\0"
_CHAPTERS = 255
"""As many as a table of contents can list (addendum, 3.2)."""
_DATE = "yyyy-mm-dd"


def tag_bytes(tags: Tags) -> bytes:
    """The whole tag, which goes before the sound."""
    body = b"".join(_frame(name, content) for name, content in _frames(tags))
    size = bytes(len(body) >> shift & 0x7F for shift in (21, 14, 7, 0))
    return b"ID3\3\0\0" + size + body


def _frames(tags: Tags) -> Iterator[tuple[str, bytes]]:
    """Frames by their names (ID3v2.3, 4)."""
    whole = tags.date if len(tags.date) == len(_DATE) else ""
    texts = {
        "TIT2": tags.title,
        "TPE1": tags.artist,
        "TALB": tags.album,
        "TYER": tags.date[:4],
        "TDAT": whole[8:] + whole[5:7],
        "TLAN": tags.language,
        "TCON": tags.genre,
        "TLEN": str(tags.length or ""),
    }
    yield from ((name, _text(text)) for name, text in texts.items() if text)
    if tags.comment:
        yield "COMM", _UTF16 + (tags.language or "und").encode() + _text("")[1:] + b"\0\0" + _text(tags.comment)[1:]
    yield from _chapters(tags.chapters[:_CHAPTERS])
    if tags.cover:
        kind = b"image/png\0" if tags.cover.startswith(b"\x89PNG") else b"image/jpeg\0"
        yield "APIC", _LATIN1 + kind + _FRONT_COVER + b"\0" + tags.cover


def _chapters(chapters: Sequence[Chapter]) -> Iterator[tuple[str, bytes]]:
    names = [f"ch{number:03}\0".encode() for number in range(1, len(chapters) + 1)]
    if names:
        yield "CTOC", _TOC + bytes([_TOP_LEVEL_ORDERED, len(names)]) + b"".join(names)
    for name, chapter in zip(names, chapters, strict=True):
        times = struct.pack(">4I", chapter.start, chapter.end, _NOWHERE, _NOWHERE)
        yield "CHAP", name + times + _frame("TIT2", _text(chapter.title))


def _frame(name: str, content: bytes) -> bytes:
    return name.encode() + struct.pack(">IH", len(content), 0) + content


def _text(text: str) -> bytes:
    return _UTF16 + b"\xff\xfe" + text.encode("utf-16-le")
