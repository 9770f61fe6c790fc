"""The watcher's log: a line for each thing, bounded, and silent where the disk refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from watch_making import WRONG, built, final, job

from newscast.desk.job import Ending
from newscast.watch.telling.log import LOG, Log, line
from newscast.watch.telling.told import Told


def test_everything_is_one_line() -> None:
    told = Told("failed", "hoy", job(tries=2, began=1.0, ended=4.5, ending=Ending(1, "Two\nlines", problems=(WRONG,))))
    text = line(told)
    assert "\n" not in text
    assert text.startswith("failed episode=hoy job=1 draft=true deliverables=web")
    assert 'reason="Two lines"' in text and "seconds=3.5" in text and "rundowns/hoy.yaml:13:9" in text


def test_quotes_cannot_make_a_second_value() -> None:
    assert line(Told("taken", path='a" job=7')) == 'taken path="a\\" job=7"'


def test_lines_are_written_with_their_time(tmp_path: Path) -> None:
    log = Log(tmp_path)
    log.told(Told("done", "hoy", final(ending=built(), ended=5.0)))
    log.note("something\nelse")
    log.close()
    first, second = (tmp_path / LOG).read_text(encoding="utf-8").splitlines()
    assert first[4] == "-" and "T" in first[:11] and first.endswith("version=3 verdict=pass rendered=4")
    assert second.endswith(" something else")


def test_it_stays_small(tmp_path: Path) -> None:
    log = Log(tmp_path, most=2000, kept=2)
    for number in range(200):
        log.note(f"line {number} " + "x" * 80)
    log.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == [LOG, f"{LOG}.1", f"{LOG}.2"]
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 6000
    assert "line 199" in (tmp_path / LOG).read_text(encoding="utf-8")


def test_a_desk_that_is_not_there_stops_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = Log(tmp_path / "gone")
    log.told(Told("resumed"))
    log.close()
    assert capsys.readouterr().err == ""
    assert not (tmp_path / "gone").exists()


def test_what_libraries_log_is_not_in_it(tmp_path: Path) -> None:
    import logging

    log = Log(tmp_path)
    log.note("ours")
    logging.getLogger("newscast.watch").error("token=secret")
    logging.getLogger("apprise").error("token=secret")
    log.close()
    assert "secret" not in (tmp_path / LOG).read_text(encoding="utf-8")
