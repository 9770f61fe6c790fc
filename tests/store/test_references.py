"""What machines that share a store note of their episodes: each its own, and nobody the other's."""

from __future__ import annotations

import socket
from math import inf
from pathlib import Path

import pytest

from newscast.store.references import needs, refer, referred
from newscast.store.store import Result, Store

OURS, THEIRS = Result("a" * 64, ".wav"), Result("b" * 64, ".wav")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def note_elsewhere(store: Store, episode: Path, patch: pytest.MonkeyPatch) -> None:
    """As another machine does, on which the episode's folder has the same name."""
    with patch.context() as there:
        there.setattr(socket, "gethostname", lambda: "otra-computadora")
        refer(store, episode, {"radio": [THEIRS]})


def test_what_another_machine_needs_stays_though_its_manifest_is_not_seen_here(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_elsewhere(store, tmp_path / "hoy", monkeypatch)
    assert referred(needs(store), 0) == {THEIRS.name: inf}
    assert len(store.notes("references")) == 1


def test_episodes_of_one_name_on_two_machines_are_two(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "manifest.json").write_text('{"deliverables": {"radio": {}}}')
    refer(store, tmp_path, {"radio": [OURS]})
    note_elsewhere(store, tmp_path, monkeypatch)
    assert referred(needs(store), 0) == {OURS.name: inf, THEIRS.name: inf}
    (tmp_path / "manifest.json").write_text('{"deliverables": {}}')
    assert referred(needs(store), 0) == {THEIRS.name: inf}, "only ours ended"


@pytest.mark.parametrize("content", ["", "{", "[]", "null"])
def test_a_damaged_note_or_manifest_needs_nothing_and_stops_nobody(store: Store, tmp_path: Path, content: str) -> None:
    refer(store, tmp_path, {"radio": [OURS]})
    (tmp_path / "manifest.json").write_text(content)
    store.write_note("references/other.json", content.encode())
    assert referred(needs(store), 0) == {}


@pytest.mark.parametrize("name", ["hoy", "hoy/draft"])
def test_an_episode_on_a_disk_that_is_not_connected_keeps_what_it_needs(
    store: Store, tmp_path: Path, name: str
) -> None:
    disk = tmp_path / "disco"
    (disk / name).mkdir(parents=True)
    refer(store, disk / name, {"radio": [OURS]}, until=9.0, history={"0001": [THEIRS.name]})
    for manifest in (disk / "hoy/manifest.json", disk / name / "manifest.json"):
        manifest.write_text('{"deliverables": {"radio": {}}}')
    disk.rename(tmp_path / "fuera")
    assert referred(needs(store), 0) == {OURS.name: 9.0, THEIRS.name: 9.0}
    disk.mkdir()
    assert referred(needs(store), 0) == {OURS.name: 9.0, THEIRS.name: 9.0}, "where it is mounted is an empty folder"
    disk.rmdir()
    (tmp_path / "fuera").rename(disk)
    (disk / name / "manifest.json").unlink()
    (disk / "otro").mkdir()
    assert referred(needs(store), 0) == {}
