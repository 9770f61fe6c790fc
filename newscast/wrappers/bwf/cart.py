"""The cart chunk, by which playout systems of radio stations know what a file is: AES46-2002."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from newscast.wrappers.bwf.texts import Charset, even, fixed, plain, unfixed

_FORM = struct.Struct("<4s64s64s64s64s64s64s64s10s8s10s8s64s64s64si64s276x1024s")
"""2048 bytes; the tag text follows."""
SIZE = _FORM.size
ROOM = 64
"""Bytes of each of its texts."""
_TIMER = struct.Struct("<4sI")
TIMERS = 8
"""Post timers that fit."""
VERSION = "0101"
FIRST = ("1900-01-01", "00:00:00")
LAST = ("9999-12-31", "23:59:59")
"""What stands for a beginning, and for an end, that nobody set."""


@dataclass(frozen=True)
class Timer:
    """A mark in the sound: what it is for, in four signs (`INTe`, `SEC1`, `EOD`), and the sample it stands at."""

    use: str
    sample: int


@dataclass(frozen=True)
class Cart:
    """`start` and `end` are the date and the time of day, `yyyy-mm-dd` and `hh:mm:ss`, between which it may be played;
    `level` is the sample value of 0 dB. `out_cue` is how it ends, in words."""

    title: str
    artist: str = ""
    cut: str = ""
    client: str = ""
    category: str = ""
    classification: str = ""
    out_cue: str = ""
    start: tuple[str, str] = FIRST
    end: tuple[str, str] = LAST
    producer: tuple[str, str] = ("", "")
    """The application that made the file, and its version."""
    user: str = ""
    level: int = 0
    timers: tuple[Timer, ...] = ()
    url: str = ""
    text: str = ""
    version: str = VERSION


def write_cart(cart: Cart, charset: Charset = "latin-1") -> bytes:
    """The contents of the chunk. The standard has ASCII; in `latin-1` accents stay, which playout systems show."""
    texts = (cart.title, cart.artist, cart.cut, cart.client, cart.category, cart.classification, cart.out_cue)
    timers = b"".join(_TIMER.pack(fixed(each.use.ljust(4), 4), each.sample) for each in cart.timers[:TIMERS])
    fields = _FORM.pack(
        fixed(cart.version, 4),
        *(fixed(text, 64, charset) for text in texts),
        *(fixed(text, length) for text, length in zip((*cart.start, *cart.end), (10, 8, 10, 8), strict=True)),
        *(fixed(text, 64, charset) for text in (*cart.producer, cart.user)),
        cart.level,
        timers,
        fixed(cart.url, 1024),
    )
    return even(fields + _lines(cart.text, charset))


def read_cart(raw: bytes, charset: Charset = "latin-1") -> Cart:
    """Read the contents of the chunk. Raises ValueError where it is too short."""
    if len(raw) < SIZE:
        raise ValueError("the chunk is too short")
    fields = iter(_FORM.unpack(raw[:SIZE]))

    def text() -> str:
        return unfixed(next(fields), charset)

    version = text()
    title, artist, cut, client, category, classification, out_cue = (text() for _number in range(7))
    start, end, producer = ((text(), text()) for _number in range(3))
    user, level, timers, url = text(), next(fields), next(fields), text()
    return Cart(
        title,
        artist,
        cut,
        client,
        category,
        classification,
        out_cue,
        start,
        end,
        producer,
        user,
        level,
        tuple(_timers(timers)),
        url,
        unfixed(raw[SIZE:], charset).replace("\r\n", "\n"),
        version,
    )


def _timers(raw: bytes) -> Iterator[Timer]:
    """Those that are set."""
    for use, sample in _TIMER.iter_unpack(raw):
        if any(use):
            yield Timer(unfixed(use).rstrip(), sample)


def _lines(text: str, charset: Charset) -> bytes:
    """Lines as the standard ends them."""
    return "\r\n".join(plain(text, charset).split("\n")).encode(charset)
