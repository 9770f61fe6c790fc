"""Files that a disk or a share gave up in the middle: ffmpeg makes what it can of the rest, and ends well."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.i18n import _

_LOST = ("EIO", "ENODEV", "ENXIO", "ESTALE", "ETIMEDOUT", "EHOSTDOWN", "EHOSTUNREACH", "EREMOTEIO", "ENOTCONN")
"""What a system says of a disk with a bad place, of one that was pulled out, and of a share that is away."""
_NUMBERS = frozenset(getattr(errno, name) for name in _LOST if hasattr(errno, name))
_WORDS = tuple(os.strerror(number) for number in sorted(_NUMBERS))
_BLOCK = 1 << 20


def says_misread(log: str) -> bool:
    """Whether a program says that something could not be read. Some demuxers of ffmpeg say so of damage as well."""
    return any(words in log for words in _WORDS)


def read_whole(path: Path) -> None:
    """Read a file to its end. Raises OSError where the system cannot give all of it."""
    with path.open("rb", buffering=0) as file:
        while file.read(_BLOCK):
            pass


def refuse_unreadable(files: Iterable[Path]) -> None:
    """Raise MachineError, with its name, where a disk or a share does not give one of these to its end."""
    for path in files:
        try:
            read_whole(path)
        except OSError as error:
            if error.errno in _NUMBERS:
                form = _("{name} could not be read to its end ({reason}). See to its disk or share, and build again.")
                raise MachineError(form.format(name=path.name, reason=error.strerror), media=(path,)) from error
