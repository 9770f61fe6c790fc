"""Which lines of a file its entries, its keys and its texts of several lines take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newscast.base.i18n import _
from newscast.document.lines import blanks_before
from newscast.document.marks import Marked, Spot
from newscast.document.sheet import Sheet

_HEADER = re.compile(r"[|>](?:[+-]?([1-9])?|[1-9][+-])[ \t]*(?:#.*)?$")


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
    indent = outer + int(sign[0]) if sign else blanks_before(lines[first]) if first < len(lines) else 0
    if first == len(lines) or blanks_before(lines[first]) < indent or indent <= outer:
        return BlockText(header, header + 1, header, max(indent, outer + 1))
    last = end = first
    for line in range(first, len(lines)):
        if not lines[line].strip(" "):
            end = line
        elif blanks_before(lines[line]) < indent:
            break
        else:
            last = end = line
    keeps = found is not None and "+" in found[0].split("#")[0]
    if keeps and end == len(lines) - 1 and not lines[end]:
        end -= 1
    return BlockText(header, header + 1, max(last, end) if keeps else last, indent)


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
        while first - 1 > floor and _is_comment(above := sheet.lines[first - 1]) and blanks_before(above) <= column:
            first -= 1
        yield Block(first, own, last)
        floor = last


def _with_comments(sheet: Sheet, end: int, column: int, stop: int) -> int:
    while end + 1 < stop and _is_comment(sheet.lines[end + 1]) and blanks_before(sheet.lines[end + 1]) > column:
        end += 1
    return end


def _is_comment(line: str) -> bool:
    return line.lstrip(" ").startswith("#")
