"""What is made of finished programmes only to look at them: renditions, stills, curves. It lies beside the results of
builds, on shelves that each hold a bound of their own, so that neither drives out the other."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from newscast.base.canonical import digest_of
from newscast.store.collect import Collected, collect
from newscast.store.keeping import bound
from newscast.store.store import Result, Store

Shelf = Literal["renditions", "stills"]
SHELVES: tuple[Shelf, ...] = ("renditions", "stills")
"""What plays, and what is small: stills, pictures, curves."""
_SHARES = {"renditions": 5, "stills": 40}
"""The part of the store's bound that a shelf may hold: of 20 GB, as many phone renditions as five minutes need in four
months, and 5,000 stills."""
_VERSION = 1
"""Raised where newscast.build.page.rendition makes another thing of the same request."""


def shelf_in(folder: Path, shelf: Shelf) -> Store:
    """The shelf of a store whose results lie in `folder` on this machine."""
    return Store(folder / shelf)


def made_of(sha256: str, kind: str, suffix: str, **params: int) -> Result:
    """What is made of a file by its content: always the same of the same."""
    return Result(digest_of(["rendition", _VERSION, kind, sha256, params]), suffix)


def shelf_bound(folder: Path, shelf: Shelf, wanted: int | None) -> int:
    """The bytes that a shelf may hold where the store may hold `wanted`, or what it does where nobody said."""
    return bound(folder, wanted) // _SHARES[shelf]


def collect_shelf(folder: Path, shelf: Shelf, larger: int | None, older: float | None = None) -> Collected:
    """Let go of what was looked at least, until the shelf holds its share of `larger` bytes; and of what was not looked
    at for `older` seconds. None is no limit."""
    most = None if larger is None else shelf_bound(folder, shelf, larger)
    return collect(shelf_in(folder, shelf), older, most)


def keep_shelf(folder: Path, shelf: Shelf, wanted: int | None) -> Collected:
    """Hold the bound of a shelf."""
    return collect(shelf_in(folder, shelf), None, shelf_bound(folder, shelf, wanted))
