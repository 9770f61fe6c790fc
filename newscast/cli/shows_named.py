"""Which show a command means: by its name, its folder or its own file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from newscast.base.errors import FilesError, Problem, UsageError
from newscast.base.i18n import _
from newscast.document.words import did_you_mean, short
from newscast.show.load import KIT, load_newsroom, media_roots, read_kit, shows
from newscast.show.model import Show
from newscast.show.newsroom import SHOWS, find_newsroom

_NAMELESS = "NEWSCAST"


def show_named(name: str | None) -> tuple[Show, Sequence[Problem]]:
    """The show, and warnings about its kit; outside a newsroom and without a name, the built-in one.

    Raises FilesError for a kit with errors, UsageError where it is not said which show is meant.
    """
    path = _path(name)
    if path is None:
        return Show(show=1, name=_NAMELESS), ()
    problems: list[Problem] = []
    root = find_newsroom(path) or path.parent
    newsroom = load_newsroom(root, problems)
    show = read_kit(path, media_roots(root, newsroom), problems, newsroom)
    if show is None or any(not each.warning for each in problems):
        raise FilesError(problems)
    return show, problems


def show_beside(path: Path) -> Show:
    """The only show of the newsroom that a file lies in; the built-in one where it lies in none.

    Raises FilesError and UsageError as show_named.
    """
    root = find_newsroom(path)
    known = shows(root) if root else []
    if root is None or not known:
        return Show(show=1, name=_NAMELESS)
    if len(known) > 1:
        hint = _("Say which show with {option}: {names}.").format(option="--show", names=", ".join(known))
        raise UsageError(hint)
    return show_named(str(root / SHOWS / known[0]))[0]


def _path(name: str | None) -> Path | None:
    """The show's own file; None for the built-in kit."""
    if name:
        given = Path(name)
        for path in (given, given / KIT):
            if os.path.isfile(path):  # noqa: PTH113  # unlike Path.is_file it takes every impossible name
                return path
    root = find_newsroom(Path.cwd() / "any")
    known = shows(root) if root else []
    if root and name in known:
        return root / SHOWS / str(name) / KIT
    if name is not None:
        message = _("There is no show “{name}” here.").format(name=short(name))
        raise UsageError(f"{message} {did_you_mean(name, known)}".rstrip())
    if root is None or not known:
        return None
    if len(known) > 1:
        message = _("Say which show: {names}.").format(names=", ".join(known))
        raise UsageError(message)
    return root / SHOWS / known[0] / KIT
