"""What a watcher says while it decides: each thing as it happens, some of them only once."""

from __future__ import annotations

from collections.abc import Callable

from newscast.watch.telling.told import Told

_REMEMBERED = 1000
"""Things that are told once, of which the last so many are known."""


class Teller:
    """Hands on what is told to `say`."""

    def __init__(self, say: Callable[[Told], None]) -> None:
        self.say = say
        self._told: dict[tuple[str, object], None] = {}

    def once(self, told: Told, about: object) -> None:
        """Say it, unless the same kind of thing was said about this before."""
        if (told.kind, about) not in self._told:
            self._told[told.kind, about] = None
            self.say(told)
        if len(self._told) > _REMEMBERED:
            del self._told[next(iter(self._told))]
