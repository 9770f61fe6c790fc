"""The ways in which one edit can be written into a file, the most sparing first; whoever asks tries them in turn."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from newscast.base.i18n import _
from newscast.document.composing import (
    Composed,
    Manner,
    composed,
    entry,
    folded,
    in_brackets,
    in_order,
    is_foldable,
    key_text,
    member,
)
from newscast.document.edits import Edit, EditError, Insert, Remove, Set
from newscast.document.marks import Marked
from newscast.document.scalars import WIDTH, is_bare, quoted, respelled
from newscast.document.sheet import Block, Change, Found, Sheet, block_text, entries, hyphen, last_line, members

Way = Callable[[], list[Change]]


def candidates(sheet: Sheet, edit: Edit, manner: Manner) -> Iterator[Way]:
    """Each way to write an edit; trying one raises EditError where there is nothing to try it on."""
    name = next((str(key) for key in reversed(edit.at) if isinstance(key, str)), "")
    if isinstance(edit, Insert):
        yield from _insertions(sheet, edit, name, manner)
        return
    found = sheet.find(edit.at)
    if isinstance(edit, Set) and found.node is None:
        yield partial(_added, sheet, found, edit.value, manner)
    else:
        if found.node is None:
            raise sheet.refusal(_("There is no “{key}” here any more.").format(key=found.name), found.parent)
        if isinstance(edit, Set):
            yield from _settings(sheet, found, edit.value, name, manner)
        elif isinstance(edit, Remove):
            yield partial(_removed, sheet, found)
            yield partial(_emptied, sheet, sheet.find(edit.at[:-1]) if len(edit.at) > 1 else None)
        else:
            yield partial(_moved, sheet, found, edit.to)


def _settings(sheet: Sheet, found: Found, value: Any, name: str, manner: Manner) -> Iterator[Way]:
    """The ways to write another value in the place of one."""
    node = found.node
    assert node
    if node.kind == "alias":
        message = _("This stands elsewhere in the file: `*{name}` leads there. Change it where `&{name}` is.")
        raise sheet.refusal(message.format(name=node.value), node)
    flow = not found.parent.block
    if isinstance(value, str) and node.kind == "scalar" and (node.value or node.style):
        yield from _texts(sheet, found, value, name, manner)
    if flow:
        yield partial(_in_place, sheet, node, in_brackets(value, name, manner))
    else:
        yield partial(_replaced, sheet, found, composed(value, name, manner, isinstance(found.name, int)))
        yield partial(_replaced, sheet, found, Composed(in_brackets(value, name, manner)))
    if isinstance(value, str):
        for spelled in (quoted(value), quoted(value, "'")):
            yield (
                partial(_in_place, sheet, node, spelled)
                if flow
                else partial(_replaced, sheet, found, Composed(spelled))
            )


def _texts(sheet: Sheet, found: Found, value: str, name: str, manner: Manner) -> Iterator[Way]:
    """The ways to write another text in the place of one, as that is written."""
    node, flow = found.node, not found.parent.block
    assert node
    outer = outer_of(sheet, found)
    fits = node.style != "" or is_bare(value, name, flow) or not is_bare(node.value, name, flow)
    if value and fits and (changes := respelled(sheet, node, outer, value)) is not None:
        yield lambda: changes
    if node.block:
        yield partial(_block_rewritten, sheet, node, outer, value)
    elif node.style:
        yield partial(_in_place, sheet, node, quoted(value, node.style))
    elif is_bare(value, name, flow):
        yield partial(_in_place, sheet, node, value)
    elif "\n" not in value:
        yield partial(_in_place, sheet, node, quoted(value, manner.quotes))


def outer_of(sheet: Sheet, found: Found) -> int:
    """The column of the key or hyphen to which a value belongs."""
    if isinstance(found.name, int):
        return hyphen(sheet, found.parent, found.name)[1] if found.parent.block else 0
    return found.parent.keys[0].start[1]


def _in_place(sheet: Sheet, node: Marked, text: str) -> list[Change]:
    """Another text from where a value begins to where it ends."""
    return [Change(sheet.value_at(node), sheet.at(node.end), text)]


def _block_rewritten(sheet: Sheet, node: Marked, outer: int, value: str) -> list[Change]:
    """Other lines below the sign of a text."""
    block = block_text(sheet, node, outer)
    if not value or (node.style == ">" and not is_foldable(value)) or value != value.strip():
        raise EditError("")
    lines = folded(value, max(40, WIDTH - block.indent)) if node.style == ">" else value.split("\n")
    text = "".join(" " * block.indent + line + "\n" if line else "\n" for line in lines)
    return [_lines(sheet, block.first, block.last, text)]


def _lines(sheet: Sheet, first: int, last: int, text: str) -> Change:
    """Other lines in the place of those from `first` to `last`; none where that is before.

    A last line that does not end stays so.
    """
    start, end = sheet.start_of(first), sheet.end_of(last) if last >= first else sheet.start_of(first)
    if start >= len(sheet.text) and sheet.lines[-1] and text:
        return Change(start, end, "\n" + text[:-1])
    if end >= len(sheet.text) and sheet.lines[-1]:
        return Change(start, end, text[:-1]) if text else Change(max(0, start - 1), end, "")
    return Change(start, end, text)


def _below(sheet: Sheet, line: int, text: str) -> Change:
    """New lines below one."""
    return _lines(sheet, line + 1, line, text)


def _replaced(sheet: Sheet, found: Found, new: Composed) -> list[Change]:
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
        return [Change(after, after, head), _lines(sheet, line + 1, last, text)]
    if node.block:
        sign = re.compile(r"[|>][+\-\d]*").match(sheet.text, start)
        end = sign.end() if sign and node.kind == "scalar" else sheet.end_of(line) - 1
        return [Change(after, end, head), _lines(sheet, line + 1, last, text)]
    end = sheet.at(node.end)
    return [Change(after, end, head), _below(sheet, sheet.line_at(end), text)] if text else [Change(after, end, head)]


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


def _added(sheet: Sheet, found: Found, value: Any, manner: Manner) -> list[Change]:
    """A new key with its value."""
    parent, name = found.parent, found.name
    if not isinstance(name, str) or parent.kind != "mapping":
        raise sheet.refusal(_("There is no “{key}” here any more.").format(key=name), parent)
    _refuse_merged(sheet, parent, name)
    number = in_order([key.value for key in parent.keys], name)
    if parent.block:
        column = parent.keys[0].start[1]
        below = members(sheet, parent)[number - 1].last
        return [_below(sheet, below, "".join(" " * column + line + "\n" for line in member(name, value, manner)))]
    text = f"{key_text(name, True)}: {in_brackets(value, name, manner)}"
    if not parent.keys:
        at = sheet.value_at(parent) + 1
        return [Change(at, at, text)]
    last, key = parent.items[number - 1], parent.keys[number - 1]
    at = sheet.at(last.end) if last.value or last.style or last.kind != "scalar" else sheet.at(key.end) + 1
    return [Change(at, at, f", {text}")]


def _refuse_merged(sheet: Sheet, parent: Marked, name: str) -> None:
    """What `<<` brings in from elsewhere is not written over unseen."""
    for key, item in zip(parent.keys, parent.items, strict=True):
        for each in item.items if item.kind == "sequence" else (item,):
            if key.value == "<<" and each.kind == "alias" and name in _anchored(sheet.top, each.value):
                message = _("This stands elsewhere in the file: `*{name}` leads there. Change it where `&{name}` is.")
                raise sheet.refusal(message.format(name=each.value), key)


def _anchored(node: Marked, name: str) -> set[str]:
    """The keys of the mapping with this anchor."""
    if node.anchor == name:
        return {key.value for key in node.keys}
    return next((found for each in node.items if (found := _anchored(each, name))), set())


def _removed(sheet: Sheet, found: Found) -> list[Change]:
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


def _number(parent: Marked, found: Found) -> int:
    return (
        found.name
        if isinstance(found.name, int)
        else next(number for number, key in enumerate(parent.keys) if key is found.key)
    )


def _cut(sheet: Sheet, blocks: Sequence[Block], number: int, gaps: bool) -> Change:
    """Without the lines of an entry or key; of the empty lines around it those on one side go too."""
    first, last = blocks[number].first, blocks[number].last
    before = number > 0 and _is_empty(sheet, blocks[number - 1].last + 1, first - 1)
    after = number + 1 < len(blocks) and _is_empty(sheet, last + 1, blocks[number + 1].first - 1)
    if gaps and after and (before or not number):
        last = blocks[number + 1].first - 1
    elif gaps and before and number + 1 == len(blocks):
        first = blocks[number - 1].last + 1
    return _lines(sheet, first, last, "")


def _is_empty(sheet: Sheet, first: int, last: int) -> bool:
    """Whether these lines are empty, and there are some."""
    return last >= first and not any(line.strip() for line in sheet.lines[first : last + 1])


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


def _emptied(sheet: Sheet, outer: Found | None) -> list[Change]:
    """With an empty list, or mapping, in the place of one that had this alone."""
    if outer is None or outer.node is None or len(outer.node.items) != 1:
        raise EditError("")
    empty = "[]" if outer.node.kind == "sequence" else "{}"
    if not outer.parent.block:
        return [Change(sheet.value_at(outer.node), sheet.at(outer.node.end), empty)]
    return _replaced(sheet, outer, Composed(empty))


def _moved(sheet: Sheet, found: Found, to: int) -> list[Change]:
    """With an entry at another place of its list; what stands between entries stays where it is."""
    parent, number = found.parent, found.name
    if not isinstance(number, int) or not 0 <= to < len(parent.items):
        raise sheet.refusal(_("There is no “{key}” here any more.").format(key=to), parent)
    order = list(range(len(parent.items)))
    order.insert(to, order.pop(number))
    if not parent.block:
        texts = [sheet.text[sheet.at(item.start) : sheet.at(item.end)] for item in parent.items]
        return [
            Change(sheet.at(item.start), sheet.at(item.end), texts[order[at]])
            for at, item in enumerate(parent.items)
            if order[at] != at
        ]
    blocks = entries(sheet, parent)
    lines = ["".join(f"{line}\n" for line in sheet.lines[each.first : each.last + 1]) for each in blocks]
    return [
        _lines(sheet, block.first, block.last, lines[order[at]]) for at, block in enumerate(blocks) if order[at] != at
    ]


def _insertions(sheet: Sheet, edit: Insert, name: str, manner: Manner) -> Iterator[Way]:
    """The ways to write a new entry."""
    listed = sheet.find(edit.at[:-1])
    node, number = listed.node, edit.at[-1]
    assert isinstance(number, int)
    if node is None or (node.kind == "scalar" and not node.value and not node.style):
        whole = Set(edit.at[:-1], [edit.value])
        yield from candidates(sheet, whole, manner)
        return
    if node.kind == "scalar":
        both = [edit.value, node.value] if number == 0 else [node.value, edit.value]
        yield from _settings(sheet, listed, both, name, manner)
        return
    if node.kind != "sequence" or number > len(node.items):
        raise sheet.refusal(_("There is no “{key}” here any more.").format(key=number), node)
    if node.block:
        yield partial(_inserted, sheet, node, number, entry(edit.value, name, manner))
    elif node.items:
        yield partial(_inserted_in_line, sheet, node, number, in_brackets(edit.value, name, manner))
    else:
        if listed.parent.block and isinstance(edit.value, Mapping | list):
            yield partial(_replaced, sheet, listed, composed([edit.value], name, manner, isinstance(listed.name, int)))
        yield partial(_in_place, sheet, node, in_brackets([edit.value], name, manner))


def _inserted(sheet: Sheet, node: Marked, number: int, lines: Sequence[str]) -> list[Change]:
    blocks = entries(sheet, node)
    column = hyphen(sheet, node, 0)[1]
    text = "".join(" " * column + line + "\n" if line else "\n" for line in lines)
    gaps = [_is_empty(sheet, one.last + 1, other.first - 1) for one, other in pairwise(blocks)]
    gap = "\n" if gaps and all(gaps) else ""
    if number == len(blocks):
        return [_below(sheet, blocks[-1].last, gap + text)]
    return [_lines(sheet, blocks[number].first, blocks[number].first - 1, text + gap)]


def _inserted_in_line(sheet: Sheet, node: Marked, number: int, text: str) -> list[Change]:
    if number == len(node.items):
        end = sheet.at(node.items[-1].end)
        return [Change(end, end, f", {text}")]
    start = sheet.at(node.items[number].start)
    return [Change(start, start, f"{text}, ")]
