"""Edits of what somebody saw, made in a file that was saved since: of the same entry, or not at all."""

from __future__ import annotations

from typing import Any

import pytest

from newscast.document.edits import Edit, Remove, Set
from newscast.review.mending.meanwhile import is_still_meant

STING = {"sting": "main"}
A, B, C, Z = ({"story": name, "headline": name} for name in "abcz")
FEW, MANY = ({"card": "figures", "title": "Cifras", "items": items} for items in (["1"], ["2", "3"]))


def rundown(*segments: Any) -> dict[str, Any]:
    return {"segments": list(segments)}


TITLE = Set(("segments", 1, "title"), "Otro")
HEADLINE = Set(("segments", 1, "headline"), "Otro")
FLOAT = Set(("segments", 1, "float"), True)
GONE = Remove(("segments", 1))


@pytest.mark.parametrize(
    ("edit", "shown", "now", "meant"),
    [
        (FLOAT, rundown(A, STING, B, STING, C), rundown(A, STING, B, STING, {**C, "headline": "d"}), True),
        (FLOAT, rundown(A, STING, B), rundown(A, STING, Z), True),
        (FLOAT, rundown(A, STING, B, STING, C), rundown(Z, STING, A, STING, B), False),
        (GONE, rundown(A, STING, B, STING, C), rundown(Z, STING, A, STING, B), False),
        (GONE, rundown(A, STING, B), rundown(A, STING, B, C), True),
        (TITLE, rundown(FEW, MANY), rundown(MANY, FEW), False),
        (TITLE, rundown(FEW, MANY), rundown({**FEW, "title": "Hoy"}, MANY), True),
        (HEADLINE, rundown(A, B, C), rundown(A, B, Z), True),
        (HEADLINE, rundown(A, B, C), rundown(B, A, C), False),
    ],
)
def test_an_edit_is_of_the_entry_that_was_seen(edit: Edit, shown: Any, now: Any, meant: bool) -> None:
    assert is_still_meant(shown, now, [edit]) is meant
