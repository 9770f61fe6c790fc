"""The history: which versions are remembered, and whose programmes are kept."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from episode_making import entry, manifest

from newscast.base.errors import MachineError
from newscast.episode import history
from newscast.episode.history import (
    Version,
    enter,
    history_file,
    manifest_of_version,
    programmes_gone,
    read_version,
    say_gone,
    versions,
)
from newscast.episode.manifest import Counts, ListedProblem
from newscast.episode.timeline import Listing


def version(number: int, draft: bool = False, word: str = "") -> Version:
    whole = manifest({"web": entry("web", word or str(number))}, version=number, draft=draft)
    return Version(1, number, whole, Listing(timeline=1, timelines=()), {"web/a.mp4": f"key{number}.mp4"}, kept=True)


@pytest.mark.parametrize(("draft", "kept"), [(True, 10), (False, 2)])
def test_programmes_of_the_last_versions_are_kept(tmp_path: Path, draft: bool, kept: int) -> None:
    for number in range(1, 13):
        pinned = enter(tmp_path, version(number, draft))
        assert len(pinned) == min(number, kept)
    assert pinned == {f"{each:04}": [f"key{each}.mp4"] for each in range(13 - kept, 13)}
    found = [read_version(tmp_path, each) for each in versions(tmp_path)]
    assert [each.kept for each in found if each] == [False] * (12 - kept) + [True] * kept


def test_the_oldest_are_forgotten_but_those_that_are_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MOST", 3)
    for number in range(1, 7):
        enter(tmp_path, version(number), held=lambda: {2})
    assert versions(tmp_path) == [2, 4, 5, 6]


def test_where_it_is_not_known_what_is_held_nothing_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MOST", 2)
    asked = []

    def unknown() -> None:
        asked.append(len(versions(tmp_path)))

    for number in range(1, 4):
        enter(tmp_path, version(number), unknown)
    # Nobody is asked while there is nothing to forget.
    assert versions(tmp_path) == [1, 2, 3] and asked == [3]
    enter(tmp_path, version(4), lambda: {1})
    assert versions(tmp_path) == [1, 3, 4]


def test_the_version_that_is_there_is_kept_whatever_later_ones_are_remembered(tmp_path: Path) -> None:
    """As where a folder was put back from a backup beside a newer history."""
    for number in (7, 8, 9):
        enter(tmp_path, version(number))
    assert set(enter(tmp_path, version(3))) == {"0003", "0008", "0009"}
    found = read_version(tmp_path, 3)
    assert found and found.kept and versions(tmp_path) == [3, 7, 8, 9]


def test_what_the_last_build_cost_and_said_is_no_other_version(tmp_path: Path) -> None:
    """An unchanged episode's history is not written again, however often it is built, in whatever language."""
    enter(tmp_path, version(7))
    before = history_file(tmp_path, 7).stat().st_ino
    problem = ListedProblem("missing", None, None, None, "Falta.", "")
    again = replace(version(7).manifest, built=Counts(9, 0, 9, 0.1), problems=(problem,))
    enter(tmp_path, replace(version(7), manifest=again))
    assert history_file(tmp_path, 7).stat().st_ino == before


def test_the_manifest_of_a_version_is_read_alone(tmp_path: Path) -> None:
    enter(tmp_path, version(7))
    assert manifest_of_version(tmp_path, 7) == version(7).manifest
    assert manifest_of_version(tmp_path, 8) is None


def test_a_version_that_says_the_same_is_not_written_again(tmp_path: Path) -> None:
    enter(tmp_path, version(7))
    before = history_file(tmp_path, 7).stat().st_ino
    enter(tmp_path, version(7))
    assert history_file(tmp_path, 7).stat().st_ino == before
    enter(tmp_path, version(7, word="completed"))
    found = read_version(tmp_path, 7)
    assert found == version(7, word="completed") and versions(tmp_path) == [7]


def test_gone_programmes_are_said_to_be_gone(tmp_path: Path) -> None:
    for number in (1, 2):
        enter(tmp_path, version(number))
    say_gone([(tmp_path, "0001"), (tmp_path / "nowhere", "0003"), (tmp_path, "0009")])
    assert [each.kept for each in (read_version(tmp_path, number) for number in (1, 2)) if each] == [False, True]
    programmes_gone(tmp_path, [1])
    assert not (tmp_path / "nowhere").exists()
    assert enter(tmp_path, version(2)) == {"0002": ["key2.mp4"]}


@pytest.mark.parametrize("text", ["", "{", "[]", '{"history": 1}'])
def test_a_broken_history_is_none(tmp_path: Path, text: str) -> None:
    enter(tmp_path, version(1))
    history_file(tmp_path, 1).write_text(text)
    (tmp_path / "history/notes.json").write_text("the office's own")
    assert read_version(tmp_path, 1) is None and versions(tmp_path) == [1]
    enter(tmp_path, version(1))
    assert read_version(tmp_path, 1) == version(1)


def test_a_history_that_cannot_be_written_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "history").write_text("a file where the folder should be")
    with pytest.raises(MachineError, match=str(tmp_path)):
        enter(tmp_path, version(1))
