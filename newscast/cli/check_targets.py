"""What the paths given to `newscast check` are: rundowns, kits, the newsroom's own file; a folder is all in it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.files import near
from newscast.base.i18n import _
from newscast.episode.checked import FileKind
from newscast.show.load import KIT, newsroom_of, shows
from newscast.show.newsroom import NEWSROOM, RUNDOWNS, SHOWS, find_newsroom

_KEY = re.compile(r"^\ufeff?[\"']?(rundown|segments|newsroom|show)[\"']?[ \t]*:[ \t]*([^\s#]*)", re.MULTILINE)
_READ = 1 << 16
"""Bytes of a file in which its first keys are looked for."""


@dataclass(frozen=True)
class Target:
    """A file that is checked, as its path was typed."""

    kind: FileKind
    path: Path


def targets(paths: Iterable[Path]) -> list[Target]:
    """Every file that is meant, once, in order. Raises FilesError for folders in which there is nothing to check."""
    found: dict[str, Target] = {}
    for path in paths:
        for each in _in_folder(path) if _is_folder(path) else [Target(kind_of(path), path)]:
            found.setdefault(os.path.realpath(each.path), each)
    return list(found.values())


def _is_folder(path: Path) -> bool:
    return os.path.isdir(path)  # noqa: PTH112  # unlike Path.is_dir it takes every impossible name


def kind_of(path: Path) -> FileKind:
    """What a file is: by its place in the newsroom, else by what it says, else by its name; a rundown otherwise."""
    real, root = Path(os.path.realpath(path)), find_newsroom(path)
    if root and real == root / NEWSROOM:
        return "newsroom"
    if root and real.name == KIT and real.parent.parent == root / SHOWS:
        return "kit"
    said = dict(_KEY.findall(_head(path)))
    if "rundown" in said or "segments" in said:
        return "rundown"
    if "newsroom" in said:
        return "newsroom"
    if said.get("show", "").isdigit() or path.name == KIT:
        return "kit"
    return "newsroom" if path.name == NEWSROOM.name else "rundown"


def _head(path: Path) -> str:
    try:
        if not path.is_file():
            # Reading a pipe or a device would wait for whoever writes to it.
            return ""
        with path.open("rb") as file:
            return file.read(_READ).decode("utf-8", errors="replace")
    except (OSError, ValueError):
        return ""


def _in_folder(folder: Path) -> list[Target]:
    """The newsroom's file, its kits and its rundowns, as far as they are in a folder of the newsroom."""
    inside = Path(os.path.realpath(folder))
    root = find_newsroom(folder / NEWSROOM.name) or newsroom_of(folder)
    found = [each for each in _assets(root) if each.path.is_relative_to(inside)]
    if not inside.is_relative_to(root / NEWSROOM.parent):
        found += [Target("rundown", path) for path in _rundowns(root / RUNDOWNS if inside == root else inside, root)]
    if not found:
        message = _("There is no rundown, no kit and no newsroom.yaml in {folder}.").format(folder=folder)
        raise FilesError([Problem(message, "", Place(folder), code="nothing-to-check")])
    return [Target(each.kind, near(each.path)) for each in found]


def _assets(root: Path) -> Iterator[Target]:
    if (root / NEWSROOM).is_file():
        yield Target("newsroom", root / NEWSROOM)
    kits = (root / SHOWS / name / KIT for name in shows(root))
    yield from (Target("kit", path) for path in kits if path.is_file())


def _rundowns(folder: Path, root: Path) -> list[Path]:
    """Names alone do not tell: what says that it is something else is left out."""
    from newscast.watch.noticing.walking import rundowns_below

    paths = [root / path for path in rundowns_below(folder, root, misnamed=True)]
    return [path for path in paths if kind_of(path) == "rundown"]
