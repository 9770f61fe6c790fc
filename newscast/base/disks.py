"""What kind of disk a folder lies on: one of this machine's own, or one that others write to as well."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_MOUNTS = Path("/proc/self/mountinfo")
_SHARES = {
    *("nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "ncpfs", "afs", "coda", "davfs"),
    *("9p", "drvfs", "vboxsf", "vmhgfs", "prl_fs", "fakeowner", "virtiofs"),
    *("ceph", "lustre", "gpfs", "beegfs", "ocfs2", "gfs2", "glusterfs", "orangefs", "panfs"),
}
"""Of other machines, of a host below this one (WSL's Windows folders are 9p or drvfs), of a cluster."""
_OF_A_HOST = {"9p", "virtiofs"}
"""By which some machines within others get all that they have: at the top nobody else writes to it."""
_OWN_FUSE = {
    *("fuse.mergerfs", "fuse.unionfs", "fuse.unionfs-fuse", "fuse.fuse-overlayfs", "fuse.bindfs", "fuse.lxcfs"),
    *("fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.securefs", "fuse.veracrypt", "fuse.dwarfs"),
    *("fuse.ntfs", "fuse.ntfs-3g", "fuse.exfat", "fuse.ext2", "fuse.ext4", "fuse.zfs", "fuse.apfs"),
}
"""What programs show as folders is mostly kept elsewhere: sshfs, rclone, gvfs, every cloud's. These keep it here."""
_ESCAPED = re.compile(r"\\([0-7]{3})")
_LINE_OF_MAC = re.compile(r"^.* on (.*) \(([^()]*)\)$")


@dataclass(frozen=True)
class Disk:
    """What is mounted at `top`; `kind` is the file system as the machine calls it.

    `shared`: others may change its files without this machine being told, and neither locks nor memory are shared with
    them.
    """

    top: Path
    kind: str
    shared: bool


def disk_of(path: Path, among: Sequence[Disk] | None = None) -> Disk | None:
    """What `path` lies on, or will lie on once it is there; None where the machine does not tell.

    `among` are all that there are, where they are known already.
    """
    there = Path(os.path.realpath(path))
    found = [disk for disk in (disks() if among is None else among) if there.is_relative_to(disk.top)]
    # Of several that are mounted at one place the last one is what is seen.
    return max(reversed(found), key=lambda disk: len(disk.top.parts), default=None)


def disks() -> list[Disk]:
    """All that is mounted, in the order in which it was; empty where the machine does not tell."""
    with suppress(OSError):
        return disks_in(os.fsdecode(_MOUNTS.read_bytes()))
    return disks_of_mac(_listed()) if sys.platform == "darwin" else []


def disks_in(mountinfo: str) -> list[Disk]:
    """The disks that a Linux kernel lists; see proc_pid_mountinfo(5)."""
    found = []
    for line in mountinfo.split("\n"):
        before, dash, after = line.partition(" - ")
        words = before.split(" ")
        if dash and len(words) > 4:
            kind = after.split(" ")[0]
            top = Path(_plain(words[4]))
            found.append(Disk(top, kind, _is_share(kind) and not (top == Path("/") and kind in _OF_A_HOST)))
    return found


def disks_of_mac(listed: str) -> list[Disk]:
    """The disks that `mount` of macOS lists: `/dev/disk3s1 on / (apfs, local, journaled)`."""
    found = []
    for line in listed.splitlines():
        if match := _LINE_OF_MAC.match(line):
            kind, *marks = match[2].split(", ")
            found.append(Disk(Path(match[1]), kind, "local" not in marks))
    return found


def _is_share(kind: str) -> bool:
    return kind in _SHARES or kind == "fuse" or (kind.startswith("fuse.") and kind not in _OWN_FUSE)


def _plain(name: str) -> str:
    """A name in which the kernel writes blanks and line breaks as octal numbers."""
    return os.fsdecode(_ESCAPED.sub(lambda found: chr(int(found[1], 8)), name).encode("utf-8", "surrogateescape"))


def _listed() -> str:
    command = ["/sbin/mount"]
    with suppress(OSError, subprocess.SubprocessError):
        return subprocess.run(command, capture_output=True, check=True, timeout=5, text=True, errors="replace").stdout
    return ""
