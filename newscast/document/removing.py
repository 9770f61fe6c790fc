"""Taking a key or an entry out of a file, with the lines and the comma that go with it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from newscast.document.composing import Composed
from newscast.document.edits import EditError
from newscast.document.line_changes import is_gap, lines_instead, replaced
from newscast.document.marks import Marked
from newscast.document.sheet import Block, Change, Found, Sheet, entries, members


def removed(sheet: Sheet, found: Found) -> list[Change]:
    """Without an entry or a key."""
    parent = found.parent
    if not parent.block:
        return _cut_from_line(sheet, found)
    if len(parent.items) == 1:
        raise EditError("")
    if isinstance(found.name, int):
        return [_cut(sheet, entries(sheet, parent), found.name, gaps=True)]
    number = _number(parent, found)
    blocks = members(sheet, parent)
    own = blocks[number]
    if sheet.lines[own.own][: parent.keys[number].start[1]].strip():
        # It stands beside the hyphen: the next key comes into its place.
        start, end = sheet.at(parent.keys[number].start), sheet.at(parent.keys[number + 1].start)
        if "#" in re.sub(r"^.*\n", "", sheet.text[start:end]) and own.last + 1 < blocks[number + 1].own:
            raise EditError("")
        return [Change(start, end, "")]
    return [_cut(sheet, blocks, number, gaps=False)]


def emptied(sheet: Sheet, outer: Found | None) -> list[Change]:
    """With an empty list, or mapping, in the place of one that had this alone."""
    if outer is None or outer.node is None or len(outer.node.items) != 1:
        raise EditError("")
    empty = "[]" if outer.node.kind == "sequence" else "{}"
    if not outer.parent.block:
        return [Change(sheet.value_at(outer.node), sheet.at(outer.node.end), empty)]
    return replaced(sheet, outer, Composed(empty))


def _number(parent: Marked, found: Found) -> int:
    return (
        found.name
        if isinstance(found.name, int)
        else next(number for number, key in enumerate(parent.keys) if key is found.key)
    )


def _cut(sheet: Sheet, blocks: Sequence[Block], number: int, gaps: bool) -> Change:
    """Without the lines of an entry or key; of the empty lines around it those on one side go too."""
    first, last = blocks[number].first, blocks[number].last
    before = number > 0 and is_gap(sheet, blocks[number - 1].last + 1, first - 1)
    after = number + 1 < len(blocks) and is_gap(sheet, last + 1, blocks[number + 1].first - 1)
    if gaps and after and (before or not number):
        last = blocks[number + 1].first - 1
    elif gaps and before and number + 1 == len(blocks):
        first = blocks[number - 1].last + 1
    return lines_instead(sheet, first, last, "")


def _cut_from_line(sheet: Sheet, found: Found) -> list[Change]:
    """Without an entry or key that stands in brackets, and the comma beside it."""
    parent = found.parent
    number = _number(parent, found)
    firsts = parent.keys or parent.items
    start, end = sheet.at(firsts[number].start), sheet.at(_flow_end(parent, number))
    if number:
        return [Change(sheet.at(_flow_end(parent, number - 1)), end, "")]
    if len(firsts) > 1:
        return [Change(start, sheet.at(firsts[1].start), "")]
    return [Change(sheet.value_at(parent) + 1, sheet.at(parent.end) - 1, "")]


def _flow_end(parent: Marked, number: int) -> tuple[int, int]:
    item = parent.items[number]
    if parent.keys and item.kind == "scalar" and not item.value and not item.style:
        return max(item.end, parent.keys[number].end) if item.end[0] == parent.keys[number].end[0] else item.end
    return item.end
