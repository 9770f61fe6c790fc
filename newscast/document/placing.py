"""The ways in which one edit can be written into a file, the most sparing first; whoever asks tries them in turn."""

from __future__ import annotations

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
from newscast.document.line_changes import in_place, is_gap, lines_below, lines_instead, replaced
from newscast.document.marks import Marked
from newscast.document.removing import emptied, removed
from newscast.document.scalars import WIDTH, is_bare, quoted, respelled
from newscast.document.sheet import Change, Found, Sheet, block_text, entries, hyphen, members

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
            yield partial(removed, sheet, found)
            yield partial(emptied, sheet, sheet.find(edit.at[:-1]) if len(edit.at) > 1 else None)
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
        yield partial(in_place, sheet, node, in_brackets(value, name, manner))
    else:
        yield partial(replaced, sheet, found, composed(value, name, manner, isinstance(found.name, int)))
        yield partial(replaced, sheet, found, Composed(in_brackets(value, name, manner)))
    if isinstance(value, str):
        for spelled in (quoted(value), quoted(value, "'")):
            yield (
                partial(in_place, sheet, node, spelled) if flow else partial(replaced, sheet, found, Composed(spelled))
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
        yield partial(in_place, sheet, node, quoted(value, node.style))
    elif is_bare(value, name, flow):
        yield partial(in_place, sheet, node, value)
    elif "\n" not in value:
        yield partial(in_place, sheet, node, quoted(value, manner.quotes))


def outer_of(sheet: Sheet, found: Found) -> int:
    """The column of the key or hyphen to which a value belongs."""
    if isinstance(found.name, int):
        return hyphen(sheet, found.parent, found.name)[1] if found.parent.block else 0
    return found.parent.keys[0].start[1]


def _block_rewritten(sheet: Sheet, node: Marked, outer: int, value: str) -> list[Change]:
    """Other lines below the sign of a text."""
    block = block_text(sheet, node, outer)
    if not value or (node.style == ">" and not is_foldable(value)) or value != value.strip():
        raise EditError("")
    lines = folded(value, max(40, WIDTH - block.indent)) if node.style == ">" else value.split("\n")
    text = "".join(" " * block.indent + line + "\n" if line else "\n" for line in lines)
    return [lines_instead(sheet, block.first, block.last, text)]


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
        return [lines_below(sheet, below, "".join(" " * column + line + "\n" for line in member(name, value, manner)))]
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
        lines_instead(sheet, block.first, block.last, lines[order[at]])
        for at, block in enumerate(blocks)
        if order[at] != at
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
            yield partial(replaced, sheet, listed, composed([edit.value], name, manner, isinstance(listed.name, int)))
        yield partial(in_place, sheet, node, in_brackets([edit.value], name, manner))


def _inserted(sheet: Sheet, node: Marked, number: int, lines: Sequence[str]) -> list[Change]:
    blocks = entries(sheet, node)
    column = hyphen(sheet, node, 0)[1]
    text = "".join(" " * column + line + "\n" if line else "\n" for line in lines)
    gaps = [is_gap(sheet, one.last + 1, other.first - 1) for one, other in pairwise(blocks)]
    gap = "\n" if gaps and all(gaps) else ""
    if number == len(blocks):
        return [lines_below(sheet, blocks[-1].last, gap + text)]
    return [lines_instead(sheet, blocks[number].first, blocks[number].first - 1, text + gap)]


def _inserted_in_line(sheet: Sheet, node: Marked, number: int, text: str) -> list[Change]:
    if number == len(node.items):
        end = sheet.at(node.items[-1].end)
        return [Change(end, end, f", {text}")]
    start = sheet.at(node.items[number].start)
    return [Change(start, start, f"{text}, ")]
