"""Saving a file that people write together: under its lock, written down before and settled after, whatever happens."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from glob import escape
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import machine_errors
from newscast.base.i18n import _
from newscast.base.replacing import (
    MARK,
    alone_with,
    aside_of,
    lay_aside,
    new_mark,
    put_in_exchange,
    put_in_place,
    real_file,
)
from newscast.desk.edits import Edited, Meant, begin, digest, last_known, notice, settle, unsettled
from newscast.desk.people import People
from newscast.document.differences import ElsewhereError, applied

_TRIES = 5
"""How often a file is written anew that somebody saves by hand at that very moment."""


@dataclass(frozen=True)
class Held:
    """A file of the newsroom that nobody else of newscast saves for now: its path from the newsroom, where it really
    lies, and its bytes."""

    file: str
    target: Path
    data: bytes


@contextmanager
def held(root: Path, people: People, file: str, episode: str) -> Iterator[Held]:
    """While this context lasts the file is ours; what was begun with it and not ended is settled, and what somebody
    saved by hand written down. Raises UnfitFileError for a file that is not to be replaced, MachineError."""
    target = real_file(root, root / file)
    with alone_with(root, target):
        _settle(people, file, target)
        with machine_errors(target):
            data = target.read_bytes()
        notice(people, file, data, episode)
        yield Held(file, target, data)


def rewritten(
    root: Path, people: People, file: str, episode: str, write: Callable[[Held], tuple[bytes, Meant]]
) -> tuple[int | None, bytes, bytes]:
    """Give a file the bytes that `write` makes of it: the number of the save, None where they are the same; the bytes
    before, and those after.

    Where somebody saves it by hand meanwhile, it is written anew from that. Raises as held() does, and MachineError
    where that never ends; whatever `write` raises.
    """
    for _try in range(_TRIES):
        with held(root, people, file, episode) as before:
            data, meant = write(before)
            if data == before.data:
                return None, data, data
            number = _replace(people, before, meant, data)
            if number is not None:
                return number, before.data, data
    message = _("Some other program saves {name} again and again. Close it there, then try again.")
    raise MachineError(message.format(name=Path(file).name))


def _replace(people: People, file: Held, meant: Meant, data: bytes) -> int | None:
    """Give a file that is held other bytes; the number of the save, None where it has others than those by now."""
    mark = new_mark()
    aside = aside_of(file.target, mark)
    lay_aside(file.target, aside, data)
    try:
        number = begin(people, meant, file.data, data, mark)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    # Other programs know nothing of our lock.
    is_made = put_in_exchange(aside, file.target, file.data)
    settle(people, number, data if is_made else None)
    with machine_errors(file.target):
        aside.unlink(missing_ok=True)
    return number if is_made else None


def settle_all(root: Path, people: People) -> None:
    """Settle what a process that ended had begun. Raises MachineError, BrokenError."""
    for file in dict.fromkeys(each.file for each in unsettled(people)):
        # One that is gone, or is none to be replaced any more, waits for whoever saves it next.
        with suppress(MachineError):
            target = real_file(root, root / file)
            with alone_with(root, target):
                _settle(people, file, target)


def _settle(people: People, file: str, target: Path) -> None:
    begun = unsettled(people, file)
    for each in begun:
        is_made = _is_in_place(aside_of(target, each.mark), each, target)
        settle(people, each.id, _made(people, each, target) if is_made else None)
    # Those that were never written down, too.
    for aside in target.parent.glob(f"{escape(aside_of(target, MARK).name)}*"):
        with machine_errors(aside):
            aside.unlink(missing_ok=True)


def _is_in_place(aside: Path, begun: Edited, target: Path) -> bool:
    """Whether a save that was begun has its file's name. What somebody saved by hand just then gets it back."""
    with machine_errors(aside):
        lies = digest(aside.read_bytes()) if aside.exists() else begun.before
    if lies not in (begun.before, begun.after):
        put_in_place(aside, target)
    return lies == begun.before


def _made(people: People, edited: Edited, target: Path) -> bytes | None:
    """The bytes that a save gave its file; somebody may have saved it by hand since."""
    known = last_known(people, edited.file)
    with suppress(ElsewhereError):
        if known is not None and digest(known) == edited.before:
            return applied(known, edited.splices)
    with machine_errors(target):
        data = target.read_bytes()
    return data if digest(data) == edited.after else None
