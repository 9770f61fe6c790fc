"""How much encoders take from pictures of real recordings: VMAF of finished pieces against what was composed.

Programmes are joined from their pieces without being encoded again, so a piece is measured as it was made.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import quality
from bench.placed import picture_steps
from bench.table import Row
from newscast.base.binary import find_binary
from newscast.base.canvas import canvas
from newscast.build.examining import examine
from newscast.build.pipeline import planned
from newscast.build.request import Options
from newscast.engine.engine import Engine
from newscast.step.step import Step
from newscast.store.open import open_store

LIMITS = {"tv": ("yuv422p", 97.0), "web": ("yuv420p", 95.0)}
"""What reaches the encoder of a deliverable, and the least VMAF of its pictures."""
SECONDS = 10
"""How much of a piece is measured at most."""


@dataclass(frozen=True)
class Scored:
    """`frames` of a piece that shows one `kind` of picture, at so many Mb/s."""

    name: str
    kind: str
    frames: int
    vmaf: float
    rate: float


def measure(folder: Path, rundowns: Sequence[Path], each: int) -> Iterator[Row]:
    """The pieces of rundowns, `each` of a kind at most for a deliverable: every piece when it is known, then all."""
    os.environ["NEWSCAST_STORE"] = str(folder / "store")
    folder.mkdir(parents=True, exist_ok=True)
    for deliverable in LIMITS:
        scored: list[Scored] = []
        for rundown in rundowns:
            for one in _scored(rundown, deliverable, folder, Counter(each.kind for each in scored), each):
                scored.append(one)
                told = f"{one.kind}, {one.frames} frames, {one.rate:.1f} Mb/s"
                yield Row(f"{deliverable}: {one.name}"[:40], None, one.vmaf, note=told)
        yield _whole(deliverable, scored)


def _whole(deliverable: str, scored: Sequence[Scored]) -> Row:
    """All pieces of a deliverable, each by its frames."""
    limit = LIMITS[deliverable][1]
    frames = sum(one.frames for one in scored)
    mean = sum(one.vmaf * one.frames for one in scored) / frames
    rate = sum(one.rate * one.frames for one in scored) / frames
    return Row(f"{deliverable}: all", None, mean, ">=", limit, f"{frames} frames, {rate:.1f} Mb/s")


def _scored(rundown: Path, deliverable: str, folder: Path, had: Counter[str], each: int) -> Iterator[Scored]:
    (examined,) = examine([rundown], Options(only=(deliverable,)))
    store = folder / "store"
    with Engine(open_store(store), find_binary(store / "ffmpeg.json"), 2) as engine:
        plan = planned(examined, engine)
        chosen = list(_chosen(picture_steps(plan, deliverable), had, each))
        engine.make(chosen)
        size = canvas("landscape", plan.loaded.show.rate, plan.loaded.show.canvases.get("landscape"))
        for piece in chosen:
            pix_fmt, raw = LIMITS[deliverable][0], folder / "piece.raw"
            frames = quality.raw_piece(piece, engine, pix_fmt, raw, round(SECONDS * size.rate))
            made = engine.path(piece)
            score = quality.vmaf(engine.binary.path, made, raw, (size.width, size.height), size.rate, pix_fmt)
            raw.unlink()
            whole = int(piece.graph.node.kwargs["frames:v"])
            rate = made.stat().st_size * 8 / 1e6 / float(whole / size.rate)
            yield Scored(_name(piece), kind_of(piece), frames, score, rate)


def _chosen(pieces: Iterable[Step], had: Counter[str], each: int) -> Iterator[Step]:
    """Those of which there are not `each` of their kind yet; a piece under a second is a transition."""
    for piece in pieces:
        kind = kind_of(piece)
        if had[kind] < each and int(piece.graph.node.kwargs["frames:v"]) > 30:
            had[kind] += 1
            yield piece


def kind_of(piece: Step) -> str:
    """What is seen in it, from what it is made of."""
    kinds = Counter(source.kind if isinstance(source, Step) else "clip" for source in piece.inputs)
    shown = [name for name, kind in (("clip", "clip"), ("moved photo", "travel"), ("photo", "still")) if kinds[kind]]
    if "moved photo" in shown and "photo" in shown:
        shown.remove("photo")
    return " + ".join([*shown, *(["graphics"] if kinds["layer"] else [])]) or "plain"


def _name(piece: Step) -> str:
    files = [source.path.name for source in piece.inputs if not isinstance(source, Step)]
    return ", ".join([piece.label.partition(",")[0], *files[:2]])
