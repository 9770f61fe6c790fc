"""Products are copied as soon as they are made, and none is published that is not the one that was made."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from newscast.base import copying
from newscast.base.errors import MachineError
from newscast.build import pipeline
from newscast.build.ahead import Ahead
from newscast.build.door import build
from newscast.build.request import Options
from newscast.build.stages import Piece
from newscast.engine.engine import Engine
from newscast.episode import folder as episode_folder
from newscast.episode.folder import Delivery
from newscast.step.step import Step, step

TEXT = """rundown: 1
show: chica
date: 2026-11-20
deliverables: [radio]
segments:
  - story: uno
    headline: Uno
    parts:
      - {vo: Hola a todos., voice: voz.wav}
"""


@dataclass
class Results:
    """The results of an engine, by step."""

    folder: Path
    asked: list[Step] = field(default_factory=list)

    def path(self, made: Step) -> Path:
        self.asked.append(made)
        return self.folder / made.identity

    def make(self, made: Step, data: bytes) -> Path:
        self.folder.mkdir(exist_ok=True)
        (self.folder / made.identity).write_bytes(data)
        return self.folder / made.identity


def text(word: str) -> Step:
    return step("test-text", {"text": word}, suffix=".txt")


def piece(path: str, content: Step | bytes) -> Piece:
    return cast(Piece, SimpleNamespace(product=SimpleNamespace(path=path, content=content)))


@pytest.fixture
def results(tmp_path: Path) -> Results:
    return Results(tmp_path / "results")


@pytest.fixture
def ahead(tmp_path: Path, results: Results) -> Callable[..., Ahead]:
    return lambda *pieces: Ahead(tmp_path / "output/hoy", pieces, cast(Engine, results))


def test_what_is_made_waits_beside_every_place_it_is_published_at(
    tmp_path: Path, results: Results, ahead: Callable[..., Ahead]
) -> None:
    sound, other = text("a"), text("b")
    made = results.make(sound, b"sound")
    pieces = [piece("radio/a.wav", sound), piece("web/a.wav", sound), piece("web/a.txt", b"words")]
    with ahead(*pieces) as copies:
        copies.made(other)
        copies.made(sound)
        staged = copies.staged()
        assert [(staged.folder / path).read_bytes() for path in ("radio/a.wav", "web/a.wav")] == [b"sound"] * 2
        assert staged.has(Delivery("radio/a.wav", made, "")) and not staged.has(Delivery("web/a.txt", b"words", ""))
    assert results.asked == [sound, sound]
    assert list((tmp_path / "output/hoy").iterdir()) == []


def test_a_build_that_ends_before_anything_is_made_leaves_no_folder(
    tmp_path: Path, ahead: Callable[..., Ahead]
) -> None:
    with pytest.raises(KeyboardInterrupt), ahead(piece("radio/a.wav", text("a"))):
        raise KeyboardInterrupt
    assert not (tmp_path / "output").exists()


def test_a_copy_of_something_else_is_made_again(tmp_path: Path, results: Results, ahead: Callable[..., Ahead]) -> None:
    """What is published is what the product is, whatever was copied there before."""
    sound = text("a")
    results.make(sound, b"early")
    with ahead(piece("radio/a.wav", sound)) as copies:
        copies.made(sound)
        late = results.make(text("b"), b"late")
        copies.staged().add([Delivery("radio/a.wav", late, "")])
        assert (copies.staged().folder / "radio/a.wav").read_bytes() == b"late"


def test_a_copy_that_fails_is_made_by_whoever_publishes(
    monkeypatch: pytest.MonkeyPatch, results: Results, ahead: Callable[..., Ahead]
) -> None:
    sound = text("a")
    made = results.make(sound, b"sound")

    def half(source: Path, target: Path) -> None:
        target.write_bytes(source.read_bytes()[:2])
        raise OSError(28, "No space left on device")

    with ahead(piece("radio/a.wav", sound)) as copies:
        monkeypatch.setattr(episode_folder, "copy", half)
        copies.made(sound)
        staged = copies.staged()
        assert not (staged.folder / "radio/a.wav").exists()
        with pytest.raises(MachineError, match="full"):
            staged.add([Delivery("radio/a.wav", made, "")])
        monkeypatch.setattr(episode_folder, "copy", copying.copy)
        staged.add([Delivery("radio/a.wav", made, "")])
        assert (staged.folder / "radio/a.wav").read_bytes() == b"sound"


@pytest.mark.slow
def test_products_are_copied_while_others_are_made(sala: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once everything is made, and before anything of it is looked at, the sound waits in the episode's folder."""
    folder, found = sala.root / "output/hoy", []
    look = pipeline.finished

    def looked(*asked: Any) -> Any:
        end = time.monotonic() + 60
        while not found and time.monotonic() < end:
            found.extend(path for path in folder.glob(".staging-*/radio/*.wav") if path.stat().st_size)
            time.sleep(0.02)
        return look(*asked)

    monkeypatch.setattr(pipeline, "finished", looked)
    path = sala.write(TEXT)
    (built,) = build([path], Options(jobs=1))
    assert found and not list(folder.glob(".staging-*"))
    shutil.rmtree(folder)
    monkeypatch.setattr(pipeline, "finished", look)
    # Results that were there before are copied when they are published.
    (again,) = build([path], Options(jobs=1))
    assert again.manifest["deliverables"]["radio"]["files"] == built.manifest["deliverables"]["radio"]["files"]
    assert (folder / "radio" / found[0].name).is_file()
