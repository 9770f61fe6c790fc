"""What the kit says of its own bed is said of no other."""

from __future__ import annotations

from pathlib import Path

from newscast.build.mixing import _told
from newscast.show.model import Show
from newscast.show.moods import MOODS
from newscast.show.music import Bed


def test_moods_are_built_in_and_whatever_else_is_heard_is_the_kits_own() -> None:
    show = Show(show=1, name="Demo", bed=Bed(file=Path("/n/bed.wav"), bpm=100))
    assert _told("main", show) == _told("headlines", show) == show.bed
    assert [_told(mood, show) for mood in MOODS] == [None] * len(MOODS)
    assert _told("main", Show(show=1, name="Demo")) is None
