"""What a tag before an MP3 tells: ID3v2.3, with the chapters of the ID3v2 Chapter Frame Addendum 1.0."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Chapter:
    """From `start` to before `end`, in milliseconds from the first sample."""

    start: int
    end: int
    title: str


@dataclass(frozen=True)
class Tags:
    """`date` is `yyyy-mm-dd`, `language` a code of three letters (ISO 639-2), `length` in milliseconds, `cover` a JPEG
    or a PNG. What is empty is not written."""

    title: str
    artist: str = ""
    album: str = ""
    date: str = ""
    language: str = ""
    genre: str = ""
    comment: str = ""
    length: int = 0
    cover: bytes = b""
    chapters: tuple[Chapter, ...] = ()
