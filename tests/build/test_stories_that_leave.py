"""Which stories leave what is too long."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pytest

from newscast.build.slot.leaving import leaving
from newscast.rundown.model import Story


def gone(seconds: Sequence[int], priorities: Sequence[int], most: int) -> list[str]:
    """Of stories that last so long and have these priorities."""
    lengths = {f"s{number}": length for number, length in enumerate(seconds)}
    stories = [
        Story(slug=slug, headline=slug, priority=priority) for slug, priority in zip(lengths, priorities, strict=True)
    ]

    def fit(left_out: Collection[str]) -> bool:
        return sum(length for slug, length in lengths.items() if slug not in left_out) <= most

    return leaving(stories, fit)


@pytest.mark.parametrize(
    ("seconds", "priorities", "most", "expected"),
    [
        ((10, 10, 10), (3, 3, 3), 30, []),
        ((10, 10, 10), (3, 3, 3), 20, ["s2"]),
        ((10, 10, 10), (5, 3, 4), 20, ["s0"]),
        ((10, 10, 10), (5, 3, 4), 10, ["s0", "s2"]),
        ((10, 10, 10), (3, 3, 3), 5, ["s1", "s2"]),
        ((10, 10, 10), (1, 1, 2), 5, ["s2"]),
        ((10, 10), (1, 1), 5, []),
        ((20, 30, 5), (3, 4, 5), 30, ["s1"]),
    ],
)
def test_as_few_leave_as_it_takes(
    seconds: Sequence[int], priorities: Sequence[int], most: int, expected: list[str]
) -> None:
    assert gone(seconds, priorities, most) == expected
