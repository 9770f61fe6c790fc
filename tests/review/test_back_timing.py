"""When segments begin and have to begin, on the server and in the page's script alike."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from newscast.review import app
from newscast.review.today.back_timing import Timed, timed, total_of

ORDER = Path(app.__file__).parent / "static/order.js"
NODE = shutil.which("node")


def test_segments_are_timed_from_both_ends() -> None:
    assert timed([10.0, 50.0, 20.0], 90.0) == [
        Timed(0.0, 10.0, 10.0),
        Timed(10.0, 60.0, 20.0),
        Timed(60.0, 80.0, 70.0),
    ]
    assert total_of([10.0, 50.0, 20.0]) == 80.0
    # Ten seconds over: the programme had to begin before it is on the air.
    assert timed([100.0], 90.0) == [Timed(0.0, 100.0, -10.0)]


def test_a_length_that_nobody_knows_hides_what_follows_from_it() -> None:
    assert timed([10.0, None, 20.0], 90.0) == [
        Timed(0.0, 10.0, None),
        Timed(10.0, None, None),
        Timed(None, None, 70.0),
    ]
    assert total_of([10.0, None]) is None
    assert timed([10.0], None) == [Timed(0.0, 10.0, None)]
    assert timed([], 90.0) == []


SCRIPT = """
const order = await import(process.argv[1]);
const { cases, bounds, moments } = JSON.parse(process.argv[2]);
console.log(JSON.stringify({
  timed: cases.map(([lasts, slot]) => order.timed(lasts, slot)),
  totals: cases.map(([lasts]) => order.totalOf(lasts)),
  bounds: bounds.map(([stays, index]) => order.boundsOf(stays, index)),
  moments: moments.map(([seconds, begins]) => order.moment(seconds, begins)),
}));
"""
BOUNDS = (
    ([True, False, False, True], 1, [1, 2]),
    ([True, False, False, True], 2, [1, 2]),
    ([False, True, False, False, False, True], 0, [0, 0]),
    ([False, True, False, False, False, True], 4, [2, 4]),
    ([False, False], 1, [0, 1]),
)
MOMENTS = (
    (0, 25_200, "7:00:00"),
    (59.5, 25_200, "7:01:00"),
    (-7.2, 25_200, "6:59:53"),
    (90, 86_370, "0:01:00"),
    (65.4, None, "1:05"),
    (-12.0, None, "−0:12"),
    (-0.2, None, "0:00"),
)


@pytest.mark.real
@pytest.mark.skipif(NODE is None, reason="there is no node to run the page's modules")
def test_the_script_counts_as_the_server_does() -> None:
    chance = random.Random(7)
    cases = [
        (
            [
                None if chance.random() < 0.1 else round(chance.uniform(0, 90), 3)
                for _each in range(chance.randrange(9))
            ],
            chance.choice([None, 300.0, 60.0]),
        )
        for _number in range(50)
    ]
    asked = json.dumps(
        {"cases": cases, "bounds": [each[:2] for each in BOUNDS], "moments": [each[:2] for each in MOMENTS]}
    )
    command = [str(NODE), "--input-type=module", "-e", SCRIPT, ORDER.as_uri(), asked]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    for (lasts, slot), found, total in zip(cases, told["timed"], told["totals"], strict=True):
        for mine, theirs in zip(timed(lasts, slot), found, strict=True):
            for name, value in vars(mine).items():
                assert theirs[name] == (None if value is None else pytest.approx(value))
        expected = total_of(lasts)
        assert total == (None if expected is None else pytest.approx(expected))
    assert told["bounds"] == [each[2] for each in BOUNDS]
    assert told["moments"] == [each[2] for each in MOMENTS]
