"""The memory of probing: merged, versioned, and never in the way."""

from __future__ import annotations

import json
import os
import time
from importlib.metadata import version
from pathlib import Path

import pytest

from newscast.base.binary import Binary
from newscast.base.status import status_of
from newscast.media import memory
from newscast.media.memory import Memory, seen_by

FACTS, TOOLS = {"fault": "empty"}, "build av=1"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "clip.mp4"
    path.write_bytes(b"x")
    return path


def test_recalls_what_it_kept(tmp_path, file):
    known = Memory(tmp_path / "store")
    known.keep(file, status_of(file), "abc", FACTS, TOOLS)
    known.save()
    assert Memory(tmp_path / "store").facts(file, status_of(file), TOOLS) == (FACTS, "abc")


def test_forgets_a_file_that_changed(tmp_path, file):
    known = Memory(tmp_path)
    known.keep(file, status_of(file), "abc", FACTS, TOOLS)
    file.write_bytes(b"yy")
    assert known.facts(file, status_of(file), TOOLS) is None


def test_a_file_changed_in_place_by_a_tool_that_keeps_its_date_is_another(tmp_path, file):
    known = Memory(tmp_path)
    before = file.stat()
    known.keep(file, status_of(file), "abc", FACTS, TOOLS)
    time.sleep(0.05)
    file.write_bytes(b"y")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (file.stat().st_size, file.stat().st_mtime_ns, file.stat().st_ino) == (1, before.st_mtime_ns, before.st_ino)
    assert known.facts(file, status_of(file), TOOLS) is None
    assert known.digest(file, status_of(file)) is None


def test_other_tools_see_anew_what_still_has_the_same_content(tmp_path, file):
    known = Memory(tmp_path)
    known.keep(file, status_of(file), "abc", FACTS, TOOLS)
    assert known.facts(file, status_of(file), "build av=2") is None
    assert known.digest(file, status_of(file)) == "abc"


def test_what_looks_is_the_ffmpeg_and_the_libraries_that_open_files(monkeypatch):
    one, two = Binary(Path("/one"), "9", "1111"), Binary(Path("/two"), "9", "2222")
    assert seen_by(one) != seen_by(two)
    assert seen_by(one) == seen_by(Binary(Path("/elsewhere"), "9", "1111"))
    before = seen_by(one)
    for library in ("av", "pillow", "pillow-heif"):
        with monkeypatch.context() as patch:
            patch.setattr(memory, "version_of", lambda name, other=library: "99" if name == other else version(name))
            assert seen_by(one) != before


def test_what_is_not_there_is_not_known(tmp_path, file):
    known = Memory(tmp_path)
    known.keep(tmp_path / "none", status_of(tmp_path / "none"), "abc", FACTS, TOOLS)
    assert known.facts(tmp_path / "none", None, TOOLS) is None


def test_two_processes_lose_nothing(tmp_path, file):
    one, two = Memory(tmp_path), Memory(tmp_path)
    one.keep(file, status_of(file), "one", FACTS, TOOLS)
    two.keep(tmp_path / "other", status_of(file), "two", FACTS, TOOLS)
    one.save()
    two.save()
    both = Memory(tmp_path)
    assert both.facts(file, status_of(file), TOOLS) == (FACTS, "one")
    assert both.facts(tmp_path / "other", status_of(file), TOOLS) == (FACTS, "two")


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 0, "files": {}}', b'{"version": 4, "files": {"a": 1}}', b"\xff"]
)
def test_a_broken_file_is_an_empty_memory(tmp_path, file, content):
    (tmp_path / "probes.json").write_bytes(content)
    known = Memory(tmp_path)
    assert known.facts(file, status_of(file), TOOLS) is None
    known.keep(file, status_of(file), "abc", FACTS, TOOLS)
    known.save()
    assert Memory(tmp_path).facts(file, status_of(file), TOOLS) is not None


def test_another_version_is_forgotten(tmp_path, file, monkeypatch):
    known = Memory(tmp_path)
    known.keep(file, status_of(file), "abc", FACTS, TOOLS)
    known.save()
    monkeypatch.setattr(memory, "PROBE_VERSION", memory.PROBE_VERSION + 1)
    assert Memory(tmp_path).facts(file, status_of(file), TOOLS) is None


def test_a_folder_that_cannot_be_written_only_forgets(tmp_path, file):
    (tmp_path / "store").write_text("a file where the folder should be")
    known = Memory(tmp_path / "store")
    known.keep(file, status_of(file), "abc", FACTS, TOOLS)
    known.save()


def test_leaves_no_aside_file(tmp_path, file):
    known = Memory(tmp_path / "store")
    known.keep(file, status_of(file), "abc", FACTS, TOOLS)
    known.save()
    assert {path.name for path in (tmp_path / "store").iterdir()} == {"probes.json", "probes.lock"}
    assert json.loads((tmp_path / "store" / "probes.json").read_text())["version"] == memory.PROBE_VERSION


def test_two_hundred_files_are_recalled_by_reading_once(tmp_path, monkeypatch):
    known = Memory(tmp_path / "store")
    files = [tmp_path / f"{number}.mp4" for number in range(200)]
    for path in files:
        path.write_bytes(b"x")
        known.keep(path, status_of(path), "0" * 64, {"kind": "sound", "filler": "x" * 500}, TOOLS)
    known.save()
    read = []
    loads = json.loads
    monkeypatch.setattr(memory.json, "loads", lambda text: read.append(len(text)) or loads(text))
    again = Memory(tmp_path / "store")
    assert all(again.facts(path, status_of(path), TOOLS) for path in files)
    assert len(read) == 1


def test_a_pipe_in_its_place_is_an_empty_memory(tmp_path, file):
    for name in ("probes.json", "probes.lock"):
        os.mkfifo(tmp_path / name)
    known = Memory(tmp_path)
    known.keep(file, status_of(file), "abc", FACTS, TOOLS)
    known.save()
    assert Memory(tmp_path).facts(file, status_of(file), TOOLS) is None
