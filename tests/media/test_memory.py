"""The memory of probing: merged, versioned, and never in the way."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from newscast.media import memory
from newscast.media.memory import Memory

FACTS = {"fault": "empty"}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    return path


def test_recalls_what_it_kept(tmp_path, file):
    known = Memory(tmp_path / "store")
    known.keep(file, file.stat(), FACTS, "abc")
    known.save()
    assert Memory(tmp_path / "store").recall(file, file.stat()) == (FACTS, "abc")


def test_forgets_a_file_that_changed(tmp_path, file):
    known = Memory(tmp_path)
    known.keep(file, file.stat(), FACTS, "abc")
    file.write_bytes(b"yy")
    assert known.recall(file, file.stat()) is None


def test_two_processes_lose_nothing(tmp_path, file):
    one, two = Memory(tmp_path), Memory(tmp_path)
    one.keep(file, file.stat(), FACTS, "one")
    two.keep(tmp_path / "other", file.stat(), FACTS, "two")
    one.save()
    two.save()
    both = Memory(tmp_path)
    assert both.recall(file, file.stat()) == (FACTS, "one")
    assert both.recall(tmp_path / "other", file.stat()) == (FACTS, "two")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 0, "files": {}}', b'{"version": 3, "files": {"a": 1}}', b"\xff"]
)
def test_a_broken_file_is_an_empty_memory(tmp_path, file, content):
    (tmp_path / "probes.json").write_bytes(content)
    known = Memory(tmp_path)
    assert known.recall(file, file.stat()) is None
    known.keep(file, file.stat(), FACTS, "abc")
    known.save()
    assert Memory(tmp_path).recall(file, file.stat()) is not None


def test_another_version_is_forgotten(tmp_path, file, monkeypatch):
    known = Memory(tmp_path)
    known.keep(file, file.stat(), FACTS, "abc")
    known.save()
    monkeypatch.setattr(memory, "PROBE_VERSION", memory.PROBE_VERSION + 1)
    assert Memory(tmp_path).recall(file, file.stat()) is None


def test_a_folder_that_cannot_be_written_only_forgets(tmp_path, file):
    (tmp_path / "store").write_text("a file where the folder should be")
    known = Memory(tmp_path / "store")
    known.keep(file, file.stat(), FACTS, "abc")
    known.save()


def test_leaves_no_aside_file(tmp_path, file):
    known = Memory(tmp_path / "store")
    known.keep(file, file.stat(), FACTS, "abc")
    known.save()
    assert {path.name for path in (tmp_path / "store").iterdir()} == {"probes.json", "probes.lock"}
    assert json.loads((tmp_path / "store" / "probes.json").read_text())["version"] == memory.PROBE_VERSION


def test_two_hundred_files_are_recalled_in_a_blink(tmp_path):
    known = Memory(tmp_path / "store")
    files = [tmp_path / f"{number}.mp4" for number in range(200)]
    for path in files:
        path.write_bytes(b"x")
        known.keep(path, path.stat(), {"kind": "sound", "filler": "x" * 500}, "0" * 64)
    known.save()
    start = time.perf_counter()
    again = Memory(tmp_path / "store")
    assert all(again.recall(path, path.stat()) for path in files)
    assert time.perf_counter() - start < 0.05
