"""What is laid down in approved/: whole at every moment, on a record, and touched by nothing but another approval."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from episode_making import manifest

from newscast.base.errors import FilesError, MachineError
from newscast.episode import approved
from newscast.episode.approved import RECORD, Laid, LaidWord, folder_of, laid_down, lay_down, withhold
from newscast.episode.archive import archive
from newscast.episode.folder import Delivery, locked, publish, staging, write_json
from newscast.episode.manifest import Entry, ListedFile, Quality, SegmentTime
from newscast.episode.newest import built_at

WORD = LaidWord(what="programme", who="ana", step="editor", given=1.0)


class KilledError(BaseException):
    """Stands for a process that ends on the spot."""


def built(folder: Path, word: str) -> list[ListedFile]:
    """A final of web whose files say a word, and what the manifest lists of it."""
    files = []
    for name, role in (("web/hoy.mp4", "programme"), ("web/hoy.srt", "captions"), ("web/thumbnail.jpg", "thumbnail")):
        content = f"{name} {word}".encode()
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        files.append(ListedFile(name, role, len(content), hashlib.sha256(content).hexdigest()))  # type: ignore[arg-type]
    return files


def laid_of(word: str, deliverable: str = "web") -> Laid:
    return Laid(
        approved=1,
        episode="hoy",
        deliverable=deliverable,
        version=3,
        contents={"programme": word},
        words=(WORD,),
        files=(),
        at=2.0,
    )


def put(folder: Path, word: str, still: Callable[[], bool] = lambda: True) -> bool:
    return lay_down(folder, laid_of(word), built(folder, word), folder.parent, still)


def lies(folder: Path) -> str | None:
    """The word that lies there, where every file is what its record says."""
    found = laid_down(folder).get("web")
    if found is None:
        return None
    there = {each.name for each in folder_of(folder, "web").iterdir()}
    assert there == {"hoy.mp4", "hoy.srt", "thumbnail.jpg", RECORD}
    for each in found.files:
        content = (folder_of(folder, "web") / each.path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each.sha256
        assert content.decode().endswith(found.contents["programme"])
    return found.contents["programme"]


def clean(folder: Path) -> bool:
    return [each.name for each in (folder / "approved").iterdir()] == ["web"]


def test_files_are_laid_down_with_a_record(tmp_path: Path) -> None:
    folder = tmp_path / "hoy"
    assert laid_down(folder) == {}
    assert put(folder, "uno") and lies(folder) == "uno" and clean(folder)
    found = laid_down(folder)["web"]
    assert found.words == (WORD,) and found.version == 3 and found.at == 2.0
    assert {each.path: each.role for each in found.files}["hoy.srt"] == "captions"
    # They are copies: what a build does to its own is nothing to them.
    built(folder, "dos")
    assert lies(folder) == "uno"
    assert put(folder, "tres") and lies(folder) == "tres" and clean(folder)


def test_a_storys_own_cut_has_a_folder_of_its_own(tmp_path: Path) -> None:
    for name in ("reel", "reel/feria"):
        lay_down(tmp_path, laid_of(name, name), built(tmp_path, name), tmp_path, lambda: True)
    assert sorted(laid_down(tmp_path)) == ["reel", "reel/feria"]
    assert (tmp_path / "approved/reel-feria/hoy.mp4").read_text() == "web/hoy.mp4 reel/feria"


def test_nothing_is_laid_down_that_is_not_to_be_any_more(tmp_path: Path) -> None:
    put(tmp_path, "uno")
    assert not put(tmp_path, "dos", lambda: False) and lies(tmp_path) == "uno" and clean(tmp_path)


def test_it_is_asked_for_the_last_time_when_nobody_else_can_lay_down(tmp_path: Path) -> None:
    def still() -> bool:
        # Whoever refuses it meanwhile waits for the folder, and withholds it then.
        assert approved_is_locked(tmp_path)
        return True

    assert put(tmp_path, "uno", still)


def approved_is_locked(folder: Path) -> bool:
    with (folder / ".lock").open("r") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def test_what_was_changed_or_is_gone_is_not_laid_down(tmp_path: Path) -> None:
    put(tmp_path, "uno")
    listed = built(tmp_path, "dos")
    (tmp_path / "web/hoy.mp4").write_text("somebody's own cut")
    with pytest.raises(FilesError, match="not what was built"):
        lay_down(tmp_path, laid_of("dos"), listed, tmp_path, lambda: True)
    (tmp_path / "web/hoy.mp4").unlink()
    with pytest.raises(FilesError, match="not there"):
        lay_down(tmp_path, laid_of("dos"), listed, tmp_path, lambda: True)
    assert lies(tmp_path) == "uno" and clean(tmp_path)


def test_other_words_of_the_same_length_count_as_nothing_whenever_they_were_written(tmp_path: Path) -> None:
    """A WAV of the same length has the same size, and who copies one in may keep its times."""
    put(tmp_path, "uno")
    path = tmp_path / "approved/web/hoy.mp4"
    then, now = path.read_bytes(), path.read_bytes().replace(b"uno", b"dos")
    for moment in (time.time() + 10.0, -10.0):
        path.write_bytes(now)
        os.utime(path, (moment, moment))
        assert laid_down(tmp_path) == {}
        path.write_bytes(then)
        os.utime(path, (moment, moment))
        assert lies(tmp_path) == "uno", "a copy without its times is what was approved still"


def test_what_nobody_touched_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "uno")
    read = list[Path]()
    monkeypatch.setattr(approved, "file_of", read.append)
    assert laid_down(tmp_path) and not read


def test_what_somebody_touched_counts_as_nothing(tmp_path: Path) -> None:
    put(tmp_path, "uno")
    (tmp_path / "approved/web/hoy.srt").write_text("x")
    assert laid_down(tmp_path) == {}
    assert put(tmp_path, "uno") and lies(tmp_path) == "uno"
    (tmp_path / "approved/web" / RECORD).write_text("{}")
    (tmp_path / "approved/notas").mkdir()
    assert laid_down(tmp_path) == {}


def test_a_copy_of_a_folder_is_nothing_that_is_approved(tmp_path: Path) -> None:
    put(tmp_path, "uno")
    shutil.copytree(tmp_path / "approved/web", tmp_path / "approved/web (copia)")
    put(tmp_path, "dos")
    assert lies(tmp_path) == "dos"


def test_what_was_refused_is_withheld_and_stays_to_be_seen(tmp_path: Path) -> None:
    (tmp_path / "approved").mkdir()
    assert not withhold(tmp_path, "web", lambda: True)
    put(tmp_path, "uno")
    assert not withhold(tmp_path, "web", lambda: False) and lies(tmp_path) == "uno"
    assert withhold(tmp_path, "web", lambda: True) and laid_down(tmp_path) == {}
    assert (tmp_path / "approved/withheld/web/hoy.mp4").read_text() == "web/hoy.mp4 uno"
    put(tmp_path, "dos")
    assert withhold(tmp_path, "web", lambda: True)
    assert (tmp_path / "approved/withheld/web/hoy.mp4").read_text() == "web/hoy.mp4 dos"


def die_at(monkeypatch: pytest.MonkeyPatch, moment: int) -> list[str]:
    """Have the process end just before the step of that number, counted from 0; the names of those it got to."""
    reached: list[str] = []

    def dying(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def acting(*given: Any, **more: Any) -> Any:
            if len(reached) >= moment:
                raise KilledError
            reached.append(name)
            return real(*given, **more)

        return acting

    for name in ("_hold_against", "_sync_all", "sync"):
        monkeypatch.setattr(approved, name, dying(name, getattr(approved, name)))
    monkeypatch.setattr(Path, "rename", dying("rename", Path.rename))
    removed = dying("rmtree", shutil.rmtree)

    def rmtree(path: Path, *more: Any, **named: Any) -> None:
        # A killed process cleans up nothing: what ends a context does not happen either.
        if len(reached) < moment and ".staging-" not in str(path):
            removed(path, *more, **named)

    monkeypatch.setattr(shutil, "rmtree", rmtree)
    return reached


def test_whenever_it_is_killed_one_of_the_two_lies_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[int, tuple[list[str], str | None]] = {}
    for moment in range(30):
        folder = tmp_path / str(moment)
        put(folder, "uno")
        with monkeypatch.context() as patch:
            reached = die_at(patch, moment)
            try:
                done = put(folder, "dos")
            except (KilledError, MachineError):
                done = False
        seen[moment] = (list(reached), lies(folder))
        assert seen[moment][1] == "dos" or (not done and seen[moment][1] == "uno"), seen[moment]
        assert put(folder, "tres") and lies(folder) == "tres" and clean(folder), moment
        if done:
            break
    assert done
    assert seen[moment][0] == [*["_hold_against"] * 3, "_sync_all", "sync", "rename", "rename", "sync"]
    # Both came out: the moment in which it changes lies between them.
    assert {word for _reached, word in seen.values()} == {"uno", "dos"}


def test_whenever_withholding_is_killed_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for moment in range(9):
        folder = tmp_path / str(moment)
        put(folder, "uno")
        with monkeypatch.context() as patch:
            die_at(patch, moment)
            try:
                done = withhold(folder, "web", lambda: True)
            except KilledError:
                done = False
        assert lies(folder) in ("uno", None)
        assert done or withhold(folder, "web", lambda: True) or lies(folder) is None
        assert laid_down(folder) == {} and (folder / "approved/withheld/web" / RECORD).is_file()


def entry(files: list[ListedFile]) -> Entry:
    return Entry(1.0, "r", (SegmentTime("uno", "story", 0.0, 1.0),), tuple(files), Quality("pass", ()), None, "s")


def test_no_build_touches_it(tmp_path: Path) -> None:
    put(tmp_path, "uno")
    mine = [*built(tmp_path, "uno"), ListedFile("approved/web/hoy.mp4", "programme", 1, "x")]
    for number, listed in enumerate((mine, [])):
        told = manifest({"web": entry(listed)} if listed else {}, version=number + 1).as_json()
        content = f"web/hoy.mp4 {number}".encode()
        new = [Delivery("web/hoy.mp4", content, hashlib.sha256(content).hexdigest())]
        with staging(tmp_path) as staged:
            staged.add(new)
            with locked(tmp_path):
                publish(tmp_path, staged, new, told)
    assert lies(tmp_path) == "uno"


def test_archiving_leaves_it_there_and_it_can_be_laid_down_from_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "output/hoy"
    (tmp_path / "archivo").mkdir()
    put(folder, "uno")
    listed = built(folder, "dos")
    approved_before = sorted((folder / "approved").rglob("*"))
    write_json(folder / "manifest.json", manifest({"web": entry(listed)}).as_json())
    os.utime(folder / "manifest.json", (1e9, 1e9))
    assert archive(folder, tmp_path / "archivo", tmp_path).files == 1
    assert built_at(folder) == 1e9, "what was built last is so still"
    assert sorted((folder / "approved").rglob("*")) == approved_before and lies(folder) == "uno"
    moved = [replace(listed[0], archived="archivo/hoy/web/hoy.mp4"), *listed[1:]]
    assert lay_down(folder, laid_of("dos"), moved, tmp_path, lambda: True) and lies(folder) == "dos"
