"""Adding a text to a mapping of a YAML file: its other bytes stay, and what comes out is read again and compared."""

from __future__ import annotations

import codecs
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruamel.yaml.error import YAMLError

from newscast.base.errors import FilesError
from newscast.document.marks import Marked, at, marked
from newscast.document.nodes import Mapping as MappingNode
from newscast.document.text import Document, document_of
from newscast.document.tree import read_tree

_WIDTH = 100
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
"""A line with its end, of whichever program."""

Keys = tuple[str | int, ...]


@dataclass(frozen=True)
class Added:
    """A text to be added to the mapping that `keys` lead to, and a flag beside it with a comment.

    They go below the last of the keys `after` that is there.
    """

    keys: Keys
    name: str
    text: str
    flag: str
    comment: str
    after: Sequence[str]


class UnfitError(Exception):
    """The file cannot be changed in this place without changing more than was asked for."""


def with_added(document: Document, additions: Sequence[Added]) -> bytes:
    """The bytes of the file with the additions. Raises UnfitError."""
    lines = _LINE.findall(document.data.decode("utf-8-sig"))
    try:
        top = marked(document.text)
        for each in sorted(additions, key=lambda each: _start(top, each), reverse=True):
            _add(lines, top, each)
    except (YAMLError, StopIteration, UnicodeDecodeError) as error:
        raise UnfitError(str(error)) from error
    mark = codecs.BOM_UTF8 if document.data.startswith(codecs.BOM_UTF8) else b""
    data = mark + "".join(lines).encode()
    _compare(document, data, additions)
    return data


def _start(top: Marked, added: Added) -> tuple[int, int]:
    node = at(top, added.keys)
    if node is None or node.kind != "mapping" or not node.keys:
        raise UnfitError(f"no mapping at {added.keys}")
    return node.start


def _add(lines: list[str], top: Marked, added: Added) -> None:
    node = at(top, added.keys)
    assert node
    anchor = _anchor(node, added)
    if node.block:
        _add_lines(lines, node, anchor, added)
    else:
        _add_in_line(lines, node, anchor, added)


def _anchor(node: Marked, added: Added) -> Marked:
    """The value below which the text goes."""
    found = [item for key, item in zip(node.keys, node.items, strict=True) if key.value in added.after]
    if not found or found[-1].end[0] < found[-1].start[0] or _holds_block(found[-1]):
        raise UnfitError(f"nothing to stand after at {added.keys}")
    return found[-1]


def _holds_block(node: Marked) -> bool:
    """Whether it ends with a text after `|` or `>`, whose end nobody knows."""
    if node.kind == "scalar":
        return node.block
    return bool(node.items) and _holds_block(node.items[-1])


def _add_lines(lines: list[str], node: Marked, anchor: Marked, added: Added) -> None:
    indent = " " * node.keys[0].start[1]
    folded = textwrap.wrap(added.text, _WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    text = [f"{indent}  {line}" for line in folded]
    flag = [f"{indent}{added.flag}: true  # {added.comment}"] if node.key(added.flag) is None else []
    empty, key = node.of(added.name), node.key(added.name)
    if empty and (empty.kind != "scalar" or empty.value not in ("", "~", "null")):
        raise UnfitError(f"{added.name} is there already")
    if empty is None or key is None:
        number, new = anchor.end[0], [f"{indent}{added.name}: >-", *text, *flag]
    else:
        number, new = key.start[0], [*text, *flag]
        lines[number] = _opened(lines[number], key, empty)
    end = _line_end(lines, number)
    if not lines[number].endswith(("\n", "\r")):
        lines[number] += end
    lines[number + 1 : number + 1] = [f"{line}{end}" for line in new]


def _opened(line: str, key: Marked, empty: Marked) -> str:
    """The line of a key without a text, as the first of a text below it; a comment stays."""
    colon = line.index(":", key.end[1]) + 1
    written = empty.end[1] if empty.start[0] == key.start[0] and empty.end[1] >= colon else colon
    return f"{line[:colon]} >-{line[written:]}"


def _add_in_line(lines: list[str], node: Marked, anchor: Marked, added: Added) -> None:
    if node.key(added.name) is not None:
        raise UnfitError(f"{added.name} is there already")
    quoted = '"' + added.text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    flag = f", {added.flag}: true" if node.key(added.flag) is None else ""
    number, column = anchor.end
    line = lines[number]
    lines[number] = f"{line[:column]}, {added.name}: {quoted}{flag}{line[column:]}"


def _line_end(lines: Sequence[str], number: int) -> str:
    """How lines end here."""
    for line in (lines[number], *lines):
        if found := re.search(r"\r\n|\r|\n", line):
            return found[0]
    return "\n"


def _compare(document: Document, data: bytes, additions: Sequence[Added]) -> None:
    """Refuse what says anything else than was meant."""
    try:
        before = _plain(read_tree(document, []))
        after = _plain(read_tree(document_of(document.path, data), []))
    except FilesError as error:
        raise UnfitError(str(error)) from error
    for each in additions:
        there: Any = before
        for key in each.keys:
            there = there[key]
        there[each.name] = each.text
        there.setdefault(each.flag, "true")
    if before != after:
        raise UnfitError("it would say something else")


def _plain(node: Any) -> Any:
    """As plain values, each use of an alias its own."""
    if isinstance(node, MappingNode):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_plain(item) for item in node]
    return str(node)
