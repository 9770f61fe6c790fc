"""`newscast status`: what it prints, for people and for programs."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from newscast.cli.main import run
from newscast.desk.job import Ask, Ending, Lane
from newscast.desk.ledger import JOBS, open_ledger
from newscast.watch.status.lock import watching
from newscast.watch.status.now import Board


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    root = tmp_path / "sala"
    (root / "assets").mkdir(parents=True)
    (root / "rundowns").mkdir()
    office = "newsroom: 1\ntimezone: America/Mexico_City\nnotify: {all: json://user:s3cr3t@localhost/x}\n"
    (root / "assets/newsroom.yaml").write_text(office, encoding="utf-8")
    (root / "rundowns/hoy.yaml").write_text("segments:\n  - story: bacheo\n", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def fill(root: Path) -> int:
    ledger = open_ledger(root / "desk")
    air = time.time() + 60
    job, _older = ledger.ask(Ask(Lane("hoy", True, ("web",)), "rundowns/hoy.yaml", "1", air=air))
    ledger.begin(job)
    ledger.ask(Ask(Lane("hoy", False), "rundowns/hoy.yaml", "1", air=air, waits_for=("clips/a.mp4",)))
    failed, _older = ledger.ask(Ask(Lane("ayer", False), "rundowns/ayer.yaml", "1"))
    ledger.end(ledger.begin(failed), "failed", Ending(74, "The disk is full.", log="desk/logs/x.log"))
    ledger.close()
    return job.id


def test_an_empty_newsroom(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status"]) == 0
    said = capsys.readouterr().out
    assert "Nobody watches it" in said and "no list of jobs yet" in said
    assert not (root / "desk").exists()


def test_all_of_it(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    number = fill(root)
    assert run(["status"]) == 0
    said = capsys.readouterr().out
    assert "Interrupted; the next watcher goes on with it\n  hoy, draft of web\n" in said
    assert "Waiting for media\n  hoy, final · on the air" in said and "\n    clips/a.mp4\n" in said
    assert "ayer, final" in said and "The disk is full.\n    Details: desk/logs/x.log\n" in said
    assert "newscast build rundowns/ayer.yaml" in said
    with watching(root):
        Board(root / "desk").show("", number, 0.25, 61.0, "bacheo", False)
        assert run(["status"]) == 0
    said = capsys.readouterr().out
    assert "watches it since" in said and "Being built\n  hoy, draft of web · 25%, 1:01 left · bacheo" in said


def test_one_episode(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(root)
    for name in ("hoy", "rundowns/hoy.yaml", "output/hoy"):
        assert run(["status", name]) == 0
        said = capsys.readouterr().out
        assert "Nothing was built of hoy yet." in said and "hoy, final" in said and "ayer" not in said


def test_the_line_that_leaves_a_story_out(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(root)
    ledger = open_ledger(root / "desk")
    facts = json.dumps({"path": "rundowns/hoy.yaml", "stories_of": {"clips/a.mp4": ["bacheo"]}})
    ledger.connection.execute("INSERT INTO facts VALUES ('rundowns/hoy.yaml', '', 0, ?)", (facts,))
    ledger.close()
    assert run(["status"]) == 0
    assert "below line 2, `- story: bacheo`, add the line `    float: true`" in capsys.readouterr().out


def test_an_episode_that_is_not_there(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "hoyy"]) == 2
    assert "Did you mean “hoy”?" in capsys.readouterr().err


def test_for_programs_and_without_secrets(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(root)
    assert run(["status", "--json"]) == 0
    text = capsys.readouterr().out
    told = json.loads(text)
    assert told["status"] == 1 and [job["state"] for job in told["jobs"]] == ["building", "waiting"]
    assert told["at"].endswith("-06:00") and "s3cr3t" not in text


def test_a_broken_ledger(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "desk").mkdir()
    (root / "desk" / JOBS).write_bytes(b"not a database" * 100)
    assert run(["status"]) == 74
    assert "is damaged" in capsys.readouterr().out


def test_outside_any_newsroom(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.chdir(tmp_path)
    assert run(["status"]) == 2
    assert "assets/newsroom.yaml" in capsys.readouterr().err


def test_a_broken_newsroom_file_is_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(root)
    (root / "assets/newsroom.yaml").write_text("timezone: [", encoding="utf-8")
    assert run(["status"]) == 74
    # Whose desk it is, only that file says.
    assert "assets/newsroom.yaml:1:" in capsys.readouterr().out


def test_a_time_zone_that_is_wrong_hides_nothing(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(root)
    (root / "assets/newsroom.yaml").write_text("newsroom: 1\ntimezone: Leon\n", encoding="utf-8")
    assert run(["status"]) == 0
    assert "hoy, final" in capsys.readouterr().out
