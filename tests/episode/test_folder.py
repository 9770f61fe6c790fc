"""The episode folder: whatever moment it is looked at, what its manifest lists is there and whole."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import threading
from collections import namedtuple
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import MachineError
from newscast.episode import folder as episode
from newscast.episode.folder import Delivery, locked, publish, read_manifest, staging


class KilledError(BaseException):
    """Stands for a process that ends on the spot."""


def sum_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def delivery(path: str, data: bytes) -> Delivery:
    return Delivery(path, data, sum_of(data))


def manifest(deliveries: list[Delivery]) -> dict[str, Any]:
    entries: dict[str, Any] = {}
    for each in deliveries:
        if "/" in each.path:
            files = entries.setdefault(each.path.split("/")[0], {"files": []})["files"]
            files.append({"path": each.path, "sha256": each.sha256})
    return {"manifest": 1, "deliverables": entries}


def edition(word: str) -> list[Delivery]:
    """An episode of two deliverables; `same.srt` is the same in every edition."""
    named = {"web/a.mp4": word, "web/same.srt": "same", "web/b.txt": word * 2, "radio/a.wav": word, "qc.json": word}
    return [delivery(path, data.encode()) for path, data in named.items()]


def put(folder: Path, deliveries: list[Delivery], unchanged: tuple[str, ...] = ()) -> None:
    put_with(folder, [each for each in deliveries if each.path not in unchanged], manifest(deliveries))


def put_with(folder: Path, deliveries: list[Delivery], says: Mapping[str, Any]) -> None:
    with staging(folder) as staged:
        staged.add(deliveries)
        with locked(folder):
            publish(folder, staged, deliveries, says)


def assert_whole(folder: Path) -> Mapping[str, Any]:
    """The manifest can be read, and every file it lists is there as it says; gives its deliverables."""
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for entry in found["deliverables"].values():
        for file in entry["files"]:
            assert sum_of((folder / file["path"]).read_bytes()) == file["sha256"], file["path"]
    return found["deliverables"]


def assert_clean(folder: Path) -> None:
    assert not list(folder.glob(".staging-*")) and not list(folder.glob(".manifest*"))


def die_at(monkeypatch: pytest.MonkeyPatch, moment: int) -> list[Path]:
    """Have the process end just before its rename number `moment`, counted from 0; the targets it got to."""
    targets: list[Path] = []
    original = Path.replace

    def replace(self: Path, target: Any) -> Path:
        if len(targets) >= moment:
            raise KilledError
        targets.append(Path(target))
        return original(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    return targets


def test_an_episode_is_published(tmp_path: Path) -> None:
    folder = tmp_path / "output/hoy"
    put(folder, edition("uno"))
    assert set(assert_whole(folder)) == {"web", "radio"}
    assert (folder / "qc.json").read_text() == "uno"
    assert_clean(folder)


@pytest.mark.parametrize("moment", range(6))
def test_a_killed_publication_leaves_old_or_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int) -> None:
    put(tmp_path, edition("uno"))
    with monkeypatch.context() as patch:
        reached = die_at(patch, moment)
        # A killed process cleans up nothing.
        patch.setattr(shutil, "rmtree", lambda *_args, **_more: None)
        with pytest.raises(KilledError):
            put(tmp_path, edition("dos"), ("web/same.srt",))
    assert len(reached) == moment
    listed = assert_whole(tmp_path)
    assert set(listed) == ({"web", "radio"} if moment == 0 else set())
    put(tmp_path, edition("dos"))
    assert set(assert_whole(tmp_path)) == {"web", "radio"}
    assert (tmp_path / "web/a.mp4").read_text() == "dos"
    assert_clean(tmp_path)


def test_every_moment_was_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, edition("uno"))
    reached = die_at(monkeypatch, 99)
    put(tmp_path, edition("dos"), ("web/same.srt",))
    names = [path.name for path in reached]
    assert names == ["manifest.json", "a.mp4", "b.txt", "a.wav", "qc.json", "manifest.json"]


@pytest.mark.slow
def test_a_reader_never_sees_half(tmp_path: Path) -> None:
    """One thread publishes again and again while another reads: what it finds listed matches, or changes under it."""
    put(tmp_path, edition("cero"))
    stop = threading.Event()
    problems: list[str] = []

    def read() -> None:
        while not stop.is_set():
            before = (tmp_path / "manifest.json").read_bytes()
            sums = {
                file["path"]: (file["sha256"], sum_of((tmp_path / file["path"]).read_bytes()))
                for entry in json.loads(before)["deliverables"].values()
                for file in entry["files"]
            }
            wrong = [path for path, (said, found) in sums.items() if said != found]
            if wrong and (tmp_path / "manifest.json").read_bytes() == before:
                problems.append(f"{wrong}")

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for number in range(30):
            put(tmp_path, edition(str(number)))
    finally:
        stop.set()
        reader.join()
    assert problems == []


def test_what_is_unchanged_is_not_touched(tmp_path: Path) -> None:
    put(tmp_path, edition("uno"))
    files = [path for path in tmp_path.rglob("*.*") if path.is_file() and path.name != ".lock"]
    before = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}
    new = [delivery("web/a.mp4", b"dos") if each.path == "web/a.mp4" else each for each in edition("uno")]
    put(tmp_path, new, tuple(each.path for each in new if each.path != "web/a.mp4"))
    after = {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before}
    assert {path.name for path in before if after[path] != before[path]} == {"a.mp4", "manifest.json"}


def test_the_deliverable_that_does_not_change_stays_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, edition("uno"))
    new = [delivery("web/a.mp4", b"dos") if each.path == "web/a.mp4" else each for each in edition("uno")]
    die_at(monkeypatch, 2)
    with pytest.raises(KilledError):
        put(tmp_path, new, tuple(each.path for each in new if each.path != "web/a.mp4"))
    assert set(assert_whole(tmp_path)) == {"radio"}


def test_files_that_are_no_longer_made_go(tmp_path: Path) -> None:
    put(tmp_path, edition("uno"))
    (tmp_path / "web/notes.txt").write_text("the office's own")
    left = [each for each in edition("uno") if each.path != "web/b.txt"]
    put(tmp_path, left, tuple(each.path for each in left))
    assert not (tmp_path / "web/b.txt").exists()
    assert (tmp_path / "web/notes.txt").read_text() == "the office's own", "what no manifest listed is not ours"
    assert set(assert_whole(tmp_path)) == {"web", "radio"}


@pytest.mark.parametrize("moment", [0, 1])
def test_a_file_that_goes_is_never_listed_and_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    """Also where nothing new comes into its deliverable."""
    put(tmp_path, edition("uno"))
    left = [each for each in edition("uno") if each.path != "web/b.txt"]
    die_at(monkeypatch, moment)
    with pytest.raises(KilledError):
        put(tmp_path, left, tuple(each.path for each in left))
    assert set(assert_whole(tmp_path)) == ({"radio"} if moment else {"radio", "web"})


def test_all_names_are_on_the_disk_before_the_manifest_lists_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Power may fail at any moment: the bytes first, then the names, then the manifest."""
    put(tmp_path, edition("uno"))
    contents: dict[int, bytes] = {}
    names: dict[Path, dict[str, int]] = {}

    def sync(path: Path) -> None:
        if path.is_dir():
            names[path] = {each.name: each.stat().st_ino for each in path.iterdir()}
        else:
            contents[path.stat().st_ino] = path.read_bytes()

    def write(path: Path, value: Any, real: Any = episode.write_json) -> None:
        for each in edition("dos") if value["deliverables"] else ():
            final = tmp_path / each.path
            assert names[final.parent][final.name] == final.stat().st_ino
            assert contents[final.stat().st_ino] == each.content
            written.append(each.path)
        real(path, value)

    written: list[str] = []
    monkeypatch.setattr(episode, "sync", sync)
    monkeypatch.setattr(episode, "write_json", write)
    put(tmp_path, edition("dos"))
    assert written == [each.path for each in edition("dos")]


