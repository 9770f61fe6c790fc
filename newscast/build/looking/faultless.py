"""Notes in the store of graphics that were looked at and found right, by all that how they look depends on.

Only what is right is noted: what is wrong is looked at each time, and told in the words and at the lines of the day.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from newscast.base.canonical import digest_of
from newscast.base.errors import MachineError
from newscast.base.status import Seen
from newscast.base.versions import version_of
from newscast.graphics.fonts import built_in_files
from newscast.show.model import Show
from newscast.store.store import Store

FOLDER = "graphics"
_FORMAT = 1
_SHOWS = 50
"""Notes that a store keeps: one for each state of each show."""
_MOST = 10_000
"""Graphics and pairs of them that a note keeps, the latest; it has about 27 bytes for each."""
_LETTERS = 24
"""Of a digest: in a million graphics no two have the same 96 bits."""
_LIBRARIES = ("jinja2", "fonttools")
"""What reads templates and measures texts."""
_PACKAGE = Path(__file__).parents[2]


class Faultless:
    """What is known to be right of a show's graphics, on this machine. Without a store nothing is."""

    def __init__(self, store: Store | None, show: Show) -> None:
        self._store = store
        # What may change again unnoticed cannot be known.
        self._name = _name(show) if store else None
        self._known = dict.fromkeys(_read(store, self._name)) if store and self._name else {}
        self._before = len(self._known)

    def __contains__(self, looked_at: object) -> bool:
        return bool(self._known) and _digest(looked_at) in self._known

    def learn(self, looked_at: object) -> None:
        """Know from now on that it is right; `looked_at` is told by its repr()."""
        self._known[_digest(looked_at)] = None

    def save(self) -> None:
        """Note what is new. It is no loss where that fails."""
        if self._store and self._name and len(self._known) > self._before:
            content = json.dumps({"format": _FORMAT, "right": list(self._known)[-_MOST:]})
            with suppress(MachineError, OSError):
                # A bucket is not asked for so little.
                Store.write_note(self._store, self._name, content.encode())
                _let_go(self._store.folder / FOLDER)


@contextmanager
def faultless(store: Store | None, show: Show) -> Iterator[Faultless]:
    """What is known of a show's graphics; what is learned meanwhile is noted, also where problems end it."""
    known = Faultless(store, show)
    try:
        yield known
    finally:
        known.save()


def _digest(looked_at: object) -> str:
    return digest_of(repr(looked_at))[:_LETTERS]


def _name(show: Show) -> str | None:
    """Of a show as it is, with the status of every file that its graphics are drawn with; None where one may change."""
    seen = Seen()
    seen.note_tree(_PACKAGE)
    if show.folder:
        seen.note_tree(show.folder)
    fonts = (*show.fonts.files, *built_in_files(show.fonts.family))
    for path in (*fonts, *(each.file for each in show.maps.values()), *([show.logo] if show.logo else [])):
        seen.note(path)
    versions = [version_of(each) for each in _LIBRARIES]
    told = [_FORMAT, repr(show), str(show.folder), seen.files, seen.trees, versions]
    return f"{FOLDER}/{digest_of(told)}.json" if seen.certain else None


def _read(store: Store, name: str) -> list[str]:
    """What a note says; nothing where there is none, or one of another kind."""
    with suppress(ValueError, TypeError, KeyError, AttributeError):
        content = json.loads(Store.read_note(store, name) or b"{}")
        if content.get("format") == _FORMAT:
            return [str(each) for each in content["right"]]
    return []


def _let_go(folder: Path) -> None:
    notes = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
    for old in notes[:-_SHOWS]:
        old.unlink(missing_ok=True)
