"""A build of which nothing has changed since: noted when it ends, answered at once when it is asked for again.

A note holds the status of everything the build looked at, the results it needed and what it published. Where all of
that is as it was, the rundown need not even be read. Whatever is doubtful is not noted; see docs/decisions/0007.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from newscast.base.binary import Binary, find_binary
from newscast.base.canonical import digest_of
from newscast.base.errors import MachineError, Place, Problem
from newscast.base.files import machine_errors
from newscast.base.i18n import language
from newscast.base.status import Seen, Statuses, noting, status_of
from newscast.base.zones import system_zone
from newscast.build.request import Built, Options
from newscast.episode.folder import MANIFEST, locked, read_manifest, write_json
from newscast.rundown.signed import SignedException
from newscast.show.newsroom import find_newsroom
from newscast.store.open import choose_folder
from newscast.store.references import refer
from newscast.store.store import Result, Store

FOLDER = "builds"
_FORMAT = 4
_MOST = 500
"""Notes that a store keeps; one has about 30 kB."""


def _program() -> Seen:
    """This package, and every folder that Python takes libraries from: installing one changes its folder."""
    seen = Seen()
    seen.note_tree(Path(__file__).parent.parent)
    for folder in filter(None, sys.path):
        seen.note(Path(folder))
    return seen


_PROGRAM = _program()
"""As it is when it is loaded: what changes later is not what this process runs."""


def is_outdated() -> bool:
    """Whether this process may run another program than the one that is installed now."""
    return not (_PROGRAM.certain and _PROGRAM.unchanged())


@dataclass(frozen=True)
class Outcome:
    """What came of a build. `published` are the files of the episode's folder, None where they are not certain;

    `needed` names the results by deliverable, `asked` all that the engine was asked for. Warnings are those of
    the rundown and its media, then those of placing. `until` and `history` are what the store was told of how long
    which results are needed. `exceptions` are those that stood, where they were asked for.
    """

    built: Built
    binary: Binary
    published: Statuses | None
    needed: Mapping[str, Sequence[str]]
    asked: Collection[str]
    examined: Sequence[Problem]
    placed: Sequence[Problem]
    until: float | None = None
    history: Mapping[str, Sequence[str]] | None = None
    exceptions: Sequence[SignedException] | None = None


@dataclass(frozen=True)
class Note:
    """What one build depended on, and what came of it, as JSON; `manifest` is a digest, `problems` are those in it.

    `exceptions` are those that stood, as lists; None where nobody had to be asked for them.
    """

    files: Statuses
    trees: dict[str, str]
    names: dict[str, list[str]]
    binary: Sequence[str]
    folder: str
    manifest: str
    problems: Sequence[Any]
    published: Statuses
    needed: Mapping[str, Sequence[str]]
    asked: Sequence[str]
    slot: float | None
    examined: Sequence[Any]
    placed: Sequence[Any]
    until: float | None
    history: Mapping[str, Sequence[str]] | None
    exceptions: Sequence[Sequence[str]] | None


@contextmanager
def noting_build(path: Path) -> Iterator[Seen]:
    """While this context lasts, everything the build of a rundown depends on is noted."""
    with noting() as seen:
        seen.files.update(_PROGRAM.files)
        seen.trees.update(_PROGRAM.trees)
        seen.certain = _PROGRAM.certain
        if root := find_newsroom(path):
            seen.note_tree(root / "assets")
        yield seen


def remember(path: Path, options: Options, store: Store, seen: Seen, outcome: Outcome) -> None:
    """Note a build that ended, unless there is doubt.

    Statuses are those from before anything was read: what changed during the build makes a note that never holds.
    """
    # A folder may go meanwhile, also the current one, and another process may let go of old notes too.
    with suppress(MachineError, ValueError, OSError):
        root = find_newsroom(path)
        if root is None or not _may_have_notes(root) or not seen.certain or outcome.published is None:
            return
        content = json.dumps(asdict(_note(seen, outcome, outcome.published)))
        store.write_note(_name(path, root, options), content.encode())
        for old in _by_age(store.folder / FOLDER)[:-_MOST]:
            old.unlink(missing_ok=True)


def _note(seen: Seen, outcome: Outcome, published: Statuses) -> Note:
    built = outcome.built
    return Note(
        files=seen.files,
        trees=seen.trees,
        names=seen.names,
        binary=[str(outcome.binary.path), outcome.binary.build],
        folder=str(built.folder.absolute()),
        manifest=_digest(built.manifest),
        problems=built.manifest["problems"],
        published=published,
        needed=outcome.needed,
        asked=sorted(outcome.asked),
        slot=built.slot,
        examined=[_as_json(warning) for warning in outcome.examined],
        placed=[_as_json(warning) for warning in outcome.placed],
        until=outcome.until,
        history=outcome.history,
        exceptions=None if outcome.exceptions is None else _as_lists(outcome.exceptions),
    )


def _as_lists(exceptions: Iterable[SignedException]) -> list[list[str]]:
    return sorted([each.slug, each.words, each.who, each.reason] for each in exceptions)


def recall(paths: Sequence[Path], options: Options) -> list[Built] | None:
    """The episodes, where nothing has changed since each was last built so; None where any must be looked at."""
    began = time.monotonic()
    with ExitStack() as use:
        return _recall(paths, options, began, use)


def _recall(paths: Sequence[Path], options: Options, began: float, use: ExitStack) -> list[Built] | None:
    found: list[tuple[Store, Note]] = []
    for path in paths:
        known = _known(path, options, use)
        if known is None:
            return None
        found.append(known)
    answers = [_answer(store, note, began) for store, note in found]
    built = [answer for answer in answers if answer is not None]
    if len(built) < len(found):
        return None
    for _store, note in found:
        _say(note.examined, options)
    for _store, note in found:
        _say(note.placed, options)
    return built


def _known(path: Path, options: Options, use: ExitStack) -> tuple[Store, Note] | None:
    """The note of a rundown's last build, where everything in it still holds; its store is in use from then on."""
    try:
        root = find_newsroom(path)
        if root is None or not _may_have_notes(root):
            return None
        store = Store(choose_folder(root)[0])
        content = store.read_note(_name(path, root, options))
        if content is None:
            return None
        use.enter_context(store.in_use())
        use.callback(store.tidy)
        note = Note(**json.loads(content))
        return (store, note) if _holds(note, store) and _still_signed(note, root, path, options) else None
    except (ValueError, TypeError, KeyError, AttributeError, RuntimeError, OSError):
        return None


