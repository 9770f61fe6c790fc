"""The text of a drawing, in whichever encoding its program saved it; whoever paints reads UTF-8 alone."""

from __future__ import annotations

import codecs
import re

_NAMED = re.compile(r"""(<\?xml\b[^>]*?\bencoding\s*=\s*["'])([\w.:-]+)""", re.ASCII)
"""The encoding that an XML declaration names (XML 1.0, 4.3.3)."""


def text_of(data: bytes) -> str:
    """The text, which calls itself UTF-8; bytes that are no letters of its encoding are left out."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-16" if wide else _encoding(data), errors="ignore")
    return _NAMED.sub(r"\1UTF-8", text, count=1) if _NAMED.match(text) else text


def _encoding(data: bytes) -> str:
    """The Python name of what a declaration names; UTF-8 where it names none, or one there is not."""
    named = _NAMED.match(data.removeprefix(codecs.BOM_UTF8)[:200].decode("ascii", errors="replace"))
    try:
        return codecs.lookup(named[2]).name if named else "utf-8"
    except LookupError:
        return "utf-8"
