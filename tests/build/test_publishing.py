"""Builds of one episode meet in its folder: none loses what another made, and no other rundown takes its place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from unrendered import IdleEngine, finished, publish

from newscast.base.errors import FilesError, MachineError, UsageError
from newscast.base.status import status_of
from newscast.build import pipeline, publishing
from newscast.build.door import build
from newscast.build.examining import examine
from newscast.build.keeping import needed_until
from newscast.build.request import Options
from newscast.cli.main import run
from newscast.media.memory import Memory
from newscast.step.step import Step
from newscast.store.references import needs
from newscast.store.store import Store

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [radio, square]\nsegments:\n"
TEXT = (
    HEAD
    + "  - story: uno\n    headline: Uno\n    parts:\n      - {vo: Hola a todos., voice: VOZ, pictures: foto.jpg}\n"
)


def make(path: Path, **how: Any) -> Any:
    """The episode built; its manifest."""
    return next(iter(build([path], Options(jobs=1, **how)))).manifest


def listed(folder: Path) -> dict[str, str]:
    """Every file of the manifest with its content's sum, which is that of the file."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    found = {file["path"]: file["sha256"] for entry in manifest["deliverables"].values() for file in entry["files"]}
    for path, digest in found.items():
        assert hashlib.sha256((folder / path).read_bytes()).hexdigest() == digest
    return found


