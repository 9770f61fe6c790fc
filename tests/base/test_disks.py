"""Which disks are shared, by what machines list of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.base import disks
from newscast.base.disks import Disk, disk_of, disks_in, disks_of_mac

LINUX = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:26 / /mnt/nota rw - nfs4 server:/nota rw,vers=4.2
31 22 0:27 / /mnt/c rw,noatime - 9p C:\\134 rw,aname=drvfs;path=C:\\
32 22 0:28 / /mnt/Redacci\u00f3n\\040Noticias rw shared:3 master:1 - cifs //nas/x rw
33 22 0:29 / /mnt/nube rw - fuse.rclone nube: rw
34 22 0:30 / /mnt/juntos rw - fuse.mergerfs a:b rw
35 22 8:17 / /mnt/usb rw - fuseblk /dev/sdb1 rw
36 30 8:33 / /mnt/nota/aqui rw - xfs /dev/sdc1 rw
37 22 0:40 / /srv rw - nfs server:/srv rw
39 22 0:41 / /compartida rw - virtiofs anfitrion rw
38 22 8:49 / /srv rw - ext4 /dev/sdd1 rw

a line that is none
"""


@pytest.fixture
def mounts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "mountinfo"
    path.write_text(LINUX, encoding="utf-8")
    monkeypatch.setattr(disks, "_MOUNTS", path)


@pytest.mark.usefixtures("mounts")
@pytest.mark.parametrize(
    ("path", "kind", "shared"),
    [
        ("/home/sala/desk", "ext4", False),
        ("/mnt/nota", "nfs4", True),
        ("/mnt/notario/desk", "ext4", False),
        ("/mnt/nota/sala/desk", "nfs4", True),
        ("/mnt/nota/aqui/desk", "xfs", False),
        ("/mnt/c/Users/sala", "9p", True),
        ("/mnt/Redacción Noticias/desk", "cifs", True),
        ("/mnt/nube/desk", "fuse.rclone", True),
        ("/mnt/juntos/desk", "fuse.mergerfs", False),
        ("/mnt/usb/desk", "fuseblk", False),
        ("/srv/desk", "ext4", False),
        ("/compartida/desk", "virtiofs", True),
    ],
)
def test_the_nearest_and_last_mounted_counts(path: str, kind: str, shared: bool) -> None:
    found = disk_of(Path(path))
    assert found is not None and (found.kind, found.shared) == (kind, shared)


@pytest.mark.usefixtures("mounts")
def test_a_link_is_where_it_leads(tmp_path: Path) -> None:
    link = tmp_path / "desk"
    link.symlink_to("/mnt/nota/desk")
    there, here = disk_of(link), disk_of(tmp_path)
    assert there and there.shared and (here is None or not here.shared)


def test_names_that_are_not_utf_8_are_read_as_paths_are() -> None:
    (found,) = disks_in("1 0 8:1 / /mnt/\udcf1\\040a rw - ext4 /dev/a rw")
    assert found.top == Path("/mnt/\udcf1 a")


@pytest.mark.parametrize(("kind", "shared"), [("9p", False), ("virtiofs", False), ("nfs", True), ("ext4", False)])
def test_all_that_a_machine_within_another_has_is_its_own(kind: str, shared: bool) -> None:
    (top,) = disks_in(f"1 0 0:1 / / rw - {kind} none rw")
    assert top.shared is shared


def test_a_mac_says_itself_what_is_local() -> None:
    listed = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//ana@nas._smb._tcp.local/nota on /Volumes/nota (media) (smbfs, nodev, nosuid, mounted by ana)\n"
    )
    assert disks_of_mac(listed) == [
        Disk(Path("/"), "apfs", False),
        Disk(Path("/Volumes/nota (media)"), "smbfs", True),
    ]


def test_this_machine_tells_of_a_folder_that_is_there(tmp_path: Path) -> None:
    found = disk_of(tmp_path)
    assert found is None or found.top in (tmp_path, *tmp_path.parents)


def test_where_nothing_is_told_no_disk_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disks, "_MOUNTS", tmp_path / "none")
    monkeypatch.setattr(disks.sys, "platform", "linux")
    assert disk_of(tmp_path) is None
