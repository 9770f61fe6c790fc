"""Fitting text in a box: wrap, balance, shrink to the smallest size allowed, else say that it does not fit.

Lines are balanced. A full stop, a colon or a semicolon is the best place to break; a preposition, an article, a
conjunction, a proper name and the first word of a sentence are broken off, and one short word has a line, only where
that cannot be avoided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from newscast.base.languages.naming import given_and_surnames
from newscast.graphics.fonts import Face

SLOTS = 10
"""How many lines a fitted text always has for a template to name; those beyond its own are empty."""
_STEP = 2
_BAD_END = 1e6
_BROKEN_NAME, _CLUMSY, _UNEVEN = 1.5, 1.0, 0.5
"""How bad lines look: the first is worth any size that is allowed."""
_SHORT = 0.5
"""A line of less than this share of the longest looks forgotten."""
_STOPS = (".", ":", ";", "?", "!", "…")
_WELCOME = 0.35
"""What a break after one of them is worth, of a full line's cost."""
_ALONE = 5
"""Letters of a word that is too short for a line of its own."""
_WORTH = 0.8
"""How far a text is shrunk for better lines alone."""
_SPANISH = """
a al ante bajo con contra de del desde durante e el en entre hacia hasta la las lo los mediante mi muy más ni no o para
por que san santa santo se según sin sobre su sus tras tu u un una unas unos y
"""
_ENGLISH = "a an and at by for from in into its nor of on or the to with"
_CLINGING = frozenset((_SPANISH + _ENGLISH).split())
"""Words that belong to the next one."""


@dataclass(frozen=True)
class Box:
    """What a text may take: `lines` lines of `width`, at `size` down to `smallest`, in design pixels.

    `leading` is from line to line, in sizes; `spacing` is added after each letter, in em. `breaks` says where a line
    may end: after `words`, between the given names and the surnames of a `name`, after the marks in a file's `path`.
    With `fewest`, a text shrinks before it wraps. `height`, where there is one, is for capitals and all lines below.
    """

    size: float
    smallest: float
    width: float
    lines: int = 1
    leading: float = 1.2
    spacing: float = 0.0
    breaks: str = "words"
    fewest: bool = False
    height: float = 0.0

    def lines_at(self, size: float, cap: float) -> int:
        """How many lines there may be at a size, of a face whose capitals are `cap` sizes high; one at least."""
        if not self.height:
            return self.lines
        return max(1, min(self.lines, 1 + int((self.height / size - cap) / self.leading)))


@dataclass(frozen=True)
class Fitted:
    """A text as it will be drawn, in design pixels: `lines` is padded with empty ones, `count` are in use.

    `leading` is from baseline to baseline, `cap` the height of a capital, `rise` from the top of the first line's
    capitals down to the last line's baseline; `width` is that of the widest line.
    """

    size: float
    lines: tuple[str, ...]
    count: int
    width: float
    leading: float
    cap: float

    @property
    def rise(self) -> float:
        return self.cap + (self.count - 1) * self.leading if self.count else 0.0


def fit(text: str, face: Face, box: Box) -> Fitted | None:
    """`text` at the largest size at which it fits its box, or None where even the smallest is too large.

    A somewhat smaller size is taken where that spares a line that ends badly or one much shorter than the others, and
    any size that is allowed where it spares a name that is broken.
    """
    if box.fewest:
        tries = (fit(text, face, replace(box, lines=count, fewest=False)) for count in range(1, box.lines + 1))
        return next((fitted for fitted in tries if fitted), None)
    best: Fitted | None = None
    faults = 2.0
    for size in _sizes(box):
        for lines, ragged in _breaks(text, face, replace(box, lines=box.lines_at(size, face.cap)), box.width / size):
            if ragged < faults:
                best, faults = _fitted(lines, size, face, box), ragged
        if best and (not faults or (size < _WORTH * box.size and faults < _BROKEN_NAME)):
            break
    return best


def _sizes(box: Box) -> Iterator[float]:
    size = box.size
    while size > box.smallest:
        yield size
        size -= _STEP
    yield box.smallest


