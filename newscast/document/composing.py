"""New values as people write them: on lines of their own or in brackets, in the manner of the file around them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from newscast.base.i18n import _
from newscast.document.edits import EditError, Value
from newscast.document.marks import Marked
from newscast.document.scalars import WIDTH, is_bare, quoted
from newscast.document.sheet import Sheet
from newscast.document.vocabulary import KINDS, ORDER, SHOWN

_SHORT_TEXT, _SHORT_LINE = 80, 90
"""Characters up to which a text stands beside its key, and a mapping on one line."""


@dataclass(frozen=True)
class Manner:
    """How a file is written: by how much the hyphens of a list are indented below its key, and which quotes it has."""

    hyphens: int = 2
    quotes: str = '"'


@dataclass(frozen=True)
class Composed:
    """A value as it follows its key or hyphen: on the same line, and on lines below, indented from the column of the
    key, or from that of the hyphen."""

    head: str
    lines: tuple[str, ...] = ()


def manner_of(sheet: Sheet) -> Manner:
    """The manner of a file."""
    hyphens: Counter[int] = Counter()
    quotes: Counter[str] = Counter({'"': 1})
    for outer, node in _nodes(sheet.top, 0):
        if node.kind == "sequence" and node.block and node.anchor is None:
            hyphens[node.start[1] - outer] += 1
        if node.style in ("'", '"'):
            quotes[node.style] += 1
    return Manner(hyphens.most_common(1)[0][0] if hyphens else 2, quotes.most_common(1)[0][0])


def _nodes(node: Marked, outer: int) -> Iterator[tuple[int, Marked]]:
    """Every value with the column of the key in whose value it stands."""
    if node.kind == "sequence":
        for item in node.items:
            yield from _nodes(item, outer)
    for key, item in zip(node.keys, node.items, strict=False):
        if node.block:
            yield key.start[1], item
        yield from _nodes(item, key.start[1])


def in_brackets(value: Any, key: str, manner: Manner) -> str:
    """A value inside brackets or braces."""
    if isinstance(value, str):
        return value if is_bare(value, key, True) else quoted(value, manner.quotes)
    if isinstance(value, Mapping):
        members = (f"{key_text(name, True)}: {in_brackets(each, name, manner)}" for name, each in value.items())
        return "{" + ", ".join(members) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(in_brackets(each, key, manner) for each in value) + "]"
    return scalar(value)


def scalar(value: Value) -> str:
    """What is no text, as it stands bare."""
    return str(value).lower() if isinstance(value, bool) else repr(value)


def key_text(name: str, flow: bool = False) -> str:
    """A key as it is written."""
    if name == "<<" or "\n" in name:
        raise EditError(_("“{key}” cannot be a key.").format(key=name))
    return name if is_bare(name, "", flow) else quoted(name)


def composed(value: Any, key: str, manner: Manner, after_hyphen: bool = False) -> Composed:
    """A value beside its key, or after a hyphen."""
    if isinstance(value, str):
        return _text(value, key, manner)
    if isinstance(value, Mapping) and value:
        if _is_compact(value, key):
            return Composed(in_brackets(value, key, manner))
        lines = tuple(line for name, each in value.items() for line in member(name, each, manner))
        if after_hyphen:
            return Composed(lines[0], tuple(f"  {line}" if line else "" for line in lines[1:]))
        return Composed("", tuple(f"  {line}" if line else "" for line in lines))
    if isinstance(value, Sequence) and value and not _is_plain_list(value, key):
        indent = " " * (2 if after_hyphen else manner.hyphens)
        found = [line for each in value for line in entry(each, key, manner)]
        return Composed("", tuple(indent + line if line else "" for line in found))
    return Composed(in_brackets(value, key, manner))


def member(name: str, value: Any, manner: Manner) -> list[str]:
    """The lines of a key with its value."""
    found = composed(value, name, manner)
    return [f"{key_text(name)}: {found.head}".rstrip(), *found.lines]


def entry(value: Any, key: str, manner: Manner) -> list[str]:
    """The lines of an entry of a list that stands under a key."""
    found = composed(value, key, manner, after_hyphen=True)
    return [f"- {found.head}".rstrip(), *found.lines]


def in_order(keys: Sequence[str], name: str) -> int:
    """Before which of a mapping's keys a new one goes, by number: after the one that people write before it, and after
    the first and the one that says what it is."""
    if name not in ORDER:
        return len(keys)
    before = [(ORDER[each], number) for number, each in enumerate(keys) if ORDER.get(each, len(ORDER)) <= ORDER[name]]
    kinds = [number for number, each in enumerate(keys) if each in KINDS]
    return max([max(before, default=(0, 0))[1], *kinds]) + 1


def _text(value: str, key: str, manner: Manner) -> Composed:
    long = len(value) > _SHORT_TEXT or "\n" in value
    if long and key in SHOWN and is_foldable(value):
        return Composed(">-", tuple(f"  {line}" if line else "" for line in folded(value, WIDTH - 10)))
    return Composed(value if is_bare(value, key, False) else quoted(value, manner.quotes))


def is_foldable(text: str) -> bool:
    """Whether a text can be folded: no line of it begins with a blank, none is only blanks."""
    return bool(text.strip()) and not re.search(r"^[ \t]|[ \t]$|\t", text, re.MULTILINE)


def folded(text: str, width: int) -> list[str]:
    """A text that can be folded, on lines: an empty one for every line break in it."""
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        lines += [""] if number else []
        lines += _wrapped(paragraph, width) if paragraph else []
    return lines


def _wrapped(paragraph: str, width: int) -> list[str]:
    """A paragraph on lines, broken where there is just one blank."""
    lines = [""]
    for word in re.findall(r"[^ ]+(?: {2,}[^ ]+)*", paragraph):
        if lines[-1] and len(lines[-1]) + len(word) + 1 > width:
            lines.append(word)
        else:
            lines[-1] += f" {word}" if lines[-1] else word
    return lines


def _is_compact(value: Mapping[str, Any], key: str) -> bool:
    """Whether a mapping is written in braces."""
    if next(iter(value)) in KINDS or not all(isinstance(each, str | bool | int | float) for each in value.values()):
        return False
    return sum(len(str(each)) + len(name) + 4 for name, each in value.items()) <= _SHORT_LINE


def _is_plain_list(value: Sequence[Any], key: str) -> bool:
    """Whether a list is written in brackets: names and numbers, not texts."""
    if not all(isinstance(each, str | bool | int | float) for each in value):
        return False
    texts = [each for each in value if isinstance(each, str)]
    short = sum(map(len, texts)) <= _SHORT_LINE and all(re.fullmatch(r"[\w.:-]+", each) for each in texts)
    return short and key not in ("pictures", "cover", "items")
