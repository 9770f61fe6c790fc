"""Reading an episode folder: one moment of it, whatever is published meanwhile; what is damaged is said."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from episode_making import entry, manifest

from newscast.base.records import as_json
from newscast.episode import reader
from newscast.episode.folder import Delivery, json_bytes, locked, publish, staging
from newscast.episode.reader import Edition, read_edition, read_episode
from newscast.episode.timeline import ListedTimeline, Listing


def put(folder: Path, word: str, draft: bool = False) -> None:
    """Publish an edition whose programme, timeline and manifest say the same word."""
    said = ListedTimeline(used_by=(word,), rate="25", frames=0, segments=())
    timeline = json_bytes(as_json(Listing(timeline=1, timelines=(said,))))
    contents = {"web/a.mp4": word.encode(), "timeline.json": timeline}
    deliveries = [Delivery(path, each, hashlib.sha256(each).hexdigest()) for path, each in contents.items()]
    lists = {"timeline.json": deliveries[1].sha256}
    says = manifest({"web": entry("web", word)}, title=word, version=1, lists=lists, draft=draft)
    with staging(folder) as staged:
        staged.add(deliveries)
        with locked(folder):
            publish(folder, staged, deliveries, says.as_json())


def said_by(edition: Edition) -> list[str]:
    assert edition.timeline
    return [user for each in edition.timeline.timelines for user in each.used_by]


def test_a_final_and_its_draft(tmp_path: Path) -> None:
    assert read_episode(tmp_path) == reader.Episode(None, None)
    put(tmp_path / "draft", "borrador", draft=True)
    assert read_episode(tmp_path).final is None
    put(tmp_path, "final")
    found = read_episode(tmp_path)
    assert found.final and found.final.manifest and found.final.manifest.title == "final"
    assert found.draft and found.draft.manifest and found.draft.manifest.draft
    assert said_by(found.final) == ["final"] and found.final.damaged == ()
    assert found.final.versions == () and found.final.version_of(1) is None


@pytest.mark.slow
@pytest.mark.parametrize("lockable", [True, False])
def test_what_is_read_is_of_one_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lockable: bool) -> None:
    put(tmp_path, "cero")
    if not lockable:
        monkeypatch.setattr(reader, "LOCK", "no-such-lock")
    stop = threading.Event()
    wrong: list[object] = []

    def read() -> None:
        while not stop.is_set():
            found = read_edition(tmp_path)
            title = found.manifest.title if found and found.manifest and not found.damaged else ""
            if not found or said_by(found) != [title]:
                wrong.append(found)

    thread = threading.Thread(target=read)
    thread.start()
    try:
        for number in range(40):
            put(tmp_path, f"palabra {number}")
    finally:
        stop.set()
        thread.join()
    assert wrong == []


def test_damage_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.setattr(reader, "_PAUSE", 0.0)
    put(tmp_path, "uno")
    whole = (tmp_path / "manifest.json").read_text()

    def damage() -> dict[str, str]:
        found = read_edition(tmp_path)
        assert found
        return {each.path.relative_to(tmp_path).as_posix(): each.reason for each in found.damaged}

    (tmp_path / "web/a.mp4").write_text("unos")
    assert damage() == {"web/a.mp4": "It is not the file that was built."}
    (tmp_path / "web/a.mp4").unlink()
    assert damage() == {"web/a.mp4": "It is not there."}
    (tmp_path / "manifest.json").write_text(whole.replace('"role"', '"archived": "archivo/a.mp4", "role"'))
    assert damage() == {}, "what was archived is elsewhere"
    (tmp_path / "manifest.json").write_text(whole)
    (tmp_path / "timeline.json").unlink()
    assert damage()["timeline.json"] == "It is not there."
    (tmp_path / "timeline.json").write_text("{")
    assert set(damage()) == {"web/a.mp4", "timeline.json"}
    told = json.loads((tmp_path / "manifest.json").read_text())
    (tmp_path / "manifest.json").write_text(json.dumps({**told, "version": "x"}))
    found = read_edition(tmp_path)
    assert found and found.manifest is None and "manifest.json" in damage()
    (tmp_path / "manifest.json").write_bytes(b"\xff{")
    assert "manifest.json" in damage()


@pytest.mark.real
def test_reading_imports_nothing_of_what_builds() -> None:
    code = "import sys, newscast.episode.reader; print(sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    heavy = ("pydantic", "ruamel", "ffmpeg", "numpy", "jinja2", "av", "newscast.engine", "newscast.build")
    assert [name for name in heavy if f"'{name}'" in loaded] == []
