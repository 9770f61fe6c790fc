"""Where results are kept on this machine, and opening the store that is there or far away."""

from __future__ import annotations

import os
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import is_utf8, is_writable
from newscast.base.i18n import _
from newscast.store.store import Store

_BREAKS = frozenset("\n\r")


def open_store(folder: Path) -> Store:
    """The store of a build: `folder`, or the one far away that NEWSCAST_STORE names, with `folder` as its cache."""
    named = os.environ.get("NEWSCAST_STORE", "")
    return store_at(named if "://" in named else str(folder), folder)


def store_at(address: str, cache: Path) -> Store:
    """The store at an address: a folder, or a URL of fsspec such as s3://bucket/prefix, which needs the cache."""
    if "://" not in address:
        return Store(Path(address))
    from newscast.store.remote import RemoteStore

    return RemoteStore(address, cache)


def choose_folder(newsroom: Path) -> tuple[Path, bool]:
    """Where results lie on this machine: NEWSCAST_STORE, else the newsroom's `.newscast`, else the user's cache folder.

    The second value is whether the last resort was taken. Raises MachineError for a folder that cannot be named.
    """
    named = os.environ.get("NEWSCAST_STORE", "")
    if named and "://" not in named:
        return _listable(_speakable(Path(os.path.realpath(_at_home(named))))), False
    here = newsroom / ".newscast"
    if is_writable(here):
        return _listable(here), False
    return _speakable(cache_folder()), True


def cache_folder() -> Path:
    """The user's cache folder for newscast. Raises MachineError where it is not known."""
    return Path(os.environ.get("XDG_CACHE_HOME") or _at_home("~/.cache")) / "newscast"


def _at_home(path: str) -> Path:
    """With `~` as the folder that it stands for. Raises MachineError where there is none."""
    try:
        return Path(path).expanduser()
    except RuntimeError as error:
        form = _("It is not known which home folder {path} means. Write the whole path of a folder in NEWSCAST_STORE.")
        raise MachineError(form.format(path=path)) from error


def _listable(folder: Path) -> Path:
    """The folder. Raises MachineError where its name has a line break: ffmpeg reads what it joins line by line."""
    if not _BREAKS & set(str(folder)):
        return folder
    form = _(
        "The name of the store’s folder {folder} has a line break in it. Name another in NEWSCAST_STORE, or rename it."
    )
    raise MachineError(form.format(folder=ascii(str(folder))))


def _speakable(folder: Path) -> Path:
    """The folder. Raises MachineError where its name is not UTF-8."""
    if is_utf8(folder):
        return folder
    form = _("The name of the store’s folder {folder} is not UTF-8. Name another in NEWSCAST_STORE, or rename it.")
    raise MachineError(form.format(folder=folder))
