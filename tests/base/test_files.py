"""Files are written whole or not at all, and nothing is left beside them."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from newscast.base.content import file_at
from newscast.base.errors import MachineError
from newscast.base.files import (
    check_may_write,
    content_of,
    is_utf8,
    is_writable,
    machine_errors,
    open_at_once,
    write_aside,
)


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new/notes.json"
    for content in (b"one", b"another"):
        write_aside(path, content)
        assert path.read_bytes() == content
    assert [each.name for each in path.parent.iterdir()] == ["notes.json"]


def test_a_reader_of_the_old_one_keeps_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    write_aside(path, b"one")
    with path.open("rb") as reading:
        write_aside(path, b"another")
        assert reading.read() == b"one"


def test_what_cannot_be_put_in_place_leaves_nothing_beside_it(tmp_path: Path) -> None:
    (tmp_path / "notes.json").mkdir()
    with pytest.raises(OSError):
        write_aside(tmp_path / "notes.json", b"one")
    assert [each.name for each in tmp_path.iterdir()] == ["notes.json"]


def test_whether_a_folder_can_be_written_leaves_no_trace(tmp_path: Path) -> None:
    assert is_writable(tmp_path / "new") and list((tmp_path / "new").iterdir()) == []
    (tmp_path / "file").touch()
    assert not is_writable(tmp_path / "file")


@pytest.mark.parametrize("above", [".", "r", "r/draft"])
@pytest.mark.parametrize("kind", ["file", "link that leads nowhere", "link to itself"])
def test_what_stands_where_a_folder_has_to_be_is_known_beforehand(tmp_path: Path, above: str, kind: str) -> None:
    stands = tmp_path / "output"
    if kind == "file":
        stands.touch()
    else:
        stands.symlink_to("nowhere" if kind == "link that leads nowhere" else "output")
    with pytest.raises(NotADirectoryError):
        check_may_write(stands / above)
    check_may_write(tmp_path / "new/r/draft")
    assert [each.name for each in tmp_path.iterdir()] == ["output"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "x"), "is full. Make room"),
        (OSError(errno.EDQUOT, "x"), "is full. Make room"),
        (OSError(errno.EROFS, "Read-only"), "Read-only"),
    ],
)
def test_refusals_are_said_in_words(
    error: OSError, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    with pytest.raises(MachineError, match=words), machine_errors(tmp_path):
        raise error


def test_nothing_but_a_file_is_replaced(tmp_path: Path) -> None:
    """Whoever runs as root could put a file in the place of a device."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("pipe")
    for name in ("pipe", "link"):
        with pytest.raises(MachineError, match="no ordinary file"), machine_errors(tmp_path / name):
            write_aside(tmp_path / name, b"one")
    assert (tmp_path / "pipe").is_fifo() and sorted(each.name for each in tmp_path.iterdir()) == ["link", "pipe"]


def test_nothing_waits_at_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    opened = [lambda path, mode=mode: open_at_once(path, mode) for mode in "wa"]
    for wanted in (content_of, file_at, *opened):
        with pytest.raises(MachineError, match="no ordinary file"), machine_errors(tmp_path / "pipe"):
            wanted(tmp_path / "pipe")


def test_what_is_opened_at_once_is_opened_as_ever(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        with open_at_once(tmp_path / "notes", "w") as written:
            written.write("ñ")
        with open_at_once(tmp_path / "notes", "a") as more:
            more.write("o")
        assert content_of(tmp_path / "notes") == "ño".encode()
        assert (tmp_path / "notes").stat().st_mode & 0o777 == 0o644, "nobody can run it"
    finally:
        os.umask(before)


@pytest.mark.parametrize(("name", "told"), [(b"ma\xc3\xb1ana.wav", True), (b"ma\xf1ana.wav", False)])
def test_a_name_that_is_no_text_cannot_be_told(name: bytes, told: bool) -> None:
    """As a disk of an old Windows has it."""
    assert is_utf8(Path(os.fsdecode(name))) == told
