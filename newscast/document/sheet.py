"""A YAML text as it lies on its lines: which of them belong to a value, an entry of a list or a key."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.i18n import _
from newscast.document.edits import EditError, Keys
from newscast.document.marks import Marked, Spot, marked
from newscast.document.nodes import Mapping, Sequence, Text
from newscast.document.text import document_of
from newscast.document.tree import read_tree

_LINE_END = re.compile(r"\r\n|\r|\n")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+(?:#.*\n\s*)*")
_HEADER = re.compile(r"[|>](?:[+-]?([1-9])?|[1-9][+-])[ \t]*(?:#.*)?$")


@dataclass(frozen=True)
class Change:
    """From one character of the text to before another, `new` stands instead; its lines end with `\\n`."""

    start: int
    end: int
    new: str


@dataclass(frozen=True)
class Found:
    """A value of the text: its node, None where nothing stands there yet; what holds it, and under which key; the key
    itself, in a mapping."""

    node: Marked | None
    parent: Marked
    name: str | int
    key: Marked | None = None


@dataclass(frozen=True)
class Sheet:
    """The bytes of the file at `path`, which lies where its problems are told. Raises FilesError for what is no text.

    Characters are counted in `text`, whose lines end with `\\n`.
    """

    path: Path
    data: bytes

    @cached_property
    def text(self) -> str:
        return document_of(self.path, self.data).text

    @cached_property
    def raw(self) -> str:
        """The text with the line ends that it has."""
        return self.data.decode("utf-8-sig")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @cached_property
    def top(self) -> Marked:
        """Where everything stands. Raises EditError where the text is no whole YAML."""
        try:
            return marked(self.text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self.unreadable(mark.line + 1 if mark else 1) from error
        except (YAMLError, StopIteration, ValueError, IndexError) as error:
            raise self.unreadable(1) from error

    @cached_property
    def problems(self) -> list[Problem]:
        """What is wrong with the text as YAML."""
        return self._read[1]

    @cached_property
    def model(self) -> Any:
        """What it says: dicts, lists and texts, each use of an alias its own."""
        return plain(self._read[0])

    @cached_property
    def tree(self) -> Mapping:
        """The same with places. Raises EditError."""
        return self._read[0]

    @cached_property
    def _read(self) -> tuple[Mapping, list[Problem]]:
        problems: list[Problem] = []
        try:
            return read_tree(document_of(self.path, self.data), problems), problems
        except FilesError as error:
            place = error.problems[0].place
            raise self.unreadable(place.line if place else 1) from error

    def unreadable(self, line: int) -> EditError:
        message = _("Line {line} is no right YAML. Mend it in a text editor first: till then nothing is changed here.")
        return EditError(message.format(line=line), Place(self.path, line))

    def refusal(self, message: str, node: Marked | None = None) -> EditError:
        """A refusal of what is about a node."""
        line, column = node.start if node else (0, 0)
        return EditError(message, Place(self.path, line + 1, column + 1))

    def changed(self, changes: Iterable[Change]) -> Sheet:
        """The sheet after changes that do not overlap. New lines end as those around them do."""
        raw, pieces, at = self.raw, [], 0
        for each in sorted(changes, key=lambda each: (each.start, each.end)):
            start, end = self._raw_at(each.start), self._raw_at(each.end)
            new = each.new.replace("\n", self._line_end(each.start)) if "\n" in each.new else each.new
            pieces += [raw[at:start], new]
            at = end
        mark = codecs.BOM_UTF8 if self.data.startswith(codecs.BOM_UTF8) else b""
        return Sheet(self.path, mark + "".join([*pieces, raw[at:]]).encode())

    def at(self, spot: Spot) -> int:
        """The character at a line and column."""
        return self._starts[spot[0]] + spot[1]

    def start_of(self, line: int) -> int:
        """The first character of a line; the end of the text for the line after the last."""
        return self._starts[line] if line < len(self._starts) else len(self.text)

    def end_of(self, line: int) -> int:
        """The character after a line and its end."""
        return self.start_of(line + 1)

    def line_at(self, character: int) -> int:
        return bisect_right(self._starts, character) - 1

    def value_at(self, node: Marked) -> int:
        """Where a node begins behind its anchor and tag."""
        start = self.at(node.start)
        found = _PROPERTIES.match(self.text, start) if self.text[start : start + 1] in ("&", "!") else None
        return found.end() if found else start

    def find(self, keys: Keys) -> Found:
        """What stands at these keys. Raises EditError where they lead through what is not there or not a collection."""
        parent = self.top
        for name in keys[:-1]:
            node = self._in(parent, name)
            if node is None:
                raise self.refusal(_("There is no “{key}” here any more.").format(key=name), parent)
            parent = node
        name = keys[-1]
        return Found(self._in(parent, name), parent, name, parent.key(name) if isinstance(name, str) else None)

    def _in(self, parent: Marked, name: str | int) -> Marked | None:
        if parent.kind == "alias":
            message = _("This stands elsewhere in the file: `*{name}` leads there. Change it where `&{name}` is.")
            raise self.refusal(message.format(name=parent.value), parent)
        wanted = "sequence" if isinstance(name, int) else "mapping"
        if parent.kind != wanted:
            raise self.refusal(_("There is no “{key}” here any more.").format(key=name), parent)
        return parent.of(name)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def _raw_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.raw))]

    def _raw_at(self, character: int) -> int:
        line = self.line_at(character)
        return self._raw_starts[line] + character - self._starts[line]

    def _line_end(self, character: int) -> str:
        """How lines end here: this one, the one before, any."""
        at = self._raw_at(character)
        after = _LINE_END.search(self.raw, at)
        before = [found[0] for found in _LINE_END.finditer(self.raw, 0, at)][-1:]
        return after[0] if after else before[0] if before else "\n"


def plain(node: Any) -> Any:
    """A node as plain values."""
    if isinstance(node, Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node]
    return str(node).strip() if isinstance(node, Text) and not node.empty else ""


def last_line(sheet: Sheet, node: Marked, outer: int, owner: int) -> int:
    """The last line on which something of a node stands.

    `outer` is the column of the key or hyphen that it belongs to, and `owner` the line of that.
    """
    if node.kind == "scalar" and node.block:
        return block_text(sheet, node, outer).last
    if node.kind == "scalar" and not node.value and not node.style:
        # For the parser it stands where the next thing begins.
        return owner if node.anchor is None else node.start[0]
    if node.kind in ("scalar", "alias") or not node.block:
        return node.end[0]
    if node.kind == "sequence":
        dash = hyphen(sheet, node, len(node.items) - 1)
        return last_line(sheet, node.items[-1], dash[1], dash[0])
    key = node.keys[-1]
    return last_line(sheet, node.items[-1], node.keys[0].start[1], key.end[0])


def hyphen(sheet: Sheet, sequence: Marked, number: int) -> Spot:
    """The hyphen of an entry of a list that is written line by line."""
    item = sequence.items[number]
    first = sequence.start[0]
    column = _column(sheet, sequence)
    for line in range(min(item.start[0], len(sheet.lines) - 1), first - 1, -1):
        text = sheet.lines[line]
        if text[column : column + 1] == "-" and text[column + 1 : column + 2] in ("", " ", "\t"):
            return line, column
    raise sheet.refusal(_("This list cannot be changed here: mend it in a text editor."), sequence)


def _column(sheet: Sheet, sequence: Marked) -> int:
    """The column of the hyphens of a list."""
    if sequence.anchor is None:
        return sequence.start[1]
    start = sheet.value_at(sequence)
    return start - sheet.start_of(sheet.line_at(start))


@dataclass(frozen=True)
class BlockText:
    """A text after `|` or `>`: its first and last line of content, where there are some, and how far they are indented;
    `header` is the line of the sign."""

    header: int
    first: int
    last: int
    indent: int


def block_text(sheet: Sheet, node: Marked, outer: int) -> BlockText:
    """Where a text after `|` or `>` stands; `outer` is the column of the key or hyphen that it belongs to."""
    start = sheet.value_at(node)
    header = sheet.line_at(start)
    found = _HEADER.match(sheet.lines[header][start - sheet.start_of(header) :])
    sign = re.search(r"[1-9]", found[0].split("#")[0]) if found else None
    lines = sheet.lines
    filled = (line for line in range(header + 1, len(lines)) if lines[line].strip(" "))
    first = next(filled, len(lines))
    indent = outer + int(sign[0]) if sign else _indent(lines[first]) if first < len(lines) else 0
    if first == len(lines) or _indent(lines[first]) < indent or indent <= outer:
        return BlockText(header, header + 1, header, max(indent, outer + 1))
    last = end = first
    for line in range(first, len(lines)):
        if not lines[line].strip(" "):
            end = line
        elif _indent(lines[line]) < indent:
            break
        else:
            last = end = line
    keeps = found is not None and "+" in found[0].split("#")[0]
    if keeps and end == len(lines) - 1 and not lines[end]:
        end -= 1
    return BlockText(header, header + 1, max(last, end) if keeps else last, indent)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


@dataclass(frozen=True)
class Block:
    """The lines of an entry or key with the comments that belong to it: from `first` to `last`; `own` is the line on
    which it itself begins."""

    first: int
    own: int
    last: int


def entries(sheet: Sheet, sequence: Marked) -> list[Block]:
    """The entries of a list that is written line by line."""
    spots = [hyphen(sheet, sequence, number) for number in range(len(sequence.items))]
    ends = [last_line(sheet, item, column, line) for item, (line, column) in zip(sequence.items, spots, strict=True)]
    return list(_blocks(sheet, [line for line, _column in spots], ends, spots[0][1]))


def members(sheet: Sheet, mapping: Marked) -> list[Block]:
    """The keys of a mapping that is written line by line, with their values."""
    column = mapping.keys[0].start[1]
    ends = [last_line(sheet, item, column, key.end[0]) for key, item in zip(mapping.keys, mapping.items, strict=True)]
    return list(_blocks(sheet, [key.start[0] for key in mapping.keys], ends, column))


def _blocks(sheet: Sheet, starts: list[int], ends: list[int], column: int) -> Iterator[Block]:
    """Comments above belong to what is below, those that are indented more to what is above."""
    stops = [*starts[1:], len(sheet.lines)]
    ends = [_with_comments(sheet, end, column, stop) for end, stop in zip(ends, stops, strict=True)]
    floor = -1
    for own, last in zip(starts, ends, strict=True):
        first = own
        while first - 1 > floor and _is_comment(sheet.lines[first - 1]) and _indent(sheet.lines[first - 1]) <= column:
            first -= 1
        yield Block(first, own, last)
        floor = last


def _with_comments(sheet: Sheet, end: int, column: int, stop: int) -> int:
    while end + 1 < stop and _is_comment(sheet.lines[end + 1]) and _indent(sheet.lines[end + 1]) > column:
        end += 1
    return end


def _is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")
