"""Archiving: what is large moves, the manifest says where, and whenever it is interrupted nothing is lost."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner

from newscast.base.errors import FilesError, MachineError
from newscast.cli.archive import command
from newscast.episode import archive as archiving
from newscast.episode.archive import archive
from newscast.episode.folder import locked, read_manifest

pytestmark = pytest.mark.real

PROGRAMMES = {"tv/hoy.mxf": b"tv" * 5000, "web/hoy.mp4": b"web" * 5000}
SMALL = {"web/hoy.srt": b"captions", "web/post.txt": b"post"}


def listed(path: str, content: bytes) -> dict[str, Any]:
    role = "programme" if path in PROGRAMMES else "captions"
    return {"path": path, "role": role, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def episode(folder: Path, draft: bool = False) -> Path:
    """An episode folder as a build leaves it."""
    entries: dict[str, Any] = {}
    for path, content in {**PROGRAMMES, **SMALL}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
        entries.setdefault(path.split("/")[0], {"files": []})["files"].append(listed(path, content))
    (folder / "manifest.json").write_text(json.dumps({"manifest": 1, "draft": draft, "deliverables": entries}))
    (folder / "timeline.json").write_text("{}")
    return folder


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    root = tmp_path.resolve() / "sala"
    (root / "assets").mkdir(parents=True)
    (root / "assets/newsroom.yaml").write_text("newsroom: 1\narchive: archivo\n")
    (root / "archivo").mkdir()
    episode(root / "output/hoy")
    monkeypatch.chdir(root)
    return root


def move(newsroom: Path) -> archiving.Archived:
    return archive(newsroom / "output/hoy", newsroom / "archivo", newsroom)


def programmes(folder: Path) -> dict[str, dict[str, Any]]:
    manifest = read_manifest(folder)
    assert manifest
    files = [file for entry in manifest["deliverables"].values() for file in entry["files"]]
    return {file["path"]: file for file in files if file["role"] == "programme"}


def is_whole(newsroom: Path) -> bool:
    """Every programme has its bytes where the manifest says."""
    folder = newsroom / "output/hoy"
    return all(
        (newsroom / file["archived"] if "archived" in file else folder / path).read_bytes() == PROGRAMMES[path]
        for path, file in programmes(folder).items()
    )


def test_programmes_move_and_the_manifest_says_where(newsroom: Path) -> None:
    moved = move(newsroom)
    assert (moved.files, moved.bytes) == (2, 25_000)
    folder = newsroom / "output/hoy"
    assert {path: file["archived"] for path, file in programmes(folder).items()} == {
        path: f"archivo/hoy/{path}" for path in PROGRAMMES
    }
    assert is_whole(newsroom)
    left = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert left - {".lock"} == {"manifest.json", "timeline.json", *SMALL}
    assert not list((newsroom / "archivo").rglob(".*"))


def test_outside_the_newsroom_the_path_is_whole_and_files_are_copied(
    newsroom: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise OSError("another file system")

    monkeypatch.setattr(os, "link", refused)
    (tmp_path / "nas").mkdir()
    archive(newsroom / "output/hoy", tmp_path / "nas", newsroom)
    where = programmes(newsroom / "output/hoy")["tv/hoy.mxf"]["archived"]
    assert where == str(tmp_path.resolve() / "nas/hoy/tv/hoy.mxf") and is_whole(newsroom)


def test_drafts_go_with_their_final_and_never_alone(newsroom: Path) -> None:
    folder = newsroom / "output/hoy"
    draft = episode(folder / "draft", draft=True)
    move(newsroom)
    assert not (draft / "web/hoy.mp4").exists()
    assert programmes(draft)["web/hoy.mp4"]["archived"] == "archivo/hoy/draft/web/hoy.mp4"
    with pytest.raises(FilesError, match="only a draft"):
        archive(episode(newsroom / "output/otro/draft", draft=True).parent, newsroom / "archivo", newsroom)
    with pytest.raises(FilesError):
        archive(newsroom / "output/otro/draft", newsroom / "archivo", newsroom)


def test_again_does_nothing_and_a_later_build_is_archived_beside(newsroom: Path) -> None:
    move(newsroom)
    assert move(newsroom).files == 0
    folder = newsroom / "output/hoy"
    manifest = read_manifest(folder)
    assert manifest
    (folder / "web/hoy.mp4").write_bytes(b"corrected")
    manifest["deliverables"]["web"]["files"][0] = {**listed("web/hoy.mp4", b"corrected")}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert move(newsroom).files == 1
    where = newsroom / programmes(folder)["web/hoy.mp4"]["archived"]
    assert where.read_bytes() == b"corrected" and where.name != "hoy.mp4"
    assert (newsroom / "archivo/hoy/web/hoy.mp4").read_bytes() == PROGRAMMES["web/hoy.mp4"]


KILLED = """
import os, signal, sys
from pathlib import Path
from newscast.episode import archive as archiving
root, moment = Path(sys.argv[1]), int(sys.argv[2])
count = 0

def dying(name):
    real = getattr(archiving, name)
    def acting(*args):
        global count
        count += 1
        if count == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args)
    setattr(archiving, name, acting)

for name in ("_place", "_hold_against", "write_json", "_remove", "sync", "_named"):
    dying(name)
