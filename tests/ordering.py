"""Which tests start other programs, and in which order all of them run."""

from __future__ import annotations

from pathlib import Path

import pytest

STARTING = {"tools", "recordings", "sala", "salas", "binary", "make", "numbered", "render", "wav", "voice", "endpoint"}
"""Fixtures with which a test starts other programs."""
LONGEST = (
    "test_whole_episode",
    "test_watch_command",
    "test_signals",
    "test_busy_disk",
    "test_lip_sync",
    "test_stills_agree",
    "test_sides",
    "test_unchanged",
    "test_versions",
    "test_sound_outside",
    "test_saved_over",
)
"""Files with nothing but slow tests that would keep one process at work after all others have ended."""


def put_in_order(items: list[pytest.Item]) -> None:
    """What only thinks first, then what starts other programs, then what is slow, the longest files of that first."""
    for item in items:
        told = getattr(getattr(item, "callspec", None), "params", ())
        if STARTING & {*getattr(item, "fixturenames", ())} - {*told}:
            item.add_marker(pytest.mark.real)
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)

    def order(item: pytest.Item) -> tuple[bool, bool, int, Path]:
        slow, real = (item.get_closest_marker(name) is not None for name in ("slow", "real"))
        name = item.path.stem
        return slow, real, LONGEST.index(name) if slow and name in LONGEST else len(LONGEST), item.path

    items.sort(key=order)
