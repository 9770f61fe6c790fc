"""What is noticed in a newsroom on a real disk, by events and by looking it over."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from leftovers import Leftovers

from newscast.base.disks import Disk
from newscast.watch.noticing import grounds, inotify, noticing, polling
from newscast.watch.noticing.noticing import Notice

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="of Linux")
PATIENCE = 60.0
"""Seconds that anything may take on a busy machine."""


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "INTERVAL", 0.05)
    monkeypatch.setattr(polling, "WHOLE", 0.05)
    monkeypatch.setattr(polling, "_COST", 0.0)
    monkeypatch.setattr(polling, "_SHARE", 0.0)
    monkeypatch.setattr(noticing, "_CHECKED_EVERY", 0.05)


@pytest.fixture
def sala(tmp_path: Path) -> Path:
    root = tmp_path / "sala"
    for folder in ("assets/shows", "rundowns", "media/2026", "output", "desk", ".newscast"):
        (root / folder).mkdir(parents=True)
    (root / "rundowns/a.yaml").write_text("x")
    (root / "media/2026/a.mp4").write_text("x")
    return root


class Watched:
    """A newsroom that is being watched, and all that was noticed in it so far."""

    def __init__(self, root: Path, **named: Any) -> None:
        self.root = root
        self.woken = threading.Event()
        self.notice = Notice(root, self.woken.set, **named)
        self.seen: set[str] = set()
        self.before: set[str] = set()

    def look(self) -> set[str]:
        self.seen |= {self.name(path) for path in self.notice.taken()}
        return self.seen

    def name(self, path: Path) -> str:
        return str(path.relative_to(self.root)) if path.is_relative_to(self.root) else str(path)

    def sees(self, *names: str) -> bool:
        """Whether these are noticed, and nothing else but once more what was noticed before."""
        until = time.monotonic() + PATIENCE
        while not self.look() >= set(names):
            self.woken.wait(max(0.0, until - time.monotonic()))
            self.woken.clear()
            if time.monotonic() > until:
                break
        found, self.seen = self.seen, set()
        before, self.before = self.before, self.before | set(names)
        return set(names) <= found <= before | set(names)


@pytest.fixture(params=["events", "looked over"])
def watched(sala: Path, request: pytest.FixtureRequest) -> Iterator[Watched]:
    here = Watched(sala, poll=request.param == "looked over")
    here.notice.start()
    assert here.notice.polled == (request.param == "looked over" or sys.platform != "linux")
    yield here
    here.notice.stop()


def eventually(answer: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not answer():
        if time.monotonic() > until:
            return False
        time.sleep(0.01)
    return True


def test_a_save_is_noticed(watched: Watched) -> None:
    (watched.root / "rundowns/a.yaml").write_text("otra")
    assert watched.sees("rundowns/a.yaml")


def test_an_editor_that_saves_by_replacing_saves_one_file(watched: Watched) -> None:
    rundown = watched.root / "rundowns/a.yaml"
    (rundown.parent / "4913").touch()
    (rundown.parent / "4913").unlink()
    swap = rundown.parent / ".a.yaml.swp"
    swap.write_text("x")
    rundown.rename(rundown.parent / "a.yaml~")
    rundown.write_text("nuevo")
    (rundown.parent / "a.yaml~").unlink()
    swap.unlink()
    assert watched.sees("rundowns/a.yaml")


def test_a_file_renamed_into_place_is_noticed_under_its_name(watched: Watched) -> None:
    part = watched.root / "media/b.mp4.part"
    part.write_text("x")
    part.rename(watched.root / "media/ñandú\nnuevo.mp4")
    assert watched.sees("media/ñandú\nnuevo.mp4")


def test_a_name_that_is_not_utf8_is_noticed(watched: Watched) -> None:
    name = os.fsdecode(b"mal\xe9.mp4")
    (watched.root / "media" / name).write_text("x")
    assert watched.sees(f"media/{name}")


def test_a_deleted_file_is_noticed(watched: Watched) -> None:
    (watched.root / "media/2026/a.mp4").unlink()
    assert watched.sees("media/2026/a.mp4")


def test_all_of_a_folder_that_is_moved_in_is_noticed_and_what_comes_after(watched: Watched, tmp_path: Path) -> None:
    outside = tmp_path / "memoria"
    (outside / "DCIM/100").mkdir(parents=True)
    (outside / "DCIM/100/toma.mp4").write_text("x")
    (outside / ".Trashes").mkdir()
    (outside / ".Trashes/vieja.mp4").write_text("x")
    outside.rename(watched.root / "media/memoria")
    assert watched.sees("media/memoria/DCIM/100/toma.mp4")
    (watched.root / "media/memoria/DCIM/100/toma2.mp4").write_text("x")
    assert watched.sees("media/memoria/DCIM/100/toma2.mp4")


def test_a_folder_that_is_moved_away_is_noticed_and_what_is_written_there_is_not(
    watched: Watched, tmp_path: Path
) -> None:
    (watched.root / "media/2026").rename(tmp_path / "archivo")
    told = {"media/2026"} if not watched.notice.polled else {"media/2026/a.mp4"}
    assert watched.sees(*told)
    assert watched.notice.polled or watched.notice.overflowed()
    (tmp_path / "archivo/b.mp4").write_text("x")
    (watched.root / "media/2026").mkdir()
    (watched.root / "media/2026/c.mp4").write_text("x")
    assert watched.sees("media/2026/c.mp4")


def test_a_link_to_a_folder_brings_what_is_in_it(watched: Watched) -> None:
    (watched.root / "rundowns/clips").symlink_to(watched.root / "media/2026")
    assert watched.sees("rundowns/clips", "rundowns/clips/a.mp4")


def test_a_link_to_somewhere_else_brings_nothing(watched: Watched) -> None:
    (watched.root / "rundowns/todo").symlink_to("/")
    (watched.root / "rundowns/nada").symlink_to("no-hay")
    assert watched.sees("rundowns/todo", "rundowns/nada")


def test_a_medium_that_grows_wakes_nobody_all_the_time_and_a_save_always(watched: Watched) -> None:
    woken = [0]
    watched.notice._wake = lambda: woken.__setitem__(0, woken[0] + 1)
    until = time.monotonic() + 1.0
    with (watched.root / "media/b.mp4").open("wb") as growing:
        while time.monotonic() < until:
            growing.write(b"x" * 100)
            growing.flush()
            time.sleep(0.01)
            watched.look()
    assert eventually(lambda: watched.look() == {"media/b.mp4"})
    assert woken[0] <= 2
    for turn in range(3):
        before = woken[0]
        (watched.root / "rundowns/a.yaml").write_text("x" * turn)
        assert eventually(lambda before=before: woken[0] > before)
        watched.look()


def test_what_newscast_writes_wakes_nobody(watched: Watched) -> None:
    for name in (
        "output/a/web/a.mp4",
        "desk/jobs.db-wal",
        ".newscast/ab/c.mkv",
        ".watch.json",
        "rundowns/x.problem.txt",
    ):
        path = watched.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (watched.root / "rundowns/b.yaml").write_text("x")
    assert watched.sees("rundowns/b.yaml")


def test_a_newsroom_that_is_gone_has_lost_nothing_and_is_noticed_when_it_is_back(
    watched: Watched, tmp_path: Path
) -> None:
    watched.root.rename(tmp_path / "otra")
    assert eventually(lambda: watched.notice.gone() == (watched.root,))
    assert watched.woken.is_set()
    assert watched.notice.taken() == set()
    # A disk that is not the newsroom's.
    watched.root.mkdir()
    time.sleep(0.3)
    assert watched.notice.gone() == (watched.root,)
    watched.root.rmdir()
    (tmp_path / "otra/rundowns/b.yaml").write_text("x")
    (tmp_path / "otra").rename(watched.root)
    assert eventually(lambda: watched.notice.gone() == ())
    assert eventually(watched.notice.overflowed)
    (watched.root / "rundowns/c.yaml").write_text("x")
    assert watched.sees("rundowns/c.yaml")


def test_media_of_another_folder_are_noticed_also_when_it_comes_late(sala: Path, tmp_path: Path) -> None:
    nas, inside = tmp_path / "nas", sala / "media"
    here = Watched(sala, also=[nas, inside])
    here.notice.start()
    try:
        assert here.notice.gone() == (nas,)
        for folder in ("output", "assets"):
            (nas / folder).mkdir(parents=True)
        assert eventually(lambda: here.notice.gone() == ())
        (nas / "output/a.mp4").write_text("x")
        (nas / ".a.mp4").write_text("x")
        (inside / "b.mp4").write_text("x")
        assert here.sees(str(nas / "output/a.mp4"), "media/b.mp4")
        # Only the newsroom is none without them.
        (nas / "assets").rmdir()
        time.sleep(0.3)
        assert here.notice.gone() == ()
    finally:
        here.notice.stop()


def test_a_link_of_the_newsrooms_own_folder_is_listened_through_for_as_long_as_it_is_there(
    sala: Path, tmp_path: Path
) -> None:
    nas = tmp_path / "nas"
    (nas / "2026").mkdir(parents=True)
    (sala / "grabaciones").symlink_to(nas)
    (sala / "arriba").symlink_to(tmp_path)
    here = Watched(sala)
    here.notice.start()
    try:
        (nas / "2026/a.mp4").write_text("x")
        assert here.sees("grabaciones/2026/a.mp4")
        nas.rename(tmp_path / "fuera")
        assert eventually(lambda: here.notice.gone() == (sala / "grabaciones",))
        (tmp_path / "fuera").rename(nas)
        assert eventually(lambda: here.notice.gone() == ())
        assert eventually(here.notice.overflowed)
        (sala / "grabaciones").unlink()
        assert eventually(here.notice.overflowed)
        assert here.notice.gone() == ()
        assert here.sees("grabaciones")
        (nas / "b.mp4").write_text("x")
        (sala / "otras").symlink_to(nas)
        assert eventually(here.notice.overflowed)
        (nas / "c.mp4").write_text("x")
        assert here.sees("otras", "otras/c.mp4")
    finally:
        here.notice.stop()


def test_folders_that_are_said_not_to_count_do_not(sala: Path) -> None:
    (sala / "registro").mkdir()
    here = Watched(sala, never=[sala / "registro"])
    here.notice.start()
    try:
        (sala / "registro/watching.json").write_text("x")
        (sala / "rundowns/b.yaml").write_text("x")
        assert here.sees("rundowns/b.yaml")
    finally:
        here.notice.stop()


class Machine:
    """What is mounted, said by a file as the kernel says it."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.mounts: list[Disk] = []
        monkeypatch.setattr(grounds, "_MOUNTS", path)
        monkeypatch.setattr(grounds, "disks", lambda: list(self.mounts))

    def mount(self, *mounts: Disk) -> None:
        self.mounts = [Disk(Path("/"), "ext4", False), *mounts]
        self.path.write_text(repr(mounts))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path / "mountinfo", monkeypatch)


