"""Fitting text in a box: wrap, balance, shrink to the smallest size allowed, else say that it does not fit.

Lines are balanced, and end where captions may, see newscast.graphics.line_ends; one short word has a line only where
that cannot be avoided.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from newscast.base.languages.naming import given_and_surnames
from newscast.graphics.fonts import Face
from newscast.graphics.line_ends import CLUMSY, JOINED, End, ends_of
from newscast.graphics.outlines import leading_of, setting

SLOTS = 10
"""How many lines a fitted text always has for a template to name; those beyond its own are empty."""
_STEP = 2
_BAD_END = 1e6
_UNEVEN, _TORN = 0.5, 0.8
"""How bad lines look of which one is short, see newscast.graphics.line_ends; where that one also begins with what
belongs to the line above it, such as the rest of a name."""
_WITHIN = 0.6
"""How bad it looks to part an address or a path elsewhere than after its slashes: worse than a short line."""
_SHORT = 0.5
"""A line of less than this share of the longest looks forgotten."""
_STOPS = (".", ":", ";", "?", "!", "…")
_TERM = 0.5
"""How far a term of several words holds together where a line would look forgotten otherwise, of 1."""
_SENSE = 0.7
"""What it costs to part what belongs together, at the most, of a full line's cost."""
_ALONE, _FORGOTTEN, _LONELY = 5, 0.4, 0.75
"""Letters of a word that is too short for a line of its own; the share of the room below which one word looks alone in
its line, and how bad that looks: worse than `bulevar` before its name."""
_WORTH = 0.8
"""How far a text is shrunk for better lines alone."""


@dataclass(frozen=True)
class Box:
    """What a text may take: `lines` lines of `width`, at `size` down to `smallest`, in design pixels.

    `leading` is from line to line, in sizes, and more where letters would touch; `spacing` is added after each letter,
    in em. `breaks` says where a line may end: after `words`, between the given names and the surnames of a `name`,
    after the marks in a file's `path`. With `fewest`, a text shrinks before it wraps. `height`, where there is one, is
    for capitals and all lines below.
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
    capitals down to the last line's baseline; `width` is that of the widest line, `bearing` what is free on the left of
    all lines, whose letters begin a little further right than they are placed; `drop` is how deep letters reach below
    the last baseline.
    """

    size: float
    lines: tuple[str, ...]
    count: int
    width: float
    leading: float
    cap: float
    bearing: float = 0.0
    drop: float = 0.0

    @property
    def rise(self) -> float:
        return self.cap + (self.count - 1) * self.leading if self.count else 0.0


@lru_cache(maxsize=4096)
def fit(text: str, face: Face, box: Box, language: str = "es") -> Fitted | None:
    """`text` of a language (a tag) at the largest size at which it fits its box, or None where even the smallest is too
    large.

    A somewhat smaller size is taken where that spares a line that ends badly or one much shorter than the others, and
    any size that is allowed where it spares a name that is broken, what nobody parts, or an `and` at the end of a line.
    """
    if box.fewest:
        tries = (
            fit(text, face, replace(box, lines=count, fewest=False), language) for count in range(1, box.lines + 1)
        )
        return next((fitted for fitted in tries if fitted), None)
    best: Fitted | None = None
    faults = 2.0
    for size in _sizes(box):
        room = replace(box, lines=box.lines_at(size, face.cap))
        for lines, ragged in _breaks(text, face, room, box.width / size, language):
            if ragged < faults and (fitted := _fitted(lines, size, face, box)):
                best, faults = fitted, ragged
        if best and (not faults or (size < _WORTH * box.size and faults < JOINED)):
            break
    return best


def _sizes(box: Box) -> Iterator[float]:
    size = box.size
    while size > box.smallest:
        yield size
        size -= _STEP
    yield box.smallest


def _fitted(lines: tuple[str, ...], size: float, face: Face, box: Box) -> Fitted | None:
    """Lines as they are drawn at a size, no letter in one of the next line; None where they are too high so, or too
    wide with what hangs out of them and stands further apart than its widths say."""
    set_lines = [setting(face, line, box.spacing) for line in lines]
    if max((line.takes for line in set_lines), default=0.0) * size > box.width:
        return None
    leading = leading_of(face, lines, box.spacing, box.leading)
    if box.height and leading > box.leading and size * (face.cap + leading * (len(lines) - 1)) > box.height:
        return None
    widths = [face.width(line, box.spacing) for line in lines]
    width = max([*widths, *(line.right for line in set_lines)], default=0.0) * size
    bearing = min((line.left for line in set_lines if line.letters), default=0.0) * size
    drop = set_lines[-1].drop * size if lines else 0.0
    padded = lines + ("",) * (SLOTS - len(lines))
    return Fitted(size, padded, len(lines), width, size * leading, size * face.cap, bearing, drop)


