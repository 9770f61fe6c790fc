"""From a word corrected on the page to the new version playing there: five minutes, a page that watches too."""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from bench.episode import Episode, make_episode, make_media
from bench.measure import BenchError
from bench.ours import build
from bench.table import Row
from bench.warmed import NEWSCAST

SECONDS, STORIES = 300.0, 10
_LIMIT = 30.0
"""Seconds from the word to the version that plays."""
_PATIENCE = 600.0
_STORY, _SYNTHETIC = 3, 4
"""The stories that are mended, one with a recording and one that a synthetic voice reads."""


@dataclass(frozen=True)
class Page:
    """Where the page is, and whoever sits at it."""

    address: str
    cookie: str
    token: str

    def ask(self, path: str, body: Mapping[str, Any] | None = None, **headers: str) -> bytes:
        sent = None if body is None else json.dumps(body).encode()
        told = {"cookie": self.cookie, "x-newscast-token": self.token, **headers}
        if sent:
            told["content-type"] = "application/json"
        with urlopen(Request(self.address + path, sent, told), timeout=_PATIENCE) as answer:
            content: bytes = answer.read()
        return content


def measure(folder: Path, runs: int) -> list[Row]:
    """Each kind of correction so many times, each time another text; the median of each."""
    episode = make_episode(folder / "mended", make_media(folder / "media"), SECONDS, STORIES)
    text = episode.rundown.read_text(encoding="utf-8")
    silent = f"        voice: voz-{_SYNTHETIC:02}.wav\n"
    text = text.replace(silent, "        voice: synth\n").replace("segments:\n", "deliverables: [web]\nsegments:\n", 1)
    episode.rundown.write_text(text, encoding="utf-8")
    store = folder / "store-mended"
    build(episode, store, "--draft", "--only", "web")
    with _served(episode, store) as page:
        _wait(page, 0)
        return [_mended(page, episode, name, max(3, runs)) for name in _CORRECTIONS]


_CORRECTIONS = {
    "a word of the copy, recorded voice": ("segments", _STORY, "parts", 0, "vo"),
    "a word of the copy, synthetic voice": ("segments", _SYNTHETIC, "parts", 0, "vo"),
    "a headline": ("segments", _STORY, "headline"),
    "a figure on a card": ("segments", _STORY, "parts", 0, "pictures", 2, "items", 0),
    "a title": ("segments", _STORY, "parts", 0, "supers", 0, "title"),
}


def _mended(page: Page, episode: Episode, name: str, runs: int) -> Row:
    took = []
    for number in range(runs):
        before = _version(page)
        data = episode.rundown.read_bytes()
        change = {"op": "set", "at": _CORRECTIONS[name], "value": _corrected(name, data, number)}
        body = {"file": "rundowns/bench.yaml", "sha256": hashlib.sha256(data).hexdigest(), "edits": [change]}
        began = time.monotonic()
        page.ask("/e/bench/edit", body)
        _wait(page, before)
        took.append(time.monotonic() - began)
    return Row(name, None, statistics.median(took), "<=", _LIMIT, "s to the version that plays")


def _corrected(name: str, data: bytes, number: int) -> str:
    """Another text of about the same length."""
    if "word" not in name:
        return f"{4_300 + number} baches" if "figure" in name else f"Otra cosa número {number}"
    at = _CORRECTIONS[name][1]
    story = data.decode().split(f"  - story: nota-{int(at):02}\n")[1]
    copy = re.search(r"- vo: (.*)", story)
    assert copy
    words = copy[1].split()
    words[2] = ("grande", "ancha", "larga", "alta", "nueva")[number % 5]
    return " ".join(words)


def _version(page: Page) -> int:
    return int(json.loads(page.ask("/e/bench/newest"))["draft"] or 0)


def _wait(page: Page, before: int) -> None:
    """Until a version after this one plays: what a browser asks of it first comes."""
    until = time.monotonic() + _PATIENCE
    while _version(page) <= before:
        if time.monotonic() > until:
            raise BenchError("the new version did not come")
        time.sleep(0.2)
    shown = page.ask("/e/bench?draft=1&deliverable=web").decode()
    media = re.search(r"/media/bench/[0-9a-f]{64}", shown)
    if media is None or not page.ask(media[0], range="bytes=0-65535"):
        raise BenchError("the new version does not play")


@contextmanager
def _served(episode: Episode, store: Path) -> Iterator[Page]:
    from newscast.desk.accounts import add_account
    from newscast.desk.entering import make_sign_in, spend
    from newscast.review.door.origin import token_of
    from newscast.review.newsroom.office import open_office

    office = open_office(episode.root)
    with office.people() as people:
        account = add_account(people, "ana", "Ana", "producer", "bench")
        secret = spend(people, make_sign_in(people, account, "bench"), "bench") or ""
    environment = os.environ | {"NEWSCAST_STORE": str(store), "NEWSCAST_LANG": "en"}
    command = [*NEWSCAST, "review", str(episode.root), "--watch", "--port", "0"]
    served = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        assert served.stderr
        found = next(found for line in served.stderr if (found := re.search(r"http://127\.0\.0\.1:\d+", line)))
        yield Page(found[0], f"{office.cookie}={secret}", token_of(secret))
    finally:
        served.send_signal(signal.SIGTERM)
        served.wait(60)
