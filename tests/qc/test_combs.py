"""Combs of two fields in finished files: as they are measured in columns, and as the check tells of them."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import numpy as np
import pytest

from newscast.base.errors import Place
from newscast.media import combing
from newscast.qc import comb_meter, combs
from newscast.qc.comb_meter import COLUMNS, every, measure_combs
from newscast.qc.measure import make_measure, read_measurement
from newscast.qc.measured import BT709, Glimpsed, Measurement, Run, VideoFacts
from newscast.qc.wanted import Seen, Wanted, WantedVideo

RATE, LINES = Fraction(30), 360
STEP = every(RATE)
LINE = Place(Path("hoy.yaml"), 12, 9)


def field(at: float) -> Any:
    """A bright disc that runs over a dark ground, as a camera sees it at some picture."""
    y, x = np.mgrid[:LINES, :COLUMNS]
    inside = ((x - (at * 1.7) % COLUMNS) * 15) ** 2 + (y - LINES / 2) ** 2 < 110**2
    return np.where(inside, 170, 50).astype(np.uint8)


def whole(at: int) -> Any:
    return field(at)


def woven(at: int) -> Any:
    """Two fields, half a picture apart."""
    return np.where(np.arange(LINES)[:, None] % 2, field(at + 0.5), field(at))


def stripes(at: int) -> Any:
    """A ground of fine lines that stands still, with the disc before it."""
    lines = np.where(np.arange(LINES)[:, None] % 2, 40, 90) + np.zeros((1, COLUMNS))
    disc = field(at)
    return np.where(disc > 100, np.where(np.arange(LINES)[:, None] % 2, 150, 190), lines).astype(np.uint8)


def still(_at: int) -> Any:
    return woven(3)


def leaves(at: int) -> Any:
    """Fine detail before a plain ground that moves from picture to picture, light and dark in every second line too."""
    seen = np.random.default_rng(7).integers(40, 200, (LINES + 40, COLUMNS))
    # What is left between lines once a picture was made smaller.
    smooth = (seen[:-1] + seen[1:]) // 2
    smooth[:, 2 * COLUMNS // 3 :] = 90
    return smooth[at % 40 : at % 40 + LINES].astype(np.uint8)


def measured(folder: Path, *pictures: Any) -> tuple[Run, ...]:
    """Of pairs of pictures, one after another, of which each was made by such a function."""
    path = folder / "columns.yuv"
    colour = np.full(LINES * COLUMNS // 2, 128, np.uint8).tobytes()
    pairs = [(make, number * STEP + one) for number, make in enumerate(pictures) for one in (0, 1)]
    path.write_bytes(b"".join(make(at).tobytes() + colour for make, at in pairs))
    return measure_combs(path, RATE, LINES)


def test_two_fields_in_a_picture_are_told_where_they_are(tmp_path: Path) -> None:
    found = measured(tmp_path, whole, whole, woven, woven, woven, whole, whole)
    assert found == (Run(2 * STEP, 5 * STEP),)


@pytest.mark.parametrize("make", [whole, stripes, still, leaves])
def test_what_is_no_comb_is_not_told(make: Any, tmp_path: Path) -> None:
    assert measured(tmp_path, *[make] * 6) == ()


def test_teeth_that_are_seen_once_are_not_told(tmp_path: Path) -> None:
    assert measured(tmp_path, whole, whole, woven, whole, whole, whole, woven) == ()


def test_where_nothing_moves_between_combs_they_go_on(tmp_path: Path) -> None:
    assert measured(tmp_path, woven, still, still, still, still, woven, whole) == (Run(0, 6 * STEP),)


VIDEO = VideoFacts("h264", 1920, 1080, RATE, "progressive", "yuv420p", BT709, 900, Fraction(0))
SEEN = (Seen("open", 0, 5, still=True), Seen("bacheo", 5, 12, LINE, clip=True), Seen("black", 12, 30, black=True))


def judged(combed: tuple[Run, ...] | None, scan: str = "progressive") -> Any:
    wanted = WantedVideo("h264", 1920, 1080, RATE, scan, "yuv420p")
    measurement = Measurement("mp4", VIDEO, glimpsed=Glimpsed(combed=combed))
    return combs.check(measurement, Wanted("mp4", wanted, frames=900, seen=SEEN))


def test_combs_are_told_with_their_time_and_line() -> None:
    found = judged((Run(180, 240),))
    assert (found.verdict, found.measured) == ("warn", 2.0)
    assert [(each.slug, each.timecode, each.place) for each in found.where] == [("bacheo", "00:00:06:00", LINE)]
    assert judged(()).verdict == "pass"


def test_masters_of_fields_and_files_without_lines_are_not_asked() -> None:
    assert judged((Run(180, 240),), scan="tff") is None and judged(None) is None
    nothing = replace(Measurement("mp4", VIDEO), glimpsed=None)
    assert combs.check(nothing, Wanted("mp4", seen=SEEN)) is None


def encoded(folder: Path, weave: str) -> Path:
    """Four seconds of detail two lines high that runs sideways, 60 times a second or woven of these."""
    moving = "testsrc2=s=320x180:r=60:d=4,scale=640:360,scroll=h=0.02"
    path = folder / "film.mp4"
    coding = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "20", "-pix_fmt", "yuv420p"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", moving]
    subprocess.run([*command, "-vf", weave, *coding, str(path)], check=True)
    return path


@pytest.mark.real
@pytest.mark.parametrize(
    ("weave", "combed"),
    [
        ("tinterlace=interleave_top,setfield=prog", True),
        ("fps=30", False),
        ("fps=30,scale=640:90,scale=640:360", False),
    ],
)
def test_a_film_of_two_fields_in_each_picture(weave: str, combed: bool, tmp_path: Path, tools: Any) -> None:
    output = tmp_path / "found.json"
    make_measure({"compare": False, "peak": False}, [encoded(tmp_path, weave)], output, tools)
    found = read_measurement(output).glimpsed
    assert found and bool(found.combed) == combed


@pytest.mark.real
def test_small_pictures_of_masters_are_not_looked_at(tmp_path: Path, tools: Any) -> None:
    film, output = tmp_path / "film.mpg", tmp_path / "found.json"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=d=1:r=30"]
    subprocess.run([*command, "-c:v", "mpeg2video", str(film)], check=True)
    make_measure({"compare": False, "peak": False}, [film], output, tools)
    found = read_measurement(output).glimpsed
    assert found and found.combed is None


def test_teeth_of_finished_files_are_those_of_recordings() -> None:
    """One rule, in bytes for a child that has no numpy and in arrays for whole films."""
    made = np.random.default_rng(3)
    picture = made.choice([90, 99, 100, 101, 110, 111, 140], (200, 24)).astype(np.int16)
    found = comb_meter._teeth(picture).sum(axis=0)
    assert found.tolist() == [combing.teeth(bytes(column.tolist())) for column in picture.T] and found.min() > 0
