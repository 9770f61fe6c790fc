"""Where the desk is, and where it is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newscast.base import disks
from newscast.base.errors import FilesError, MachineError
from newscast.desk.place import desk_of, ready_desk


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    root = tmp_path / "sala"
    (root / "assets").mkdir(parents=True)
    return root


def name(root: Path, line: str) -> None:
    (root / "assets/newsroom.yaml").write_text(f"newsroom: 1\n{line}\n", encoding="utf-8")


def test_it_is_made_in_the_newsroom_when_it_is_needed(root: Path) -> None:
    assert desk_of(root) == root / "desk" and not (root / "desk").exists()
    assert ready_desk(root) == root / "desk" and list((root / "desk").iterdir()) == []


def test_the_newsroom_may_name_another(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for line, folder in (
        ("desk: ../fuera", root / "../fuera"),
        (f"desk: {tmp_path / 'otra'}", tmp_path / "otra"),
        ("desk: ~/casa", tmp_path / "casa"),
    ):
        name(root, line)
        assert ready_desk(root) == folder and folder.is_dir()
    assert not (root / "desk").exists()


def test_a_disk_that_is_not_connected_is_not_taken_for_an_empty_one(root: Path, tmp_path: Path) -> None:
    name(root, f"desk: {tmp_path}/disco/desk")
    with pytest.raises(MachineError, match=r"cannot be written: No such file.*`desk:"):
        ready_desk(root)
    assert not (tmp_path / "disco").exists()


def test_a_desk_that_was_begun_is_not_left_behind(root: Path) -> None:
    (ready_desk(root) / "jobs.db").write_text("jobs")
    name(root, "desk: ../fuera")
    with pytest.raises(MachineError, match="Move all that is in it there"):
        ready_desk(root)
    (root / "desk").rename(root / "../fuera")
    assert (ready_desk(root) / "jobs.db").read_text() == "jobs"


@pytest.mark.parametrize("line", ["desk: [a, b]", "desk: ''", "people: [", "desk: a\ndesk: b"])
def test_where_the_newsroom_cannot_be_read_no_other_desk_is_taken(root: Path, line: str) -> None:
    name(root, line)
    with pytest.raises(FilesError):
        desk_of(root)


def test_what_is_wrong_elsewhere_in_the_newsroom_stops_nobody(root: Path) -> None:
    name(root, "desk: otro\npeeple: {}\nstore: {keep: mucho}")
    assert desk_of(root) == root / "otro"


def test_a_share_is_refused_in_words(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = tmp_path / "mountinfo"
    listed.write_text(f"1 0 8:1 / / rw - ext4 a rw\n2 1 0:2 / {root} rw - cifs //nas/x rw\n", encoding="utf-8")
    monkeypatch.setattr(disks, "_MOUNTS", listed)
    for ask in (desk_of, ready_desk):
        with pytest.raises(MachineError, match=r"other machines write to \(cifs\).*`desk: ~/newscast-desk`"):
            ask(root)
    assert not (root / "desk").exists()
    name(root, f"desk: {tmp_path}/aqui")
    assert ready_desk(root).is_dir()


def test_a_link_leads_where_it_leads(root: Path, tmp_path: Path) -> None:
    (root / "desk").symlink_to(tmp_path / "allá")
    for ask in (desk_of, ready_desk):
        with pytest.raises(MachineError, match=r"leads nowhere: .*allá.*`desk:"):
            ask(root)
    (tmp_path / "allá").mkdir()
    assert ready_desk(root).samefile(tmp_path / "allá")


def test_a_file_in_its_place_is_told(root: Path) -> None:
    (root / "desk").write_text("notas")
    with pytest.raises(MachineError, match=r"a file, or a link that leads nowhere.*`desk:"):
        ready_desk(root)
    assert (root / "desk").read_text() == "notas"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_told(root: Path) -> None:
    (root / "desk").mkdir(mode=0o500)
    with pytest.raises(MachineError, match=r"Permission denied.*`desk:"):
        ready_desk(root)
    assert desk_of(root) == root / "desk"


def test_a_disk_that_may_only_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_args: object, **_more: object) -> None:
        raise OSError(30, "Read-only file system", str(path))

    monkeypatch.setattr(Path, "touch", refuse)
    with pytest.raises(MachineError, match=r"Read-only file system.*`desk:"):
        ready_desk(root)
