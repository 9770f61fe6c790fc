"""A Broadcast Wave File: read whole, and written in one pass over its samples."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from newscast.wrappers.bwf.bext import Bext, Loudness, read_bext, write_bext
from newscast.wrappers.bwf.cart import Cart, read_cart, write_cart
from newscast.wrappers.bwf.riff import Riff, RiffError, head, read_riff
from newscast.wrappers.bwf.texts import Charset
from newscast.wrappers.umid import UNSAID, umid_for

PCM = 1
"""WAVE_FORMAT_PCM, which every playout system takes; one and two channels need no other."""
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Pcm:
    """Integers, interleaved: `rate` in Hz, `bits` of a sample. `tag` is the format as the file names it."""

    channels: int
    rate: int
    bits: int
    tag: int = PCM

    @property
    def frame(self) -> int:
        """Bytes of one sample of all channels."""
        return self.channels * self.bits // 8


@dataclass(frozen=True)
class Bwf:
    """What a Broadcast Wave File says of itself; `samples` per channel. None for a chunk that it has not got."""

    riff: Riff
    pcm: Pcm
    samples: int
    bext: Bext | None
    cart: Cart | None


def read_bwf(path: Path, charset: Charset = "latin-1") -> Bwf:
    """Read all but the samples. Raises RiffError for a file that is no WAVE, or is damaged."""
    riff = read_riff(path)
    data = riff.find(b"data")
    try:
        pcm = _read_pcm(riff.read(b"fmt "))
        bext = read_bext(riff.read(b"bext")) if riff.find(b"bext") else None
        cart = read_cart(riff.read(b"cart"), charset) if riff.find(b"cart") else None
    except (ValueError, struct.error) as error:
        raise RiffError(str(error)) from error
    if data is None or not pcm.frame:
        raise RiffError("no samples")
    return Bwf(riff, pcm, data.size // pcm.frame, bext, cart)


def write_bwf(
    path: Path,
    pcm: Pcm,
    samples: int,
    blocks: Iterable[bytes],
    bext: Bext,
    cart: Cart | None,
    measured: Callable[[], Loudness],
    charset: Charset = "latin-1",
) -> None:
    """Write a file of so many `samples` per channel, which come as `blocks` of bytes.

    The UMID is that of the samples, and the loudness is `measured` when all blocks have been taken: both are written
    into their places then. Raises RiffError where more or fewer samples come.
    """
    digest, size = _identity(pcm), samples * pcm.frame
    with path.open("wb") as file:
        file.write(_head(pcm, size, bext, cart, charset))
        taken = 0
        for block in blocks:
            digest.update(block)
            taken += file.write(block)
        if taken != size:
            raise RiffError(f"{taken} bytes of samples instead of {size}")
        file.write(bytes(size % 2))
        file.seek(0)
        whole = replace(bext, umid=_umid(digest), loudness=measured())
        file.write(_head(pcm, size, whole, cart, charset))


def umid_of(found: Bwf) -> bytes:
    """The UMID that belongs to the samples of a file."""
    digest, data = _identity(found.pcm), found.riff.find(b"data")
    assert data is not None
    with found.riff.path.open("rb") as file:
        file.seek(data.start)
        left = data.size
        while left and (block := file.read(min(_BLOCK, left))):
            digest.update(block)
            left -= len(block)
    return _umid(digest)


def _identity(pcm: Pcm) -> Any:
    return sha256(f"{pcm}".encode())


def _umid(digest: Any) -> bytes:
    return umid_for(digest.hexdigest(), "sound", UNSAID)


def _head(pcm: Pcm, size: int, bext: Bext, cart: Cart | None, charset: Charset) -> bytes:
    # The standard asks for bext before the samples; readers that stop there find all of it.
    chunks = [(b"bext", write_bext(bext)), *([(b"cart", write_cart(cart, charset))] if cart else [])]
    return head([(b"fmt ", _write_pcm(pcm)), *chunks], size, pcm.frame)


def _write_pcm(pcm: Pcm) -> bytes:
    return struct.pack("<HHIIHH", pcm.tag, pcm.channels, pcm.rate, pcm.rate * pcm.frame, pcm.frame, pcm.bits)


def _read_pcm(raw: bytes) -> Pcm:
    tag, channels, rate, bits = struct.unpack("<HHI6xH", raw[:16])
    return Pcm(channels, rate, bits, tag)
