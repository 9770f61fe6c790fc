"""Texts that are parsed once: most of reading a rundown is that, and tests read the same ones again and again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import pytest

from newscast.document import building, marks, mending, scan


class Read:
    """The parser's events of one text, which is read once and as far as somebody asked; the error that ends it too."""

    def __init__(self, text: str) -> None:
        self.rest = scan.events(text)
        self.told: list[Any] = []
        self.lock = threading.Lock()

    def __iter__(self) -> Iterator[Any]:
        at = 0
        while True:
            with self.lock:
                if at == len(self.told):
                    self.told.append(self._next())
            if isinstance(self.told[at], Exception):
                raise self.told[at]
            if self.told[at] is None:
                return
            yield self.told[at]
            at += 1

    def _next(self) -> Any:
        try:
            return next(self.rest, None)
        except Exception as error:
            return error


read = lru_cache(maxsize=100)(Read)
"""What was read lately, by its text."""


def remember(patch: pytest.MonkeyPatch) -> None:
    """From now on this process parses a text that it knows no more: in another language, beside another, for a page."""
    for module in (building, marks, mending):
        patch.setattr(module, "events", lambda text: iter(read(text)))
