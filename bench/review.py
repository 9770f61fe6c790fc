"""The page with many people: 50 who watch by ranges, ask what is new and open pages, in a newsroom of 500 episodes."""

from __future__ import annotations

import asyncio
import datetime
import hashlib
import os
import random
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.table import Row
from bench.warmed import NEWSCAST

_MAKING = Path(__file__).parent.parent / "tests/review"
"""Where made-up episodes come from: the page's tests have them too."""
_SEGMENTS = (("open", "open", 300), ("bacheo", "story", 4000), ("feria", "story", 4000), ("close", "close", 691))
"""9,000 frames, five minutes."""
_BYTES = 30_000_000
"""Of the programmes that are watched: five minutes at 0.8 Mb/s, which goes to phones as it is."""
_WATCHED = 5
"""Episodes that somebody watches."""
_PIECE = 512 << 10
"""Bytes of a range: about what a player has in hand."""
_OF_THE_DAY = 4
"""Rundowns of today and tomorrow."""
_SHOWN = 20
"""Small pictures of a list that come into sight at once."""
_WARMING = 10.0
"""Seconds that are not measured: a first look reads all manifests."""


@dataclass
class Seen:
    """What the people met: seconds of each kind of answer, bytes that came, and what was refused or wrong."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    bytes: int = 0
    refused: list[str] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)
    processor: float = 0.0


@dataclass(frozen=True)
class Room:
    """Where the page is, what is watched there and who comes."""

    port: int
    process: int
    episodes: Sequence[str]
    programmes: Sequence[tuple[str, bytes]]
    cookies: Sequence[str]


def measure(folder: Path, people: int = 50, episodes: int = 500, seconds: float = 60.0) -> list[Row]:
    """Let so many people work for so long; the page is a process of its own, as in an office."""
    root = (folder / "newsroom").resolve()
    names, programmes = _fill(root, episodes)
    cookies = _signed_in(root, people)
    environment = os.environ | {"NEWSCAST_STORE": str(folder / "store"), "NEWSCAST_LANG": "en"}
    command = [*NEWSCAST, "review", str(root), "--port", "0"]
    page = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        room = Room(_port(page), page.pid, names, programmes, cookies)
        asyncio.run(_work(room, _WARMING))
        seen = asyncio.run(_work(room, seconds))
    finally:
        page.send_signal(signal.SIGTERM)
        page.wait(30)
    shutil.rmtree(folder)
    return _rows(seen, people, episodes, seconds)


def _rows(seen: Seen, people: int, episodes: int, seconds: float) -> list[Row]:
    for each in seen.refused[:5]:
        print(f"  {each}")
    half = len(seen.memory) // 2
    rows = [
        Row(f"{name}, 95th percentile of {len(took)}", None, _slow(took) * 1000, "<=", 200.0, "ms")
        for name, took in sorted(seen.seconds.items())
    ]
    return [
        *rows,
        Row("refused or wrong", None, len(seen.refused), "<=", 0),
        Row(f"streamed to {people} people, {episodes} episodes", None, seen.bytes / seconds / 1e6, "", None, "MB/s"),
        Row("of a core", None, seen.processor / seconds * 100, "", None, "%"),
        Row("memory at the end", None, seen.memory[-1], "", None, "MB"),
        # What is found out once is found out in the first half.
        Row("more than half way", None, seen.memory[-1] - seen.memory[half], "<=", 10.0, "MB"),
    ]


def _slow(took: Sequence[float]) -> float:
    return statistics.quantiles(took, n=20)[-1] if len(took) > 1 else max(took)


def _fill(root: Path, episodes: int) -> tuple[list[str], list[tuple[str, bytes]]]:
    """Made-up episodes, each with a final and a draft; the newest have programmes with bytes to send."""
    sys.path.append(str(_MAKING))
    from review_making import write_edition, write_newsroom  # type: ignore[import-not-found]

    write_newsroom(root)
    names, programmes = [], []
    picture = _picture(root.parent)
    for number in range(episodes):
        day = f"20{26 - number // 336}-{12 - number // 28 % 12:02}-{28 - number % 28:02}"
        name = f"{day}-noticias"
        contents = {"web/thumbnail.jpg": picture}
        if number < _WATCHED:
            contents["web/a.mp4"] = random.Random(number).randbytes(_BYTES)
            programmes.append((name, contents["web/a.mp4"]))
        more = {"date": day, "title": f"Noticias del {day}"}
        for edition in ("draft", ""):
            write_edition(root / "output" / name / edition, 2, contents, name, _SEGMENTS, **more)
        names.append(name)
    _write_of_the_day(root)
    return names, programmes


def _write_of_the_day(root: Path) -> None:
    """Rundowns of today and of tomorrow, which the newsroom's page shows as tables: of most a draft was built."""
    from review_making import RUNDOWN, write_edition

    from newscast.episode.manifest import RundownFile
    from newscast.review.newsroom.office import open_office

    kit = root / "assets/shows/noticias/show.yaml"
    kit.parent.mkdir(parents=True)
    kit.write_text("show: 1\nname: Noticias\ndeliverables: [radio, web]\n", encoding="utf-8")
    today = datetime.datetime.now(open_office(root).zone()).date()
    for number in range(_OF_THE_DAY):
        day = today + datetime.timedelta(days=number % 2)
        name, path = f"{day}-edicion-{number}", f"rundowns/{day}-edicion-{number}.yaml"
        text = RUNDOWN.replace("2026-11-20T07:00", f"{day}T23:{50 + number}").replace("2026-11-20", str(day))
        (root / path).write_text(text, encoding="utf-8")
        if number:
            rundown = RundownFile(path, hashlib.sha256(text.encode()).hexdigest(), "../..")
            more = {"date": str(day), "title": f"Edición {number}", "rundown": rundown}
            write_edition(root / "output" / name / "draft", 2, {}, name, _SEGMENTS, **more)


