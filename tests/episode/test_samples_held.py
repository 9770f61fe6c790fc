"""What of a programme a file holds, counted in samples."""

from __future__ import annotations

from newscast.episode.extents import Extent, samples_of
from newscast.episode.manifest import ListedExtent, ListedFile


def test_samples_of_a_block_behind_a_leader_and_of_a_whole_programme() -> None:
    block = ListedFile("tv/hoy-2.mxf", "programme", 1, "a" * 64, 4.0, extent=ListedExtent("30000/1001", 30, 300, 150))
    # Frame f begins at sample floor(f x 48000 x 1001 / 30000).
    assert samples_of(block) == Extent(48_048, 480_480, 240_240)
    assert samples_of(ListedFile("web/hoy.mp4", "programme", 1, "a" * 64, 2.5)) == Extent(0, 0, 120_000)