archiving.archive(root / "output/hoy", root / "archivo", root)
print("done", count)
"""


def test_whenever_it_is_killed_nothing_is_lost(newsroom: Path) -> None:
    for moment in range(1, 40):
        shutil.rmtree(newsroom / "output"), shutil.rmtree(newsroom / "archivo")
        (newsroom / "archivo").mkdir()
        episode(newsroom / "output/hoy")
        command = [sys.executable, "-c", KILLED, str(newsroom), str(moment)]
        done = subprocess.run(command, capture_output=True, text=True)
        assert is_whole(newsroom), moment
        if done.returncode == 0:
            break
        move(newsroom)
        assert is_whole(newsroom) and not (newsroom / "output/hoy/tv/hoy.mxf").exists(), moment
        assert not list((newsroom / "archivo").rglob(".*")), moment
    assert 10 < moment < 39


@pytest.mark.parametrize("linked", [True, False])
def test_the_archive_is_on_the_disk_before_anything_goes_here(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch, linked: bool
) -> None:
    """Power may fail at any moment: bytes and names there first, then the manifest, then what is here."""
    synced: dict[int, set[str]] = {}
    gone: list[str] = []

    def sync(path: Path) -> None:
        synced[path.stat().st_ino] = {each.name for each in path.iterdir()} if path.is_dir() else set()

    def remove(here: Path, real: Any = archiving._remove) -> None:
        there = (
            newsroom
            / programmes(newsroom / "output/hoy")[here.relative_to(newsroom / "output/hoy").as_posix()]["archived"]
        )
        assert there.stat().st_ino in synced and there.name in synced[there.parent.stat().st_ino]
        assert "manifest.json" in synced[(newsroom / "output/hoy").stat().st_ino]
        gone.append(here.name)
        real(here)

    if not linked:
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("another file system")))
    monkeypatch.setattr(archiving, "sync", sync)
    monkeypatch.setattr(archiving, "_remove", remove)
    move(newsroom)
    assert sorted(gone) == ["hoy.mp4", "hoy.mxf"]


def test_nothing_is_archived_while_somebody_publishes(newsroom: Path) -> None:
    moving = threading.Thread(target=move, args=(newsroom,))
    with locked(newsroom / "output/hoy"):
        moving.start()
        moving.join(0.3)
        assert moving.is_alive() and not any((newsroom / "archivo").iterdir())
        (newsroom / "output/hoy/web/hoy.mp4").write_bytes(b"corrected")
        manifest = read_manifest(newsroom / "output/hoy")
        assert manifest
        manifest["deliverables"]["web"]["files"][0] = listed("web/hoy.mp4", b"corrected")
        (newsroom / "output/hoy/manifest.json").write_text(json.dumps(manifest))
    moving.join()
    where = programmes(newsroom / "output/hoy")["web/hoy.mp4"]["archived"]
    assert (newsroom / where).read_bytes() == b"corrected", "it moves what is there when it is its turn"


def test_a_copy_that_comes_out_otherwise_is_refused(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archiving, "_place", lambda source, aside: aside.write_bytes(b"half"))
    with pytest.raises(MachineError, match="does not come out as it went in"):
        move(newsroom)
    assert is_whole(newsroom) and not list((newsroom / "archivo").rglob("*.m*"))


def test_a_programme_that_somebody_changed_stays(newsroom: Path) -> None:
    changed = newsroom / "output/hoy/web/hoy.mp4"
    changed.write_bytes(b"edited by hand")
    with pytest.raises(FilesError, match="is not what was built"):
        move(newsroom)
    assert (
        changed.read_bytes() == b"edited by hand"
        and "archived" not in programmes(newsroom / "output/hoy")["tv/hoy.mxf"]
    )


def test_a_manifest_changed_by_hand_leads_nowhere_else(newsroom: Path) -> None:
    folder = newsroom / "output/hoy"
    (newsroom / "assets/secret.mp4").write_bytes(b"x")
    entry = {"files": [{**listed("tv/hoy.mxf", b"x"), "path": "../../assets/secret.mp4"}]}
    (folder / "manifest.json").write_text(json.dumps({"draft": False, "deliverables": {"tv": entry}}))
    assert move(newsroom).files == 0
    assert (newsroom / "assets/secret.mp4").exists()


def test_no_room_is_said_before_anything_is_copied(newsroom: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=1000))
    real = Path.stat
    monkeypatch.setattr(
        Path,
        "stat",
        lambda path, **more: (
            SimpleNamespace(st_dev=1, st_mode=real(path).st_mode) if path.name == "archivo" else real(path, **more)
        ),
    )
    with pytest.raises(MachineError, match=r"no room for 25\.0 kB"):
        move(newsroom)
    assert is_whole(newsroom)


def said(*names: str) -> Any:
    return CliRunner().invoke(command, list(names))


def test_the_command_says_what_it_did(newsroom: Path) -> None:
    assert said("hoy").output == "hoy: 2 files, 25.0 kB, are in archivo/hoy now.\n"
    assert said(str(newsroom / "output/hoy")).output == "hoy is archived already.\n"


def test_the_command_says_what_is_missing(newsroom: Path) -> None:
    assert "There is no episode ayer" in str(said("ayer").exception)
    (newsroom / "archivo").rmdir()
    assert "Is the disk connected?" in str(said("hoy").exception)
    (newsroom / "assets/newsroom.yaml").write_text("newsroom: 1\n")
    answer = said("hoy").exception
    assert isinstance(answer, FilesError)
    assert str(answer).startswith("assets/newsroom.yaml:1:1: The newsroom has no archive. Write `archive: FOLDER`")