def test_only_one_deliverable_is_rebuilt(tmp_path: Path) -> None:
    """With --only the manifest keeps the others' entries; their files stay."""
    put(tmp_path, edition("uno"))
    web = [each for each in edition("dos") if each.path.startswith("web/") and each.path != "web/b.txt"]
    kept = manifest(edition("uno"))["deliverables"]["radio"]
    put_with(tmp_path, web, {"deliverables": {**manifest(web)["deliverables"], "radio": kept}})
    assert set(assert_whole(tmp_path)) == {"web", "radio"}
    assert (tmp_path / "radio/a.wav").read_text() == "uno" and not (tmp_path / "web/b.txt").exists()


def test_a_draft_stands_beside_the_final(tmp_path: Path) -> None:
    put(tmp_path, edition("final"))
    put(tmp_path / "draft", edition("draft"))
    put(tmp_path, edition("final"))
    assert (tmp_path / "web/a.mp4").read_text() == "final" and assert_whole(tmp_path)
    assert (tmp_path / "draft/web/a.mp4").read_text() == "draft" and assert_whole(tmp_path / "draft")


def test_outputs_are_copies(tmp_path: Path) -> None:
    kept = tmp_path / "store/result"
    kept.parent.mkdir()
    kept.write_bytes(b"uno")
    put(tmp_path / "hoy", [Delivery("web/a.mp4", kept, sum_of(b"uno"))])
    assert kept.stat().st_nlink == 1 and not (tmp_path / "hoy/web/a.mp4").is_symlink()
    (tmp_path / "hoy/web/a.mp4").write_bytes(b"changed by the office")
    assert kept.read_bytes() == b"uno"