def _may_have_notes(root: Path) -> bool:
    """Whether a look for notes is worth its while; one where nothing was ever built shall not make a folder there."""
    if named := os.environ.get("NEWSCAST_STORE"):
        # What is in a bucket costs as much to ask for as a whole build costs to plan.
        return "://" not in named
    return (root / ".newscast").is_dir() or not os.access(root, os.W_OK)


def _holds(note: Note, store: Store) -> bool:
    binary = find_binary(store.folder / "ffmpeg.json")
    names = {*note.asked, *(name for names in note.needed.values() for name in names)}
    return (
        note.binary == [str(binary.path), binary.build]
        and Seen(note.files, note.trees, note.names).unchanged()
        and _is_published(note)
        and all(store.has(_result(name)) for name in names)
    )


def _still_signed(note: Note, root: Path, path: Path, options: Options) -> bool:
    """Whether the same exceptions stand, where the build had to ask for them."""
    if note.exceptions is None:
        return True
    return _as_lists(options.signed(root, path.resolve().stem)) == [list(each) for each in note.exceptions]


def _is_published(note: Note) -> bool:
    return all(status is not None and status_of(Path(path)) == status for path, status in note.published.items())


def _answer(store: Store, note: Note, began: float) -> Built | None:
    """What a build that finds everything made would leave: a manifest that says so, and its reference."""
    folder = Path(note.folder)
    with locked(folder):
        manifest = read_manifest(folder)
        if manifest is None or _digest(manifest) != note.manifest or not _is_published(note):
            return None
        steps = len(note.asked)
        seconds = round(time.monotonic() - began, 3)
        manifest["problems"] = note.problems
        manifest["built"] = {"steps": steps, "rendered": 0, "reused": steps, "seconds": seconds}
        with machine_errors(folder):
            write_json(folder / MANIFEST, manifest)
        needed = {name: map(_result, names) for name, names in note.needed.items()}
        refer(store, folder, needed, note.until, note.history)
    return Built(folder, manifest, note.slot)


def _name(path: Path, root: Path, options: Options) -> str:
    """The name of the note of a build that is asked for in this way, from here, by this Python, in this time zone: by
    that of the machine `air` is meant where the newsroom names none."""
    asked = [path, path.resolve(), root, Path.cwd(), options.output or ""]
    how = [list(options.only), options.draft, bool(options.scheduler), language(), system_zone()]
    return f"{FOLDER}/{digest_of([_FORMAT, [str(each) for each in asked], how, sys.version, sys.path])}.json"


def _result(name: str) -> Result:
    return Result(name[:64], name[64:])


def _digest(manifest: Mapping[str, Any]) -> str:
    """Of everything that is the same however often nothing changes, whatever part is built and in whatever language."""
    return digest_of({name: value for name, value in manifest.items() if name not in ("built", "problems")})


def _by_age(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)


def _as_json(problem: Problem) -> list[Any]:
    place = problem.place
    where = [str(place.file), place.line, place.column] if place else None
    return [problem.message, problem.hint, where, problem.code, str(problem.medium) if problem.medium else None]


def _say(warnings: Sequence[Any], options: Options) -> None:
    told = []
    for message, hint, place, code, medium in warnings:
        where = Place(Path(place[0]), place[1], place[2]) if place else None
        path = Path(medium) if medium else None
        told.append(Problem(message, hint, where, warning=True, code=code, medium=path))
    options.say(told)
