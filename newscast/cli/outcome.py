"""How a command that did not succeed ends: what is said of it, and its exit code."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import click

from newscast import __version__
from newscast.base.errors import FilesError, MachineError, NewscastError, Problem
from newscast.base.exits import BUG, INTERRUPTED
from newscast.base.files import reason_of
from newscast.base.i18n import _

_MOST_LOGS = 50
"""Logs that stay; a machine that fails every night shall not fill its disk with them."""


@dataclass(frozen=True)
class Outcome:
    """`details` is the path of a log for those who want to know more, `log` what is in it; "" where there is none."""

    exit_code: int
    problems: tuple[Problem, ...]
    details: str = ""
    log: str = ""


@lru_cache(maxsize=1)
def outcome_of(error: BaseException) -> Outcome:
    """What an exception means to whoever called the command; asked again for the same one, the same."""
    match error:
        case FilesError():
            return Outcome(error.exit_code, error.problems)
        case NewscastError():
            log = error.log if isinstance(error, MachineError) else ""
            return Outcome(error.exit_code, (_problem(error),), _log(log) if log else "", log)
        case KeyboardInterrupt() | click.Abort():
            message = str(error) or _("Interrupted. What was finished is kept; the next build goes on from there.")
            return Outcome(INTERRUPTED, (Problem(message, code="interrupted"),))
        case FileNotFoundError() if not _is_here():
            message = _("The folder in which this was called is gone. Go to one that is there.")
            return Outcome(MachineError.exit_code, (Problem(message, code=MachineError.code),))
        case OSError():
            message = _("The machine refused: {reason}.").format(reason=reason_of(error))
            return Outcome(MachineError.exit_code, (Problem(message, code=MachineError.code),))
    log = _environment() + "".join(traceback.format_exception(error))
    path = _log(log)
    message = _("This is a bug in newscast. Please send this file to its authors: {path}").format(path=path)
    return Outcome(BUG, (Problem(message, code="bug"),), log=log)


def _is_here() -> bool:
    """Whether the current folder still has a place on the disk."""
    try:
        os.getcwd()  # noqa: PTH109  # nobody wants the path
    except OSError:
        return False
    return True


def _problem(error: NewscastError) -> Problem:
    if not isinstance(error, MachineError):
        return Problem(str(error), code=error.code)
    medium = error.media[0] if error.media else None
    return Problem(str(error), place=error.place, code=error.code, medium=medium)


def _environment() -> str:
    return f"newscast {__version__}, Python {sys.version}, {sys.platform}\n{' '.join(sys.argv)}\n\n"


def _log(text: str) -> str:
    name = f"newscast-{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}.log"
    folder = Path(tempfile.gettempdir())
    try:
        path = folder / name
        path.write_text(text, encoding="utf-8", errors="backslashreplace")
        for old in sorted(folder.glob("newscast-[0-9]*-[0-9]*-[0-9]*.log"))[:-_MOST_LOGS]:
            with suppress(OSError):
                old.unlink()
    except OSError:
        # The disk may be what failed; then what there is to say goes to the terminal.
        print(text, file=sys.stderr)
        return ""
    return str(path)
