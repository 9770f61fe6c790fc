"""The text of a drawing, in whichever encoding its program saved it; whoever paints reads UTF-8 alone."""

from __future__ import annotations

import codecs
import re

_NAMED = re.compile(r"""(<\?xml\b[^>]*?\bencoding\s*=\s*["'])([\w.:-]+)""", re.ASCII)
"""The encoding that an XML declaration names (XML 1.0, 4.3.3)."""


def text_of(data: bytes, strict: bool = False) -> str:
    """The text, which calls itself UTF-8; bytes that are no letters of its encoding are left out, or `strict`: raise
    ValueError, which says so in English."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding = "utf-16" if wide else _encoding(data)
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode(encoding, errors="strict" if strict else "ignore")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ValueError(f"a letter of line {line} is not saved as {encoding.upper()}; save it as UTF-8") from error
    return _NAMED.sub(r"\1UTF-8", text, count=1) if _NAMED.match(text) else text


def _encoding(data: bytes) -> str:
    """The Python name of what a declaration names; UTF-8 where it names none, or one there is not."""
    named = _NAMED.match(data.removeprefix(codecs.BOM_UTF8)[:200].decode("ascii", errors="replace"))
    try:
        return codecs.lookup(named[2]).name if named else "utf-8"
    except LookupError:
        return "utf-8"
