"""`newscast desk` from a producer's side: what there is, a backup, and a day brought back."""

from __future__ import annotations

import datetime
from contextlib import closing
from pathlib import Path

import pytest

from newscast.cli.main import run
from newscast.desk.ledger import open_ledger
from newscast.desk.people import PEOPLE, open_people


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    (tmp_path / "assets/shows").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_desk_is_backed_up_and_brought_back(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["desk"]) == 0
    assert "not there" in capsys.readouterr().out and not (root / "desk").exists()
    with closing(open_ledger(root / "desk")), closing(open_people(root / "desk")) as people:
        people.note("ana", "approved")
        assert run(["desk", "backup"]) == 0
    today = datetime.date.today().isoformat()
    assert f"desk/backups/newscast-{today}.db" in capsys.readouterr().err
    (root / "desk" / PEOPLE).write_bytes(b"no database at all" * 1000)
    assert run(["desk"]) == 0
    listed = capsys.readouterr().out
    assert "damaged" in listed and "newscast desk restore" in listed and listed.count(today) == 2
    assert run(["desk", "restore"]) == 0
    told = capsys.readouterr().err
    assert PEOPLE in told and "desk/newscast.db.before-" in told and "approvals" in told and "jobs.db" not in told
    with closing(open_people(root / "desk")) as people:
        assert [deed.what for deed in people.audit()] == ["restored", "approved"]


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ([], "Nothing is damaged"),
        (["2026-11-20"], "no backup of 2026-11-20"),
        (["ayer"], "“ayer” is neither a date"),
    ],
)
def test_what_cannot_be_restored_is_told(
    root: Path, capsys: pytest.CaptureFixture[str], what: list[str], said: str
) -> None:
    assert run(["desk", "restore", *what]) == 2
    assert said in capsys.readouterr().err


def test_a_desk_in_use_is_left_alone(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "desk").mkdir()
    with closing(open_people(root / "desk")):
        assert run(["desk", "backup"]) == 0
        assert run(["desk", "restore", datetime.date.today().isoformat()]) == 74
    assert "is in use" in capsys.readouterr().err
    assert not list((root / "desk").glob("*.before-*"))


def test_outside_a_newsroom_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.chdir(tmp_path)
    for command in (["desk"], ["desk", "backup"], ["desk", "restore"]):
        assert run(command) == 2
    assert "assets/newsroom.yaml" in capsys.readouterr().err