def _fitted(lines: tuple[str, ...], size: float, face: Face, box: Box) -> Fitted:
    width = max((face.width(line, box.spacing) for line in lines), default=0.0) * size
    padded = lines + ("",) * (SLOTS - len(lines))
    return Fitted(size, padded, len(lines), width, size * box.leading, size * face.cap)


def _breaks(text: str, face: Face, box: Box, limit: float) -> Iterator[tuple[tuple[str, ...], float]]:
    """Ways to break `text` in lines of at most `limit` em, fewest lines first, and how bad each looks (0 to 1.5)."""
    if not text:
        yield (), 0.0
        return
    pieces = _pieces(text, box)
    for count in range(1, box.lines + 1):
        lines = _balanced(pieces if count > 1 else (text,), face, box, limit, count)
        if lines:
            widths = [face.width(line, box.spacing) for line in lines]
            worst = max(_poor(*pair, text) for pair in pairwise((*lines, ""))) if box.breaks == "words" else 0.0
            # A line that ends with a sentence may be short.
            asked = [width for line, width in zip(lines, widths, strict=True) if not line.endswith(_STOPS)]
            yield lines, max(worst, _UNEVEN if min(asked or widths) < _SHORT * max(widths) else 0.0)


def _pieces(text: str, box: Box) -> tuple[str, ...]:
    """What no line break may split, each piece with the space after it."""
    if box.breaks == "name":
        given, surnames = given_and_surnames(text)
        return (given + " ", surnames) if given else (surnames,)
    return tuple(re.findall(r"[^ /_.-]*[ /_.-]+|[^ /_.-]+" if box.breaks == "path" else r"[^ ]+ ?", text))


def _balanced(pieces: tuple[str, ...], face: Face, box: Box, limit: float, count: int) -> tuple[str, ...] | None:
    """`pieces` in exactly `count` lines as even as can be, or None where they do not fit."""
    text, words = "".join(pieces), box.breaks == "words"

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]] | None:
        found: tuple[float, tuple[str, ...]] | None = None
        ends = [len(pieces)] if left == 1 else range(start + 1, len(pieces) - left + 2)
        for end in ends:
            line = "".join(pieces[start:end]).rstrip(" ")
            width = face.width(line, box.spacing)
            if width > limit:
                break
            rest = (0.0, ()) if left == 1 else best(end, left - 1)
            if rest is None:
                continue
            cost = width * width + rest[0]
            if words:
                cost += _BAD_END * _poor(line, pieces[end] if left > 1 else "", text)
                cost -= _WELCOME * limit * limit if left > 1 and line.endswith(_STOPS) else 0.0
            if found is None or cost < found[0]:
                found = cost, (line, *rest[1])
        return found

    result = best(0, count) if count <= len(pieces) else None
    return result and result[1]


def _poor(line: str, following: str, text: str) -> float:
    """How bad it is that a line of the text ends here, before `following` ("" after the last one)."""
    if following and _names_somebody(line, following, text):
        return _BROKEN_NAME
    if following and (_clings(line) or _only_begins(line)):
        return _CLUMSY
    alone = line != text and " " not in line and len(line.strip("¿¡«“\"'(.,;:?!»”)")) < _ALONE
    return _CLUMSY if alone else 0.0


def _clings(line: str) -> bool:
    """Whether the line's last word belongs to the word after it."""
    last = line.rsplit(" ", 1)[-1].strip("¿¡«“\"'(").lower()
    return last in _CLINGING


def _only_begins(line: str) -> bool:
    """Whether the line's last word is the first of a sentence; a short name with a full stop is an abbreviation."""
    before, _, last = f" {line}".rpartition(" ")
    ended = before.rsplit(" ", 1)[-1]
    if last.endswith(_STOPS) or not ended.endswith(_STOPS):
        return False
    return not ended.endswith(".") or ended.lstrip("¿¡«“\"'(")[:1].islower()


def _names_somebody(line: str, following: str, text: str) -> bool:
    """Whether two words are parts of one name: capital letters in a text that is not written in them throughout."""
    last = line.rsplit(" ", 1)[-1].lstrip("¿¡«“\"'(")
    starts = text.startswith(line) and " " not in line
    return last[:1].isupper() and last[-1:].isalnum() and following[:1].isupper() and not starts and not text.isupper()
