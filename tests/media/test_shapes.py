"""Recordings whose pictures have several sizes: what is usual in them, and what is only said of shapes that differ."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from newscast.base.binary import find_binary
from newscast.media import moving, recording
from newscast.media.info import MediaInfo, PictureInfo
from newscast.media.probe import probe
from newscast.media.shapes import Sizes
from newscast.media.sniff import head_of

SQUARE_PIXELS = Fraction(1)
VP8 = ("-c:v", "libvpx", "-b:v", "1M", "-deadline", "realtime", "-cpu-used", "8")
H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "30")
CODERS = {"webm": VP8, "ts": H264, "mkv": H264}


@pytest.fixture
def turned(make, room):
    """turned(container, (size, seconds), ...): one recording of pictures of these sizes, one after another."""

    def made(container: str, *parts: tuple[str, int]) -> PictureInfo:
        name = "-".join(f"{size}-{seconds}" for size, seconds in parts)
        files = [
            make(
                f"{size}-{seconds}.{container}",
                *("-f", "lavfi", "-i", f"color=gray:s={size}:r=30:d={seconds}"),
                *CODERS[container],
            )
            for size, seconds in parts
        ]
        listed = room / f"{name}.{container}.txt"
        listed.write_text("".join(f"file '{path}'\n" for path in files))
        whole = make(f"{name}.{container}", "-f", "concat", "-safe", "0", "-i", str(listed), "-c", "copy")
        return picture_of(whole)

    made.room = room  # type: ignore[attr-defined]
    return made


def picture_of(path: Path) -> PictureInfo:
    info = probe([path], None)[path]
    assert isinstance(info, MediaInfo) and info.picture, info
    return info.picture


@pytest.mark.parametrize("container", CODERS)
def test_the_usual_shape_is_that_of_most_of_the_time(turned, container):
    first = turned(container, ("320x180", 2), ("180x320", 1))
    assert (first.width, first.height, first.stored, first.changing) == (320, 180, (320, 180), True)
    later = turned(container, ("320x180", 1), ("180x320", 2))
    assert (later.width, later.height, later.stored, later.changing) == (180, 320, (180, 320), True)


def test_a_connection_that_gets_better_changes_no_shape(turned):
    picture = turned("webm", ("160x90", 1), ("320x180", 2))
    assert (picture.stored, picture.changing) == ((320, 180), False)


def test_a_change_long_after_the_beginning_is_seen(turned, monkeypatch):
    """Past what is decoded from the start, key pictures are looked at; the child that looks is not patched."""
    monkeypatch.setattr(moving, "DECODED_AREA", 320 * 180 * 20)
    turned("ts", ("320x180", 5), ("180x320", 3))
    path = turned.room / "320x180-5-180x320-3.ts"
    facts = recording.look(path, head_of(path), find_binary().path)
    assert (facts["picture"]["stored"], facts["picture"]["changing"]) == ((320, 180), True)


def test_sizes_without_pictures():
    assert not Sizes().differ and Sizes().usual_from(10) is None


@pytest.mark.parametrize(
    ("seen", "usual", "differ"),
    [
        ([(0, 640, 360), (50, 640, 360)], None, False),
        ([(0, 640, 360), (50, 360, 640)], None, True),
        ([(0, 640, 360), (40, 360, 640)], 40, True),
        ([(40, 360, 640), (0, 640, 360), (60, 640, 360)], None, True),
        ([(0, 640, 360), (10, 640, 368)], 10, True),
        ([(0, 640, 360), (10, 642, 360)], 10, False),
    ],
)
def test_what_is_usual(seen, usual, differ):
    sizes = Sizes()
    for time, width, height in seen:
        sizes.note(time, width, height, SQUARE_PIXELS)
    assert (sizes.usual_from(100), sizes.differ) == (usual, differ)


def test_the_shape_of_pixels_counts():
    sizes = Sizes()
    sizes.note(0, 720, 576, Fraction(16, 15))
    sizes.note(50, 720, 576, Fraction(64, 45))
    assert sizes.differ
