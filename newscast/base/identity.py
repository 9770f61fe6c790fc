"""Values that are looked up by which they are, for those that cannot be hashed or are dear to compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")


@dataclass(frozen=True, eq=False)
class Same(Generic[Value]):
    """Equal to another where both hold the very same object, which lives as long as this does."""

    value: Value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
