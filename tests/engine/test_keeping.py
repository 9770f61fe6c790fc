"""The store keeps itself: how large it may be, what goes then, and what is told of it."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from newscast.base.sizes import parse_size, size_text
from newscast.store.hold import in_use
from newscast.store.keeping import LARGEST, bound, keep_within
from newscast.store.references import refer
from newscast.store.store import Result, Store

MB = 10**6


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def keep(store: Store, letter: str, size: int = 2 * MB, age: float = 0) -> Result:
    """A result last used so many seconds ago."""
    result = Result(letter * 64, ".mp4")
    made = store.scratch() / "made"
    made.write_bytes(bytes(size))
    path = store.keep(made, result)
    os.utime(path, ns=(int((time.time() - age) * 1e9), path.stat().st_mtime_ns))
    return result


def there(store: Store) -> str:
    return "".join(sorted(kept.name[0] for kept in store.kept()))


def episode(folder: Path, store: Store, listed: list[Result], until: float, **history: list[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_text('{"deliverables": {"web": {}}}')
    refer(store, folder, {"web": listed}, until, history)
    return folder


def test_the_bound_is_what_was_asked_for_else_twenty_gb_or_a_tenth_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for total, most in ((50 * 10**9, 5 * 10**9), (900 * 10**9, LARGEST)):
        monkeypatch.setattr(shutil, "disk_usage", lambda folder, total=total: SimpleNamespace(total=total))
        assert bound(tmp_path, None) == most
        assert bound(tmp_path, 40 * 10**9) == 40 * 10**9


def test_what_was_used_least_goes_and_nothing_more_than_must(store: Store) -> None:
    for letter, age in (("a", 30), ("b", 90), ("c", 60)):
        keep(store, letter, age=age)
    keep(store, "d", size=1000, age=500)
    gone = keep_within(store, 4 * MB + 1000, ())
    assert there(store) == "acd"
    assert (gone.results, gone.bytes, gone.bytes_left, gone.episodes) == (1, 2 * MB, 4 * MB + 1000, ())


def test_what_episodes_need_goes_when_the_rest_was_not_enough_and_is_said(store: Store, tmp_path: Path) -> None:
    old, new, mine = keep(store, "a", age=1), keep(store, "b", age=9), keep(store, "c", age=99)
    keep(store, "d", age=0)
    first = episode(tmp_path / "first", store, [old], time.time() + 100)
    episode(tmp_path / "second", store, [new], time.time() + 200)
    assert keep_within(store, 6 * MB, {mine.name}).episodes == ()
    assert there(store) == "abc"
    gone = keep_within(store, 4 * MB, {mine.name})
    assert (there(store), gone.episodes) == ("bc", (first,))
    gone = keep_within(store, 0, {mine.name})
    assert (there(store), gone.bytes_left) == ("c", 2 * MB)


def test_after_its_time_an_episode_is_like_the_rest(store: Store, tmp_path: Path) -> None:
    episode(tmp_path / "past", store, [keep(store, "a", age=9)], time.time() - 1)
    keep(store, "b", age=5)
    gone = keep_within(store, 2 * MB, ())
    assert (there(store), gone.episodes) == ("b", ())


def test_versions_that_lost_their_programmes_are_named(store: Store, tmp_path: Path) -> None:
    listed, first, second = (keep(store, letter, age=9) for letter in "abc")
    folder = episode(
        tmp_path / "past", store, [listed], time.time() + 9, **{"0001": [first.name], "0002": [second.name]}
    )
    keep(store, "d", age=9)
    assert keep_within(store, 6 * MB, ()).lost == ()
    refer(store, folder, {}, time.time() - 1)
    first_path = store.path(first)
    os.utime(first_path, ns=(0, first_path.stat().st_mtime_ns))
    assert keep_within(store, 4 * MB, {listed.name}).lost == ((folder, "0001"),)


def test_another_build_has_the_store(store: Store) -> None:
    keep(store, "a")
    with in_use(store.folder):
        assert keep_within(store, 0, ()).skipped
    assert there(store) == "a"
    assert keep_within(store, 0, ()).results == 1


def test_what_a_bucket_holds_is_not_removed(tmp_path: Path) -> None:
    from newscast.store.remote import RemoteStore

    far = RemoteStore(f"memory://bucket-{tmp_path.name}", tmp_path / "cache")
    result = keep(far, "a")
    assert keep_within(far, 0, ()).results == 1
    assert not far.path(result).exists()
    assert far.has(result) and far.fetch(result).stat().st_size == 2 * MB


@pytest.mark.parametrize(
    "text, size",
    [("40GB", 40 * 10**9), ("500 MB", 500 * MB), ("1.5t", 15 * 10**11), ("20G", 20 * 10**9), ("7", 7), ("2 kb", 2000)],
)
def test_sizes_are_read(text: str, size: int) -> None:
    assert parse_size(text) == size


@pytest.mark.parametrize("text", ["", "GB", "-1GB", "4 0GB", "40GiB", "1e3", "40 gigas", "1" * 13])
def test_what_is_no_size_is_none(text: str) -> None:
    assert parse_size(text) is None


def test_sizes_are_said_as_people_say_them() -> None:
    assert [size_text(size) for size in (7, 1500, 20 * 10**9)] == ["7 B", "1.5 kB", "20.0 GB"]
