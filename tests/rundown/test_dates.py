"""When an episode goes out is told from the head of its rundown as the whole of it would tell, or not at all."""

from __future__ import annotations

import datetime
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from newscast.rundown.dates import Dates, dates_in
from newscast.rundown.earlier import before, episodes
from newscast.rundown.load import load

REST = "segments:\n  - story: uno\n    headline: Uno\n    parts: [{read: Hola, voice: synth}]\n"
TOP = "rundown: 1\nshow: info-leon\ndate: 2026-11-20\n"
LONG = "".join(f"# {number:060}\n" for number in range(1100))


@pytest.mark.parametrize(
    "air",
    [
        *("air: 2026-11-20T07:00\n", "air: 2026-11-20 07:00  # a las siete\n", 'air: "2026-11-20T07:00"\n'),
        *('"air": 2026-11-20T07:00\n', "? air\n: 2026-11-20T07:00\n", "'air' : 2026-11-20T07:00\n"),
        *("air: >\n  2026-11-20T07:00\n", f"{LONG}air: 2026-11-20T07:00\n", "air: 2026-11-20T13:00Z\n", ""),
    ],
)
def test_the_head_never_tells_another_moment_than_the_whole(write: Callable[..., Path], air: str) -> None:
    path = write(TOP + air + REST)
    whole = load(path).rundown.air
    told = dates_in(path)
    assert told in (None, Dates("2026-11-20", whole.isoformat() if whole else None))


def test_what_is_plain_is_told(write: Callable[..., Path]) -> None:
    assert dates_in(write(TOP + REST)) == Dates("2026-11-20", None)
    assert dates_in(write(TOP + "air: 2026-11-20T07:00\n" + REST)) == Dates("2026-11-20", "2026-11-20T07:00:00")


def test_the_last_of_a_day_is_the_latest_however_its_time_is_written(
    newsroom: Path, write: Callable[..., Path]
) -> None:
    write(TOP + "air: 2026-11-20T07:00\n" + REST, "a.yaml")
    write(TOP + "air: 2026-11-20 19:00\n" + REST, "b.yaml")
    write(TOP + '"air": 2026-11-20 14:00\n' + REST, "c.yaml")
    found = before(newsroom, "info-leon", datetime.date(2026, 11, 21))
    assert found and found.path.name == "b.yaml"
    names = [each.path.stem for each in episodes(newsroom, "info-leon")]
    assert [name for name in names if name in "abc"] == ["a", "c", "b"]


def test_nobody_waits_for_a_pipe_among_the_rundowns(newsroom: Path) -> None:
    os.mkfifo(newsroom / "rundowns/pipe.yaml")
    looked = threading.Thread(target=episodes, args=(newsroom,), daemon=True)
    looked.start()
    looked.join(60)
    assert not looked.is_alive()
