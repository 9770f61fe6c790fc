"""Progress: lines with a share of the work that never runs backwards, and a bar on a terminal."""

from __future__ import annotations

import io

import pytest

from newscast.engine.progress import Bar, Lines, progress_for


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_say_how_much_is_done_and_what_comes() -> None:
    stream = io.StringIO()
    lines = Lines(stream, every=0)
    lines.expect(10)
    lines.begin(0, "primera")
    lines.advance(0, 2)
    lines.begin(1, "segunda")
    lines.end(0, 5)
    lines.begin(2, "tercera")
    assert stream.getvalue().splitlines() == ["  0%  primera", " 20%  segunda", " 50%  tercera"]


def test_lines_are_quiet_between() -> None:
    stream = io.StringIO()
    lines = Lines(stream, every=60)
    lines.expect(1)
    lines.begin(0, "x")
    assert stream.getvalue() == ""


def test_what_comes_later_is_added() -> None:
    lines = Lines(io.StringIO())
    lines.expect(4)
    lines.end(0, 4)
    assert lines.done / lines.total == 1
    lines.expect(4)
    assert lines.done / lines.total == pytest.approx(0.5)


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    bar = progress_for(stream)
    assert isinstance(bar, Bar)
    bar.expect(4)
    bar.begin(0, "bacheo, landscape")
    bar.advance(0, 1)
    bar.end(0, 2)
    bar.close()
    bar.close()
    assert "bacheo, landscape" in stream.getvalue()
    assert "50%" in stream.getvalue()


def test_lines_elsewhere() -> None:
    assert isinstance(progress_for(io.StringIO()), Lines)
