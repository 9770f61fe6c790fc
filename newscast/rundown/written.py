"""A rundown as it is written, whatever is wrong with it: every value with where it stands and whether it is changed
there. For pages on which it is edited; what is built is in `model`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from newscast.base.files import told_from
from newscast.document import nodes
from newscast.document.load import Source
from newscast.document.nodes import Sequence, Text
from newscast.document.reading import Reading
from newscast.document.vocabulary import SEGMENTS as SEGMENT_KINDS
from newscast.rundown.borrow import Library
from newscast.rundown.kinds import PARTS
from newscast.rundown.segments import is_floated
from newscast.rundown.slugs import slugs_of
from newscast.rundown.versions import OWN_VALUE

Fixed = Literal["", "from", "alias", "shared"]
"""Why a value is not changed where it is shown: it is taken from another rundown; it stands elsewhere in this file, and
a `*name` leads to it; or a `*name` elsewhere leads to it."""
_CLIPS = frozenset({"sot", "package", "spot"})
"""Kinds whose own value is a file, or a mapping with `file`."""
_ENTRIES = frozenset({"pictures", "cover", "supers", "sounds", "voice", "camera", "before", "after"})
"""Keys whose texts are entries in short form."""
_SHORT = {"supers": "title", "sounds": "text", "tease": "copy"}
"""What such a text is in the long form; a file otherwise."""


@dataclass(frozen=True)
class WrittenValue:
    """A text as it is written: in which `file`, from the newsroom, which `keys` lead to it there, and its line."""

    text: str
    file: str
    keys: tuple[Any, ...]
    line: int
    fixed: Fixed = ""


@dataclass(frozen=True)
class WrittenItem:
    """A segment, a part, or something in one: what `keys` of the rundown lead to.

    `kind` is that of a segment or part; else the key in whose value it stands, or in `versions` the deliverable.
    `values` are its texts by key; what a kind has for a value of its own is called as in `versions`: `copy`, or `file`
    with what is written of the file. `lists` are lists of texts, and `inside` other items, by key. `clip` are the keys
    below which those of a file, such as `in`, are set; where it is `short`, only a text stands there, for a mapping.
    """

    kind: str
    keys: tuple[Any, ...]
    line: int
    slug: str = ""
    float: bool = False
    fixed: Fixed = ""
    clip: tuple[Any, ...] = ()
    short: bool = False
    values: Mapping[str, WrittenValue] = field(default_factory=dict)
    lists: Mapping[str, tuple[WrittenValue, ...]] = field(default_factory=dict)
    inside: Mapping[str, tuple[WrittenItem, ...]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """What is written under a key, "" where nothing is."""
        return self.values[name].text if name in self.values else ""

    def of(self, name: str) -> tuple[WrittenItem, ...]:
        """The items under a key, such as `parts` or `pictures`."""
        return self.inside.get(name, ())


@dataclass(frozen=True)
class WrittenRundown:
    """A rundown as it is in `file`, from the newsroom, with the digest of its bytes; `top` has what stands beside the
    segments, and `people` by their short names."""

    file: str
    sha256: str
    top: WrittenItem
    segments: tuple[WrittenItem, ...]
    people: tuple[WrittenItem, ...]


def written_rundown(source: Source, root: Path, roots: tuple[Path, ...]) -> WrittenRundown:
    """What is written in a rundown of the newsroom at `root`, with what its stories take `from` others that lie below
    `roots`."""
    teller = _Teller(source, root)
    listed = source.top.get("segments")
    entries = list(listed) if isinstance(listed, Sequence) else []
    library = Library(Reading(roots))
    slugs = _slugs(entries)
    segments = []
    for number, entry in enumerate(entries):
        borrows = isinstance(entry, nodes.Mapping) and "story" in entry and "from" in entry
        whole = library.whole(entry, source.path) if borrows else None
        own = ("segments", number)
        item = teller.item(whole if whole is not None else entry, own, entry, slugs[number])
        segments.append(item)
    top = teller.item(source.top.without("segments", "people"), (), source.top, kind="rundown")
    people = teller.people(source.top.get("people"), ("people",))
    return WrittenRundown(told_from(root, source.path), source.sha256, top, tuple(segments), people)


def written_people(source: Source, root: Path) -> tuple[WrittenItem, ...]:
    """Those whom newsroom.yaml lists."""
    return _Teller(source, root).people(source.top.get("people"), ("people",))


def _slugs(entries: list[Any]) -> list[str]:
    """The slug of each segment, "" of what is none."""
    kinds = [_kind(entry, SEGMENT_KINDS) for entry in entries]
    known = [(entry, kind) for entry, kind in zip(entries, kinds, strict=True) if kind]
    named = iter(slugs_of(known, Reading(())))
    return [str(next(named)).strip() if kind else "" for kind in kinds]


def _kind(entry: Any, kinds: Any) -> str:
    return next((str(key) for key in entry if key in kinds), "") if isinstance(entry, nodes.Mapping) else ""


class _Teller:
    """Tells items of one file; it knows what is reached in other ways than by its own keys."""

    def __init__(self, source: Source, root: Path) -> None:
        self.path, self.root = source.path, root
        self.shared = {keys for own, keys in _places(source.top, ()) if own != keys}

    def people(self, listed: Any, keys: tuple[Any, ...]) -> tuple[WrittenItem, ...]:
        if not isinstance(listed, nodes.Mapping):
            return ()
        found = []
        for name, person in listed.items():
            if isinstance(person, nodes.Mapping):
                found.append(self.item(person, (*keys, str(name)), person, str(name), "person"))
        return tuple(found)

    def item(self, node: Any, keys: tuple[Any, ...], own: Any, slug: str = "", kind: str = "") -> WrittenItem:
        """What a node says; `own` is what is written here, where it says more than that."""
        place = own.place if isinstance(own, nodes.Mapping | Sequence | Text) else None
        line = place.line if place else 1
        if not isinstance(node, nodes.Mapping):
            name = _SHORT.get(kind, "file")
            values = {name: self.value(node, keys)} if isinstance(node, Text) else {}
            fixed = self.fixed(node, keys)
            return WrittenItem(kind, keys, line, slug, fixed=fixed, clip=keys, short=True, values=values)
        kind = kind or _kind(node, SEGMENT_KINDS | PARTS.keys())
        told = _Told()
        for key, value in node.items():
            self.tell(told, str(key), value, (*keys, str(key)), kind)
        clip = (*keys, kind) if kind in _CLIPS and isinstance(node.get(kind), nodes.Mapping) else keys
        stands = WrittenItem(kind, keys, line, slug, is_floated(own), self.fixed(own, keys), clip)
        return replace(stands, **vars(told))

    def tell(self, told: _Told, key: str, value: Any, keys: tuple[Any, ...], kind: str) -> None:
        """Add what stands under a key."""
        name = OWN_VALUE.get(kind, key) if key == kind else key
        if isinstance(value, Text):
            if key in _ENTRIES or key in _SHORT:
                told.inside[key] = (self.item(value, keys, value, kind=key),)
            else:
                told.values[name] = self.value(value, keys)
        elif isinstance(value, nodes.Mapping):
            if key == kind and kind in _CLIPS:
                for inner, each in value.items():
                    self.tell(told, str(inner), each, (*keys, str(inner)), "")
            elif key == "versions":
                told.inside[key] = tuple(
                    self.item(each, (*keys, str(inner)), each, kind=str(inner)) for inner, each in value.items()
                )
            else:
                told.inside[key] = (self.item(value, keys, value, kind=key),)
        elif isinstance(value, Sequence):
            if key not in _ENTRIES and key != "parts" and all(isinstance(each, Text) for each in value):
                told.lists[key] = tuple(self.value(each, (*keys, number)) for number, each in enumerate(value))
            else:
                told.inside[key] = tuple(self.entry(each, (*keys, number), key) for number, each in enumerate(value))

    def entry(self, node: Any, keys: tuple[Any, ...], key: str) -> WrittenItem:
        """An item of a list."""
        drawn = key in ("pictures", "cover") and isinstance(node, nodes.Mapping) and "card" in node
        kind = "" if key == "parts" else "card" if drawn else key
        return self.item(node, keys, node, kind=kind)

    def value(self, text: Text, keys: tuple[Any, ...]) -> WrittenValue:
        place = text.place
        said = "" if text.empty else str(text)
        return WrittenValue(said, told_from(self.root, place.file), place.keys, place.line, self.fixed(text, keys))

    def fixed(self, node: Any, keys: tuple[Any, ...]) -> Fixed:
        place = getattr(node, "place", None)
        if place is None:
            return ""
        if place.file != self.path:
            return "from"
        if place.keys != keys:
            return "alias"
        return "shared" if keys in self.shared else ""


@dataclass
class _Told:
    """What is gathered of an item."""

    values: dict[str, WrittenValue] = field(default_factory=dict)
    lists: dict[str, tuple[WrittenValue, ...]] = field(default_factory=dict)
    inside: dict[str, tuple[WrittenItem, ...]] = field(default_factory=dict)


def _places(node: Any, keys: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Of every node the keys that lead to it, and the keys that lead to where it is written."""
    yield keys, node.place.keys
    if isinstance(node, nodes.Mapping):
        for key, value in node.items():
            yield from _places(value, (*keys, str(key)))
    elif isinstance(node, Sequence):
        for number, value in enumerate(node):
            yield from _places(value, (*keys, number))
