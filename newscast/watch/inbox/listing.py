"""What lies in the inbox of a show, by name and status; nothing is opened."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newscast.base.files import is_utf8, printable, reason_of
from newscast.base.i18n import _
from newscast.base.status import Status, status_in
from newscast.document.words import folded
from newscast.watch.noticing.names import counts, is_fetched

_NOWHERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
"""What the system says of a link to what is not there, and of one that leads back to itself."""
DONE = "done"
"""The folder in the inbox of a show to which finished drops move."""
PROBLEM = ".problem.txt"
"""What the name of a refused drop gets behind it for the file that says why."""

_ABOUT = ("readme", "leeme")
_OF_TEXTS = ("", ".txt", ".md", ".pdf", ".html")
"""Names of texts that speak of the folder they lie in."""


@dataclass(frozen=True)
class Listing:
    """The files of one show's inbox, by their path from its folder.

    `troubles` says of files why they cannot be used. `coming` are those that another program is still bringing.
    """

    show: str
    files: Mapping[str, Status] = field(default_factory=dict)
    troubles: Mapping[str, str] = field(default_factory=dict)
    coming: tuple[str, ...] = ()


def listing_of(folder: Path, root: Path, roots: Sequence[Path]) -> Listing:
    """What lies below the folder; links may lead into `roots`, the folders in which media may lie.

    Raises OSError where the folder itself cannot be read.
    """
    files: dict[str, Status] = {}
    troubles: dict[str, str] = {}
    coming: list[str] = []
    for path, found in _walk(folder, root, roots):
        name = str(path)[len(str(folder)) + 1 :]
        if is_fetched(path.name):
            coming.append(name)
        elif not is_dropped(path, root):
            continue
        elif isinstance(found, str):
            troubles[name] = found
        else:
            files[name] = found
    return Listing(folder.name, files, troubles, tuple(coming))


def is_dropped(path: Path, root: Path) -> bool:
    """Whether a file of the inbox is one to be taken: no note of ours, nor one that says how to use the folder."""
    name, end = os.path.splitext(path.name)  # noqa: PTH122  # asked for every file of every look
    about = end.lower() in _OF_TEXTS and folded(name) in _ABOUT
    return not about and not path.name.endswith(PROBLEM) and counts(path, root)


def _walk(folder: Path, root: Path, roots: Sequence[Path]) -> Iterator[tuple[Path, Status | str]]:
    """Files below a folder with their status, or with why they cannot be used."""
    top = os.scandir(folder)
    with top:
        entries = sorted(top, key=lambda entry: entry.name)
    for entry in entries:
        path = folder / entry.name
        if entry.name == DONE and folder.parent.parent == root:
            continue
        if entry.is_dir(follow_symlinks=False):
            if entry.name.startswith("."):
                continue
            try:
                yield from _walk(path, root, roots)
            except OSError as error:
                yield path, _unreadable(path, reason_of(error, path))
        else:
            yield path, _looked_at(entry, path, roots)


def _looked_at(entry: os.DirEntry[str], path: Path, roots: Sequence[Path]) -> Status | str:
    name = printable(entry.name)
    try:
        status = entry.stat()
    except OSError as error:
        if error.errno in _NOWHERE and entry.is_symlink():
            return _("“{name}” is a link that leads nowhere. Put the file itself there.").format(name=name)
        return _unreadable(path, reason_of(error, path))
    if entry.is_symlink():
        there = Path(os.path.realpath(path))
        if stat.S_ISDIR(status.st_mode):
            return _("“{name}” is a link to a folder. Put the folder itself there.").format(name=name)
        if not any(there.is_relative_to(each) for each in roots):
            message = _("“{name}” is a link that leads out of the newsroom. Put the file itself there.")
            return message.format(name=name)
    if not is_utf8(path):
        wrong = next(part for part in path.parts if not is_utf8(Path(part)))
        message = _("The name “{name}” is not written in UTF-8. Delete the name and type it anew.")
        return message.format(name=printable(wrong))
    if not stat.S_ISREG(status.st_mode):
        return _("“{name}” is not an ordinary file.").format(name=name)
    if not os.access(entry.path, os.R_OK):
        return _unreadable(path, "")
    return status_in(status)


def _unreadable(path: Path, reason: str) -> str:
    message = _("“{name}” may not be read: {reason}. Give this user permission to read it, or put it there again.")
    return message.format(name=printable(path.name), reason=reason or _("Permission denied"))
