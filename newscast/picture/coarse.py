"""Small pictures that are shown large."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from newscast.base.canvas import Canvas
from newscast.base.errors import Place
from newscast.media.missing import Media, found
from newscast.picture.boxes import box_of
from newscast.picture.fit import Size
from newscast.picture.proxied import Proxied
from newscast.timeline.model import Places, Timeline, written_shots
from newscast.timeline.seen import ClipShot, StillShot

COARSE = Fraction(5, 2)
"""How many times as large each pixel may become: more shows blocks and soft edges even of a good recording. What is
cut to fill an upright screen becomes 2.7 times as large where it has 1280x720 pixels, with 1920x1080 1.8 times."""


def coarse_pictures(
    timeline: Timeline, places: Places, canvas: Canvas, media: Media
) -> Iterator[tuple[Path, Place | None, Size, Fraction]]:
    """Those that are shown more than COARSE times as large as they are, where they are named: their size, and how
    many times as large."""
    for _segment, shot, place in written_shots(timeline.segments, places):
        for picture in shot.pictures:
            if (grown := _grown(picture, canvas, media)) and grown[1] > COARSE:
                yield picture.file, place, *grown


def _grown(picture: ClipShot | StillShot, canvas: Canvas, media: Media) -> tuple[Size, Fraction] | None:
    info = found(media, picture.file)
    # A page of a document is drawn as large as it is shown.
    if info is None or info.picture is None or info.pages:
        return None
    size = info.picture.width, info.picture.height
    source = info.source if isinstance(info, Proxied) else size
    box = box_of(size, source, canvas, picture.fit)
    return source, max(Fraction(box[0], source[0]), Fraction(box[1], source[1]))
