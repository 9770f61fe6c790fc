"""What is in the episode folders: versions, verdicts, what is outdated, what is damaged."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from newscast.cli.episode_lines import episode_lines
from newscast.cli.status_lines import lines_of
from newscast.episode import reader
from newscast.episode.manifest import Counts as Built
from newscast.episode.manifest import Entry, ListedCheck, ListedFile, Manifest, Quality, RundownFile, Share
from newscast.watch.rundowns.editions import names_in, state_of
from newscast.watch.status.state import Status

QUIET = ListedCheck("loudness", "fail", -30.0, -16.0, "LUFS", "It is 14 LU too quiet.", "web/a.mp4")


def entry(folder: Path, name: str, *checks: ListedCheck, outdated: bool = False) -> Entry:
    (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / name / "a.mp4").write_bytes(b"x")
    file = ListedFile(f"{name}/a.mp4", "programme", 1, "0")
    worst = checks[0].verdict if checks else "pass"
    return Entry(2.0, "r", (), (file,), Quality(worst, checks), None, "s", outdated=outdated)


def publish(folder: Path, entries: Mapping[str, Entry], **more: Any) -> None:
    base = Manifest(
        1,
        "hoy",
        "chica",
        "Hoy",
        "2026-11-20",
        False,
        2.0,
        RundownFile("rundowns/hoy.yaml", "r"),
        (),
        entries,
        Built(1, 1, 0, 1.0),
        3,
    )
    text = json.dumps(replace(base, **more).as_json())
    (folder / "manifest.json").write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def nobody_publishes(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is damaged is so for good: nobody has to wait whether it stays."""
    monkeypatch.setattr(reader, "_PAUSE", 0.0)


def test_final_and_draft(tmp_path: Path) -> None:
    folder = tmp_path / "output/hoy"
    publish(folder, {"web": entry(folder, "web"), "radio": entry(folder, "radio", QUIET, outdated=True)})
    draft = folder / "draft"
    publish(draft, {"web": entry(draft, "web", QUIET)}, draft=True, version=12)
    (tmp_path / "output/.hidden").mkdir()
    assert names_in(tmp_path) == {"hoy"}
    state = state_of(tmp_path, "hoy")
    assert (state.title, state.date, state.rundown) == ("Hoy", "2026-11-20", "rundowns/hoy.yaml")
    assert state.final and (state.final.version, state.final.verdict) == (3, "pass"), "what is outdated does not count"
    assert state.final.deliverables["radio"].outdated
    assert state.draft and (state.draft.version, state.draft.verdict) == (12, "fail")
    assert state.draft.deliverables["web"].checks[0].message == "It is 14 LU too quiet."


@pytest.mark.parametrize(("final", "draft", "title"), [(1, 2, "Nuevo"), (2, 1, "Hoy")])
def test_an_episode_is_called_as_what_was_built_last(tmp_path: Path, final: int, draft: int, title: str) -> None:
    folder = tmp_path / "output/hoy"
    publish(folder, {"web": entry(folder, "web")}, turn=final)
    publish(folder / "draft", {"web": entry(folder / "draft", "web")}, draft=True, title="Nuevo", turn=draft)
    assert state_of(tmp_path, "hoy").title == title
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    assert state_of(tmp_path, "hoy").title == "Nuevo", "what is damaged says nothing"


def test_what_can_be_sent_is_named(tmp_path: Path) -> None:
    draft = tmp_path / "output/hoy/draft"
    made = entry(draft, "web")
    file = ListedFile("share/hoy-web.mp4", "programme", 15_900_000, "1", duration=355.0)
    publish(draft, {"web": made}, draft=True, share=Share("web", 16_000_000, ("0",), (file,), made.qc))
    state = state_of(tmp_path, "hoy")
    assert state.draft and [asdict(each) for each in state.draft.copies] == [
        {"file": "output/hoy/draft/share/hoy-web.mp4", "bytes": 15_900_000, "duration": 355.0}
    ]
    assert any("output/hoy/draft/share/hoy-web.mp4: 15.9 MB, 5:55" in line for line in episode_lines(state))
    assert [Path(each.file).name for each in state.draft.damaged] == ["hoy-web.mp4"], "it is looked at like all others"


def test_what_is_damaged(tmp_path: Path) -> None:
    folder = tmp_path / "output/hoy"
    publish(folder, {"web": entry(folder, "web")})
    (folder / "web/a.mp4").write_bytes(b"longer")
    (folder / "draft").mkdir()
    (folder / "draft/manifest.json").write_text("{", encoding="utf-8")
    state = state_of(tmp_path, "hoy")
    assert state.final and [each.file for each in state.final.damaged] == ["output/hoy/web/a.mp4"]
    assert state.draft and (state.draft.version, state.draft.verdict) == (None, None)
    assert [each.file for each in state.draft.damaged] == ["output/hoy/draft/manifest.json"]


def test_nothing_was_built(tmp_path: Path) -> None:
    assert names_in(tmp_path) == set()
    assert (state_of(tmp_path, "hoy").final, state_of(tmp_path, "hoy").draft) == (None, None)


def test_of_a_rundown_that_was_renamed_the_old_episode_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    folder, rundown = tmp_path / "output/hoy", tmp_path / "rundowns/hoy.yaml"
    publish(folder, {"web": entry(folder, "web")})
    rundown.parent.mkdir()
    rundown.touch()

    def told() -> list[bool]:
        state = state_of(tmp_path, "hoy")
        status = Status(1, str(tmp_path), "", None, "none", (), (), (), (state,))
        lists = lines_of(status, None), lines_of(status, None, "hoy")
        return [state.left, *(any("rundowns/hoy.yaml, which is not there" in line for line in each) for each in lists)]

    assert told() == [False] * 3
    rundown.rename(rundown.with_name("tarde.yaml"))
    assert told() == [True] * 3
