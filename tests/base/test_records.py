"""Records are read from JSON whatever they hold, themselves among it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from newscast.base.records import as_json, read_record


@dataclass(frozen=True)
class Shelf:
    name: str
    inside: Mapping[str, tuple[Shelf, ...]] = field(default_factory=dict)


def test_a_record_may_hold_others_of_its_own_kind() -> None:
    shelf = Shelf("a", {"b": (Shelf("c"), Shelf("d", {"e": ()}))})
    assert read_record(Shelf, as_json(shelf)) == shelf
    with pytest.raises(ValueError, match=r"inside.*b.*name"):
        read_record(Shelf, {"name": "a", "inside": {"b": [{}]}})
