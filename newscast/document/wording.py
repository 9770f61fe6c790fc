"""Where each word of a text stands in the lines it was written in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

_BLOCKS = ("|", ">")


def word_places(text: str, event: Any, lines: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Line and column, from 1, of each word of a scalar as white space parts them.

    `event` is the parser's, `lines` are those of the file. Nothing where a word was written in another way than it
    reads, as with a code in quotes.
    """
    words = text.split()
    found = list(islice(_written(event, lines), len(words)))
    if [unicodedata.normalize("NFC", word) for word, _line, _column in found] != words:
        return ()
    return tuple((line, column) for _word, line, column in found)


def _written(event: Any, lines: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """What white space parts in the lines of a scalar, with line and column."""
    first, last = event.start_mark, event.end_mark
    block, quotes = event.style in _BLOCKS, 1 if event.style in ("'", '"') else 0
    for number in range(first.line + block, min(last.line + 1, len(lines))):
        line = lines[number]
        start = first.column + quotes if number == first.line else 0
        end = last.column - quotes if number == last.line and not block else len(line)
        for word in re.finditer(r"\S+", line[:end]):
            if word.end() > start:
                begin = max(word.start(), start)
                yield line[begin : word.end()], number + 1, begin + 1