def _picture(folder: Path) -> bytes:
    from PIL import Image

    path = folder / "thumbnail.jpg"
    Image.effect_noise((1280, 720), 60).convert("RGB").save(path)
    return path.read_bytes()


def _signed_in(root: Path, people: int) -> list[str]:
    """The cookies that the browsers of so many editors send."""
    from newscast.desk.accounts import add_account
    from newscast.desk.entering import make_sign_in, spend
    from newscast.review.newsroom.office import open_office

    found, office = [], open_office(root)
    with office.people() as record:
        for number in range(people):
            account = add_account(record, f"editor-{number}", f"Editor {number}", "editor", "bench")
            secret = spend(record, make_sign_in(record, account, "bench"), "bench")
            found.append(f"{office.cookie}={secret}")
    return found


def _port(page: subprocess.Popen[str]) -> int:
    assert page.stderr
    for line in page.stderr:
        if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
            return int(found[1])
    raise RuntimeError("the page did not start")


async def _work(room: Room, seconds: float) -> Seen:
    seen, until, before = Seen(), time.monotonic() + seconds, _used(room.process)
    people = [_Person(room, number, seen, until) for number in range(len(room.cookies))]
    duties = [duty for each in people for duty in (each.watch(), each.listen(), each.read())]
    await asyncio.gather(_weigh(room, seen, until), *duties)
    seen.processor = _used(room.process) - before
    return seen


