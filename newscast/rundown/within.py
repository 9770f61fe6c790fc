"""What is written inside a segment or part, however deep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from newscast.document.model import Model, holders

Written = TypeVar("Written")


def every(kind: type[Written], item: Any, without: tuple[str, ...] = ()) -> Iterator[Written]:
    """All of that kind inside, or the item itself, in the order of the fields; nothing inside of one, nor inside of the
    fields that are named."""
    if isinstance(item, kind):
        yield item
    elif isinstance(item, tuple):
        for each in item:
            yield from every(kind, each, without)
    elif isinstance(item, Model):
        for name in holders(type(item)):
            if name not in without:
                yield from every(kind, getattr(item, name), without)
