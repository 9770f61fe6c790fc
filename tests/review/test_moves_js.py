"""Lists are brought into an order with as few moves as there are; times are read and written as rundowns have them."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from bisect import bisect_left
from pathlib import Path
from typing import Any

import pytest

from newscast.base.timecode import parse_time
from newscast.review import app

STATIC = Path(app.__file__).parent / "static"
NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="there is no Node to run the page's scripts with")
TIMES = ("3s", "12.5s", "0.04s", "1:05", "1:05.5", "1m30s", "1h2m3s", "1:02:03", "59.99s")


def told(script: str, values: Any) -> Any:
    assert NODE
    module = (
        f"const given = JSON.parse(process.argv[1]); console.log(JSON.stringify(await (async () => {{ {script} }})()));"
    )
    command = [NODE, "--input-type=module", "-e", module, json.dumps(values)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def longest_rise(numbers: list[int]) -> int:
    tails: list[int] = []
    for number in numbers:
        at = bisect_left(tails, number)
        tails[at : at + 1] = [number]
    return len(tails)


@pytest.mark.real
def test_any_order_is_reached_with_as_few_moves_as_there_are() -> None:
    chance = random.Random(13)
    orders = [chance.sample(range(count), count) for count in range(9) for _each in range(12)]
    script = (
        f"const {{ movesTo }} = await import('{STATIC}/moves.js'); return given.map((each) => movesTo(each, ['x']));"
    )
    for order, moves in zip(orders, told(script, orders), strict=True):
        items = sorted(order)
        for move in moves:
            assert move["op"] == "move" and move["at"][0] == "x"
            items.insert(move["to"], items.pop(move["at"][1]))
        assert items == order
        assert len(moves) == len(order) - longest_rise(order)


@pytest.mark.real
def test_times_are_read_and_written_as_rundowns_have_them() -> None:
    seconds_and_text = "[t.secondsOf(each), t.written(t.secondsOf(each))]"
    script = f"const t = await import('{STATIC}/time.js'); return given.map((each) => {seconds_and_text});"
    for text, (seconds, again) in zip(TIMES, told(script, TIMES), strict=True):
        meant = parse_time(text)
        assert meant and abs(float(meant.seconds) - seconds) < 1e-9, text
        written = parse_time(again)
        assert written and abs(float(written.seconds) - seconds) < 0.005, (text, again)
    nothing = ("", "x", "3", "1:2:3:4", "s")
    assert told(script.replace(", t.written(t.secondsOf(each))", ""), nothing) == [[None]] * 5
