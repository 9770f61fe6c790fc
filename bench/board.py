"""The storyboard: from a save to the stills of what changed, as the page has them drawn, with all else known."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.episode import Episode, make_episode, make_media
from bench.measure import BenchError, Cost
from bench.table import Row

SECONDS, STORIES = 300.0, 10
_LIMIT = 3.0
_SETTLED = 4.0
"""Seconds between saves: the child makes itself ready for the next one."""


@dataclass(frozen=True)
class Drawn:
    """How long it took until the board was known and until its last still was there; how many came."""

    known: float
    whole: float
    stills: int


def measure(folder: Path, runs: int) -> list[Row]:
    """A whole board of five minutes, and then one change after another: a text on screen, a card, a word, a cut."""
    episode = make_episode(folder / "board", make_media(folder / "media"), SECONDS, STORIES)
    store = folder / "store-board"
    with _Child(episode, store) as child:
        first = child.draw()
        share = first.whole / first.stills
        rows = [Row(f"the whole board, {first.stills} stills", Cost(0, first.whole), share, note="s a still")]
        for name, before, after in (
            ("a text on screen", 'title: "Bulevar 3"', 'title: "Bulevar 3-{n}"'),
            ("a figure on a card", '"4206 baches"', '"42{n}7 baches"'),
            ("a headline", "headline: Avanza la obra número 4", "headline: Avanza la obra número {n}4"),
            ("a clip's focus", "{file: plaza.mp4, focus: [0.6, 0.4]}", "{{file: plaza.mp4, focus: [0.4{n}, 0.4]}}"),
        ):
            rows.append(_changed(child, episode, name, before, after, max(3, runs)))
    return rows


def _changed(child: _Child, episode: Episode, name: str, before: str, after: str, runs: int) -> Row:
    text = episode.rundown.read_text(encoding="utf-8")
    found = []
    for number in range(runs):
        time.sleep(_SETTLED)
        episode.rundown.write_text(text.replace(before, after.format(n=number + 1), 1), encoding="utf-8")
        found.append(child.draw())
    episode.rundown.write_text(text, encoding="utf-8")
    if any(not each.stills for each in found):
        raise BenchError(f"nothing was drawn anew for {name}")
    whole = statistics.median(each.whole for each in found)
    known = statistics.median(each.known for each in found)
    note = f"s to {found[0].stills} stills; {known:.2f} until the board is known"
    return Row(name, Cost(0, whole), whole, "<=", _LIMIT, note)


class _Child:
    """The process that draws boards for the page."""

    def __init__(self, episode: Episode, store: Path) -> None:
        command = [sys.executable, "-P", "-m", "newscast.build.board.boarding", "0", str(os.getpid())]
        environment = os.environ | {"NEWSCAST_STORE": str(store)}
        self._episode = episode
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
        )

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._process.kill()
        self._process.wait()

    def draw(self) -> Drawn:
        """Have the board drawn as the rundown is now; stills that were there before do not count."""
        asked = {"root": str(self._episode.root), "path": str(self._episode.rundown), "language": "es"}
        assert self._process.stdin
        began, known, stills = time.monotonic(), 0.0, 0
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        while "end" not in (word := self._word()):
            if "board" in word:
                known = time.monotonic() - began
            else:
                stills += len(word["made"])
        return Drawn(known, time.monotonic() - began, stills)

    def _word(self) -> dict[str, Any]:
        assert self._process.stdout
        word: dict[str, Any] = json.loads(self._process.stdout.readline() or '{"wrong": "it ended"}')
        if "wrong" in word or "problems" in word or word.get("failed"):
            raise BenchError(str(word)[:2000])
        return word
