"""How an MP4 file is laid out: the order of its index, edit lists, key pictures."""

from __future__ import annotations

import struct
from itertools import pairwise
from pathlib import Path

from newscast.qc.measured import Structure
from newscast.wrappers.mp4.boxes import Mp4Error
from newscast.wrappers.mp4.tracks import Movie, read_movie


def structure(path: Path) -> Structure:
    """Of a file whose index cannot be read, being cut off or damaged, it is not said that the index is first."""
    try:
        movie = read_movie(path)
    except (Mp4Error, struct.error):
        return Structure(index_first=False, edit_lists=False)
    return Structure(movie.index_first, movie.edit_lists, _keys(movie))


def _keys(movie: Movie) -> tuple[int, int] | None:
    """The least and the greatest distance between key pictures of the first picture track, in frames."""
    track = next((each for each in movie.tracks if each.kind == "vide" and each.sizes), None)
    if track is None:
        return None
    frames = len(track.sizes)
    # Without a table of them every picture is one.
    distances = [after - before for before, after in pairwise([*(track.sync or range(frames)), frames])]
    return min(distances), max(distances)