def test_shares_are_looked_over_unasked_and_the_rest_is_listened_to(sala: Path, machine: Machine) -> None:
    machine.mount(Disk(sala / "media", "cifs", True), Disk(sala / "output", "cifs", True))
    here = Watched(sala)
    here.notice.start()
    try:
        assert here.notice.polled
        assert {(ears.ground.folder, ears.polled) for ears in here.notice._ears.values() if ears} == {
            (sala, sys.platform != "linux"),
            (sala / "media", True),
        }
        (sala / "media/b.mp4").write_text("x")
        (sala / "rundowns/b.yaml").write_text("x")
        assert here.sees("media/b.mp4", "rundowns/b.yaml")
    finally:
        here.notice.stop()


def test_the_bare_place_of_a_share_is_no_share_without_files(sala: Path, machine: Machine) -> None:
    share = Disk(sala / "media", "cifs", True)
    machine.mount(share)
    here = Watched(sala)
    here.notice.start()
    try:
        machine.mount()
        (sala / "media/2026/a.mp4").unlink()
        assert eventually(lambda: here.notice.gone() == (sala / "media",))
        (sala / "media/2026/a.mp4").write_text("x")
        machine.mount(share)
        assert eventually(lambda: here.notice.gone() == ())
        assert eventually(here.notice.overflowed)
        assert here.look() == set()
    finally:
        here.notice.stop()


