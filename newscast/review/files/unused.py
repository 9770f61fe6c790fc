"""Media of the newsroom, and which of them no rundown uses yet: in the inbox, beside rundowns, in folders of media."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from newscast.base.binary import find_binary
from newscast.base.errors import MachineError
from newscast.base.files import content_of
from newscast.base.status import Status, status_of
from newscast.media.memory import Memory
from newscast.media.probe import remembered
from newscast.media.suffixes import Kind, kind_by_suffix
from newscast.review.newsroom.office import Office
from newscast.show.load import media_roots
from newscast.show.newsroom import OUTPUT, RUNDOWNS
from newscast.store.open import choose_folder
from newscast.watch.inbox.arrivals import Arrivals
from newscast.watch.inbox.drops import path_alike
from newscast.watch.inbox.outcomes import INBOX
from newscast.watch.noticing.names import counts
from newscast.watch.noticing.walking import files_below, rundowns_below

_log = logging.getLogger(__name__)

MOST = 60
"""Files that are listed unless more are asked for, the newest."""
_MOST_FILES = 20_000
"""Files that are looked at; a newsroom with more has its archive in it."""
_FRESH = 5.0
"""Seconds for which what was found counts."""
_PATIENCE = 60.0
"""Seconds in which rundowns have to be read; the next look goes on."""
_ELSEWHERE = ("assets", OUTPUT, "desk")
"""Folders of the newsroom in which nothing lies for a story to use."""


@dataclass(frozen=True)
class Unused:
    """A medium of the newsroom, by its `path` from there; `used` where a rundown, a kit or the office names it.

    `came` is when it came there, in seconds since 1970. `seconds` is how long it lasts, None where nobody opened it yet
    or it is a photo. `show` is that of the inbox it lies in, "" elsewhere. `small` is the address of a small picture of
    it, "" for sound.
    """

    path: str
    name: str
    kind: Kind
    bytes: int
    came: float
    seconds: float | None
    show: str
    small: str
    used: bool = False


def unused_files(office: Office, most: int = MOST) -> list[Unused]:
    """The newest of those that no rundown names, the newest first.

    Rundowns that were not read before are read by a child process; meanwhile everybody else is told what was found
    before. Raises MachineError where the ledger cannot be opened.
    """
    return [each for each in media_files(office) if not each.used][:most]


def media_files(office: Office) -> list[Unused]:
    """All media of the newsroom, the newest first. Raises as above."""
    return _look_of(office.root).files(office)


def media_at_hand(office: Office) -> list[Unused]:
    """The same as they were found before, for pages that do not wait: where nobody looked yet, somebody begins to."""
    look = _look_of(office.root)
    if not look.at and not look.lock.locked():
        threading.Thread(target=_look_ahead, args=(office,), name="media", daemon=True).start()
    return look.found


def _look_ahead(office: Office) -> None:
    with suppress(MachineError):
        media_files(office)


def media_file(office: Office, path: str) -> Unused | None:
    """The one at a path that somebody asks for; None of what is none, or leads out of the newsroom."""
    found = next((each for each in media_files(office) if each.path == path), None)
    there = Path(os.path.realpath(office.root / path))
    roots = media_roots(office.root, office.newsroom())
    return found if found and any(there.is_relative_to(each.resolve()) for each in roots) else None


def forget_looks(office: Office) -> None:
    """Look again when somebody asks next: something was brought, or is used now."""
    _look_of(office.root).at = min(_look_of(office.root).at, time.monotonic() - _FRESH - 1)


@dataclass
class _Look:
    """What was found in one newsroom. `texts` are those of YAML files, by status; None of one that cannot be read."""

    texts: dict[Path, tuple[Status, Sequence[str] | None]] = field(default_factory=dict)
    found: list[Unused] = field(default_factory=list)
    at: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def files(self, office: Office) -> list[Unused]:
        # Whoever comes while rundowns are read does not wait, unless nothing is known at all.
        if not self.lock.acquire(blocking=not self.at):
            return self.found
        try:
            if not self.at or time.monotonic() - self.at > _FRESH:
                self.found = self._now(office)
                self.at = time.monotonic()
            return self.found
        finally:
            self.lock.release()

    def _now(self, office: Office) -> list[Unused]:
        root = office.root
        self._read(_written(root))
        named, broken = self._named(root)
        named |= _taken(office)
        every = list(_media_in(root))
        used = {path for path in every if path_alike(path) in named or _is_spoken_of(path, broken)}
        lasting = _lasting(root, every)
        statuses = ((path, status_of(root / path)) for path in every)
        found = [_unused(root, path, status, lasting, path in used) for path, status in statuses if status]
        return sorted(found, key=lambda each: (-each.came, each.path))

    def _read(self, files: Sequence[Path]) -> None:
        self.texts = {path: self.texts[path] for path in files if path in self.texts}
        statuses = {path: status_of(path) for path in files}
        new = [path for path in files if self.texts.get(path, (None,))[0] != statuses[path]]
        # Until one is answered for, it uses all that it speaks of, and is asked about again.
        self.texts |= dict.fromkeys(new, (None, None))
        for path, texts in _mentioned(new):
            self.texts[path] = (statuses[path], texts)

    def _named(self, root: Path) -> tuple[set[str], list[str]]:
        """Every path that is named, from the newsroom's folder, and the whole of files that cannot be read."""
        named: set[str] = set()
        for path, (_status, texts) in self.texts.items():
            for folder in _folders(path, root):
                named.update(path_alike(f"{folder}/{text}") for text in texts or ())
        return named, [_whole(path) for path, (_status, texts) in self.texts.items() if texts is None]


