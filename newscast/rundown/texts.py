"""Every text of a rundown that is read aloud or shown, with the place where it was written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from newscast.base.errors import Place
from newscast.document.model import Placed, holders
from newscast.document.nodes import place_of
from newscast.rundown.model import Graphic, Rundown, Segment

_SAID = ("title", "headline", "copy_", "department", "summary", "transcript", "subtitle", "credit")
_TEXTS = (*_SAID, "where_", "tag", "breaking")
"""The fields of models that hold words for the public."""


@dataclass(frozen=True)
class Worded:
    """A text and where it was written."""

    text: str
    place: Place | None


def all_texts(rundown: Rundown, segments: Iterable[Segment] | None = None) -> Iterator[Worded]:
    """The texts of a rundown that somebody wrote in it, in its order, or of these segments of it alone; one may come
    twice."""
    if "title" in rundown.places:
        yield Worded(rundown.title, rundown.where("title"))
    yield from (Worded(each, rundown.where("ticker")) for each in rundown.ticker)
    for segment in rundown.segments if segments is None else segments:
        yield from texts_of(segment)


def texts_of(item: Placed) -> Iterator[Worded]:
    """The texts of a segment, a part, or whatever is in them."""
    texts, others = _fields(type(item))
    for name, key in texts:
        if value := getattr(item, name):
            yield Worded(value, item.where(key))
    if isinstance(item, Graphic):
        yield from _of_a_graphic(item)
    for name in others:
        value = getattr(item, name)
        for inner in value if isinstance(value, tuple) else (value,):
            if isinstance(inner, Placed):
                yield from texts_of(inner)


def _of_a_graphic(card: Graphic) -> Iterator[Worded]:
    for value in card.fields.values():
        for text in value if isinstance(value, tuple) else (value,):
            yield Worded(str(text), place_of(text) or card.place)


@cache
def _fields(model: type[Placed]) -> tuple[list[tuple[str, str]], list[str]]:
    """The fields of a model that are texts, each with its key, and those that may hold others."""
    known = model.model_fields
    texts = [(name, known[name].alias or name) for name in _TEXTS if name in known]
    return texts, [name for name in holders(model) if name not in (*_TEXTS, "versions")]
