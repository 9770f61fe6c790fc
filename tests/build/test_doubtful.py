"""Pictures that will not look right: told where they are named, before anything is rendered."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from newscast.base.content import File
from newscast.base.errors import Place, Problem
from newscast.build.looking.doubtful import doubtful_pictures
from newscast.media.combing import Combs, columns_of, teeth
from newscast.media.info import MediaInfo, PictureInfo
from newscast.timeline.model import PlacedSegment, SegmentPlaces, Timeline
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot

FILE, RATE = Path("/n/clip.mp4"), Fraction(30)
HERE, LATER = Place(Path("/n/demo.yaml"), 9, 7), Place(Path("/n/demo.yaml"), 19, 7)
PICTURE = PictureInfo(
    "h264", 1920, 1080, 0, RATE, False, "progressive", "sdr", "bt709", False, "yuv420p", stored=(1920, 1080)
)


def told(picture: PictureInfo, shown: Any, *canvases: str, first: Place | None = HERE) -> list[Problem]:
    """What is said of a picture that two shots show, in a deliverable for each canvas; the `first` is written there."""
    info = MediaInfo(File(FILE, "a" * 64), "mov", Fraction(9), picture)
    shots = (Shot(0, 90, shown), Shot(90, 90, shown))
    segment = PlacedSegment("uno", "story", "Uno", 0, 180, shots, (), (), (), None, True)
    cuts: list[Any] = [
        SimpleNamespace(
            request=SimpleNamespace(form=SimpleNamespace(canvas=name), deliverable=f"on-{name}"),
            timeline=Timeline(RATE, (segment,)),
            places=(SegmentPlaces(shots=(first, LATER)),),
        )
        for name in canvases
    ]
    show = SimpleNamespace(rate=RATE, canvases={})
    measured: Any = SimpleNamespace(loaded=SimpleNamespace(show=show), media={FILE: info})
    return doubtful_pictures(cuts, measured)


def sized(width: int, height: int) -> PictureInfo:
    return replace(PICTURE, width=width, height=height, stored=(width, height))


@pytest.mark.parametrize(
    ("size", "shown", "on", "times"),
    [
        ((1280, 720), ClipShot(FILE, fit="fill"), "portrait", "2.7"),
        ((1280, 720), ClipShot(FILE), "portrait", None),
        ((1280, 720), ClipShot(FILE, fit="fill"), "landscape", None),
        ((1920, 1080), ClipShot(FILE, fit="fill"), "portrait", None),
        ((480, 270), ClipShot(FILE, fit="fill"), "landscape", "4.0"),
        # Of what is not asked to fill the canvas newscast shows a small picture smaller.
        ((480, 270), ClipShot(FILE), "landscape", None),
        ((1280, 720), StillShot(FILE), "portrait", "2.7"),
        ((1280, 720), GraphicShot("headline", background=StillShot(FILE)), "portrait", "2.7"),
        ((1280, 720), GraphicShot("figures"), "portrait", None),
    ],
)
def test_small_pictures_shown_large(size: tuple[int, int], shown: Any, on: str, times: str | None) -> None:
    found = told(sized(*size), shown, "square", on)
    assert [each.place for each in found] == ([] if times is None else [HERE, LATER])
    assert all(each.code == "picture-coarse" and each.warning for each in found)
    assert all(f"on-{on} {times}" in each.message for each in found)


def test_each_place_is_told_once_for_all_deliverables() -> None:
    found = told(sized(320, 240), ClipShot(FILE, fit="fill"), "portrait", "square")
    assert len(found) == 2 and all("on-portrait 8.0, on-square 4.5" in each.message for each in found)


@pytest.mark.parametrize(
    ("picture", "wrong"),
    [
        (sized(720, 480), True),
        (sized(704, 576), True),
        (replace(sized(720, 480), height=540), False),
        (replace(sized(720, 480), width=854), False),
        (sized(854, 480), False),
        (sized(640, 480), False),
    ],
)
def test_pixels_of_standard_definition_are_not_square(picture: PictureInfo, wrong: bool) -> None:
    found = told(picture, ClipShot(FILE), "landscape", "square")
    assert [(each.code, each.place) for each in found] == ([("picture-shape", HERE)] if wrong else [])


def test_combs_are_told_once_for_a_clip() -> None:
    found = told(replace(PICTURE, combed=True), ClipShot(FILE), "landscape", "portrait")
    assert [(each.code, each.place, each.warning) for each in found] == [("picture-combed", HERE, True)]


def test_blends_are_told_where_the_clip_was_written() -> None:
    found = told(replace(PICTURE, blended=True), ClipShot(FILE), "landscape")
    assert [(each.code, each.place, each.warning) for each in found] == [("picture-blended", HERE, True)]


def test_colours_that_nothing_knows_are_told() -> None:
    found = told(replace(PICTURE, unmet=("IPT-PQ-C2",), renamed=True), ClipShot(FILE), "landscape", "square")
    assert [(each.code, each.place, each.warning) for each in found] == [("picture-colors", HERE, True)]
    assert not told(replace(PICTURE, renamed=True), ClipShot(FILE), "landscape")


def test_of_what_an_opener_shows_of_a_story_that_story_is_told() -> None:
    """The opener itself writes no picture."""
    combed = told(replace(PICTURE, combed=True), ClipShot(FILE), "landscape", first=None)
    coarse = told(sized(480, 270), ClipShot(FILE, fit="fill"), "landscape", first=None)
    assert [(each.code, each.place) for each in (*combed, *coarse)] == [
        ("picture-combed", LATER),
        ("picture-coarse", LATER),
    ]


def test_teeth_are_lines_that_go_up_and_down_in_turn() -> None:
    flat = bytes([100] * 20)
    assert teeth(flat) == 0
    assert teeth(bytes([100, 140] * 10)) == 16
    assert teeth(bytes([100, 109] * 10)) == 0
    # A thin line, and stripes of two lines, are none.
    assert teeth(flat[:9] + b"\xc8" + flat[:9]) == 0
    assert teeth(bytes([100, 100, 140, 140] * 5)) == 0


def test_of_pictures_without_a_plane_of_brightness_nothing_is_said() -> None:
    component = SimpleNamespace(bits=8)
    assert not columns_of(SimpleNamespace(format=SimpleNamespace(name="bgra", components=[component])))


def woven(upper: int, lower: int, bits: int = 8) -> Any:
    """A picture of 32 by 20 whose lines have two brightnesses in turn, coded in so many bits."""
    size, more = (1, 0) if bits == 8 else (2, bits - 8)

    class Plane:
        line_size = 32 * size

        def __bytes__(self) -> bytes:
            return b"".join((value << more).to_bytes(size, "little") * 32 for value in (upper, lower)) * 10

    shape = SimpleNamespace(name="yuv420p", components=[SimpleNamespace(bits=bits)])
    return SimpleNamespace(format=shape, planes=[Plane()], width=32, height=20, interlaced_frame=False)


def test_ten_bits_are_looked_at_as_eight() -> None:
    assert columns_of(woven(100, 140, bits=10)) == columns_of(woven(100, 140)) != []


@pytest.mark.parametrize(("still", "apart"), [(0, False), (200, False), (200, True)])
def test_combs_are_looked_for_where_something_moves(still: int, apart: bool) -> None:
    combs = Combs()
    for _number in range(still):
        combs.take(woven(100, 100))
    assert not combs.found
    for number in range(2 if apart else 60):
        combs.take(woven(100, 140 + number), apart)
    assert combs.found


def test_one_picture_that_looks_so_is_no_recording_with_combs() -> None:
    combs = Combs()
    for number in range(300):
        combs.take(woven(100, 140) if number == 6 else woven(100, 100 + number % 5))
    assert not combs.found
