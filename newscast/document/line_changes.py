"""Changes to the lines of a file: others in the place of some, new ones below one, another value behind its key."""

from __future__ import annotations

import re

from newscast.document.composing import Composed
from newscast.document.edits import EditError
from newscast.document.marks import Marked
from newscast.document.sheet import Change, Found, Sheet, hyphen, last_line


def in_place(sheet: Sheet, node: Marked, text: str) -> list[Change]:
    """Another text from where a value begins to where it ends."""
    return [Change(sheet.value_at(node), sheet.at(node.end), text)]


def lines_instead(sheet: Sheet, first: int, last: int, text: str) -> Change:
    """Other lines in the place of those from `first` to `last`; none where that is before.

    A last line that does not end stays so.
    """
    start, end = sheet.start_of(first), sheet.end_of(last) if last >= first else sheet.start_of(first)
    if start >= len(sheet.text) and sheet.lines[-1] and text:
        return Change(start, end, "\n" + text[:-1])
    if end >= len(sheet.text) and sheet.lines[-1]:
        return Change(start, end, text[:-1]) if text else Change(max(0, start - 1), end, "")
    return Change(start, end, text)


def lines_below(sheet: Sheet, line: int, text: str) -> Change:
    """New lines below one."""
    return lines_instead(sheet, line + 1, line, text)


def replaced(sheet: Sheet, found: Found, new: Composed) -> list[Change]:
    """Another value behind a key or hyphen of a block, and on the lines below."""
    node = found.node
    assert node
    line, after, column = _behind(sheet, found)
    head = f" {new.head}" if new.head else ""
    text = "".join(" " * column + each + "\n" if each else "\n" for each in new.lines)
    empty = node.kind == "scalar" and not node.value and not node.style and node.anchor is None
    last = line if empty else last_line(sheet, node, column, line)
    start = sheet.value_at(node)
    if empty or sheet.line_at(start) != line:
        return [Change(after, after, head), lines_instead(sheet, line + 1, last, text)]
    if node.block:
        sign = re.compile(r"[|>][+\-\d]*").match(sheet.text, start)
        end = sign.end() if sign and node.kind == "scalar" else sheet.end_of(line) - 1
        return [Change(after, end, head), lines_instead(sheet, line + 1, last, text)]
    end = sheet.at(node.end)
    behind = Change(after, end, head)
    return [behind, lines_below(sheet, sheet.line_at(end), text)] if text else [behind]


def _behind(sheet: Sheet, found: Found) -> tuple[int, int, int]:
    """The line of a key or hyphen, the character after its colon or itself, and its column."""
    if isinstance(found.name, int):
        line, column = hyphen(sheet, found.parent, found.name)
        return line, sheet.at((line, column)) + 1, column
    assert found.key
    colon = re.compile(r"\s*:").match(sheet.text, sheet.at(found.key.end))
    if colon is None:
        raise EditError("")
    return found.key.end[0], colon.end(), found.parent.keys[0].start[1]


def is_gap(sheet: Sheet, first: int, last: int) -> bool:
    """Whether these lines are empty, and there are some."""
    return last >= first and not any(line.strip() for line in sheet.lines[first : last + 1])