@LINUX
def test_a_link_that_leads_to_another_disk_is_another_folder(sala: Path, machine: Machine) -> None:
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK) or shared.stat().st_dev == sala.stat().st_dev:
        pytest.skip("no second disk")
    machine.mount(Disk(shared, "cifs", True))
    link = sala / "grabaciones"
    (sala.parent / "propias").mkdir()
    link.symlink_to(sala.parent / "propias")
    here = Watched(sala)
    here.notice.start()
    try:
        assert not here.notice.polled
        link.unlink()
        link.symlink_to(shared)
        assert eventually(lambda: here.notice.polled)
        assert here.notice.gone() == ()
        link.unlink()
        link.symlink_to(sala.parent / "propias")
        assert eventually(lambda: not here.notice.polled)
        assert here.notice.gone() == ()
        assert eventually(lambda: any(ground.leads == sala.parent / "propias" for ground in here.notice._ears))
        (sala.parent / "propias/a.mp4").write_text("x")
        assert eventually(lambda: "grabaciones/a.mp4" in here.look() or here.notice.overflowed())
    finally:
        here.notice.stop()


def test_a_share_that_is_mounted_later_is_noticed(sala: Path, machine: Machine) -> None:
    machine.mount()
    here = Watched(sala)
    here.notice.start()
    try:
        machine.mount(Disk(sala / "media", "nfs4", True))
        assert eventually(lambda: here.notice.polled)
        assert eventually(here.notice.overflowed)
        machine.mount()
        assert eventually(lambda: here.notice.gone() == (sala / "media",))
    finally:
        here.notice.stop()


