"""Where results are kept on this machine, and opening the store that is there or far away."""

from __future__ import annotations

import os
from pathlib import Path

from newscast.base.files import is_writable
from newscast.store.store import Store


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

    The second value is whether the last resort was taken.
    """
    named = os.environ.get("NEWSCAST_STORE", "")
    if named and "://" not in named:
        return Path(named).expanduser().resolve(), False
    here = newsroom / ".newscast"
    if is_writable(here):
        return here, False
    return cache_folder(), True


def cache_folder() -> Path:
    """The user's cache folder for newscast."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "newscast"