_LOOKS: dict[Path, _Look] = {}
_GUARD = threading.Lock()


def _look_of(root: Path) -> _Look:
    with _GUARD:
        return _LOOKS.setdefault(root, _Look())


def _written(root: Path) -> list[Path]:
    """The rundowns, and what else names media: kits, and the newsroom's own file."""
    own = [*(root / "assets").glob("*.y*ml"), *(root / "assets/shows").glob("*/*.y*ml")]
    return [*(root / path for path in rundowns_below(root / RUNDOWNS, root)), *own]


def _folders(path: Path, root: Path) -> tuple[str, ...]:
    """From where a file's paths are: its own folder; those of the office also from the newsroom's."""
    own = path.parent.relative_to(root).as_posix()
    return (own, ".") if own == "assets" else (own,)


def _media_in(root: Path) -> Iterator[str]:
    """Paths of all files that are named as media, from the newsroom's folder."""
    tops = [each for each in os.scandir(root) if each.is_dir() and each.name not in _ELSEWHERE]
    folders = (each.path for each in tops if counts(Path(each.path), root))
    every = (path for folder in folders for path in files_below(folder, lambda name: bool(_kind(name))))
    for path in islice(every, _MOST_FILES):
        if counts(Path(path), root):
            yield os.path.relpath(path, root)


def _kind(path: str) -> Kind | None:
    return kind_by_suffix(os.path.splitext(path)[1])  # noqa: PTH122  # asked for every file


def _taken(office: Office) -> set[str]:
    """What lies in the inbox still, and became an episode: that has copies of its own."""
    with office.ledger() as ledger:
        arrivals = Arrivals(ledger).all("taken", "archived")
    return {path_alike(f"{INBOX}/{each.show}/{file}") for each in arrivals for file in each.files}


def _lasting(root: Path, paths: Sequence[str]) -> Mapping[str, float]:
    """How long files last in seconds, as far as somebody opened them."""
    try:
        results, _elsewhere = choose_folder(root)
        binary = find_binary(results / "ffmpeg.json")
    except MachineError:
        return {}
    found = remembered([root / path for path in paths], Memory(results), binary)
    return {os.path.relpath(path, root): float(info.duration) for path, info in found.items()}


def _is_spoken_of(path: str, texts: Sequence[str]) -> bool:
    name = path_alike(Path(path).name)
    return any(name in text for text in texts)


def _unused(root: Path, path: str, status: list[int], lasting: Mapping[str, float], used: bool) -> Unused:
    kind = _kind(path)
    assert kind
    parts = Path(path).parts
    show = parts[1] if parts[0] == INBOX and len(parts) > 2 else ""
    small = f"/unused/small.jpg?path={quote(path)}" if kind != "sound" else ""
    came = max(status[1:3]) / 1e9
    return Unused(path, parts[-1], kind, status[0], came, lasting.get(path) or None, show, small, used)


def _whole(path: Path) -> str:
    try:
        text = content_of(path).decode("utf-8", "replace")
    except OSError:
        return ""
    return unicodedata.normalize("NFC", text).casefold()


def _mentioned(files: Sequence[Path]) -> Iterator[tuple[Path, Sequence[str] | None]]:
    """What each file mentions, as far as the child comes in good time."""
    if not files:
        return
    command = [sys.executable, "-P", "-m", "newscast.watch.inbox.mentioned", str(os.getpid())]
    asked = "".join(f"{json.dumps(str(path))}\n" for path in files)
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=_PATIENCE, check=False)
        answers = done.stdout
        if done.returncode:
            _log.warning("rundowns were not read: %s", done.stderr)
    except subprocess.TimeoutExpired as late:
        answers = late.stdout.decode() if isinstance(late.stdout, bytes) else late.stdout or ""
    for line in answers.splitlines(keepends=True):
        if line.endswith("\n"):
            path, texts = json.loads(line)
            yield Path(path), texts