def test_leftovers_of_a_killed_build_are_removed(tmp_path: Path) -> None:
    put(tmp_path, edition("uno"))
    (tmp_path / ".staging-dead/web").mkdir(parents=True)
    put(tmp_path, edition("dos"))
    assert_clean(tmp_path)


def test_what_a_living_build_stages_is_left_alone(tmp_path: Path) -> None:
    """One that stages while another publishes finds its files as it left them."""
    with staging(tmp_path) as slow:
        slow.add(edition("dos"))
        put(tmp_path, edition("uno"))
        assert all(slow.has(each) for each in edition("dos"))
        with locked(tmp_path):
            publish(tmp_path, slow, edition("dos"), manifest(edition("dos")))
    assert_whole(tmp_path)
    assert (tmp_path / "web/a.mp4").read_text() == "dos"
    assert_clean(tmp_path)


def test_only_one_publishes_at_a_time(tmp_path: Path) -> None:
    """Whoever wants the folder meanwhile waits, and then sees what was left."""
    tmp_path.mkdir(exist_ok=True)
    seen: list[str] = []

    def second() -> None:
        with locked(tmp_path):
            seen.extend(assert_whole(tmp_path))

    waiting = threading.Thread(target=second)
    with staging(tmp_path) as staged:
        staged.add(edition("uno"))
        with locked(tmp_path):
            waiting.start()
            waiting.join(0.2)
            assert waiting.is_alive() and not seen
            publish(tmp_path, staged, edition("uno"), manifest(edition("uno")))
    waiting.join()
    assert set(seen) == {"web", "radio"}


@pytest.mark.parametrize("path", ["approved/web/a.mp4", "draft/web/a.mp4", "history/0001.json", "manifest.json"])
def test_what_is_no_deliverable_is_never_removed(tmp_path: Path, path: str) -> None:
    """Whatever a manifest says: what people approved, drafts and earlier versions are not a build's to take away."""
    put(tmp_path, edition("uno"))
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    if path != "manifest.json":
        (tmp_path / path).write_text("theirs")
    said = json.loads((tmp_path / "manifest.json").read_text())
    said["deliverables"]["web"]["files"].append({"path": path, "sha256": ""})
    (tmp_path / "manifest.json").write_text(json.dumps(said))
    put(tmp_path, edition("dos"))
    assert (tmp_path / path).is_file()
    assert set(assert_whole(tmp_path)) == {"web", "radio"}


def test_a_full_disk_is_the_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, edition("uno"))
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(100, 99, 1))
    with pytest.raises(MachineError, match=r"is full: [0-9]+ B are needed, 1 B are free"):
        put(tmp_path, edition("dos"))
    assert set(assert_whole(tmp_path)) == {"web", "radio"} and (tmp_path / "web/a.mp4").read_text() == "uno"
    assert_clean(tmp_path)


@pytest.mark.parametrize("function", ["copy", "sync"])
def test_a_disk_that_fails_on_the_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str) -> None:
    """The disk fills up, or breaks, while files are staged: the old edition stays, and nothing else."""
    put(tmp_path / "hoy", edition("uno"))
    (tmp_path / "result").write_bytes(b"dos")

    def full(*_args: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(episode, function, full)
    with pytest.raises(MachineError, match="is full"):
        put(tmp_path / "hoy", [*edition("dos")[:1], Delivery("web/b.txt", tmp_path / "result", sum_of(b"dos"))])
    assert set(assert_whole(tmp_path / "hoy")) == {"web", "radio"}
    assert_clean(tmp_path / "hoy")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    put(tmp_path, edition("uno"))
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(MachineError, match="Permission"):
            put(tmp_path, edition("dos"))
        assert (tmp_path / "web/a.mp4").read_text() == "uno"
    finally:
        tmp_path.chmod(0o700)


def test_an_output_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "hoy").write_text("a file of that name")
    with pytest.raises(MachineError, match="Cannot write"):
        put(tmp_path / "hoy", edition("uno"))
    assert (tmp_path / "hoy").read_text() == "a file of that name"


