"""The words and the names of files in a rundown as it was written, before anybody knows whether it is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from newscast.document.nodes import Mapping, Node, Sequence, Text
from newscast.rundown.clips import CardCover, CardPicture
from newscast.rundown.parts import Card

_WORDS = frozenset(
    {"headline", "tease", "read", "vo", "copy", "title", "subtitle", "summary", "transcript"}
    | {"where", "tag", "breaking"}
)
"""Keys whose texts the public reads or hears."""
_READ = frozenset({"read", "vo", "copy", "tease"})
"""Those that somebody reads aloud."""
_NO_FIELDS = frozenset({*Card.written_keys(), *CardPicture.written_keys(), *CardCover.written_keys()})
"""Keys of a card that are no texts of its graphic."""
_FILES = frozenset(
    {"voice", "camera", "sot", "package", "spot", "file", "photo", "from", "captions", "pictures", "cover"}
    | {"before", "after"}
)
"""Keys whose text is a file, or that list some."""
_OF_THE_SAME = frozenset({"versions", "tease"})
"""Keys below which the same is read, unless they have a voice of their own."""
_NO_FILES = frozenset({"synth", "none"})


@dataclass(frozen=True)
class WrittenText:
    """A text for the public. `recorded` is one that somebody has read aloud, so that it cannot change alone; `tag` the
    language of a translation, "" where it is the show's."""

    text: Text
    recorded: bool
    tag: str = ""


def texts_in(node: Node, recorded: bool = False) -> Iterator[WrittenText]:
    """All texts for the public below a segment, in its order; `recorded` where what is around them has a recording."""
    if isinstance(node, Sequence):
        for each in node:
            yield from texts_in(each, recorded)
    if isinstance(node, Mapping):
        heard = recorded or is_recorded(node)
        for key, value in node.items():
            if key == "translations":
                yield from _translated(value)
            elif isinstance(value, Text):
                if _is_words(key, node) and not value.empty:
                    yield WrittenText(value, key in _READ and heard)
            elif "card" in node and key not in _NO_FIELDS and isinstance(value, Sequence):
                yield from (WrittenText(each, False) for each in value if isinstance(each, Text))
            else:
                yield from texts_in(value, heard if key in _OF_THE_SAME else recorded)


def is_recorded(node: Any) -> bool:
    """Whether what is read in a segment or part is heard from a recording."""
    return isinstance(node, Mapping) and any(
        any(files_in(node[key], key)) for key in ("voice", "camera") if key in node
    )


def files_in(node: Any, key: str = "") -> Iterator[Text]:
    """The texts that name files in what stands under a key."""
    if isinstance(node, Mapping):
        for name, value in node.items():
            yield from files_in(value, str(name))
    elif isinstance(node, Sequence):
        for each in node:
            yield from files_in(each, key)
    elif isinstance(node, Text) and key in _FILES and not node.empty and node.strip() not in _NO_FILES:
        yield node


def _is_words(key: str, node: Mapping) -> bool:
    return key not in _NO_FIELDS if "card" in node else key in _WORDS


def _translated(node: Any) -> Iterator[WrittenText]:
    for tag, text in node.items() if isinstance(node, Mapping) else ():
        if isinstance(text, Text) and not text.empty:
            yield WrittenText(text, False, str(tag))
