"""What is different between two states of a file, byte for byte: told, applied, turned back, found again later."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_LINE = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_MOST = 4_000_000
"""Pairs of lines that are compared; what differs in more is told as one piece."""


@dataclass(frozen=True)
class Splice:
    """At the byte `offset` of the file before, `old` was replaced by `new`."""

    offset: int
    old: bytes
    new: bytes

    @property
    def end(self) -> int:
        """The byte of the file before at which what was there ends."""
        return self.offset + len(self.old)


class ElsewhereError(Exception):
    """What was to be found in a state of a file is not there: it was changed meanwhile, or is another file's."""


def splices_between(before: bytes, after: bytes) -> tuple[Splice, ...]:
    """What leads from one state to the other, in order, as few bytes as lines and their ends and beginnings tell."""
    one, other = _LINE.findall(before), _LINE.findall(after)
    head = _alike(one, other)
    tail = _alike(one[head:][::-1], other[head:][::-1])
    start = sum(map(len, one[:head]))
    middle, now = one[head : len(one) - tail], other[head : len(other) - tail]
    if len(middle) * len(now) > _MOST:
        whole = Splice(start, b"".join(middle), b"".join(now))
        return tuple(_trimmed(whole))
    at = [start]
    for line in middle:
        at.append(at[-1] + len(line))
    codes = SequenceMatcher(None, middle, now, autojunk=False).get_opcodes()
    found = (Splice(at[i], b"".join(middle[i:j]), b"".join(now[k:m])) for kind, i, j, k, m in codes if kind != "equal")
    return tuple(each for splice in found for each in _trimmed(splice))


def applied(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The state after. Raises ElsewhereError where this is not the state before."""
    pieces, at = [], 0
    for each in splices:
        if each.offset < at or data[each.offset : each.end] != each.old:
            raise ElsewhereError
        pieces += [data[at : each.offset], each.new]
        at = each.end
    return b"".join([*pieces, data[at:]])


def inverted(splices: Iterable[Splice]) -> tuple[Splice, ...]:
    """What leads back."""
    found, shift = [], 0
    for each in splices:
        found.append(Splice(each.offset + shift, each.new, each.old))
        shift += len(each.new) - len(each.old)
    return tuple(found)


def followed(splice: Splice, later: Sequence[Splice]) -> Splice:
    """The same splice of a later state: where its `old` is after the `later` ones, which may have moved it as a whole.

    Raises ElsewhereError where they changed it.
    """
    shift = 0
    for each in later:
        if _clear(splice, each):
            shift += len(each.new) - len(each.old) if each.end <= splice.offset else 0
        else:
            return _moved(splice, each, later)
    return Splice(splice.offset + shift, splice.old, splice.new)


def _clear(splice: Splice, other: Splice) -> bool:
    """Whether another splice lies wholly before or after."""
    return other.end <= splice.offset or other.offset >= splice.end


def _moved(splice: Splice, gone: Splice, later: Sequence[Splice]) -> Splice:
    """The splice in what was taken away at one place and put in again at another."""
    inside = gone.offset <= splice.offset and splice.end <= gone.end
    shift = 0
    for each in later:
        at = each.new.find(gone.old) if gone.old and each is not gone else -1
        if inside and at >= 0:
            return Splice(each.offset + shift + at + splice.offset - gone.offset, splice.old, splice.new)
        shift += len(each.new) - len(each.old)
    raise ElsewhereError


def _alike(one: Sequence[object], other: Sequence[object]) -> int:
    """How many lines, or bytes, at the beginning are the same."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _trimmed(splice: Splice) -> Iterable[Splice]:
    """Less what is the same at its beginning and end, in whole characters."""
    head = _alike(splice.old, splice.new)
    while head and _continues(splice.old[head : head + 1], splice.new[head : head + 1]):
        head -= 1
    old, new = splice.old[head:], splice.new[head:]
    tail = _alike(old[::-1], new[::-1])
    while tail and _continues(old[len(old) - tail :][:1], b""):
        tail -= 1
    kept = Splice(splice.offset + head, old[: len(old) - tail], new[: len(new) - tail])
    return [kept] if kept.old or kept.new else []


def _continues(*signs: bytes) -> bool:
    """Whether one of these bytes is inside a character of UTF-8."""
    return any(sign and sign[0] & 0xC0 == 0x80 for sign in signs)
