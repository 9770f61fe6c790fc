"""Where the desk of a newsroom is: on a disk of this machine that can be written, or refused in words."""

from __future__ import annotations

import os
from pathlib import Path

from newscast.base.disks import disk_of
from newscast.base.errors import FilesError, MachineError, Problem
from newscast.base.files import near, reason_of, sync
from newscast.base.i18n import _
from newscast.show.load import load_newsroom

DESK = "desk"


def desk_of(root: Path) -> Path:
    """The folder of a newsroom's desk, which need not be there: what `desk:` of newsroom.yaml names, else `desk`.

    Raises FilesError where newsroom.yaml does not let that be known, MachineError where it lies on a share or is a link
    that leads nowhere.
    """
    named = _named(root)
    folder = root / named if named else root / DESK
    _refuse_link(folder)
    _refuse_share(folder)
    return folder


def ready_desk(root: Path) -> Path:
    """The same, there and able to be written. A folder that newsroom.yaml names is made, but not the folders above it:
    a disk that is not connected shall not be taken for an empty one. Raises FilesError, MachineError."""
    folder = desk_of(root)
    _refuse_left_behind(root / DESK, folder)
    try:
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
            sync(folder.parent)
        _try_to_write(folder)
    except OSError as error:
        error.filename = None
        message = _("The desk {path} cannot be written: {reason}.").format(path=near(folder), reason=reason_of(error))
        raise MachineError(f"{message} {_hint()}") from error
    return folder


def _named(root: Path) -> Path | None:
    """What newsroom.yaml says. Where it cannot be read that is not known, and another desk would be an empty one."""
    problems: list[Problem] = []
    named = load_newsroom(root, problems).desk
    doubts = [each for each in problems if not each.warning and each.place and each.place.keys[:1] in ((), (DESK,))]
    if doubts:
        raise FilesError(doubts)
    if named is None:
        return None
    try:
        return Path(named).expanduser()
    except RuntimeError as error:
        message = _("It is not known which home folder {path} means.").format(path=named)
        raise MachineError(f"{message} {_hint()}") from error


def _refuse_link(folder: Path) -> None:
    if folder.is_symlink() and not folder.exists():
        message = _("The desk {path} is a link that leads nowhere: {target}. Is the disk connected?")
        raise MachineError(f"{message.format(path=near(folder), target=folder.readlink())} {_hint()}")


def _refuse_share(folder: Path) -> None:
    disk = disk_of(folder)
    if disk is None or not disk.shared:
        return
    message = _("The desk {path} lies on a disk that other machines write to ({kind}); there it would be damaged.")
    raise MachineError(f"{message.format(path=near(folder), kind=disk.kind)} {_hint()}")


def _refuse_left_behind(usual: Path, folder: Path) -> None:
    """A desk that was begun in its usual place does not become an empty one by a word in newsroom.yaml."""
    if folder != usual and any(usual.glob("*.db")) and not any(folder.glob("*.db")):
        message = _("The desk of this newsroom lies in {path}, and {folder} has none. Move all that is in it there.")
        raise MachineError(message.format(path=near(usual), folder=near(folder)))


def _try_to_write(folder: Path) -> None:
    trial = folder / f".trial-{os.getpid()}"
    trial.touch()
    trial.unlink()


def _hint() -> str:
    return _("Name a folder on a disk of this machine in assets/newsroom.yaml, such as `desk: ~/newscast-desk`.")
