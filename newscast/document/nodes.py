"""The pieces of a YAML file, which stay the Python types they look like and know where they were written."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as AbstractMapping
from typing import Any

from newscast.base.errors import Place

NOTHING = ("~", "null")
"""How YAML writes that nothing is there."""


class Text(str):
    """A scalar, always text: what it means is up to the key it belongs to. `plain` means written without quotes.

    `written` is the text with the marks that nobody sees and that are left out of it.
    """

    __slots__ = ("place", "plain", "written")
    place: Place
    plain: bool
    written: str

    def __new__(cls, value: str, place: Place, plain: bool = True, written: str | None = None) -> Text:
        text = super().__new__(cls, value)
        text.place = place
        text.plain = plain
        text.written = value if written is None else written
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        return Text, (str(self), self.place, self.plain, self.written)

    @property
    def empty(self) -> bool:
        """Nothing was written, or `~` or `null`."""
        return self.plain and self in ("", *NOTHING)


class Sequence(list[Any]):
    """A list of Text, Sequence and Mapping."""

    __slots__ = ("place",)

    def __init__(self, items: Iterable[Any], place: Place) -> None:
        super().__init__(items)
        self.place = place


class Mapping(dict[Any, Any]):
    """Keys are Text, which know their place; `place` is where the mapping begins: its first key, or the brace."""

    __slots__ = ("place",)

    def __init__(self, items: AbstractMapping[Any, Any], place: Place) -> None:
        super().__init__(items)
        self.place = place

    def without(self, *keys: str) -> Mapping:
        """The same mapping less some keys."""
        return Mapping({key: value for key, value in self.items() if key not in keys}, self.place)

    def says(self, name: str) -> bool:
        """Whether something was written for that key."""
        return not is_nothing(self.get(name))

    def over(self, below: AbstractMapping[Any, Any]) -> Mapping:
        """This mapping, and what it does not say from the one `below` it."""
        return Mapping({**{key: value for key, value in below.items() if key not in self}, **self}, self.place)

    @property
    def first(self) -> Place:
        """Where the first key was written."""
        return next((key.place for key in self if isinstance(key, Text)), self.place)

    def place_of(self, name: str) -> Place:
        """Where the key of that name was written; the mapping's own place where it was not."""
        return next((key.place for key in self if key == name and isinstance(key, Text)), self.place)


Node = Text | Sequence | Mapping


def is_nothing(value: object) -> bool:
    """Whether nothing was written: the key is not there, or has nothing behind it, `~` or `null`.

    A blank in quotes is something, which its key takes or refuses.
    """
    return value is None or (isinstance(value, Text) and value.empty)


def place_of(value: object) -> Place | None:
    """Where a value was written, if somebody wrote it."""
    return value.place if isinstance(value, Text | Sequence | Mapping) else None
