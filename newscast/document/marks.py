"""Where the nodes of a YAML text begin and end, for changing a few characters of it and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml.events import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent

from newscast.document.scan import events

Spot = tuple[int, int]
"""Line and column, from 0."""


@dataclass(frozen=True)
class Marked:
    """A node: where it begins and where it ends, without what follows it; `keys` and `items` are those of a mapping.

    `block` means a collection written line by line, or a text after `|` or `>`. With an `anchor` it begins with that.
    """

    start: Spot
    end: Spot
    kind: str
    block: bool
    keys: tuple[Marked, ...] = ()
    items: tuple[Marked, ...] = ()
    value: str = field(default="", compare=False)
    style: str = ""
    anchor: str | None = None

    def of(self, key: str | int) -> Marked | None:
        """The value of a key, or the item of that number."""
        if isinstance(key, int):
            return self.items[key] if self.kind == "sequence" and key < len(self.items) else None
        return next((item for name, item in zip(self.keys, self.items, strict=False) if name.value == key), None)

    def key(self, name: str) -> Marked | None:
        """The key of that name itself."""
        return next((key for key in self.keys if key.value == name), None)


def marked(text: str) -> Marked:
    """The top node of a text whose lines end with `\\n`. Raises ruamel.yaml.error.YAMLError, StopIteration."""
    found = events(text)
    first = next(found)
    while not isinstance(first, MappingStartEvent | SequenceStartEvent | ScalarEvent | AliasEvent):
        first = next(found)
    return _node(first, found)


def at(top: Marked, keys: tuple[str | int, ...]) -> Marked | None:
    """The node to which keys lead."""
    node: Marked | None = top
    for key in keys:
        node = node.of(key) if node else None
    return node


def _node(event: Any, found: Iterator[Any]) -> Marked:
    start, end = _spot(event.start_mark), _spot(event.end_mark)
    if isinstance(event, ScalarEvent):
        block = event.style in ("|", ">")
        return Marked(start, end, "scalar", block, (), (), str(event.value), event.style or "", event.anchor)
    if isinstance(event, AliasEvent):
        return Marked(start, end, "alias", False, value=str(event.anchor))
    nodes: list[Marked] = []
    for each in found:
        if type(each).__name__.endswith("EndEvent"):
            closing = _spot(each.end_mark)
            break
        nodes.append(_node(each, found))
    flow = bool(event.flow_style)
    # A block ends, for the parser, where the next thing begins; here with the last of what is in it.
    last = closing if flow else nodes[-1].end
    if isinstance(event, SequenceStartEvent):
        return Marked(start, last, "sequence", not flow, items=tuple(nodes), anchor=event.anchor)
    return Marked(start, last, "mapping", not flow, tuple(nodes[::2]), tuple(nodes[1::2]), anchor=event.anchor)


def _spot(mark: Any) -> Spot:
    return mark.line, mark.column
