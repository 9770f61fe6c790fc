"""The inbox of a newsroom on a disk: drops, refusals, kills, and what stays as it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from newscast.desk.ledger import open_ledger
from newscast.rundown.load import load
from newscast.watch.arrivals import Arrivals
from newscast.watch.inbox import Inbox
from newscast.watch.told import Told
from tests.conftest import Sala

RUNDOWN = """\
rundown: 1
show: chica
date: 2026-11-20
segments:
  - story: bacheo   # se queda
    headline: Concluye el bacheo
    parts:
      - vo: Concluyó.
        voice: "voz/ñandú.wav"
        pictures: [clips/a.mp4, {file: clips/b.jpg, move: push-in}]
"""


class Here(Executor):
    """Does what it is asked at once, in the thread that asks."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


@dataclass
class Office:
    """An inbox with a clock of its own."""

    root: Path
    recordings: Path
    said: list[Told] = field(default_factory=list)
    now: float = 1000.0

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        self.ledger = open_ledger(self.root / "desk")
        self.inbox = Inbox(self.root, self.ledger, self.said.append, clock=lambda: self.now, worker=Here())

    @property
    def folder(self) -> Path:
        return self.root / "inbox/chica"

    def drop(self, name: str, **files: str | bytes) -> Path:
        """A folder; the values are texts, or the names of recordings after `=`."""
        folder = self.folder / name
        for file, content in files.items():
            self.put(f"{name}/{file}", content)
        return folder

    def put(self, path: str, content: str | bytes) -> Path:
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str) and content.startswith("="):
            shutil.copy(self.recordings / content[1:], target)
        else:
            target.write_bytes(content.encode() if isinstance(content, str) else content)
        return target

    def look(self, seconds: float = 3.0) -> list[str]:
        """What the full look lays down, after it saw what is there and some seconds passed."""
        laid = self.inbox.look()
        self.now += seconds
        laid += self.inbox.look()
        return [str(path.relative_to(self.root)) for path in laid]

    def states(self) -> dict[str, str]:
        return {each.place: each.state for each in Arrivals(self.ledger).all()}

    def told(self, kind: str) -> list[Told]:
        return [each for each in self.said if each.kind == kind]

    def tree(self) -> list[str]:
        return sorted(str(path.relative_to(self.root / "rundowns")) for path in (self.root / "rundowns").rglob("*"))


@pytest.fixture
def office(sala: Sala, recordings: Path) -> Iterator[Office]:
    for file in (sala.root / "rundowns").iterdir():
        file.unlink()
    (sala.root / "inbox/chica").mkdir(parents=True)
    made = Office(sala.root, recordings)
    yield made
    made.ledger.close()


MEDIA = {"voz/ñandú.wav": "=voz.wav", "clips/a.mp4": "=mudo.mp4", "clips/b.jpg": "=foto.jpg"}


def test_a_folder_with_a_rundown_is_laid_down_whole(office: Office) -> None:
    office.drop("viernes", **{"hoy.yaml": RUNDOWN, **MEDIA})
    assert office.look() == ["rundowns/hoy.yaml"]
    assert office.tree() == [
        "hoy",
        "hoy.yaml",
        "hoy/clips",
        "hoy/clips/a.mp4",
        "hoy/clips/b.jpg",
        "hoy/voz",
        "hoy/voz/ñandú.wav",
    ]
    assert load(office.root / "rundowns/hoy.yaml").rundown.segments[0].slug == "bacheo"
    text = (office.root / "rundowns/hoy.yaml").read_text()
    assert 'voice: "hoy/voz/ñandú.wav"' in text and "# se queda" in text
    assert office.states() == {"chica/viernes": "taken"}
    assert office.look() == [] and len(office.told("taken")) == 1


def test_a_text_with_media_becomes_a_draft(office: Office) -> None:
    office.drop(
        "nota",
        **{
            "nota.txt": "Concluye el bacheo\n\nYa quedó.",
            "v.wav": "=voz.wav",
            "c.mp4": "=charla.mp4",
            "f.jpg": "=foto.jpg",
        },
    )
    (laid,) = office.look()
    loaded = load(office.root / laid)
    print((office.root / laid).read_text())
    assert loaded.rundown.segments[0].headline == "Concluye el bacheo"
