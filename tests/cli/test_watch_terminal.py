"""What `newscast watch` prints is what it tells: modules log in English, and not to the terminal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from newscast.cli.watch import command


class _Watcher:
    def run(self) -> None:
        logging.getLogger("newscast.watch.noticing.noticing").warning("A folder is gone")

    def end(self) -> None:
        raise AssertionError("nobody ends it")


@contextmanager
def _opened(*_given: object) -> Iterator[_Watcher]:
    yield _Watcher()


def test_what_modules_log_is_not_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/newsroom.yaml").write_text("newsroom: 1\n", encoding="utf-8")
    # Python prints what no handler takes; those of the tests themselves are set aside.
    for name in ("", "newscast"):
        monkeypatch.setattr(logging.getLogger(name), "handlers", [])
    monkeypatch.setattr("newscast.watch.opening.opened", _opened)
    monkeypatch.setattr("signal.signal", lambda *_given: None)
    assert isinstance(command, click.Command)
    done = CliRunner().invoke(command, [str(tmp_path)])
    assert (done.exit_code, done.output) == (0, "")
