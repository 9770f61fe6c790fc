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
from newscast.picture.boxes import box_of, height_above, share_of
from newscast.picture.cropping import cropped_stills, unsought
from newscast.timeline.model import PlacedSegment, SegmentPlaces, Timeline
from newscast.timeline.seen import ClipShot, Shot, StillShot
from newscast.timeline.shots import FOCUS

PHOTO, RATE = Path("/n/photo.jpg"), Fraction(30)
HERE = Place(Path("/n/demo.yaml"), 9, 7)


def of_size(width: int, height: int) -> dict[Path, MediaInfo]:
    picture = PictureInfo("mjpeg", width, height, 0, RATE, False, "progressive", "sdr", "bt709", True, "yuvj420p")
    return {PHOTO: MediaInfo(File(PHOTO, "a" * 64), "still", Fraction(0), picture)}


def cropped(
    width: int, height: int, on: str, still: StillShot | ClipShot | None = None, *, sought: bool = True
) -> list[Fraction]:
    """What is seen of a photo of that size, where that is told."""
    media = of_size(width, height)
    shot = Shot(0, 90, still or StillShot(PHOTO, focus=FOCUS))
    segment = PlacedSegment("uno", "story", "Uno", 0, 90, (shot,), (), (), (), None, True)
    where = (SegmentPlaces(shots=(HERE,)),)
    told = list(cropped_stills(Timeline(RATE, (segment,)), where, canvas(on, RATE), media, sought))
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
    assert not list(cropped_stills(Timeline(RATE, (segment,)), where, canvas("portrait", RATE), missing, True))


def test_where_nothing_looks_for_people_a_wide_photo_is_whole_on_a_tall_canvas() -> None:
    written, media = StillShot(PHOTO, focus=FOCUS), of_size(3000, 2000)
    assert unsought(written, canvas("portrait", RATE), media).fit == "auto"
    assert unsought(written, canvas("landscape", RATE), media) is written
    assert unsought(written, canvas("portrait", RATE), of_size(1080, 1440)) is written
    meant = StillShot(PHOTO, "fill", FOCUS)
    assert unsought(meant, canvas("portrait", RATE), media) is meant
    assert cropped(3000, 2000, "portrait", sought=False) == []


@pytest.mark.parametrize("size", [(1920, 1080), (3000, 2000), (640, 480)])
def test_what_has_room_there_stands_above_captions(size: tuple[int, int]) -> None:
    tall, text = canvas("portrait", RATE), (0.1, 0.553, 0.8, 0.09)
    height = height_above(size, tall, "auto", text)
    assert height is not None
    _, top, _, high = share_of(box_of(size, size, tall, "auto"), (1080, 1920), height)
    assert 0.5 < top + high <= text[1]


def test_what_has_none_or_covers_the_canvas_stands_where_it_did() -> None:
    tall, text = canvas("portrait", RATE), (0.1, 0.553, 0.8, 0.09)
    assert height_above((1080, 1440), tall, "auto", text) is None
    assert height_above((3000, 2000), tall, "fill", text) is None
