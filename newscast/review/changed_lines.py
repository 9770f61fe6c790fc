"""The lines of a file in which two of its states differ, side by side, with the words marked that are others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from newscast.review.marked import Run, marked

_SEGMENT = re.compile(r"^ {0,2}- (?:open|headlines|story|sting|break|spot|close)\s*:\s*(.*?)\s*(?:#.*)?$")
_SLUG = re.compile(r"[\w-]+$")


@dataclass(frozen=True)
class ChangedLine:
    """A line that is another one, gone or new: its number from 1 in the state after, or where it would be; `words` marks
    what differs. `segment` is what the segment begins with in which it stands, such as a story's short name."""

    number: int
    words: tuple[Run, ...]
    segment: str = ""


def changed_lines(before: str, after: str) -> list[ChangedLine]:
    """Every line that differs, in the order of the file."""
    old, new = before.splitlines(), after.splitlines()
    found: list[ChangedLine] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            found += _pairs(old[i:j], new[k:m], k, new)
    return found


def _pairs(old: Sequence[str], new: Sequence[str], first: int, lines: Sequence[str]) -> Iterator[ChangedLine]:
    """Line beside line where there are as many, else the words of all of them as one text."""
    if len(old) == len(new) or not old or not new:
        for at in range(max(len(old), len(new))):
            runs = marked(old[at] if at < len(old) else "", new[at] if at < len(new) else "")
            yield ChangedLine(first + (at if new else 0) + 1, runs, _segment(lines, first + (at if new else 0)))
        return
    yield ChangedLine(first + 1, marked(" ".join(old), " ".join(new)), _segment(lines, first))


def _segment(lines: Sequence[str], at: int) -> str:
    for line in reversed(lines[: at + 1]):
        if found := _SEGMENT.match(line):
            return found[1] if _SLUG.match(found[1]) else line.strip("- ").partition(":")[0]
    return ""
