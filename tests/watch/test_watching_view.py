"""What a watcher shows: in place on a terminal, as plain lines elsewhere."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from types import ModuleType

import pytest
from watch_making import AIR, CLOCK, MEXICO, NOW, WRONG, built, final, job

from newscast.cli import watching_page, watching_view
from newscast.cli.watching_page import page, scene_of
from newscast.cli.watching_view import Lines, Live, view_for
from newscast.desk.job import Ending, Job
from newscast.watch.jobs.ordering import Forecast
from newscast.watch.status.now import Now
from newscast.watch.telling.told import Told

LONG = "2026-11-20-león-contigo-edición-especial-de-la-feria"
MEDIA = ("rundowns/clips/añejo.mp4", *(f"rundowns/clips/{number}.mp4" for number in range(9)))
JOBS = [
    job(1, "building", tries=1, began=NOW - 40),
    job(2, deliverables=("radio",)),
    job(3, deliverables=("reel",), episode=LONG),
    final(4, waits_for=MEDIA),
    final(5, "done", air=None, began=NOW - 300, ended=NOW - 200, ending=built()),
    final(
        6,
        "failed",
        episode="ayer",
        air=None,
        began=NOW - 90000,
        ended=NOW - 86400,
        ending=Ending(74, "El disco está lleno."),
    ),
]
FORECASTS = [
    Forecast(JOBS[0], NOW + 42, False),
    Forecast(JOBS[1], NOW + 100, False),
    Forecast(JOBS[2], AIR + 120, True),
]


class Terminal(io.StringIO):
    """A terminal that counts how often it is written to."""

    writes = 0

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        self.writes += 1
        return super().write(text)


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"TERM": "xterm-256color", "NEWSCAST_LANG": "en", "COLUMNS": "80", "LINES": "30"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("NO_COLOR", raising=False)


def now(**more: object) -> Now:
    base = {"host": "pc", "process": 1, "since": NOW, "told": NOW, "polled": False}
    return Now(**{**base, "job": 1, "done": 0.56, "seconds_left": 42.0, "label": "bacheo", **more})  # type: ignore[arg-type]


def drawn(jobs: Sequence[Job] = JOBS, width: int = 80, height: int = 30, **more: object) -> list[str]:
    from rich.console import Console

    console = Console(width=width, height=height, file=io.StringIO(), force_terminal=False, color_system=None)
    with console.capture() as capture:
        console.print(page(scene_of(now(**more), jobs, FORECASTS, CLOCK), CLOCK, width, height))
    return capture.get().splitlines()


def test_it_says_what_is_built_what_comes_what_waits_and_what_was() -> None:
    text = "\n".join(drawn())
    assert re.search(r"hoy, draft of web +━.* 56%, 0:42 left", text)
    assert "bacheo · on the air 7:00" in text
    assert re.search(r"Next +on air\n +hoy +draft of radio +ready 6:32 +7:00", text)
    assert re.search(r"león-contigo-e… +draft of reel +LATE · ready 7:02 +7:00", text)
    assert re.search(r"Waiting for media +on air\n +hoy +final +añejo.mp4, ", text)
    assert re.search(r"Last *\n +hoy +final +6:27 · every check passed", text)
    assert re.search(r"ayer +final +Thu 6:31 · El disco est", text)


@pytest.mark.parametrize("width", [40, 60, 80, 200])
@pytest.mark.parametrize("height", [8, 12, 24, 50])
def test_it_fits_any_terminal(width: int, height: int) -> None:
    from rich.cells import cell_len

    lines = drawn([*JOBS, *(job(number + 10) for number in range(40))], width, height)
    assert max(map(cell_len, lines)) <= width
    assert len(lines) <= max(5, height * 2 // 3 + 1)
    assert any(line.startswith("hoy") for line in lines)


def test_what_there_is_no_room_for_is_counted() -> None:
    text = "\n".join(drawn([job(number + 10) for number in range(40)], job=None))
    assert re.search(r"Next \(6/40\)", text)


def test_a_pause_and_an_empty_newsroom() -> None:
    assert "Nothing is built for now. /mnt is not there." in "\n".join(drawn(paused="/mnt is not there."))
    assert "Nothing to build." in "\n".join(drawn([], job=None))


def test_names_are_never_taken_for_markup() -> None:
    text = "\n".join(drawn([job(2, episode="[red]x[/red]:smile:")]))
    assert "[red]x[/red]:smile:" in text


def test_a_terminal_is_written_to_once_for_each_change_and_never_for_none() -> None:
    stream = Terminal()
    view = view_for(stream, MEXICO)
    assert isinstance(view, Live)
    view._clock = CLOCK
    view.show(now(), JOBS, FORECASTS)
    before = stream.writes
    view.show(now(), JOBS, FORECASTS)
    view.show(now(told=NOW + 1), JOBS, FORECASTS)
    assert stream.writes == before
    view.show(now(done=0.6), JOBS, FORECASTS)
    assert stream.writes == before + 1
    view.told(Told("problems", "hoy", problems=(WRONG,)))
    assert stream.writes == before + 2
    view.close()
    view.close()
    assert "titular" in stream.getvalue() and stream.getvalue().endswith("\x1b[?2026l")
    assert stream.getvalue().count("\x1b[?25l") == stream.getvalue().count("\x1b[?25h") == 1, "the cursor comes back"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb"), ("TERM", "")])
def test_plain_lines_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert isinstance(view_for(Terminal()), Lines)


def test_plain_lines_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    view = view_for(stream, MEXICO)
    view.told(Told("done", "hoy", final(ending=built())))
    view.show(now(), JOBS, FORECASTS)
    view.close()
    (line,) = stream.getvalue().splitlines()
    assert re.fullmatch(r"\d\d:\d\d:\d\d  hoy, final, version 3: ready\.", line)


def test_plain_lines_say_now_and_then_how_far_a_build_is() -> None:
    stream = io.StringIO()
    view = Lines(stream, CLOCK, every=0)
    view.show(now(), JOBS, FORECASTS)
    view.show(now(job=None), JOBS, FORECASTS)
    assert stream.getvalue() == "06:31:00  hoy, draft of web: 56%, 0:42 left: bacheo\n"


@pytest.mark.parametrize("module", [watching_view, watching_page])
def test_nothing_heavy_is_loaded_for_plain_lines(module: ModuleType) -> None:
    assert not any(getattr(value, "__module__", "").startswith("rich") for value in vars(module).values())