def _used(process: int) -> float:
    """CPU seconds of the page's own process so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _weigh(room: Room, seen: Seen, until: float) -> None:
    """The memory that is the process's own, twice a second."""
    while time.monotonic() < until:
        for line in Path(f"/proc/{room.process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                seen.memory.append(int(line.split()[1]) / 1024)
        await asyncio.sleep(0.5)


class _Person:
    """Somebody with a browser: connections that stay open, a programme that plays, pages now and then."""

    def __init__(self, room: Room, number: int, seen: Seen, until: float) -> None:
        self._room, self._seen, self._until = room, seen, until
        self._cookie = room.cookies[number]
        self._chance = random.Random(number)
        self._episode, self._programme = room.programmes[number % len(room.programmes)]

    async def watch(self) -> None:
        """A range a second from where it plays, elsewhere now and then; what comes is held against what was asked."""
        line, at = _Line(self._room.port, self._cookie), 0
        address = f"/media/{self._episode}/{hashlib.sha256(self._programme).hexdigest()}"
        while time.monotonic() < self._until:
            if at >= len(self._programme) or self._chance.random() < 0.1:
                at = self._chance.randrange(len(self._programme))
            last = min(at + _PIECE, len(self._programme)) - 1
            content = await self._ask(line, "a range", address, {"Range": f"bytes={at}-{last}"}, 206)
            if content is not None and content != self._programme[at : last + 1]:
                self._seen.refused.append(f"{address}: other bytes than asked for")
            self._seen.bytes += len(content or b"")
            at = last + 1
            await asyncio.sleep(self._chance.uniform(0.5, 1.5))

    async def listen(self) -> None:
        """What is new, every two seconds."""
        line = _Line(self._room.port, self._cookie)
        await asyncio.sleep(self._chance.uniform(0, 2))
        while time.monotonic() < self._until:
            await self._ask(line, "what is new", "/events?since=", {}, 200)
            await asyncio.sleep(2)

    async def read(self) -> None:
        """A page about every ten seconds: the newsroom with its pictures, an episode, a still of it."""
        line = _Line(self._room.port, self._cookie)
        await asyncio.sleep(self._chance.uniform(0, 10))
        while time.monotonic() < self._until:
            if self._chance.random() < 0.5:
                await self._ask(line, "the newsroom", "/", {}, 200)
                for name in self._room.episodes[:_SHOWN]:
                    await self._ask(line, "a small picture", f"/media/{name}/small.jpg", {}, 200)
            else:
                await self._ask(line, "an episode", f"/e/{self._chance.choice(self._room.episodes)}", {}, 200)
            await asyncio.sleep(self._chance.uniform(5, 15))

    async def _ask(self, line: _Line, kind: str, address: str, headers: dict[str, str], wanted: int) -> bytes | None:
        began = time.monotonic()
        try:
            status, content = await line.get(address, headers)
        except (OSError, EOFError, ValueError) as error:
            self._seen.refused.append(f"{address}: {error!r}")
            return None
        self._seen.seconds.setdefault(kind, []).append(time.monotonic() - began)
        if status != wanted:
            self._seen.refused.append(f"{address}: {status} {content[:200]!r}")
            return None
        return content


class _Line:
    """A connection that is used again and again: HTTP/1.1 as far as it is needed here."""

    def __init__(self, port: int, cookie: str) -> None:
        self._port, self._cookie = port, cookie
        self._open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, address: str, headers: dict[str, str]) -> tuple[int, bytes]:
        """The status and the body, whole. Raises OSError, EOFError, ValueError."""
        if self._open is None:
            self._open = await asyncio.open_connection("127.0.0.1", self._port, limit=1 << 20)
        reader, writer = self._open
        said = {
            "Host": f"127.0.0.1:{self._port}",
            "Cookie": self._cookie,
            "Accept": "text/html",
            **headers,
        }
        lines = [f"GET {address} HTTP/1.1", *(f"{name}: {value}" for name, value in said.items()), "", ""]
        try:
            writer.write("\r\n".join(lines).encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
            found = re.search(r"\r\ncontent-length: (\d+)", head)
            content = await reader.readexactly(int(found[1]) if found else 0)
        except (OSError, EOFError):
            self._open = None
            raise
        if "\r\nconnection: close" in head:
            writer.close()
            self._open = None
        return int(head.split()[1]), content
