"""`newscast store`: what it shows, and what it lets go of."""

from __future__ import annotations

import datetime
import json
import os
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from newscast.base.errors import FilesError, UsageError
from newscast.base.sizes import size_text
from newscast.cli.store import command
from newscast.store.references import refer
from newscast.store.shelves import shelf_in
from newscast.store.store import DAY, Store
from newscast.store.store import Result as Kept

OLD, NEEDED, NEW = (Kept(letter * 64, suffix) for letter, suffix in zip("abc", (".wav", ".mp4", ".wav"), strict=True))


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("NEWSCAST_STORE", str(tmp_path / "store"))
    monkeypatch.setenv("LANGUAGE", "en")
    store = Store(tmp_path / "store")
    for result, days in ((OLD, 40), (NEEDED, 50), (NEW, 1)):
        made = store.scratch() / "made"
        made.write_bytes(b"x" * 1000)
        path = store.keep(made, result)
        os.utime(path, ns=(int((time.time() - days * DAY) * 1e9), path.stat().st_mtime_ns))
    episode = tmp_path / "output/2026"
    episode.mkdir(parents=True)
    (episode / "manifest.json").write_text('{"deliverables": {"web": {}}}')
    refer(store, episode, {"web": [NEEDED]})
    return store


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments))


def there(store: Store) -> set[str]:
    return {kept.name for kept in store.kept()}


def test_it_shows_what_is_kept_and_removes_nothing(store: Store, tmp_path: Path) -> None:
    shown = run(str(tmp_path))
    assert f"{store.folder}: 3.0 kB" in shown.output
    assert "Builds hold what is kept on this machine to" in shown.output
    assert f"{tmp_path}/output/2026: 1.0 kB\n" in shown.output
    assert len(there(store)) == 3
    told = json.loads(run(str(tmp_path), "--json").output)
    assert (told["results"], told["bytes"], told["needed_bytes"]) == (3, 3000, 1000)
    assert told["suffixes"][".wav"] == {"results": 2, "bytes": 2000, "oldest_days": 40}


def test_it_shows_the_size_that_newsroom_yaml_gives_and_until_when_episodes_need_theirs(
    store: Store, tmp_path: Path
) -> None:
    (tmp_path / "assets").mkdir()
    office = tmp_path / "assets/newsroom.yaml"
    office.write_text("newsroom: 1\nstore: {keep: 40GB}\n")
    refer(store, tmp_path / "output/2026", {}, time.time() + 3 * DAY)
    shown = run(str(tmp_path)).output
    day = datetime.date.fromtimestamp(time.time() + 3 * DAY)
    assert "machine to 40.0 GB." in shown and f"2026: 1.0 kB, until {day}" in shown
    assert json.loads(run(str(tmp_path), "--json").output)["most_bytes"] == 40 * 10**9
    office.write_text("newsroom: 1\nstore: {keep: 40}\n")
    assert isinstance(run(str(tmp_path)).exception, FilesError)


def test_what_is_old_and_not_needed_goes(store: Store, tmp_path: Path) -> None:
    run(str(tmp_path), "--collect", "--older", "30d")
    assert there(store) == {NEEDED.name, NEW.name}


def test_what_is_too_much_goes_the_least_recently_used_first(store: Store, tmp_path: Path) -> None:
    run(str(tmp_path), "--collect", "--larger", "2k")
    assert there(store) == {NEEDED.name, NEW.name}
    run(str(tmp_path), "--collect", "--larger", "0")
    assert there(store) == {NEEDED.name}


def test_what_the_page_made_to_show_is_told_and_goes_too(store: Store, tmp_path: Path) -> None:
    shelf = shelf_in(store.folder, "renditions")
    for number, days in ((1, 40), (2, 1)):
        made = shelf.scratch() / "made"
        made.write_bytes(b"x" * 1000)
        path = shelf.keep(made, Kept(f"{number}" * 64, ".mp4"))
        os.utime(path, ns=(int((time.time() - days * DAY) * 1e9), path.stat().st_mtime_ns))
    assert "2.0 kB that the page made" in run(str(tmp_path)).output
    assert "Removed 2 results, 2.0 kB." in run(str(tmp_path), "--collect", "--older", "30d").output
    assert there(shelf) == {f"{'2' * 64}.mp4"}
    # A fifth of what the store may hold.
    run(str(tmp_path), "--collect", "--larger", "4k")
    assert there(shelf) == set()
    assert there(store) == {NEEDED.name, NEW.name}


@pytest.mark.parametrize("arguments", [["--collect"], ["--older", "3d"]])
def test_half_a_wish_is_asked_back(store: Store, tmp_path: Path, arguments: list[str]) -> None:
    assert isinstance(run(str(tmp_path), *arguments).exception, UsageError)


def test_a_number_without_its_unit_is_asked_back(store: Store, tmp_path: Path) -> None:
    assert run(str(tmp_path), "--collect", "--older", "3").exit_code == 2


def test_sizes_are_said_as_people_say_them() -> None:
    assert [size_text(size) for size in (7, 1500, 20 * 10**9)] == ["7 B", "1.5 kB", "20.0 GB"]
