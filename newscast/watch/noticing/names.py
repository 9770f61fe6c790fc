"""Which names never count: what is hidden, half made, a copy of a conflict, or written by newscast itself."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from newscast.desk.place import DESK
from newscast.document.captions import SUFFIXES
from newscast.show.newsroom import OUTPUT

_FETCHED = (
    *(".part", ".partial", ".filepart", ".crdownload", ".opdownload", ".download", ".aria2", ".!ut", ".!qb", ".!sync"),
    *(".tmp", ".temp"),
)
"""How names end of what is being fetched: browsers, file transfer."""
_HALF = (*_FETCHED, "~", ".swp", ".swo", ".swx", "___jb_tmp___", "___jb_old___", ".lock", ".lck")
"""How names end of what is being fetched or saved: editors too."""
_ELSEWHERE = (".icloud", ".nextcloud", ".owncloud", ".odrive", ".odrivef", ".cloud", ".cloudf")
"""How names end of what a cloud drive has not fetched."""
_DATABASES = (".db", ".db-wal", ".db-shm", ".db-journal")
"""Of a desk that lies elsewhere in the newsroom, and of synchronising programs and viewers (Thumbs.db)."""
_ENDS = (*_HALF, *_ELSEWHERE, *_DATABASES, ".problem.txt")

_SYSTEMS = {
    *("desktop.ini", "icon\r", "lost+found", "system volume information", "$recycle.bin", "__macosx", "__pycache__"),
    *("@eadir", "@tmp", "@recycle", "@recently-snapshot", "#recycle", "#snapshot"),
    # What vim makes for a moment, to see whether it may write into a folder.
    *("4913", "5036", "5159"),
}

_CONFLICT = re.compile(
    r"""
      \.sync-conflict-\d{8}-\d{6}                            # Syncthing
    | _conflict-\d{8}-\d{6}                                  # ownCloud
    | \((?:[^()]*\ )?(?:conflicted|conflict)\ copy[^()]*\)   # Dropbox, Nextcloud
    | \((?:[^()]*\ )?copia\ en\ conflicto[^()]*\)
    | \((?:case|unicode\ encoding|whitespace)\ conflict[^()]*\)
    | \(case\ clash[^()]*\)
    | \(sfconflict\ [^()]*\)                                 # Seafile
    | \[conflict(?:ed)?\]                                    # Google Drive, pCloud
    | _[a-z]{3}-\d{2}-\d{6}-\d{4}_conflict(?=\.|$)           # Synology
    | \.conflict(?=\.[^.]+$)                                 # Resilio
    | -(?:desktop|laptop)-(?=[a-z]*\d)[a-z0-9]{7}(?=\.[^.]+$)  # OneDrive, by the name that Windows gives a computer
    """,
    re.VERBOSE,
)
_HINTS = ("conf", "clash", "top-")
"""One of these is in every name that the pattern finds; most have none, and are not searched."""

_WRITTEN = {OUTPUT, DESK}
"""Folders of the newsroom that newscast writes; `.newscast` is hidden."""
_TEXTS = (".yaml", ".yml", ".svg", ".typ", ".txt", ".md", ".json", *SUFFIXES)


def counts(path: Path, root: Path) -> bool:
    """Whether a file or folder may be one that somebody put there; what does not count is never looked at.

    `root` is the newsroom's folder. Of a path that lies outside only its own name is looked at.
    """
    if path == root:
        return True
    folder, name = os.path.split(path)
    return is_plain(name) and _has_room(folder, str(root), name) and not _is_stored(str(path))


def is_plain(name: str) -> bool:
    """Whether a name is one that a person gives, to something that is whole."""
    small = name.casefold()
    if small.startswith((".", "~")) or small.endswith(_ENDS) or small in _SYSTEMS:
        return False
    return not (small.startswith("#") and small.endswith("#")) and not _is_conflict(small)


def is_fetched(name: str) -> bool:
    """Whether a name is one under which another program brings a file, which gets its own name at the end."""
    return name.casefold().endswith(_FETCHED) and not name.startswith(".")


def is_text(name: str) -> bool:
    """Whether a file of this name is written by hand and saved at once: a rundown, a kit, a template, a text."""
    return name.casefold().endswith(_TEXTS)


def _is_conflict(small: str) -> bool:
    return any(hint in small for hint in _HINTS) and _CONFLICT.search(small) is not None


def _has_room(folder: str, root: str, name: str) -> bool:
    """Whether something of this name counts in a folder, by where that lies."""
    parts = _parts_below(folder, root)
    if parts is None:
        return True
    top, third = ((*parts, name)[0], (*parts, name)[2:3])
    return top not in _WRITTEN and (top != "inbox" or third != ("done",)) and _are_plain(parts)


@lru_cache(maxsize=4096)
def _parts_below(folder: str, root: str) -> tuple[str, ...] | None:
    path = Path(folder)
    return path.relative_to(root).parts if path.is_relative_to(root) else None


@lru_cache(maxsize=4096)
def _are_plain(parts: tuple[str, ...]) -> bool:
    return all(map(is_plain, parts))


def _is_stored(path: str) -> bool:
    """Whether a path lies in the store, where that is a folder that NEWSCAST_STORE names."""
    named = os.environ.get("NEWSCAST_STORE", "")
    return bool(named) and any(path == folder or path.startswith(folder + os.sep) for folder in _folders_of(named))


@lru_cache(maxsize=4)
def _folders_of(named: str) -> tuple[str, ...]:
    """The folder of a store as it is written and as it is found; none of one that is far away."""
    if not named or "://" in named:
        return ()
    folder = Path(named)
    with suppress(RuntimeError):
        folder = folder.expanduser()
    return str(folder.absolute()), os.path.realpath(folder)
