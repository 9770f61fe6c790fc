"""Showing progress: lines now and then, and a bar on a terminal."""

from __future__ import annotations

import io

import pytest

from newscast.cli.showing import Bar, Lines, teller_for
from newscast.engine.progress import Standing


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_lines_say_how_much_is_done_how_long_it_takes_and_what_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    stream = io.StringIO()
    lines = Lines(stream, every=0)
    lines.tell(Standing(0.0, None, "primera"))
    lines.tell(Standing(0.5, 61.4, "segunda"))
    assert stream.getvalue().splitlines() == ["  0%  primera", " 50%  segunda, 1:01 left"]


def test_lines_are_quiet_between_and_when_all_is_done() -> None:
    stream = io.StringIO()
    Lines(stream, every=60).tell(Standing(0.5, None, "x"))
    Lines(stream, every=0).tell(Standing(1.0, 0.0, "x"))
    assert stream.getvalue() == ""


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    bar = teller_for(stream)
    assert isinstance(bar, Bar)
    bar.tell(Standing(0.25, None, "bacheo, landscape"))
    bar.tell(Standing(0.5, 75.0, "bacheo, landscape"))
    bar.close()
    bar.close()
    assert "bacheo, landscape" in stream.getvalue()
    assert "50%" in stream.getvalue() and "1:15" in stream.getvalue()


def test_a_bar_comes_back_after_something_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    bar = Bar(stream)
    bar.tell(Standing(0.1, None, "primera"))
    bar.close()
    before = len(stream.getvalue())
    bar.tell(Standing(0.2, None, "segunda"))
    bar.tell(Standing(1.0, 0.0, "segunda"))
    assert "segunda" in stream.getvalue()[before:]


def test_lines_elsewhere() -> None:
    assert isinstance(teller_for(io.StringIO()), Lines)