def _breaks(text: str, face: Face, box: Box, limit: float, language: str) -> Iterator[tuple[tuple[str, ...], float]]:
    """Ways to break `text` in lines of at most `limit` em, fewest lines first, and how bad each looks (0 to 1.5)."""
    if not text:
        yield (), 0.0
        return
    ends = ends_of(text, language) if box.breaks == "words" else ()
    for count in range(1, box.lines + 1):
        for pieces, bad in _pieces(text, box) if count > 1 else (((text,), 0.0),):
            for asked in (ends, _looser(ends)) if count > 1 else ((),):
                found = _balanced(pieces, asked, face, box, limit, count)
                if not found:
                    break
                lines, worst = found
                ragged = _ragged(lines, [face.width(line, box.spacing) for line in lines], ends)
                yield lines, max(worst, bad, ragged)
                if not ragged:
                    break


def _looser(ends: tuple[End, ...]) -> tuple[End, ...]:
    """The ends of words where even lines are worth more than a term of several: `talleres | de reconocimiento de voz`
    may be parted then, what looks bad and a noun from its adjective never."""
    return tuple(End(end.poor, _TERM) if end.parted >= 1 and not end.poor else end for end in ends)


def _ragged(lines: tuple[str, ...], widths: list[float], ends: tuple[End, ...]) -> float:
    """How bad it looks that lines are much shorter than the longest; one that ends with a sentence may be."""
    asked = [width for line, width in zip(lines, widths, strict=True) if not line.endswith(_STOPS)]
    if min(asked or widths) >= _SHORT * max(widths):
        return 0.0
    last = sum(len(line.split(" ")) for line in lines[:-1]) - 1
    torn = len(lines) > 1 and ends and widths[-1] < _SHORT * max(widths) and ends[last].parted >= 1
    return _TORN if torn else _UNEVEN


def _pieces(text: str, box: Box) -> Iterator[tuple[tuple[str, ...], float]]:
    """What no line break may split, each piece with the space after it, and how bad it looks to part it there.

    An address or a path is parted after a slash where it has one: half of a page's name is another page.
    """
    if box.breaks == "name":
        given, surnames = given_and_surnames(text)
        yield ((given + " ", surnames) if given else (surnames,)), 0.0
    elif box.breaks == "path":
        slashed = tuple(re.findall(r"[^ /]*[ /]+|[^ /]+", text))
        if len(slashed) > 1:
            yield slashed, 0.0
        yield tuple(re.findall(r"[^ /_.-]*[ /_.-]+|[^ /_.-]+", text)), _WITHIN if len(slashed) > 1 else 0.0
    else:
        yield tuple(re.findall(r"[^ ]+ ?", text)), 0.0


def _balanced(
    pieces: tuple[str, ...], ends: tuple[End, ...], face: Face, box: Box, limit: float, count: int
) -> tuple[tuple[str, ...], float] | None:
    """`pieces` in exactly `count` lines as even as can be and as the `ends` of their words ask, and how bad the worst
    of the lines ends; None where they do not fit."""

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...], float] | None:
        found: tuple[float, tuple[str, ...], float] | None = None
        for end in [len(pieces)] if left == 1 else range(start + 1, len(pieces) - left + 2):
            line = "".join(pieces[start:end]).rstrip(" ")
            width = face.width(line, box.spacing)
            if width > limit:
                break
            rest = (0.0, (), 0.0) if left == 1 else best(end, left - 1)
            if rest is None:
                continue
            poor = _poor(line, width < _FORGOTTEN * limit, ends[max(0, start - 1) : end], start > 0)
            sense = _SENSE * limit * limit * ends[end - 1].parted if ends else 0.0
            cost = width * width + sense + _BAD_END * poor + rest[0]
            if found is None or cost < found[0]:
                found = cost, (line, *rest[1]), max(poor, rest[2])
        return found

    result = best(0, count) if count <= len(pieces) else None
    return result and result[1:]


def _poor(line: str, narrow: bool, ends: tuple[End, ...], follows: bool) -> float:
    """How bad a line looks, of the `ends` of its words, with that before it where it follows another line."""
    if not ends:
        return 0.0
    narrow = narrow and not line.endswith(_STOPS)
    torn = _TORN if narrow and follows and ends[0].parted >= 1 else 0.0
    return max(ends[-1].poor, _alone(line, narrow), torn)


def _alone(line: str, narrow: bool) -> float:
    """How bad a line is that is one word: a short one, or one that leaves most of the room free."""
    if " " in line:
        return 0.0
    short = len(line.strip("¿¡«“\"'(.,;:?!»”)")) < _ALONE
    return CLUMSY if short else _LONELY if narrow else 0.0