def test_a_share_that_does_not_answer_is_gone(sala: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Watched(sala)
    here.notice.start()
    answer = threading.Event()

    def hang(_ground: object, _disks: object) -> bool:
        answer.wait(PATIENCE)
        return True

    try:
        monkeypatch.setattr(noticing, "_NO_ANSWER", 0.1)
        monkeypatch.setattr(grounds.Ground, "is_there", hang)
        assert eventually(lambda: here.notice.gone() == (sala,))
        answer.set()
        assert eventually(lambda: here.notice.gone() == ())
    finally:
        answer.set()
        here.notice.stop()


class Refusing(SimpleNamespace):
    """The C library of a machine that watches only so many folders more."""

    def __init__(self, left: int) -> None:
        really = inotify._libc
        super().__init__(inotify_init1=really.inotify_init1, inotify_rm_watch=really.inotify_rm_watch, left=left)
        self.add = really.inotify_add_watch

    def inotify_add_watch(self, queue: int, folder: bytes, mask: int) -> int:
        self.left -= 1
        if self.left >= 0:
            return int(self.add(queue, folder, mask))
        ctypes.set_errno(errno.ENOSPC)
        return -1


@LINUX
@pytest.mark.parametrize("left", [0, 2, 5])
def test_where_the_system_watches_no_more_the_folders_are_looked_over(
    sala: Path, monkeypatch: pytest.MonkeyPatch, left: int
) -> None:
    (sala / "rundowns/2026").mkdir()
    monkeypatch.setattr(inotify, "_libc", Refusing(left))
    here = Watched(sala)
    here.notice.start()
    try:
        assert here.notice.polled
        [trouble] = here.notice.troubles()
        assert "fs.inotify.max_user_watches=524288" in trouble
        assert str(sala) in trouble
        assert here.notice.troubles() == []
        (sala / "rundowns/2026/b.yaml").write_text("x")
        assert here.sees("rundowns/2026/b.yaml")
    finally:
        here.notice.stop()


@LINUX
def test_where_a_new_folder_is_one_too_many_nothing_is_lost(sala: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inotify, "_libc", Refusing(6))
    here = Watched(sala)
    here.notice.start()
    try:
        assert not here.notice.polled
        (sala / "rundowns/2026").mkdir()
        assert eventually(lambda: here.notice.polled)
        assert eventually(here.notice.overflowed)
        assert len(here.notice.troubles()) == 1
        (sala / "rundowns/2026/b.yaml").write_text("x")
        assert here.sees("rundowns/2026/b.yaml")
    finally:
        here.notice.stop()


@LINUX
def test_a_queue_that_ran_over_asks_for_a_full_look(sala: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = inotify._events
    told = [(-1, inotify._OVERFLOW, "")]

    def events(read: bytes) -> Iterator[tuple[int, int, str]]:
        # A folder whose making was lost among others.
        (sala / "rundowns/2026").mkdir(exist_ok=True)
        yield from [told.pop()] if told else really(read)

    here = Watched(sala)
    here.notice.start()
    try:
        monkeypatch.setattr(inotify, "_events", events)
        (sala / "rundowns/a.yaml").write_text("otra")
        assert eventually(here.notice.overflowed)
        (sala / "rundowns/2026/b.yaml").write_text("x")
        assert eventually(lambda: "rundowns/2026/b.yaml" in here.look())
    finally:
        here.notice.stop()


@LINUX
@pytest.mark.parametrize("poll", [False, True])
def test_starting_and_stopping_leaves_nothing_behind(sala: Path, poll: bool) -> None:
    left = Leftovers()
    for _turn in range(20):
        notice = Notice(sala, lambda: None, poll=poll, also=[sala.parent / "nas"])
        notice.start()
        notice.stop()
    assert eventually(lambda: not left.now()), left.now()


def test_stopping_before_starting_is_no_trouble(sala: Path) -> None:
    Notice(sala, lambda: None).stop()
