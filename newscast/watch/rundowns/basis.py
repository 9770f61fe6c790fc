"""On what reading a rundown depends, and what its builds are made from: two digests, of bytes and not of dates."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any, Literal

from newscast import __version__
from newscast.base.canonical import digest_of
from newscast.base.i18n import language
from newscast.base.status import names_from
from newscast.document.captions import SUFFIXES
from newscast.show.load import KIT
from newscast.show.newsroom import NEWSROOM, SHOWS
from newscast.watch.noticing.walking import files_of_kit
from newscast.watch.rundowns.facts import Facts
from newscast.watch.rundowns.remembering import Sums

Condition = Literal["missing", "empty", "file", "other", "forbidden"]


def condition_of(path: Path) -> Condition:
    """What can be said of a medium without reading it."""
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return "missing"
    except OSError:
        return "forbidden"
    if not stat.S_ISREG(found.st_mode):
        return "other"
    if found.st_size == 0:
        return "empty"
    return "file" if os.access(path, os.R_OK) else "forbidden"


def captions_beside(rundown: Path) -> list[str]:
    """The names beside a rundown that may be those of its corrected captions."""
    return [name for name in names_from(rundown.with_name(f"{rundown.stem}.")) if name.lower().endswith(SUFFIXES)]


def basis_of(facts: Facts, root: Path, sums: Sums) -> str:
    """A digest of all that reading a rundown with these bytes takes in: not of what is in its media."""
    kit = SHOWS / (facts.show or "")
    looked = {path: [condition_of(root / path), os.path.realpath(root / path)] for path in facts.looked}
    told: list[Any] = [__version__, language(), facts.path, facts.sha256, sums.of(NEWSROOM.as_posix())]
    told += [captions_beside(root / facts.path)]
    told += [facts.show, (root / kit).is_dir(), sums.of((kit / KIT).as_posix())]
    media = {path: condition_of(root / path) for path in facts.media}
    return digest_of([*told, {path: sums.of(path) for path in facts.borrowed}, media, looked])


def sources_of(facts: Facts, root: Path, sums: Sums, still: float = 0.0) -> str:
    """A digest of all that builds of an episode are made from: rundown, those it borrows from, kit, newsroom, media.

    Raises MovingError where one of these has to be read and did not stand still for so many seconds.
    """
    told: list[Any] = [{path: sums.of(path, still) for path in files_of(facts, root)}]
    return digest_of(
        [*told, {path: [condition_of(root / path), os.path.realpath(root / path)] for path in facts.looked}]
    )


def files_of(facts: Facts, root: Path) -> list[str]:
    """The files that builds of an episode read, by path from the newsroom's folder."""
    return [facts.path, *facts.borrowed, NEWSROOM.as_posix(), *_kit(facts.show, root), *facts.media]


def _kit(show: str | None, root: Path) -> list[str]:
    folder = SHOWS / (show or "")
    return [(folder / name).as_posix() for name in files_of_kit(root / folder, root)] if show else []
