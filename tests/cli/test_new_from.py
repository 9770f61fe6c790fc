"""`newscast new SHOW --from`: the next episode from an earlier one."""

from __future__ import annotations

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result

from newscast.base.errors import FilesError, UsageError
from newscast.cli import new
from newscast.rundown.load import load

OLD = """\
rundown: 1
show: info-leon
date: 2026-11-19
air: 2026-11-19T07:00
title: INFO LEÓN, jueves
segments:
  - open: main
  - story: bacheo   # la de portada
    headline: Concluye hoy el bacheo
    parts:
      - vo: Ayer concluyó.
        voice: synth
  - close: main
"""


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    (tmp_path / "assets/shows/info-leon").mkdir(parents=True)
    (tmp_path / "rundowns").mkdir()
    (tmp_path / "rundowns/2026-11-19-info-leon.yaml").write_text(OLD, encoding="utf-8")
    return tmp_path.resolve()


def start(*arguments: str) -> Result:
    return CliRunner().invoke(new.command, list(arguments))


@pytest.mark.parametrize("origin", ["yesterday", "ayer", "2026-11-19", "rundowns/2026-11-19-info-leon.yaml"])
@pytest.mark.parametrize("show", [("info-leon",), ()])
def test_an_episode_from_an_earlier_one(office: Path, origin: str, show: tuple[str, ...]) -> None:
    result = start(*show, "--from", origin, "--date", "2026-11-20")
    assert result.exit_code == 0, result.output
    assert result.stdout == "rundowns/2026-11-20-info-leon.yaml\n"
    told = result.stderr
    assert "From rundowns/2026-11-19-info-leon.yaml, Thursday, November 19, 2026." in told
    assert "line 5, title: INFO LEÓN, jueves → INFO LEÓN, viernes" in told and "1 story floated: bacheo" in told
    assert "kept: open, close" in told and "says “hoy”" in told and "Next: take `float: true` off" in told
    assert "rundowns/2026-11-20-info-leon.yaml:9:15: warning: " in told
    loaded = load(Path("rundowns/2026-11-20-info-leon.yaml"))
    assert loaded.rundown.date == datetime.date(2026, 11, 20) and loaded.rundown.segments[1].float_
    assert (office / "rundowns/2026-11-19-info-leon.yaml").read_text(encoding="utf-8") == OLD


def test_without_a_day_it_is_the_next_one(office: Path) -> None:
    path = office / "rundowns/2026-11-19-info-leon.yaml"
    path.write_text(OLD.replace("2026-11-19", "2099-11-19"), encoding="utf-8")
    assert start("info-leon", "--from", "yesterday").stdout == "rundowns/2099-11-20-info-leon.yaml\n"


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_the_day_is_that_of_the_newsroom(office: Path, zone: str) -> None:
    """It is never the same day in both, whatever the machine's own clock shows."""
    (office / "assets/newsroom.yaml").write_text(f"newsroom: 1\ntimezone: {zone}\n", encoding="utf-8")
    (office / "rundowns/2026-11-19-info-leon.yaml").unlink()
    assert f"rundowns/{datetime.datetime.now(ZoneInfo(zone)).date()}-info-leon.yaml" in start("info-leon").stdout


def test_nothing_is_overwritten_in_whatever_folder(office: Path) -> None:
    there = office / "rundowns/noviembre/2026-11-20-info-leon.yaml"
    there.parent.mkdir()
    there.write_text("mine", encoding="utf-8")
    result = start("info-leon", "--from", "yesterday", "--date", "2026-11-20")
    assert isinstance(result.exception, UsageError) and "rundowns/noviembre/2026-11-20" in str(result.exception)
    assert there.read_text(encoding="utf-8") == "mine"
    assert sorted(path.name for path in (office / "rundowns").iterdir()) == ["2026-11-19-info-leon.yaml", "noviembre"]


def test_what_cannot_be_read_or_changed_says_why(office: Path) -> None:
    path = office / "rundowns/2026-11-19-info-leon.yaml"
    path.write_text(OLD.replace("- open: main", "- open: main\n\t- x"), encoding="utf-8")
    result = start("info-leon", "--from", "yesterday", "--date", "2026-11-20")
    assert isinstance(result.exception, FilesError) and ":8:" in str(result.exception)
    assert not (office / "rundowns/2026-11-20-info-leon.yaml").exists()


def test_a_show_has_to_be_named_where_there_are_several(office: Path) -> None:
    (office / "assets/shows/leon-contigo").mkdir()
    refused = start("--from", "yesterday").exception
    assert isinstance(refused, UsageError) and "info-leon, leon-contigo" in str(refused)
    assert start("--from", "rundowns/2026-11-19-info-leon.yaml", "--date", "2026-11-20").exit_code == 0


def test_a_file_that_comes_meanwhile_is_not_overwritten(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = office / "rundowns/2026-11-20-info-leon.yaml"
    monkeypatch.setattr("newscast.rundown.beginning.taken", lambda *_given: there.write_text("mine") and None)
    result = start("info-leon", "--from", "yesterday", "--date", "2026-11-20")
    assert isinstance(result.exception, UsageError) and "is there already" in str(result.exception)
    assert there.read_text() == "mine" and not list((office / "rundowns").glob(".*"))
