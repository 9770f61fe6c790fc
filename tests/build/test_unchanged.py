"""A build of which nothing changed is answered from its note; whatever changes, the stages run and are right."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newscast.base.errors import Problem
from newscast.base.status import Seen
from newscast.build import memo as unchanged
from newscast.build.door import build
from newscast.build.request import Options
from newscast.cli.main import run
from newscast.store.store import Store

pytestmark = pytest.mark.slow

HEAD = "rundown: 1\nshow: chica\ndate: 2026-11-20\ndeliverables: [radio]\nsegments:\n"
OTHER = HEAD + "  - story: ayer\n    headline: Ayer\n    parts: [{read: Ayer., voice: voz.wav, pictures: foto.jpg}]\n"
TEXT = HEAD + (
    "  - story: uno\n    headline: Uno\n    parts:\n      - {read: Hola a todos., voice: enlace.wav}\n"
    "  - story: ayer\n    from: otro.yaml\n"
)
SETTLED = 0.06
"""Seconds after which a file's change is old enough to be noted."""


@dataclass
class Room:
    """A small newsroom with an episode, its store, and what stands for the program."""

    root: Path
    path: Path
    store: Path
    program: Path

    @property
    def folder(self) -> Path:
        return self.root / "output/hoy"

    def settle(self) -> None:
        time.sleep(SETTLED)

    def make(self, **how: Any) -> Any:
        """The episode built in whatever way; its manifest."""
        self.settle()
        return next(iter(build([self.path], Options(**how)))).manifest

    def knows(self, **how: Any) -> bool:
        return unchanged.recall([self.path], Options(**how)) is not None

    def sums(self) -> dict[str, str]:
        return {file["path"]: file["sha256"] for file in self.manifest()["deliverables"]["radio"]["files"]}

    def manifest(self) -> dict[str, Any]:
        return json.loads((self.folder / "manifest.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]

    def is_whole(self) -> bool:
        return all(
            hashlib.sha256((self.folder / name).read_bytes()).hexdigest() == digest
            for name, digest in self.sums().items()
        )


@pytest.fixture(scope="module")
def first(
    tmp_path_factory: pytest.TempPathFactory, recordings: Path, salas: Any, workers: None, acquainted: Any
) -> Iterator[Room]:
    """The episode built once, with a program of its own that nobody works on."""
    base = tmp_path_factory.mktemp("unchanged").resolve()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEWSCAST_LANG", "en")
        patch.setenv("NEWSCAST_STORE", str(base / "store"))
        (base / "program").mkdir()
        (base / "program/code.py").write_text("1")
        sala = salas(base / "sala")
        for name in ("voz.wav", "foto.jpg"):
            whole = sala.root / "rundowns" / name
            shutil.copyfile(recordings / name, base / name)
            whole.unlink()
            (base / name).replace(whole)
        (sala.root / "rundowns/enlace.wav").symlink_to("spot.wav")
        sala.write(OTHER, "otro")
        acquainted(base / "store", sala.root)
        room = Room(sala.root, sala.write(TEXT), base / "store", base / "program")
        time.sleep(SETTLED)
        patch.setattr(unchanged, "_PROGRAM", program(room))
        room.make()
        yield room


def program(room: Room) -> Seen:
    seen = Seen()
    seen.note_tree(room.program)
    return seen


@pytest.fixture
def room(first: Room, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The same, in the state in which nothing has changed."""
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    monkeypatch.setenv("NEWSCAST_STORE", str(first.store))
    monkeypatch.setattr(unchanged, "_PROGRAM", program(first))
    (first.root / "rundowns/otro.yaml").write_text(OTHER, encoding="utf-8")
    first.path.write_text(TEXT, encoding="utf-8")
    first.make()
    assert first.knows()
    return first


def test_nothing_changed_imports_nothing_heavy(room: Room) -> None:
    """Through the real command: reports, exit code and manifest are those of a build that renders nothing."""
    heavy = ["pydantic", "ruamel.yaml", "ffmpeg", "numpy", "jinja2", "av", "newscast.build.pipeline"]
    code = "import sys; from newscast.cli.main import run; code = run(sys.argv[1:])"
    code += f"; print([code, [name for name in {heavy} if name in sys.modules]], file=sys.stderr)"
    said = []
    for _number in range(2):
        command = [sys.executable, "-c", code, "build", str(room.path), "--json"]
        said.append(subprocess.run(command, capture_output=True, text=True, check=True))
    assert "'pydantic'" in said[0].stderr, "another program's note is not trusted"
    assert said[1].stderr.endswith("[0, []]\n"), said[1].stderr
    before, after = (json.loads(each.stdout) for each in said)
    assert after == room.manifest()
    assert {**before, "built": 0} == {**after, "built": 0}
    counts = [{name: each["built"][name] for name in ("steps", "rendered", "reused")} for each in (before, after)]
    assert counts[0] == counts[1] and counts[1]["rendered"] == 0
    lines = [each.stderr.partition("steps rendered in")[2].splitlines()[1:-1] for each in said]
    assert lines[0] == lines[1] == ["  radio: passed", f"Open first: {room.folder / 'radio/hoy.mp3'}"]


def test_nothing_changed_touches_nothing_but_the_manifest(room: Room) -> None:
    def state() -> dict[str, int]:
        files = [
            path for path in room.folder.rglob("*") if path.is_file() and path.name not in ("manifest.json", ".lock")
        ]
        return {path.name: path.stat().st_ctime_ns for path in files if path.name not in ("manifest.json", ".lock")}

    before = state()
    assert room.knows() and state() == before and len(before) >= 5


def rundown_byte(room: Room) -> None:
    room.path.write_text(TEXT.replace("Hola a todos.", "Hola a ustedes."), encoding="utf-8")


def borrowed_rundown(room: Room) -> None:
    (room.root / "rundowns/otro.yaml").write_text(OTHER.replace("voz.wav", "spot.wav"), encoding="utf-8")


def medium_of_equal_size(room: Room) -> None:
    path = room.root / "rundowns/voz.wav"
    data = bytearray(path.read_bytes())
    data[-20_000:] = bytes(20_000)
    path.write_bytes(data)


def link_that_leads_elsewhere(room: Room) -> None:
    link = room.root / "rundowns/enlace.wav"
    link.unlink()
    link.symlink_to("voz.wav")


def edited_output(room: Room) -> None:
    path = room.folder / "radio/hoy.mp3"
    times = path.stat()
    path.write_bytes(bytes(path.stat().st_size))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns + 1))


def lost_output(room: Room) -> None:
    (room.folder / "radio/hoy.wav").unlink()


def lost_list(room: Room) -> None:
    (room.folder / "qc.json").unlink()


def edited_manifest(room: Room) -> None:
    manifest = room.manifest() | {"title": "Otro"}
    (room.folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


def lost_manifest(room: Room) -> None:
    (room.folder / "manifest.json").unlink()


def damaged_result(room: Room) -> None:
    whole = (room.folder / "radio/hoy.mp3").read_bytes()
    path = next(path for path in room.store.glob("objects/*/*.mp3") if path.read_bytes() == whole)
    os.truncate(path, path.stat().st_size // 2)


def lost_results(room: Room) -> None:
    shutil.rmtree(room.store / "objects")


EMPTY_LAYER = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape">'
    '<g inkscape:groupmode="layer" inkscape:label="plate"/></svg>'
)


def new_template(room: Room) -> None:
    graphics = room.root / "assets/shows/chica/graphics"
    graphics.mkdir(exist_ok=True)
    (graphics / f"nuevo-{time.time_ns()}.landscape.svg").write_text(EMPTY_LAYER)


def other_newsroom_file(room: Room) -> None:
    path = room.root / "assets/newsroom.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  otra: {name: Otra, role: Voz}\n", encoding="utf-8")


CHANGES: list[tuple[Callable[[Room], None], bool]] = [
    (rundown_byte, True),
    (borrowed_rundown, True),
    (medium_of_equal_size, True),
    (link_that_leads_elsewhere, True),
    (edited_output, False),
    (lost_output, False),
    (lost_list, False),
    (edited_manifest, False),
    (lost_manifest, False),
    (damaged_result, False),
    (lost_results, False),
    (new_template, False),
    (other_newsroom_file, False),
]


@pytest.mark.parametrize(("change", "told"), CHANGES, ids=[change.__name__ for change, _told in CHANGES])
def test_any_change_has_the_stages_run(room: Room, change: Callable[[Room], None], told: bool) -> None:
    """And they leave what they must; `told` is whether a programme changes, or the last words that its file tells."""
    before = room.sums()
    change(room)
    assert not room.knows()
    manifest = room.make()
    assert (room.sums() != before) is told
    assert room.is_whole() and manifest["title"] != "Otro"
    assert (room.folder / "qc.json").is_file()
    assert room.knows(), "and the next build is answered at once again"


def test_a_medium_whose_time_was_put_back_is_looked_at(room: Room) -> None:
    path = room.root / "rundowns/voz.wav"
    times = path.stat()
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert not room.knows()


def test_builds_of_parts_do_not_forget_each_other(room: Room) -> None:
    assert room.make()["built"]["rendered"] == room.make(only=("radio",))["built"]["rendered"] == 0
    assert room.knows() and room.knows(only=("radio",))


def test_another_ffmpeg_is_not_trusted(room: Room, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from newscast.base.binary import find_binary

    other = tmp_path / "ffmpeg"
    other.write_text(f'#!/bin/sh\nexec "{find_binary().path}" "$@"\n')
    other.chmod(0o755)
    monkeypatch.setenv("NEWSCAST_FFMPEG", str(other))
    assert not room.knows()


def test_a_changed_program_is_not_trusted(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    (room.program / "code.py").write_text("2")
    assert not room.knows()
    room.make()
    assert not room.knows(), "the process runs what it has loaded, not what is there now"
    room.settle()
    monkeypatch.setattr(unchanged, "_PROGRAM", program(room))
    room.make()
    assert room.knows()


def test_what_changes_during_a_build_is_not_noted(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from newscast.build import publishing

    rundown_byte(room)
    publish = publishing.publish

    def changed_meanwhile(*arguments: Any) -> None:
        publish(*arguments)
        (room.root / "rundowns/otro.yaml").write_text(OTHER + "#", encoding="utf-8")

    monkeypatch.setattr(publishing, "publish", changed_meanwhile)
    room.make()
    assert not room.knows()


def test_warnings_are_said_again_and_missing_files_looked_for(room: Room, tmp_path: Path) -> None:
    room.path.write_text(TEXT.replace("enlace.wav", "falta.wav"), encoding="utf-8")
    said: list[list[Problem]] = []
    for _number in range(2):
        said.append([])
        room.make(draft=True, say=said[-1].extend)
    assert room.knows(draft=True)
    assert said[0] == said[1] and said[0][0].place and "falta.wav" in said[0][0].message
    shutil.copyfile(room.root / "rundowns/spot.wav", room.root / "rundowns/Falta.wav")
    assert not room.knows(draft=True), "a file of that name in capitals is taken for it"
    room.make(draft=True)
    assert room.knows(draft=True)
    (room.root / "rundowns/Falta.wav").unlink()


def test_a_failed_check_fails_again(room: Room, capfd: pytest.CaptureFixture[str]) -> None:
    quiet = HEAD + "  - story: uno\n    headline: Uno\n    bed: none\n    parts: [{package: mudo.mp4}]\n"
    room.path.write_text(quiet, encoding="utf-8")
    room.settle()
    assert [run(["build", str(room.path)]) for _number in range(2)] == [3, 3]
    assert room.knows()
    said = capfd.readouterr().err.split("radio: FAILED")
    assert len(said) == 3 and said[1].splitlines()[1] == said[2].splitlines()[1]


def test_several_rundowns_are_all_known_or_all_built(room: Room) -> None:
    other = room.root / "rundowns/otro.yaml"
    assert unchanged.recall([room.path, other], Options()) is None
    assert len(list(build([room.path, other], Options()))) == 2
    known = unchanged.recall([room.path, other], Options())
    assert known is not None and [each.folder.name for each in known] == ["hoy", "otro"]


def test_a_nearer_newsroom_is_noticed(room: Room) -> None:
    nearer = room.root / "rundowns/assets"
    nearer.mkdir()
    (nearer / "newsroom.yaml").write_text("newsroom: 1\nname: Otra\n")
    try:
        assert not room.knows()
    finally:
        shutil.rmtree(nearer)


PREPARED = {"voice", "speech", "alignment", "closeness", "likeness", "music", "bed-form"}


def test_what_a_remembered_build_needs_is_not_collected(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    from newscast.engine import engine
    from newscast.store.collect import collect

    kinds: set[str] = set()

    def planned(*asked: Any, real: Any = engine.make_plan) -> Any:
        plan = real(*asked)
        kinds.update(step.kind for job in plan.jobs for step in job.steps)
        return plan

    monkeypatch.setattr(engine, "make_plan", planned)

    for note in (room.store / "references").iterdir():
        note.unlink()
    assert room.knows()
    collect(Store(room.store), 0.0, 0)
    room.make()
    assert kinds <= PREPARED, "only what is prepared before it is known how long all is was let go"


def test_old_notes_go(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, "_MOST", 1)
    room.make(only=("radio",))
    rundown_byte(room)
    room.make()
    assert len(list((room.store / "builds").iterdir())) == 1 and room.knows()
