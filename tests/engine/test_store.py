"""The store: whole results only, scratch that goes with its process, and what it forgets."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from math import inf
from pathlib import Path

import pytest

from newscast.base.errors import MachineError
from newscast.store.collect import SMALL, choose, collect
from newscast.store.references import needs, refer, referred
from newscast.store.store import DAY, USE_SECONDS, Kept, Result, Store

RESULT = Result("a" * 64, ".wav")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def keep(store: Store, result: Result = RESULT, content: bytes = b"whole") -> Path:
    made = store.scratch() / "made"
    made.write_bytes(content)
    return store.keep(made, result)


def test_what_is_kept_is_there_whole(store: Store) -> None:
    assert not store.has(RESULT)
    path = keep(store)
    assert store.has(RESULT)
    assert store.fetch(RESULT) == path
    assert path.read_bytes() == b"whole"


def test_what_another_made_alike_is_taken_over(store: Store) -> None:
    keep(store)
    assert keep(store).read_bytes() == b"whole"


@pytest.mark.parametrize("content", [b"who", b"", b"wholE", b"whole and more"])
def test_what_was_cut_or_changed_counts_as_missing(store: Store, content: bytes) -> None:
    keep(store).write_bytes(content)
    assert not store.has(RESULT)
    keep(store)
    assert store.has(RESULT)


def test_use_is_noted_but_not_every_time(store: Store) -> None:
    path = keep(store)
    long_ago = time.time() - 2 * USE_SECONDS
    os.utime(path, ns=(int(long_ago * 1e9), path.stat().st_mtime_ns))
    assert store.has(RESULT)
    noted = path.stat().st_atime_ns
    assert noted > (time.time() - 60) * 1e9
    assert store.has(RESULT)
    assert path.stat().st_atime_ns == noted


def test_scratch_goes_with_tidy(store: Store) -> None:
    folder = store.scratch()
    (folder / "half.mp4").write_bytes(b"half")
    store.tidy()
    assert list((store.folder / "tmp").iterdir()) == []


@pytest.mark.real
def test_scratch_of_the_living_stays_and_of_the_dead_goes(store: Store, tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from newscast.store.store import Store;"
        "s = Store(Path(sys.argv[1])); (s.scratch() / 'half').write_text('x'); print('ready', flush=True);"
        "time.sleep(60)"
    )
    other = subprocess.Popen([sys.executable, "-c", code, str(store.folder)], stdout=subprocess.PIPE)
    try:
        assert other.stdout and other.stdout.readline() == b"ready\n"
        mine = store.scratch()
        Store(store.folder).tidy()
        assert mine.exists()
        assert len(list((store.folder / "tmp").iterdir())) == 2
    finally:
        other.kill()
        other.wait()
    Store(store.folder).tidy()
    assert list((store.folder / "tmp").iterdir()) == [mine.parent]


def test_a_store_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the folder should be")
    with pytest.raises(MachineError, match="Cannot write"):
        Store(tmp_path / "store").scratch()


def test_a_users_file_is_taken_in_by_content(store: Store, tmp_path: Path) -> None:
    import hashlib

    path = tmp_path / "Voz ñ.WAV"
    path.write_bytes(b"sound")
    digest = hashlib.sha256(b"sound").hexdigest()
    result = store.take_in(path, digest)
    assert result == Result(digest, ".wav")
    assert store.fetch(result).read_bytes() == b"sound"
    path.write_bytes(b"other")
    with pytest.raises(MachineError, match="changed during the build"):
        store.take_in(path, "0" * 64)


NEEDED = {"needed": 1.0}


def kept(name: str, size: int, age_days: float) -> Kept:
    return Kept(name, size, 1000 * DAY - age_days * DAY)


def names(chosen: list[Kept]) -> list[str]:
    return [each.name for each in chosen]


def test_what_was_not_used_for_long_goes() -> None:
    held = [kept("old", 1, 40), kept("needed", 1, 50), kept("young", 1, 3)]
    assert names(choose(held, NEEDED, NEEDED, 970 * DAY, None)) == ["old"]


def test_the_least_recently_used_goes_until_the_size_is_right() -> None:
    held = [kept("c", 10, 1), kept("a", 10, 9), kept("b", 10, 5), kept("needed", 10, 20)]
    assert names(choose(held, NEEDED, NEEDED, None, 25)) == ["a", "b"]
    assert names(choose(held, NEEDED, NEEDED, None, 40)) == []
    assert names(choose(held, NEEDED, NEEDED, None, None)) == []


def test_what_is_small_goes_last_and_what_episodes_need_before_it_the_oldest_first() -> None:
    held = [kept("small", 1, 90), kept("late", SMALL, 80), kept("early", SMALL, 1), kept("free", SMALL, 0)]
    until = {"late": 9.0, "early": 5.0}
    assert names(choose(held, until, (), None, 3 * SMALL + 1)) == []
    assert names(choose(held, until, (), None, 3 * SMALL)) == ["free"]
    assert names(choose(held, until, (), None, 0)) == ["free", "early", "late", "small"]
    assert names(choose(held, until, {"early"}, None, 0)) == ["free", "late", "small"]
    assert names(choose(held, until, (), 1000 * DAY, None)) == ["small"]


def test_what_a_manifest_names_is_never_collected(store: Store, tmp_path: Path) -> None:
    other = Result("b" * 64, ".mp4")
    keep(store), keep(store, other)
    episode = tmp_path / "output" / "2026"
    episode.mkdir(parents=True)
    (episode / "manifest.json").write_text('{"deliverables": {"radio": {}}}')
    refer(store, episode, {"radio": [RESULT], "tv": [other]})
    assert collect(store, -1, 0).results == 1
    assert store.has(RESULT)
    assert not store.has(other)


def test_a_deliverable_built_alone_leaves_the_others_noted(store: Store, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"deliverables": {"radio": {}, "tv": {}}}')
    refer(store, tmp_path, {"radio": [RESULT], "tv": [Result("b" * 64, ".mp4")]})
    refer(store, tmp_path, {"tv": [Result("c" * 64, ".mp4")]})
    assert referred(needs(store), 0) == {RESULT.name: inf, f"{'c' * 64}.mp4": inf}


def test_what_is_needed_is_needed_until_a_moment_and_earlier_versions_as_long(store: Store, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('{"deliverables": {"radio": {}}}')
    refer(store, tmp_path, {"radio": [RESULT]}, 100.0, {"0001": ["old.wav"]})
    refer(store, tmp_path, {"radio": [RESULT]})
    assert referred(needs(store), 99) == {RESULT.name: 100.0, "old.wav": 100.0}
    assert referred(needs(store), 100) == {}
    refer(store, tmp_path, {}, 300.0, {})
    assert referred(needs(store), 99) == {RESULT.name: 300.0}


def test_what_two_episodes_need_is_needed_until_the_later_one_does_not(store: Store, tmp_path: Path) -> None:
    for name, until in (("a", 100.0), ("b", 300.0), ("c", 200.0)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").write_text('{"deliverables": {"radio": {}}}')
        refer(store, tmp_path / name, {"radio": [RESULT]}, until)
    noted = needs(store)
    for order in (noted, noted[::-1]):
        assert referred(order, 0) == {RESULT.name: 300.0}


def test_an_episode_that_is_gone_needs_nothing(store: Store, tmp_path: Path) -> None:
    keep(store)
    (tmp_path / "manifest.json").write_text('{"deliverables": {"radio": {}}}')
    refer(store, tmp_path, {"radio": [RESULT]})
    (tmp_path / "manifest.json").unlink()
    assert collect(store, -1, None).results == 1
    assert store.notes("references") == []
