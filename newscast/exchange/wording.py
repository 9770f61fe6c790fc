"""Texts as the lines of other programs' files take them: nothing in a remark may become a line of its own."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONGEST = 500


def one_line(text: str, most: int = _LONGEST) -> str:
    """A text without line breaks and control characters, in its composed form, cut where it is very long."""
    flat = unicodedata.normalize("NFC", _BREAKS.sub(" ", text)).strip()
    return flat if len(flat) <= most else f"{flat[: most - 1].rstrip()}…"


def many_lines(text: str) -> str:
    """A text whose line breaks are plain ones, without other control characters."""
    lines = (_BREAKS.sub(" ", line).strip() for line in re.split(r"\r\n|[\r\n\v\f\x85\u2028\u2029]", text))
    return unicodedata.normalize("NFC", "\n".join(lines)).strip()