@pytest.mark.slow
def test_who_publishes_second_keeps_what_the_first_left(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other build comes after this one has looked at the folder, and before it publishes."""
    path = sala.write(TEXT.replace("VOZ", "voz.wav"))
    lock = publishing.locked

    def other_first(folder: Path) -> Any:
        monkeypatch.setattr(publishing, "locked", lock)
        assert make(path, only=("radio",))
        return lock(folder)

    monkeypatch.setattr(publishing, "locked", other_first)
    manifest = make(path, only=("square",))
    folder = sala.root / "output/hoy"
    assert list(manifest["deliverables"]) == ["radio", "square"]
    assert {name.partition("/")[0] for name in listed(folder)} == {"radio", "square"}
    users = [each["used_by"] for each in json.loads((folder / "timeline.json").read_text())["timelines"]]
    assert sorted(user for used_by in users for user in used_by) == ["radio", "square"]
    assert list(json.loads((folder / "qc.json").read_text())) == ["radio", "square"]


@pytest.mark.slow
def test_builds_at_the_same_moment_lose_nothing(sala: Any, shared_store: Path) -> None:
    path = sala.write(TEXT.replace("VOZ", "voz.wav"))
    make(path)
    for number in (0, 2):
        shutil.rmtree(sala.root / "output", ignore_errors=True)
        builds = []
        for name in ("radio", "square"):
            command = [
                sys.executable,
                "-c",
                "from newscast.cli.main import main; main()",
                "build",
                str(path),
                "--only",
                name,
            ]
            builds.append(subprocess.Popen(command, stderr=subprocess.PIPE))
            time.sleep(0.1 * number)
        for each in builds:
            assert each.wait() == 0, each.communicate()
        assert {name.partition("/")[0] for name in listed(sala.root / "output/hoy")} == {"radio", "square"}


def refused(paths: Sequence[Path], **how: Any) -> str:
    with pytest.raises(FilesError) as error:
        examine(paths, Options(**how))
    (problem,) = error.value.problems
    assert problem.place
    return problem.message


def two(sala: Any) -> tuple[Path, Path]:
    """Rundowns of one name in two folders."""
    paths = []
    for folder in ("manana", "tarde"):
        (sala.root / "rundowns" / folder).mkdir()
        paths.append(sala.write(TEXT.replace("VOZ", "../voz.wav").replace("foto", "../foto"), f"{folder}/lunes"))
    return paths[0], paths[1]


def pretend(folder: Path, rundown: dict[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "manifest.json").write_text(json.dumps({"deliverables": {}, "rundown": rundown}))


def test_two_of_one_name_in_one_command(sala: Any) -> None:
    morning, evening = two(sala)
    said = refused([morning, evening])
    assert "rundowns/manana/lunes.yaml" in said and "rundowns/tarde/lunes.yaml" in said
    assert examine([morning, morning], Options()), "the same one twice is no other"


@pytest.mark.parametrize("inside", ["", "draft"])
@pytest.mark.parametrize("draft", [False, True])
def test_the_second_rundown_of_a_name_is_refused(sala: Any, inside: str, draft: bool) -> None:
    morning, evening = two(sala)
    pretend(
        sala.root / "output/lunes" / inside,
        {"path": "rundowns/manana/lunes.yaml", "newsroom": "../.." + "/.." * bool(inside)},
    )
    said = refused([evening], draft=draft)
    assert "rundowns/manana/lunes.yaml" in said and "rundowns/tarde/lunes.yaml" in said
    assert examine([morning], Options(draft=draft))
    morning.unlink()
    assert examine([evening], Options(draft=draft)), "one that was moved away is no other"


def test_names_of_the_same_letters_are_one_name(sala: Any) -> None:
    """An accent is a sign of its own, or is not: nobody sees it, and some disks take both for one file."""
    paths = []
    for form in ("NFC", "NFD"):
        paths.append(sala.write(TEXT.replace("VOZ", "voz.wav"), unicodedata.normalize(form, "miércoles")))
    if paths[0].samefile(paths[1]):
        pytest.skip("this disk takes them for one")
    assert "have one name" in refused(paths)
    pretend(sala.root / "output" / paths[0].stem, {"path": f"rundowns/{paths[0].name}", "newsroom": "../.."})
    assert "have one name" in refused(paths[1:]) and examine(paths[:1], Options())
    paths[0].unlink()
    assert examine(paths[1:], Options()), "one that got another spelling is no other"


def test_a_link_to_a_rundown_is_that_rundown(sala: Any) -> None:
    morning, _evening = two(sala)
    (sala.root / "rundowns/otra").mkdir()
    (sala.root / "rundowns/otra/lunes.yaml").symlink_to(morning)
    pretend(sala.root / "output/lunes", {"path": "rundowns/otra/lunes.yaml", "newsroom": "../.."})
    assert examine([morning], Options())


def test_outputs_of_two_newsrooms_in_one_folder(sala: Any, salas: Any, tmp_path: Path) -> None:
    """The same path inside another newsroom is another rundown."""
    other = salas(tmp_path / "otra")
    here = sala.write(TEXT.replace("VOZ", "voz.wav"))
    there = other.write(TEXT.replace("VOZ", "voz.wav"))
    assert here.relative_to(sala.root) == there.relative_to(other.root)
    pretend(
        tmp_path / "out/hoy",
        {"path": "rundowns/hoy.yaml", "newsroom": os.path.relpath(other.root, tmp_path / "out/hoy")},
    )
    assert examine([there], Options(output=tmp_path / "out"))
    assert str(there) in refused([here], output=tmp_path / "out")
    assert examine([here], Options())
    assert refused([here, there], output=tmp_path / "out2")


@pytest.mark.slow
def test_a_manifest_leads_to_its_rundown(sala: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Through real builds, into a folder outside the newsroom and drafts: the second is refused before it renders."""
    morning, evening = two(sala)
    for how in (["--output", str(tmp_path / "out"), "--draft"], ["--only", "radio"]):
        assert run(["build", str(morning), *how]) == 0
        capfd.readouterr()
        assert run(["build", str(evening), *how]) == 1
        assert capfd.readouterr().err.startswith(f"{evening}:1:1: ")


def test_newsrooms_that_share_one_output_by_links(sala: Any, salas: Any, tmp_path: Path) -> None:
    other = salas(tmp_path / "otra")
    (tmp_path / "nas").mkdir()
    paths = []
    for each in (sala, other):
        (each.root / "output").symlink_to(tmp_path / "nas")
        paths.append(each.write(TEXT.replace("VOZ", "voz.wav")))
    assert str(paths[0].name) in refused(paths)


def test_names_that_differ_in_capitals_are_one(sala: Any, tmp_path: Path) -> None:
    """On a disk of a share, of Windows or of a Mac their folders would be one."""
    (sala.root / "rundowns/tarde").mkdir()
    text = TEXT.replace("VOZ", "../voz.wav").replace("foto", "../foto")
    small, large = (sala.write(TEXT.replace("VOZ", "voz.wav"), "lunes"), sala.write(text, "tarde/Lunes"))
    with pytest.raises(FilesError, match=r"have one name") as caught:
        examine([small, large], Options())
    assert [problem.code for problem in caught.value.problems] == ["episode-taken"]
    publish(finished(small), Store(tmp_path / "store"))
    with pytest.raises(FilesError, match=r"have one name"):
        finished(large)


def test_a_namesake_that_was_published_meanwhile_keeps_its_episode(sala: Any, tmp_path: Path) -> None:
    """Between the look before a build and its end another rundown may have taken the name."""
    morning, evening = two(sala)
    folder, store = sala.root / "output/lunes", Store(tmp_path / "store")
    mine, other = finished(evening), finished(morning)
    publish(other, store)
    before = listed(folder)
    with pytest.raises(FilesError, match=r"rundowns/manana/lunes\.yaml have one name"):
        publish(mine, store)
    assert listed(folder) == before
    assert not list(folder.glob(".staging-*"))


def test_what_an_episode_needs_of_the_store_is_noted(sala: Any, tmp_path: Path) -> None:
    """The results of every file of every deliverable, until when, and the programmes of versions that are kept."""
    store, keys = Store(tmp_path / "store"), []
    for number in range(1, 5):
        text = TEXT.replace("VOZ", "voz.wav").replace("Hola", "Hola " * number)
        made = finished(sala.write(text))
        publish(made, store)
        programmes = [piece.product.content for piece in made.pieces if piece.product.role == "programme"]
        assert len(programmes) == 3
        keys.append({IdleEngine(store).name(step) for step in programmes if isinstance(step, Step)})
    (need,) = needs(store)
    assert need.episode == sala.root / "output/hoy" and need.until == needed_until(made.loaded.rundown)
    assert need.listed == {IdleEngine(store).name(step) for step in made.steps}
    assert need.history == {"0003": keys[2], "0004": keys[3]}


def test_an_unknown_name_is_a_wrong_call(sala: Any) -> None:
    path = sala.write(TEXT.replace("VOZ", "voz.wav"))
    with pytest.raises(UsageError, match="radoi"):
        build([path], Options(only=("radoi",)))


@pytest.mark.parametrize(("flags", "reason"), [(0, "Permission denied"), (os.ST_RDONLY, "Read-only file system")])
def test_an_output_that_may_not_be_written_is_told_before_the_work(
    sala: Any, monkeypatch: pytest.MonkeyPatch, flags: int, reason: str
) -> None:
    path = sala.write(TEXT.replace("VOZ", "voz.wav"))
    monkeypatch.setattr(os, "access", lambda there, _how: there != sala.root)
    monkeypatch.setattr(os, "statvfs", lambda _there: SimpleNamespace(f_flag=flags))
    monkeypatch.setattr(pipeline, "Engine", None)
    with pytest.raises(MachineError, match=rf"Cannot write .*/output/hoy: {reason} \({sala.root}\)"):
        make(path)
    assert not (sala.root / "output").exists()


def test_what_was_published_is_known_and_not_read_again(sala: Any, tmp_path: Path) -> None:
    store, made = Store(tmp_path / "store"), finished(sala.write(TEXT.replace("VOZ", "voz.wav")))
    published = publish(made, store)
    assert published.statuses is not None and len(published.statuses) > len(made.ready)
    memory, folder = Memory(store.folder), sala.root / "output/hoy"
    for each in made.ready:
        path = folder / each.piece.product.path
        assert memory.digest(path, status_of(path)) == each.digest.sha256


def test_how_long_a_build_took_is_told_in_milliseconds(
    sala: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = finished(sala.write(TEXT.replace("VOZ", "voz.wav")))
    monkeypatch.setattr(publishing.time, "monotonic", lambda: 12.34567)
    assert publish(made, Store(tmp_path / "store")).built.manifest["built"]["seconds"] == 12.346


def test_drafts_and_finals_take_turns(sala: Any, tmp_path: Path) -> None:
    """Which was published last does not hang on a clock, nor on a manifest that was lost meanwhile."""
    path, store, folder = (
        sala.write(TEXT.replace("VOZ", "voz.wav")),
        Store(tmp_path / "store"),
        sala.root / "output/hoy",
    )
    draft, final = finished(path, draft=True), finished(path)

    def turn_of(made: Any) -> Any:
        return publish(made, store).built.manifest["turn"]

    assert [turn_of(made) for made in (final, draft, draft, final, final)] == [1, 2, 2, 3, 3]
    os.utime(folder / "manifest.json", (1, 1))
    assert turn_of(draft) == 4
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    assert turn_of(final) == 5
    assert turn_of(draft) == 6