def test_a_folder_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a read-only folder does; for root nothing is read-only."""
    put(tmp_path, edition("uno"))

    def refused(self: Path, *_args: Any, **_more: Any) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", refused)
    with pytest.raises(MachineError, match="Permission denied"):
        put(tmp_path, edition("dos"))
    assert set(assert_whole(tmp_path)) == {"web", "radio"} and (tmp_path / "web/a.mp4").read_text() == "uno"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"deliverables": 3}', "\xff"])
def test_a_broken_manifest_counts_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "manifest.json").write_bytes(text.encode("latin-1"))
    assert read_manifest(tmp_path) is None
    put(tmp_path, edition("uno"))
    assert set(assert_whole(tmp_path)) == {"web", "radio"}


def test_a_manifest_cannot_delete_elsewhere(tmp_path: Path) -> None:
    """A manifest that somebody changed by hand must not have files outside the episode removed."""
    outside = tmp_path / "precious.txt"
    outside.write_text("precious")
    folder = tmp_path / "hoy"
    put(folder, edition("uno"))
    for path in ("../precious.txt", str(outside)):
        said = json.loads((folder / "manifest.json").read_text())
        said["deliverables"]["web"]["files"].append({"path": path, "sha256": ""})
        (folder / "manifest.json").write_text(json.dumps(said))
        put(folder, edition("uno"))
        assert outside.read_text() == "precious"


def sent(word: str, *names: str) -> tuple[list[Delivery], dict[str, Any]]:
    """A draft, and the manifest with copies to be sent of these names."""
    copies = [delivery(f"share/hoy-{name}.mp4", word.encode()) for name in names]
    files = [{"path": each.path, "sha256": each.sha256} for each in copies]
    share = {"share": {"deliverable": "web", "files": files}} if copies else {}
    return copies, {**manifest(edition(word)), "episode": "hoy", "draft": True, **share}


def shared(folder: Path) -> set[str]:
    """The copies that are there and listed, each of them whole and of the draft that is listed, if any is."""
    found = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    files = found.get("share", {"files": []})["files"]
    if files:
        web = (folder / "web/a.mp4").read_text()
        assert "web" in found["deliverables"]
        assert {(folder / file["path"]).read_text() for file in files} == {web}
    return {Path(file["path"]).name for file in files}


def test_copies_come_second_and_go_with_the_draft_they_are_of(tmp_path: Path) -> None:
    put_with(tmp_path, edition("uno"), sent("uno")[1])
    put_with(tmp_path, *sent("uno", "web"))
    assert shared(tmp_path) == {"hoy-web.mp4"} and set(assert_whole(tmp_path)) == {"web", "radio"}
    (tmp_path / "share/mine.mp4").write_text("somebody's own")
    put_with(tmp_path, *sent("uno", "web-a", "web-b"))
    assert shared(tmp_path) == {"hoy-web-a.mp4", "hoy-web-b.mp4"}
    put_with(tmp_path, edition("dos"), sent("dos")[1])
    assert shared(tmp_path) == set()
    assert [path.name for path in (tmp_path / "share").iterdir()] == ["mine.mp4"]


@pytest.mark.parametrize("moment", range(7))
def test_a_killed_publication_never_leaves_a_copy_that_passes_for_one_of_the_new_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    put_with(tmp_path, edition("uno"), sent("uno")[1])
    put_with(tmp_path, *sent("uno", "web"))
    with monkeypatch.context() as patch:
        die_at(patch, moment)
        patch.setattr(shutil, "rmtree", lambda *_args, **_more: None)
        with suppress(KilledError):
            put_with(tmp_path, edition("dos"), sent("dos")[1])
    assert shared(tmp_path) == ({"hoy-web.mp4"} if moment == 0 else set())
    put_with(tmp_path, edition("dos"), sent("dos")[1])
    assert not list((tmp_path / "share").iterdir()), "also what no manifest lists any more"


def test_a_disk_with_just_room_enough_is_not_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage, wanted = namedtuple("usage", "total used free"), edition("dos")
    room = sum(len(each.content) for each in wanted if isinstance(each.content, bytes))
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(100, 99, room))
    put(tmp_path, wanted)
    assert set(assert_whole(tmp_path)) == {"web", "radio"}
