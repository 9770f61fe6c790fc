"""Looking over folders that tell nothing by themselves; nothing here waits."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from watchdog.observers.api import ObservedWatch

from newscast.watch.noticing import polling
from newscast.watch.noticing.polling import PollingEmitter


class Poll:
    """An emitter without its thread: what differs at each look, below a folder."""

    def __init__(self, root: Path, there: Callable[[], bool] = lambda: True) -> None:
        self.root = root
        queue: Queue[Any] = Queue()
        watch = ObservedWatch(str(root), recursive=True)
        self.emitter = PollingEmitter(queue, watch, timeout=1, enters=lambda path: "output" not in path, there=there)
        self.emitter.on_thread_start()

    def look(self, whole: bool = False) -> dict[str, bool]:
        """The names that differ, and whether each is new."""
        return {str(Path(path).relative_to(self.root)): made for path, made in self.emitter._look(whole)}


@pytest.fixture
def sala(tmp_path: Path) -> Path:
    for name in ("rundowns/a.yaml", "media/2026/a.mp4", "media/2026/b.mp4", "output/a.mp4"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_what_was_there_before_is_not_told(sala: Path) -> None:
    poll = Poll(sala)
    assert poll.look() == {}
    assert poll.look(whole=True) == {}


def test_files_made_written_renamed_and_deleted_are_told_once(sala: Path) -> None:
    poll = Poll(sala)
    (sala / "rundowns/a.yaml").write_text("otra cosa")
    (sala / "rundowns/b\nñ.yaml").write_text("x")
    (sala / "media/2026/a.mp4").rename(sala / "media/c.mp4")
    (sala / "media/2026/b.mp4").unlink()
    assert poll.look() == {
        "rundowns/a.yaml": False,
        "rundowns/b\nñ.yaml": True,
        "media/2026/a.mp4": False,
        "media/c.mp4": True,
        "media/2026/b.mp4": False,
    }
    assert poll.look(whole=True) == {}


def test_all_that_is_in_a_folder_comes_and_goes_with_it(sala: Path) -> None:
    poll = Poll(sala)
    (sala / "media/2026").rename(sala / "media/2027")
    assert poll.look() == {
        "media/2026/a.mp4": False,
        "media/2026/b.mp4": False,
        "media/2027/a.mp4": True,
        "media/2027/b.mp4": True,
    }


def test_a_medium_written_in_place_is_found_by_the_next_whole_look(sala: Path) -> None:
    poll = Poll(sala)
    poll.look()
    (sala / "media/2026/a.mp4").write_text("más largo")
    assert poll.look(whole=True) == {"media/2026/a.mp4": False}


def test_names_of_any_bytes_are_told_as_they_are(sala: Path) -> None:
    poll = Poll(sala)
    name = os.fsdecode(b"mal\xe9.mp4")
    (sala / "media" / name).write_text("x")
    assert poll.look() == {f"media/{name}": True}


def test_what_is_not_entered_is_not_told(sala: Path) -> None:
    poll = Poll(sala)
    (sala / "output/b.mp4").write_text("x")
    assert poll.look(whole=True) == {}


def test_links_to_folders_are_files_of_their_own(sala: Path) -> None:
    poll = Poll(sala)
    (sala / "media/enlace").symlink_to(sala)
    assert poll.look() == {"media/enlace": True}


def test_while_a_share_is_gone_nothing_is_deleted(sala: Path) -> None:
    there = [True]
    poll = Poll(sala, lambda: there[0])
    there[0] = False
    media = sala / "media"
    media.rename(sala.parent / f"{sala.name}-media")
    assert poll.look(whole=True) == {}
    (sala.parent / f"{sala.name}-media").rename(media)
    (media / "c.mp4").write_text("x")
    there[0] = True
    assert poll.look(whole=True) == {"media/c.mp4": True}


def test_a_share_that_goes_during_a_look_is_gone_all_the_same(sala: Path) -> None:
    answers = [True, True, True, False]
    poll = Poll(sala, lambda: answers.pop(0))
    (sala / "media/2026/a.mp4").unlink()
    assert poll.look(whole=True) == {}


def test_a_folder_that_cannot_be_read_for_once_keeps_what_it_held(sala: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poll = Poll(sala)
    really = os.scandir

    def stale(path: str) -> Any:
        if path.endswith("2026"):
            raise OSError(116, "Stale file handle")
        return really(path)

    monkeypatch.setattr(polling.os, "scandir", stale)
    assert poll.look(whole=True) == {}
    monkeypatch.undo()
    assert poll.look(whole=True) == {}


def test_looks_that_cost_much_are_rarer(sala: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poll = Poll(sala)
    times = iter([0.0, 0.1, 0.1, 0.3])
    monkeypatch.setattr(polling.time, "thread_time", lambda: next(times))
    poll.look()
    poll.look(whole=True)
    assert poll.emitter._rest == 25.0
    assert poll.emitter._whole_after == pytest.approx(50.0)
