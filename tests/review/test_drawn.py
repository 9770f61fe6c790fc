"""Drawings look the same on pages as where they are drawn."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from newscast.desk.drawing import Shape, drawing_as_json
from newscast.review.episode.drawn import paths_of
from newscast.review.own_files import STATIC

NODE = shutil.which("node")
SHAPES = (
    Shape("pen", ((0.0, 0.0), (0.1234, 0.5), (1.0, 1.0))),
    Shape("box", ((0.75, 0.9), (0.25, 0.5))),
    Shape("arrow", ((0.1, 0.9), (0.8, 0.2))),
    Shape("arrow", ((0.5, 0.5), (0.5, 0.1))),
)


def test_a_box_goes_round_and_an_arrow_has_its_head_at_the_end() -> None:
    assert paths_of(SHAPES[1:2], 100, 200) == "M75.0 180.0L25.0 180.0L25.0 100.0L75.0 100.0L75.0 180.0"
    line, head = paths_of(SHAPES[3:], 100, 100).split(" M")
    one, tip, two = ([float(number) for number in point.split()] for point in head.split("L"))
    assert line == "M50.0 50.0L50.0 10.0" and tip == [50, 10]
    assert one[0] == 100 - two[0] and one[1] == two[1] > 10, "even on both sides, and behind the tip"


@pytest.mark.real
@pytest.mark.skipif(NODE is None, reason="there is no node to run the page's modules")
def test_the_browser_draws_the_same() -> None:
    script = (
        "const { pathsOf } = await import(process.argv[1]);"
        "console.log(pathsOf(JSON.parse(process.argv[2]), 1920, 1080));"
    )
    shapes = json.dumps(drawing_as_json(SHAPES))
    command = [str(NODE), "--input-type=module", "-e", script, (STATIC / "drawing.js").as_uri(), shapes]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
    assert told == paths_of(SHAPES, 1920, 1080)
