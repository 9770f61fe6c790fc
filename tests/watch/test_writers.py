"""Which files are being written."""

from __future__ import annotations

import fcntl
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from newscast.base.disks import disk_of
from newscast.watch.noticing import writers
from newscast.watch.noticing.writers import BLOCKS_TOLD, being_written, is_hollow

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells who has a file open")


@pytest.fixture(params=["lease", "processes"])
def asked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each way of asking alone."""
    if request.param == "processes":
        monkeypatch.delattr(fcntl, "F_SETLEASE")
    yield


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("name", ["a.mp4", "línea\nnueva ñ.mp4", os.fsdecode(b"mal\xe9.mp4")])
def test_a_file_open_for_writing_is_told(tmp_path: Path, name: str) -> None:
    path, other = tmp_path / name, tmp_path / "b.mp4"
    other.write_bytes(b"x")
    with path.open("wb") as open_file:
        open_file.write(b"x" * 10)
        open_file.flush()
        assert being_written([path, other]) == {path}
    assert being_written([path, other]) == set()


@pytest.mark.usefixtures("asked")
def test_a_file_that_is_only_read_is_not_being_written(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"x")
    with path.open("rb"):
        assert being_written([path]) == set()


@pytest.mark.usefixtures("asked")
def test_a_file_is_told_under_the_name_it_was_asked_by(tmp_path: Path) -> None:
    path, link = tmp_path / "a.mp4", tmp_path / "enlace.mp4"
    link.symlink_to(path)
    with path.open("wb"):
        assert being_written([link]) == {link}


def test_what_is_no_file_or_not_there_is_not_being_written(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tubo")
    asked = [tmp_path / "tubo", tmp_path, tmp_path / "nada", tmp_path / ("n" * 300)]
    assert being_written(asked) == set()


def test_asking_leaves_nothing_that_keeps_a_writer_waiting(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"x")
    descriptor = os.open(path, os.O_RDONLY)
    assert writers._refuses_lease(descriptor, path) is False
    # With a lease still on it this would say that it had to wait.
    os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
    os.close(descriptor)


def test_who_opens_a_file_while_it_is_asked_about_ends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.mp4"
    path.write_bytes(b"x")
    really = fcntl.fcntl

    def asked(descriptor: int, command: int, argument: int = 0) -> int:
        answer = really(descriptor, command, argument)
        if (command, argument) == (fcntl.F_SETLEASE, fcntl.F_RDLCK):
            with pytest.raises(BlockingIOError):
                os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        return answer

    monkeypatch.setattr(fcntl, "fcntl", asked)
    descriptor = os.open(path, os.O_RDONLY)
    # The kernel's own choice of signal would end the process here.
    assert writers._refuses_lease(descriptor, path) is False
    os.close(descriptor)


def test_a_file_of_nothing_but_holes_holds_nothing_yet(tmp_path: Path) -> None:
    path = tmp_path / "a.mp4"
    with path.open("wb") as laid_out:
        laid_out.truncate(1_000_000)
    if path.stat().st_blocks:
        pytest.skip("this disk keeps no holes")
    disk = disk_of(path)
    if disk is None or disk.kind not in BLOCKS_TOLD:
        pytest.skip("it is not known whether this disk tells of blocks")
    assert is_hollow(path)
    assert being_written([path]) == {path}
    path.write_bytes(b"x" * 1_000_000)
    assert not is_hollow(path)
    (tmp_path / "corto.yaml").write_bytes(b"rundown: 1")
    assert not is_hollow(tmp_path / "corto.yaml")
    assert not is_hollow(tmp_path / "nada")
