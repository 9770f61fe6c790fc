"""Texts of a fixed length, as the chunks of Broadcast Wave Files have them."""

from __future__ import annotations

import unicodedata
from typing import Literal

from newscast.base.plain_letters import LETTERS, SIGNS

Charset = Literal["ascii", "latin-1"]

_PLAIN = str.maketrans({**LETTERS, **SIGNS})


def plain(text: str, charset: Charset = "ascii") -> str:
    """The text with nothing that `charset` cannot write: accents are taken off, what remains foreign is a `?`."""
    return "".join(_plain(sign, charset) for sign in unicodedata.normalize("NFC", text))


def _plain(sign: str, charset: Charset) -> str:
    if _fits(sign, charset):
        return sign
    parted = unicodedata.normalize("NFKD", sign.translate(_PLAIN))
    bare = "".join(each for each in parted if not unicodedata.combining(each)).translate(_PLAIN)
    return bare.encode(charset, "replace").decode(charset)


def _fits(sign: str, charset: Charset) -> bool:
    # Latin-1 has quotation marks that playout systems show; a no-break space they do not.
    return sign != "\u00a0" and sign.encode(charset, "ignore") != b""


def fixed(text: str, length: int, charset: Charset = "ascii") -> bytes:
    """The text as so many bytes: cut, or filled up with zeros."""
    return plain(text, charset).encode(charset)[:length].ljust(length, b"\0")


def unfixed(raw: bytes, charset: Charset = "ascii") -> str:
    """The text up to the first zero."""
    return raw.split(b"\0", 1)[0].decode(charset, "replace")


def even(content: bytes) -> bytes:
    """The same with a zero at the end where their number is odd: there are readers that do not skip the byte that RIFF
    puts after an odd chunk, and find nothing behind it."""
    return content + bytes(len(content) % 2)
