"""A newsroom that is saved and dropped into at random while its watcher is killed: all that is lost or built twice."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bench.spoken import record
from bench.table import Row
from bench.warmed import NEWSCAST

_KIT = "show: 1\nname: SALA\ndeliverables: [radio]\nsynth: {voice: es-419, on_air: true}\n"
_OFFICE = "newsroom: 1\nname: Sala\ninbox: {done: move}\n"
_RUNDOWN = """\
rundown: 1
show: chica
date: 2099-11-20
title: Noticias, edición {number}
segments:
  - story: uno
    headline: Nota {number}
    bed: none
    parts: [{{vo: Hola a todos en la edición {number}, voice: {voice}}}]
"""
_NAMES = ("mañana", "tarde", "noche", "cierre", "dos puntos", "niñez", "agua", "feria")
_PATIENCE = 600.0
"""Seconds in which a watcher has to come to rest at the end."""
_CALM = 4.0
"""Seconds without a job, after which it rests."""


@dataclass
class Office:
    """The newsroom, what its people did last, and its watcher."""

    root: Path
    chance: random.Random
    number: int = 0
    watcher: subprocess.Popen[bytes] | None = None
    polled: bool = False
    dropped: set[str] = field(default_factory=set)
    writers: list[threading.Thread] = field(default_factory=list)

    @property
    def desk(self) -> Path:
        return self.root / "desk"

    def next(self) -> int:
        self.number += 1
        return self.number

    def command(self) -> list[str]:
        """What its people type to have it watched."""
        return [*NEWSCAST, "watch", str(self.root), *(["--poll"] if self.polled else [])]

    def environment(self) -> dict[str, str]:
        return os.environ | {"NEWSCAST_STORE": str(self.root / "store"), "NEWSCAST_LANG": "en"}

    def start(self) -> None:
        with (self.root.parent / f"{self.root.name}.log").open("ab") as said:
            self.watcher = subprocess.Popen(self.command(), env=self.environment(), stdout=said, stderr=said)

    def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        assert self.watcher
        self.watcher.send_signal(number)
        code = self.watcher.wait(60)
        self.watcher = None
        return code


def measure(folder: Path, acts: int = 1000, kills: int = 20) -> list[Row]:
    """Faults of a newsroom in which so much happens; half of the acts with kills, half to see what grows."""
    seed = random.SystemRandom().randrange(1 << 32)
    print(f"  seed {seed}", flush=True)
    faults: list[str] = []
    growth: dict[str, float] = {}
    for polled in (False, True):
        office = furnished(folder / ("polled" if polled else "told"), random.Random(seed), polled)
        share = acts * 4 // 5 if not polled else acts // 5
        faults += live_through(office, share, kills if not polled else 0)
        if not polled:
            growth = grown(office, acts // 5)
        faults += at_rest(office)
        office.end()
        faults += left_over(office)
    for fault in faults:
        print(f"  {fault}", flush=True)
    rows = [Row(f"lost, twice or half, in {acts} acts and {kills} kills", None, len(faults), "<=", 0)]
    return [*rows, *(Row(f"{name}, end to beginning", None, ratio, "<=", 1.2) for name, ratio in growth.items())]


def furnished(root: Path, chance: random.Random, polled: bool = False) -> Office:
    """A newsroom with a show and no rundown."""
    shutil.rmtree(root, ignore_errors=True)
    (root / "assets/shows/chica").mkdir(parents=True)
    (root / "assets/shows/chica/show.yaml").write_text(_KIT, encoding="utf-8")
    (root / "assets/newsroom.yaml").write_text(_OFFICE, encoding="utf-8")
    (root / "rundowns/media").mkdir(parents=True)
    (root / "inbox/chica").mkdir(parents=True)
    record(root / "voz.wav")
    return Office(root, chance, polled=polled)


def live_through(office: Office, acts: int, kills: int) -> list[str]:
    """Let so much happen, and kill the watcher so often meanwhile; what was wrong after a kill."""
    faults: list[str] = []
    office.start()
    deadly = set(office.chance.sample(range(acts), min(kills, acts)))
    for number in range(acts):
        office.chance.choices(_ACTS, weights=_WEIGHTS)[0](office)
        time.sleep(office.chance.choice((0, 0, 0.05, 0.3, 1.0)))
        if number in deadly:
            time.sleep(office.chance.uniform(0, 4))
            office.end(signal.SIGKILL)
            faults += damage(office)
            office.start()
    return faults


def damage(office: Office) -> list[str]:
    """What is wrong with the ledger of a watcher that was killed."""
    path = office.desk / "jobs.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as ledger:
        found = [row[0] for row in ledger.execute("PRAGMA integrity_check")]
        twice = ledger.execute("SELECT place FROM arrivals GROUP BY place HAVING count(*) > 1").fetchall()
    return [*(text for text in found if text != "ok"), *(f"{row[0]} is in two states" for row in twice)]


def grown(office: Office, acts: int) -> dict[str, float]:
    """By how much the watcher grows meanwhile."""
    rest(office)
    before = size_of(office)
    live_on(office, acts)
    rest(office)
    after = size_of(office)
    return {name: after[name] / max(1, before[name]) for name in before}


def live_on(office: Office, acts: int) -> None:
    for _number in range(acts):
        office.chance.choices(_ACTS, weights=_WEIGHTS)[0](office)
        time.sleep(office.chance.choice((0, 0.05, 0.3)))


def size_of(office: Office) -> dict[str, float]:
    """Megabytes, descriptors and threads of the watcher, and its children."""
    assert office.watcher
    process = Path(f"/proc/{office.watcher.pid}")
    resident = int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    children = sum(len((task / "children").read_text().split()) for task in (process / "task").iterdir())
    threads = len(list((process / "task").iterdir()))
    return {
        "memory": resident,
        "descriptors": len(list((process / "fd").iterdir())),
        "threads": threads,
        "children": children,
    }


def rest(office: Office) -> bool:
    """Wait until nothing is left to do; whether that came about."""
    for writer in office.writers:
        writer.join()
    office.writers.clear()
    until, calm = time.monotonic() + _PATIENCE, time.monotonic()
    while time.monotonic() < until:
        if open_jobs(office):
            calm = time.monotonic()
        if time.monotonic() - calm > _CALM + (12 if office.polled else 0):
            return True
        time.sleep(0.3)
    return False


def open_jobs(office: Office) -> int:
    with suppress(sqlite3.Error), closing(sqlite3.connect(office.desk / "jobs.db", timeout=5)) as ledger:
        found: int = ledger.execute("SELECT count(*) FROM jobs WHERE state IN ('queued', 'building')").fetchone()[0]
        return found
    return 1


def at_rest(office: Office) -> list[str]:
    """What is lost or was built twice, once the watcher has nothing left to do."""
    faults = [] if rest(office) else ["it never comes to rest"]
    for rundown in sorted((office.root / "rundowns").glob("*.yaml")):
        faults += [f"{rundown.stem!r}: {fault}" for fault in _unlike(office, rundown)]
    with closing(sqlite3.connect(office.desk / "jobs.db")) as ledger:
        arrived = {row[0]: row[1] for row in ledger.execute("SELECT place, state FROM arrivals")}
    for name in sorted(office.dropped):
        states = [state for path, state in arrived.items() if Path(path).name == name]
        if len(states) != 1:
            faults.append(f"the drop {name!r} is in the states {states}")
    return faults + damage(office)


def _unlike(office: Office, rundown: Path) -> Iterator[str]:
    """How the draft of a rundown is not that of what is saved."""
    text = rundown.read_bytes()
    draft = office.root / "output" / rundown.stem / "draft"
    if b"rundown: 1\n" not in text:
        if (state := _last_state(office, rundown.stem)) != "failed":
            yield f"what nobody can read is {state}"
        return
    try:
        manifest = json.loads((draft / "manifest.json").read_text(encoding="utf-8"))
    except OSError:
        yield "no draft"
        return
    if manifest["rundown"]["sha256"] != hashlib.sha256(text).hexdigest():
        yield "the draft is of an older save"
    for entry in manifest["deliverables"].values():
        for file in entry["files"]:
            if hashlib.sha256((draft / file["path"]).read_bytes()).hexdigest() != file["sha256"]:
                yield f"{file['path']} is not whole"
    said = [json.loads(each.read_text(encoding="utf-8")) for each in sorted((draft / "history").glob("*.json"))]
    contents = [json.dumps(_contents(version), sort_keys=True) for version in said]
    if len(set(contents)) != len(contents):
        yield "one content was built twice"


def _last_state(office: Office, episode: str) -> str:
    with closing(sqlite3.connect(office.desk / "jobs.db")) as ledger:
        found = ledger.execute("SELECT state FROM jobs WHERE episode = ? ORDER BY turn DESC LIMIT 1", (episode,))
        return next((str(row[0]) for row in found), "unknown")


def _contents(version: dict[str, object]) -> object:
    manifest = version.get("manifest", version)
    assert isinstance(manifest, dict)
    return [manifest["rundown"]["sha256"], {name: each["content"] for name, each in manifest["deliverables"].items()}]


def left_over(office: Office) -> list[str]:
    """Half files, and processes that outlive their watcher."""
    half = list(office.root.rglob(".staging*"))
    ours = str(office.root).encode()
    alive = []
    for process in Path("/proc").iterdir():
        with suppress(OSError):
            if process.name.isdigit() and any(ours in (process / each).read_bytes() for each in ("cmdline", "environ")):
                alive.append(process.name)
    return [*(f"{path} was left behind" for path in half), *(f"process {number} lives on" for number in alive)]


# What people do


def _text(office: Office, voice: str = "synth") -> bytes:
    return _RUNDOWN.format(number=office.next(), voice=voice).encode()


def _rundown(office: Office) -> Path:
    return office.root / "rundowns" / f"{office.chance.choice(_NAMES)}.yaml"


def save(office: Office) -> None:
    """Somebody saves a rundown with another text."""
    _rundown(office).write_bytes(_text(office))


def _save_by_replacing(office: Office) -> None:
    path = _rundown(office)
    aside = path.with_name(f".{path.name}.swp")
    aside.write_bytes(_text(office))
    aside.replace(path)


def _save_the_same(office: Office) -> None:
    path = _rundown(office)
    if path.exists():
        path.write_bytes(path.read_bytes())


def _save_broken(office: Office) -> None:
    """Half of it; the whole comes a moment later, or never, and then it is no rundown."""
    path, text = _rundown(office), _text(office)
    path.write_bytes(text[: office.chance.randrange(10, len(text))].replace(b"rundown: 1", b"rundown: 1 1"))
    if office.chance.random() < 0.8:
        time.sleep(office.chance.uniform(0, 0.5))
        path.write_bytes(text)


def _save_slowly(office: Office) -> None:
    path, text, pauses = _rundown(office), _text(office), [office.chance.uniform(0, 0.2) for _ in range(5)]

    def write() -> None:
        with path.open("wb", buffering=0) as file:
            for number, pause in enumerate(pauses):
                file.write(text[number * len(text) // 5 : (number + 1) * len(text) // 5])
                time.sleep(pause)

    # Two people never save one file at the same moment.
    write()


def _save_of_the_future(office: Office) -> None:
    path = _rundown(office)
    path.write_bytes(_text(office))
    os.utime(path, (4e9, 4e9))


def _burst(office: Office) -> None:
    for _number in range(100):
        save(office)


def _record_late(office: Office) -> None:
    """A rundown names a recording that comes later, in bits."""
    name = f"media/voz ñ {office.next()}.wav"
    _rundown(office).write_bytes(_text(office, name))
    target, content = office.root / "rundowns" / name, (office.root / "voz.wav").read_bytes()
    pause = office.chance.uniform(0, 0.3)

    def copy() -> None:
        with target.open("wb", buffering=0) as file:
            for start in range(0, len(content), 20_000):
                file.write(content[start : start + 20_000])
                time.sleep(pause)

    _aside(office, copy)


def _rename_into_place(office: Office) -> None:
    name = f"media/toma {office.next()}.wav"
    target = office.root / "rundowns" / name
    shutil.copy(office.root / "voz.wav", target.with_suffix(".part"))
    target.with_suffix(".part").rename(target)
    _rundown(office).write_bytes(_text(office, name))


def _drop(office: Office) -> None:
    name = f"entrega {office.next()}"
    folder = office.root / "inbox/chica" / name
    office.dropped.add(name)

    def copy() -> None:
        folder.mkdir()
        (folder / f"pieza-{name.split()[1]}.yaml").write_bytes(_text(office, "voz.wav"))
        shutil.copy(office.root / "voz.wav", folder / "voz.wav")

    copy()


def _drop_strange(office: Office) -> None:
    name = f"otra\nñ {office.next()}"
    folder = office.root / "inbox/chica" / name
    office.dropped.add(name)
    folder.mkdir()
    (folder / "nota.txt").write_text(f"Título {office.number}\n\nEl texto de la nota.\n", encoding="utf-8")
    shutil.copy(office.root / "voz.wav", folder / "voz.wav")


def _aside(office: Office, do: Callable[[], None]) -> None:
    writer = threading.Thread(target=do)
    office.writers.append(writer)
    writer.start()


_CHANCES: dict[Callable[[Office], None], int] = {
    save: 30,
    _save_by_replacing: 20,
    _save_the_same: 10,
    _save_broken: 8,
    _save_slowly: 5,
    _save_of_the_future: 3,
    _burst: 1,
    _record_late: 5,
    _rename_into_place: 5,
    _drop: 4,
    _drop_strange: 2,
}
_ACTS, _WEIGHTS = list(_CHANCES), list(_CHANCES.values())
