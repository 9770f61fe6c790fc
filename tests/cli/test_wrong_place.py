"""A file or a folder that is named wrongly: the one that was meant is told, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.cli.main import run

EPISODE = "2026-11-23-mi-noticiero"
WORDS = {"en": ("Did you mean", "newsroom"), "es": ("¿Quiso decir", "redacción")}


@pytest.fixture(params=["en", "es"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("NEWSCAST_LANG", request.param)
    return str(request.param)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "rundowns").mkdir()
    (tmp_path / "assets").mkdir()
    (tmp_path / f"rundowns/{EPISODE}.yaml").write_text("rundown: 1\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "typed",
    [EPISODE, f"{EPISODE}.yaml", f"rundowns/{EPISODE}", f"rundowns/{EPISODE[:-1]}.yaml", f"assets/{EPISODE}.yaml"],
)
@pytest.mark.parametrize("command", ["check", "script"])
def test_the_rundown_that_was_meant_is_named(
    office: Path, language: str, command: str, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, typed]) == 1
    told = capsys.readouterr().err
    assert f"rundowns/{EPISODE}.yaml" in told.split(": ", 1)[1], told


def test_nothing_is_guessed_where_nothing_is_near(
    office: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "rundowns/otra.yaml"]) == 1
    assert WORDS["en"][0] not in (told := capsys.readouterr().err) and WORDS["es"][0] not in told


@pytest.mark.parametrize("command", [["status"], ["watch"], ["review"], ["feed", "x"], ["storyboard", "x"]])
def test_a_folder_without_a_newsroom_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    command: list[str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(command) in (1, 2)
    told = capsys.readouterr().err
    assert "Traceback" not in told
    if command[0] != "storyboard":
        assert "assets/newsroom.yaml" in told and "newscast new" in told


@pytest.mark.parametrize(("typed", "meant"), [("facebok", "facebook"), ("Radio", "radio"), ("cuadrado", "square")])
def test_the_deliverable_that_was_meant_is_named(
    office: Path, language: str, typed: str, meant: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", f"rundowns/{EPISODE}.yaml", "--only", typed]) == 2
    assert meant in (told := capsys.readouterr().err) and "whatsapp" not in told, told
