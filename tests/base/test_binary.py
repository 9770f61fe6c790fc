"""Which ffmpeg is asked, and that another one is noticed also behind what starts it."""

from __future__ import annotations

from pathlib import Path

import pytest

from newscast.base.binary import find_binary

pytestmark = pytest.mark.real


def script(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(["#!/bin/sh", *lines]) + "\n")
    path.chmod(0o755)
    return path


def test_another_ffmpeg_behind_a_script_is_another_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner, memory = tmp_path / "7/ffmpeg", tmp_path / "memory.json"
    inner.parent.mkdir()
    script(inner, "echo ffmpeg version 7.1")
    monkeypatch.setenv("NEWSCAST_FFMPEG", str(script(tmp_path / "ffmpeg", f'exec "{inner}" "$@"')))
    before = find_binary(memory)
    assert find_binary(memory) == before
    script(inner, "echo ffmpeg version 8.0")
    after = find_binary(memory)
    assert (before.version, after.version) == ("7.1", "8.0") and before.build != after.build


def test_a_program_that_goes_by_its_name_is_called_by_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As snap does, whose commands are links to itself."""
    many = script(tmp_path / "snap", 'case "$0" in *ffmpeg) echo ffmpeg version 7.1;; *) echo snap 2.66;; esac')
    link = tmp_path / "ffmpeg"
    link.symlink_to(many)
    monkeypatch.setenv("NEWSCAST_FFMPEG", str(link))
    assert find_binary(tmp_path / "memory.json").version == "7.1"


def test_a_link_to_an_ffmpeg_is_that_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = script(tmp_path / "ffmpeg-7", "echo ffmpeg version 7.1")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/ffmpeg").symlink_to(own)
    monkeypatch.setenv("NEWSCAST_FFMPEG", str(tmp_path / "bin/ffmpeg"))
    assert find_binary().path == own
