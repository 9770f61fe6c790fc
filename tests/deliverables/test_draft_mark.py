"""What is burned into a draft: the same at every frame, wherever the font lies and wherever a segment is cut."""

from __future__ import annotations

import shutil
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg
import numpy as np
import pytest

from newscast.base.canvas import Canvas
from newscast.base.content import File
from newscast.base.timecode import parse_time, round_half_up
from newscast.deliverables.draft import draft_canvas, marked
from newscast.engine.encode import fill
from newscast.step.graph import command
from newscast.step.step import Tools

RATE = Fraction(30000, 1001)
SIZE = Canvas("landscape", 480, 270, RATE)


def grey(frames: int) -> Any:
    return ffmpeg.input(f"color=gray:s=480x270:r={RATE}:d=60,format=yuv420p", f="lavfi").filter(
        "trim", end_frame=frames
    )


def drawn(tools: Tools, stream: Any, font: File, path: Path | None = None) -> list[bytes]:
    """The frames as grey pictures."""
    output = ffmpeg.output(stream, "x", f="rawvideo", pix_fmt="gray")
    raw = tools.decode(fill(command({"pipe:1": output}), {font.identity: path or font.path}))
    return [raw[at : at + 480 * 270] for at in range(0, len(raw), 480 * 270)]


def time_of(frame: int, rate: Fraction) -> str:
    hundredths = round_half_up(100 * frame / rate)
    return f"{hundredths // 6000}:{hundredths // 100 % 60:02}.{hundredths % 100:02}"


@pytest.mark.parametrize(
    ("full", "small"), [((1920, 1080), (960, 540)), ((1080, 1920), (540, 960)), ((1080, 1080), (540, 540))]
)
def test_the_short_side_of_a_draft_is_540(full: tuple[int, int], small: tuple[int, int]) -> None:
    made = draft_canvas(Canvas("square", *full, RATE))
    assert (made.width, made.height, made.rate) == (*small, RATE)


def test_a_canvas_that_is_small_already_stays() -> None:
    assert draft_canvas(SIZE) == SIZE


@pytest.mark.parametrize("rate", [Fraction(24000, 1001), Fraction(25), RATE, Fraction(60000, 1001)])
def test_the_time_typed_into_a_rundown_is_that_frame(rate: Fraction) -> None:
    for frame in range(0, 20_000, 7):
        assert parse_time(time_of(frame, rate)).frames(rate) == frame


@pytest.mark.parametrize("frame", [0, 1, 29, 375, 1798, 3596, 107_892])
def test_the_mark_says_what_when_and_that_it_is_a_draft(tools: Tools, frame: int) -> None:
    stream, font = marked(grey(1), SIZE, "es-MX", "bacheo", frame)
    options = dict(stream.node.kwargs) | {"text": f"BORRADOR   bacheo   {time_of(frame, RATE)}".replace(":", r"\:")}
    plain = grey(1).filter("drawtext", **options)
    assert drawn(tools, stream, font) == drawn(tools, plain, font)


def test_the_time_goes_on_where_a_segment_was_cut(tools: Tools) -> None:
    whole = drawn(tools, *marked(grey(40), SIZE, "es", "bacheo", 0))
    rest = drawn(tools, *marked(grey(25), SIZE, "es", "bacheo", 15))
    assert rest == whole[15:]
    assert len(set(whole)) == 40


def test_a_font_is_found_by_the_worst_of_paths(tools: Tools) -> None:
    stream, font = marked(grey(1), SIZE, "en", "a", 0)
    elsewhere = tools.scratch / "it's, a: [font];.ttf"
    shutil.copy(font.path, elsewhere)
    assert drawn(tools, stream, font, elsewhere) == drawn(tools, stream, font)


@pytest.mark.parametrize(
    ("name", "size", "last"),
    [("landscape", (960, 540), 1016), ("portrait", (540, 960), 1248), ("square", (540, 540), 1016)],
)
def test_the_mark_lies_below_all_that_is_to_be_judged(
    tools: Tools, name: str, size: tuple[int, int], last: int
) -> None:
    canvas = Canvas(name, *size, RATE)
    plain = ffmpeg.input(f"color=gray:s={size[0]}x{size[1]}:r={RATE}:d=1,format=yuv420p", f="lavfi")
    plain = plain.filter("trim", end_frame=1)
    stream, font = marked(plain, canvas, "es-MX", "concluye-el-bacheo-de-los-bulevares", 0)
    output = ffmpeg.output(stream, "x", f="rawvideo", pix_fmt="gray")
    raw = np.frombuffer(tools.decode(fill(command({"pipe:1": output}), {font.identity: font.path})), np.uint8)
    rows, columns = np.nonzero(raw.reshape(size[1], size[0]) != raw[0])
    assert rows.min() >= last / 2 and rows.max() >= size[1] - 3 and columns.max() < size[0] - 20
    letters = np.nonzero((raw.reshape(size[1], size[0]) > 230).any(axis=1))[0]
    assert letters.max() < size[1] - 2, "all of the letters are there"


def test_a_long_slug_is_cut() -> None:
    stream, _font = marked(grey(1), SIZE, "es", "concluye-el-bacheo-de-los-bulevares", 0)
    assert "   concluye-el-bacheo-de-l…   " in stream.node.kwargs["text"]


def test_the_graph_names_no_path() -> None:
    stream, font = marked(grey(1), SIZE, "es", "a", 0)
    assert str(font.path) not in str(stream.node.kwargs)
    assert font.identity in stream.node.kwargs["fontfile"]
