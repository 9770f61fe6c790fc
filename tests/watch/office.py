"""A newsroom with two shows, its index, and a clock that stands at noon, for the tests of what a save touches."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from newscast.desk.ledger import Ledger, open_ledger
from newscast.watch.rundowns import register
from newscast.watch.rundowns.index import Index

OFFICE = """\
newsroom: 1
timezone: America/Mexico_City
people:
  laura: {name: Laura Díaz, role: Directora, photo: people/laura.jpg}
"""
KIT = "show: 1\nname: INFO LEÓN\nbed: ../../musica/cama.wav\nsting: golpe.wav\n"
STORY = """\
rundown: 1
show: {show}
date: {date}
{more}segments:
  - open: main
  - story: bacheo
    headline: Concluye el bacheo
    parts:
      - vo: Concluyó el bacheo.
        voice: voz/{name}.wav
        pictures: clips/{name}.mp4
        versions: {{radio: {{voice: voz/{name}-radio.wav}}}}
      - sot: voz/laura.m4a
        who: laura
      - card: figures
        title: En un mes
        items: [38 colonias]
  - story: feria
    headline: Arranca la feria
    float: true
    parts:
      - vo: Arranca la feria.
        voice: voz/feria.wav
"""
NOON = datetime.datetime(2026, 11, 20, 18, tzinfo=datetime.UTC).timestamp()
"""12:00 in Mexico City."""
DAY = 86400.0


@dataclass
class Office:
    """A newsroom, its index, and a clock that stands at noon of the twentieth."""

    root: Path
    now: float = NOON
    ledger: Ledger | None = None
    read: int = 0

    def rundown(
        self, name: str, date: str = "2026-11-20", more: str = "", show: str = "info", media: bool = True
    ) -> Path:
        """A rundown that was saved long ago, and its media."""
        own = Path(name).name
        path = self.write(f"rundowns/{name}.yaml", STORY.format(name=own, date=date, more=more, show=show))
        if media:
            for file in (f"voz/{own}.wav", f"voz/{own}-radio.wav", f"clips/{own}.mp4", "voz/laura.m4a"):
                self.write(str(path.parent.relative_to(self.root) / file), own)
        return path

    def write(self, path: str, text: str, age: float = 30 * DAY) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        os.utime(file, (NOON - age, NOON - age))
        return file

    def index(self, wake: Callable[[], None] | None = None) -> Index:
        """As after a start: from what is on the disk."""
        if self.ledger:
            self.ledger.close()
        self.ledger = open_ledger(self.root / "desk")
        return Index(self.root, self.ledger, clock=lambda: self.now, wake=wake)

    def looked(self) -> Index:
        """An index that has looked at everything, and was asked for the sources of what is open."""
        index = self.index()
        for episode in index.look().touched:
            index.asked_for(episode)
        index.look()
        self.read = 0
        return index


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setenv("NEWSCAST_LANG", "en")
    office = Office(tmp_path.resolve() / "sala")
    office.write("assets/newsroom.yaml", OFFICE)
    office.write("assets/people/laura.jpg", "foto")
    office.write("assets/musica/cama.wav", "cama")
    for show in ("info", "contigo"):
        office.write(f"assets/shows/{show}/show.yaml", KIT)
        office.write(f"assets/shows/{show}/golpe.wav", "golpe")
    real: Callable[..., object] = register.read_facts

    def counted(*given: object) -> object:
        office.read += 1
        return real(*given)

    monkeypatch.setattr(register, "read_facts", counted)
    yield office
    if office.ledger:
        office.ledger.close()
