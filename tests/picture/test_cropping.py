"""Photos of which more is cut off than is seen."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import canvas
from newscast.base.content import File
from newscast.base.errors import Place
from newscast.media.info import MediaInfo, PictureInfo
from newscast.media.missing import Missing
from newscast.picture.cropping import cropped_stills
from newscast.timeline.model import ClipShot, PlacedSegment, SegmentPlaces, Shot, StillShot, Timeline
from newscast.timeline.pictures import FOCUS

PHOTO, RATE = Path("/n/photo.jpg"), Fraction(30)
HERE = Place(Path("/n/demo.yaml"), 9, 7)


def cropped(width: int, height: int, on: str, still: StillShot | ClipShot | None = None) -> list[Fraction]:
    """What is seen of a photo of that size, where that is told."""
    picture = PictureInfo("mjpeg", width, height, 0, RATE, False, "progressive", "sdr", "bt709", True, "yuvj420p")
    media = {PHOTO: MediaInfo(File(PHOTO, "a" * 64), "still", Fraction(0), picture)}
    shot = Shot(0, 90, still or StillShot(PHOTO, focus=FOCUS))
    segment = PlacedSegment("uno", "story", "Uno", 0, 90, (shot,), (), (), (), None, True)
    told = list(cropped_stills(Timeline(RATE, (segment,)), (SegmentPlaces(shots=(HERE,)),), canvas(on, RATE), media))
    assert all((file, place) == (PHOTO, HERE) for file, place, _share in told)
    return [share for _file, _place, share in told]


@pytest.mark.parametrize(
    ("size", "on", "seen"),
    [
        ((4032, 3024), "portrait", [Fraction(27, 64)]),
        ((3024, 4032), "landscape", [Fraction(27, 64)]),
        ((1920, 1080), "portrait", [Fraction(81, 256)]),
        ((4032, 3024), "landscape", []),
        ((1920, 1080), "square", []),
        ((2160, 1080), "square", []),
        ((2164, 1080), "square", [Fraction(270, 541)]),
        ((2160, 1920), "portrait", []),
        ((2164, 1920), "portrait", [Fraction(270, 541)]),
    ],
)
def test_more_than_half_is_cut_off(size: tuple[int, int], on: str, seen: list[Fraction]) -> None:
    assert cropped(*size, on) == seen


@pytest.mark.parametrize(
    "still",
    [
        StillShot(PHOTO, "pad", FOCUS),
        StillShot(PHOTO, "fill", FOCUS),
        StillShot(PHOTO, focus=(0.5, 0.5)),
        StillShot(PHOTO, focus=FOCUS, move="pan-left"),
        StillShot(PHOTO, focus=FOCUS, move="pan-right"),
        ClipShot(PHOTO, focus=FOCUS),
    ],
)
def test_what_somebody_decided_is_meant(still: StillShot | ClipShot) -> None:
    assert cropped(1920, 1080, "portrait", still) == []
    assert cropped(1920, 1080, "portrait", StillShot(PHOTO, focus=FOCUS, move="pull-out"))


def test_a_photo_too_small_to_fill_the_canvas_is_shown_whole() -> None:
    assert cropped(480, 320, "portrait") == []


def test_a_photo_that_is_missing_is_not_asked() -> None:
    segment = PlacedSegment("uno", "story", "Uno", 0, 90, (Shot(0, 90, StillShot(PHOTO)),), (), (), (), None, True)
    where = (SegmentPlaces(shots=(HERE,)),)
    missing = {PHOTO: Missing(PHOTO)}
    assert not list(cropped_stills(Timeline(RATE, (segment,)), where, canvas("portrait", RATE), missing))
