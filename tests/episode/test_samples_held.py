"""What of a programme a file holds, counted in samples and in frames."""

from __future__ import annotations

from fractions import Fraction

from newscast.episode.extents import Extent, frame_in, samples_of
from newscast.episode.manifest import ListedExtent, ListedFile


def test_samples_of_a_block_behind_a_leader_and_of_a_whole_programme() -> None:
    block = ListedFile("tv/hoy-2.mxf", "programme", 1, "a" * 64, 4.0, extent=ListedExtent("30000/1001", 30, 300, 150))
    # Frame f begins at sample floor(f x 48000 x 1001 / 30000).
    assert samples_of(block) == Extent(48_048, 480_480, 240_240)
    assert samples_of(ListedFile("web/hoy.mp4", "programme", 1, "a" * 64, 2.5)) == Extent(0, 0, 120_000)


def test_a_frame_is_in_the_block_that_holds_it_behind_its_leader() -> None:
    first, second = (
        ListedFile(f"tv/hoy-{start}.mxf", "programme", 1, "a" * 64, 4.0, extent=ListedExtent("25", 30, start, 150))
        for start in (0, 150)
    )
    asked = (0, 149, 150, 299)
    held = [frame_in((first, second), frame, Fraction(25)) for frame in asked]
    assert held == [(first, 30), (first, 179), (second, 30), (second, 179)]
    assert frame_in((first, second), 300, Fraction(25)) == (second, 180), "what is behind the last is asked of the last"
