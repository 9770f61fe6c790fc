"""Probing: what each file is, found out once in limited child processes and remembered."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from newscast.base.binary import Binary, find_binary
from newscast.base.errors import Problem
from newscast.base.status import Status, note, settled_status, status_of
from newscast.media.crowd import examine
from newscast.media.facts import Facts, result_of
from newscast.media.info import MediaInfo
from newscast.media.memory import Memory, seen_by
from newscast.media.verdicts import problem

__all__ = ["Memory", "probe", "remembered", "renamed"]

_BLOCK = 1 << 20
_PASSING = ("missing", "permission", "unreadable", "directory", "special")
"""Faults that may be gone though the file has not changed."""
_LOOKS = 3
"""How often a file is looked at that changes meanwhile."""


Found = tuple[Facts, str | None]
"""What was seen of a file, and the SHA-256 of its content; None where that could not be read."""


def probe(
    files: Sequence[Path], remember: Memory | None = None, binary: Binary | None = None
) -> dict[Path, MediaInfo | Problem]:
    """What each file is, or what is wrong with it; a Problem has no place yet.

    Files that have not changed since `remember` saw them, with this ffmpeg (the usual one where none is given) and
    these libraries, are not opened. The others are looked at in child processes (newscast.media.examiner), one file at
    a time each, and hashed. Raises MachineError where ffmpeg cannot be asked, and ProbeBugError.
    """
    binary = binary or find_binary()
    tools = seen_by(binary) if remember is not None else ""
    results: dict[Path, MediaInfo | Problem] = {}
    unknown = list(dict.fromkeys(files))
    for _look in range(_LOOKS):
        opened: dict[Path, Status] = {}
        for path in unknown:
            note(path)
            if answer := _without_opening(path, remember, tools):
                results[path] = answer
            else:
                opened[path] = settled_status(path)
        found = _open(list(opened), binary.path)
        results.update({path: result_of(facts, path, digest, opened[path]) for path, (facts, digest) in found.items()})
        # What was looked at and what was hashed may be two contents.
        unknown = [path for path, status in opened.items() if status_of(path) != status]
        if remember is not None:
            _remember({path: found[path] for path in found if path not in unknown}, opened, remember, tools)
    results.update({path: problem("changing", path) for path in unknown})
    if remember is not None:
        remember.save()
    return {path: results[path] for path in dict.fromkeys(files)}


def remembered(files: Sequence[Path], remember: Memory, binary: Binary) -> dict[Path, MediaInfo]:
    """What is known of those of the files that have not changed since; none is opened."""
    tools = seen_by(binary)
    answers = {path: _without_opening(path, remember, tools) for path in files}
    return {path: answer for path, answer in answers.items() if isinstance(answer, MediaInfo)}


def renamed(old: Path, status: Status, new: Path, remember: Memory, binary: Binary) -> None:
    """Know a file by its new name that was probed by another one, when it had that status."""
    tools = seen_by(binary)
    known = remember.facts(old.absolute(), status, tools)
    if known and (now := status_of(new)) and status and now[:2] == status[:2]:
        remember.keep(new.absolute(), now, known[1], known[0], tools)
        remember.save()


def _without_opening(path: Path, remember: Memory | None, tools: str) -> MediaInfo | Problem | None:
    status = status_of(path)
    if status is None:
        return problem(_absence(path), path)
    if remember is not None and (known := remember.facts(path.absolute(), status, tools)):
        with contextlib.suppress(KeyError, TypeError, ValueError):
            return result_of(known[0], path, known[1], status)
    return None


def _absence(path: Path) -> str:
    """Why a file has no status."""
    try:
        path.stat()
    except PermissionError:
        return "permission"
    except (OSError, ValueError):
        pass
    return "missing"


def _remember(found: dict[Path, Found], statuses: dict[Path, Status], remember: Memory, tools: str) -> None:
    """Keep what holds as long as a file does not change; a failed look may go better next time."""
    for path, (facts, digest) in found.items():
        if digest and facts.get("fault") not in _PASSING:
            remember.keep(path.absolute(), statuses[path], digest, facts, tools)


def _open(files: Sequence[Path], binary: Path) -> dict[Path, Found]:
    """Look at files and hash them at the same time."""
    answers = examine({path: str(path) for path in files}, binary, _digest)
    return {path: (answer, digest) for path, (answer, digest) in answers.items()}


def _digest(path: Path) -> str | None:
    """SHA-256 of the content, in hex; None where it cannot be read."""
    import hashlib

    content = hashlib.sha256()
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                content.update(block)
    except OSError:
        return None
    return content.hexdigest()
