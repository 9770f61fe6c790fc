"""A disk on which much happens at once: each file is told whole, and none is forgotten."""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from leftovers import Leftovers

from newscast.watch.noticing.noticing import Notice
from newscast.watch.noticing.settling import Settling

pytestmark = pytest.mark.slow

SECONDS, PATIENCE = 5.0, 60.0
NAMES = ("a.yaml", "toma.mp4", "ñandú\nnuevo.wav", os.fsdecode(b"mal\xe9.jpg"), "con 'comillas' #1.mov")


class Writer(threading.Thread):
    """Writes, replaces, copies slowly, renames, deletes and moves folders in a part of the newsroom of its own."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__()
        self.folder, self.chance = folder, random.Random(seed)
        self.until = time.monotonic() + SECONDS

    def run(self) -> None:
        deeds = [self.save, self.replace, self.fetch, self.copy_slowly, self.delete, self.move, self.move_folder]
        while time.monotonic() < self.until:
            self.chance.choice(deeds)()
            time.sleep(self.chance.choice([0.0, 0.01, 0.3]))

    def path(self) -> Path:
        folder = self.folder / self.chance.choice([".", "uno", "uno/dos"])
        folder.mkdir(parents=True, exist_ok=True)
        return folder / self.chance.choice(NAMES)

    def content(self) -> bytes:
        return self.chance.randbytes(self.chance.choice([10, 5000]))

    def save(self) -> None:
        path = self.path()
        path.write_bytes(self.content())
        os.utime(path, (self.chance.choice([0, 2**33]),) * 2)

    def replace(self) -> None:
        path = self.path()
        aside = path.with_name(f".{path.name}.swp")
        aside.write_bytes(self.content())
        aside.replace(path)

    def fetch(self) -> None:
        path = self.path()
        part = path.with_name(f"{path.name}.part")
        for _chunk in range(3):
            with part.open("ab") as file:
                file.write(self.content())
            time.sleep(0.05)
        part.replace(path)

    def copy_slowly(self) -> None:
        with self.path().open("wb") as file:
            for _chunk in range(3):
                file.write(self.content())
                file.flush()
                time.sleep(self.chance.choice([0.05, 0.4]))

    def delete(self) -> None:
        self.path().unlink(missing_ok=True)

    def move(self) -> None:
        with suppress(FileNotFoundError):
            self.path().rename(self.path())

    def move_folder(self) -> None:
        place = self.folder / self.chance.choice(["tres", "cuatro"])
        if (self.folder / "uno").exists() and not place.exists():
            (self.folder / "uno").rename(place)
        elif place.exists() and not (self.folder / "uno").exists():
            place.rename(self.folder / "uno")


def contents(root: Path) -> dict[Path, bytes]:
    """All files that count, by content."""
    found = (path for path in root.rglob("*") if path.is_file())
    return {path: path.read_bytes() for path in found if not path.name.startswith(".") and path.suffix != ".part"}


class Follower:
    """Knows of the files what it is told, and nothing else."""

    def __init__(self, root: Path, poll: bool) -> None:
        self.root = root
        self.left = Leftovers()
        self.woken = threading.Event()
        self.notice = Notice(root, self.woken.set, poll=poll)
        self.settling = Settling()
        self.known: dict[Path, bytes] = {}

    def follow(self, over: Callable[[], bool]) -> None:
        while not over():
            now = time.monotonic()
            due = self.settling.due()
            self.woken.wait(1.0 if due is None else min(1.0, max(0.0, due - now)))
            self.woken.clear()
            now = time.monotonic()
            for path in self.notice.taken():
                self.settling.touch(path, now)
            if self.notice.overflowed():
                for path in [*self.known, *contents(self.root)]:
                    self.settling.touch(path, now)
            for path in self.settling.settled(now):
                self.learn(path)

    def learn(self, path: Path) -> None:
        self.known.pop(path, None)
        with suppress(OSError):
            self.known[path] = path.read_bytes()


@pytest.fixture(params=["events", "looked over"])
def follower(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Follower]:
    root = tmp_path / "sala"
    (root / "assets/shows").mkdir(parents=True)
    found = Follower(root, poll=request.param == "looked over")
    found.notice.start()
    yield found
    found.notice.stop()


def test_whoever_is_told_what_is_touched_knows_in_the_end_what_is_there(follower: Follower) -> None:
    writers = [Writer(follower.root / f"media/{number}", number) for number in range(3)]
    for writer in writers:
        writer.start()
    follower.follow(lambda: not any(writer.is_alive() for writer in writers))
    until = time.monotonic() + PATIENCE
    there = contents(follower.root)
    follower.follow(lambda: follower.known == there or time.monotonic() > until)
    assert follower.known == there
    assert len(there) > 10
    follower.notice.stop()
    follower.follow(lambda: not follower.left.now() or time.monotonic() > until)
    assert not follower.left.now()
