"""What a storyboard tells of a framing is what the picture shows, also of a part of the canvas."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.canvas import canvas
from newscast.base.content import File
from newscast.base.errors import Place
from newscast.build.board.framing import _keys, framing_of
from newscast.media.info import MediaInfo, PictureInfo
from newscast.picture.shot import ABOVE_TEXT, height_of
from newscast.picture.shown import seen_on
from newscast.show.model import Show
from newscast.timeline.seen import ClipShot, GraphicShot, Shot

RATE = Fraction(30000, 1001)
CLIP = Path("/n/clip.mp4")
SHOW = Show(show=1, name="Demo")


def test_an_openers_picture_is_framed_for_the_part_that_shows_it() -> None:
    picture = PictureInfo(
        "h264", 1920, 1080, 0, RATE, False, "progressive", "sdr", "bt709", False, "yuv420p", stored=(1920, 1080)
    )
    media = {CLIP: MediaInfo(File(CLIP, "a" * 64), "video", Fraction(9), picture, container="mov,mp4")}
    wide = canvas("landscape", RATE)
    opener = GraphicShot("opener", (("name", "main"), ("date", "Viernes")), ClipShot(CLIP, fit="fill"))
    shot = Shot(0, 60, opener)
    window = seen_on(shot, SHOW, wide)
    assert (window.width, window.height) != (wide.width, wide.height)
    found = framing_of(shot, 0, SHOW, wide, media, None, None)
    assert found and found.box == (0, 0, 1, 1)
    shape = found.seen[0] * 1920 / (found.seen[1] * 1080)
    assert shape == pytest.approx(window.width / window.height, rel=0.01)


def test_it_is_told_where_black_bars_are_cut_off() -> None:
    told = ("h264", 540, 540, 0, RATE, False, "progressive", "sdr", "bt709", False, "yuv420p")
    picture = PictureInfo(*told, stored=(540, 540), bars=(90, 0, 90, 0))
    media = {CLIP: MediaInfo(File(CLIP, "a" * 64), "video", Fraction(9), picture, container="mov,mp4")}
    for bars, unbarred in (((90, 0, 90, 0), True), ((0, 0, 0, 0), False)):
        shot = Shot(0, 60, ClipShot(CLIP, bars=bars))
        framing = framing_of(shot, 0, SHOW, canvas("landscape", RATE), media, None, None)
        assert framing and framing.unbarred is unbarred


def test_a_picture_stands_as_high_as_it_is_drawn() -> None:
    alone, below = ClipShot(CLIP, height=0.25), ClipShot(CLIP)
    assert height_of(Shot(0, 9, alone)) == 0.25
    assert height_of(Shot(0, 9, GraphicShot("headline", background=below))) == ABOVE_TEXT
    assert height_of(Shot(0, 9, GraphicShot("opener", background=below))) == 0.5


def test_a_click_writes_into_pictures_that_are_written_in_their_part() -> None:
    own = ("segments", 1, "parts", 0)
    part = Place(Path("hoy.yaml"), 3, 1, own)
    written = Place(Path("hoy.yaml"), 5, 1, (*own, "pictures", 2))
    assert _keys(part, written) == written.keys
    for elsewhere in (
        replace(written, file=Path("ayer.yaml")),
        replace(written, keys=("segments", 2, "parts", 0, "pictures", 2)),
        replace(written, keys=own),
        None,
    ):
        assert _keys(part, elsewhere) == ()
    assert _keys(replace(part, keys=()), written) == ()
