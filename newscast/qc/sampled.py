"""A run of pictures that was encoded by itself, looked at by decoding it: a step, so that a file which holds the same
packets need not be decoded for its pictures.

The samples of all runs of a file, one after another, are those of the whole file: whatever is found in them is found
across the seams as well.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from newscast.base.canonical import canonical_json
from newscast.qc.coded import UnprovedError
from newscast.qc.comb_meter import combed_pairs
from newscast.qc.decode import PictureCount, count_faults, decode, has_lines, read_pictures, read_scan
from newscast.qc.glimpses import PICTURE_BYTES
from newscast.qc.packs import Pack, Packed, packed
from newscast.qc.streams import Pictures, streams
from newscast.step.step import Params, Step, Tools, step

_FASTEST = 1
"""zlib's level: a third of the size for a hundredth of the work of decoding."""


@dataclass(frozen=True)
class Sampled:
    """What was found in a run. `whole` says that every packet was decoded into its picture, at its time, without a
    complaint; if not, nothing else is known. `stored` is how its pictures are, `described` and `content` as in
    qc.packs, `combed` what was told of each pair of pictures (qc.comb_meter); None where no lines were looked at."""

    whole: bool
    stored: str = ""
    described: str = ""
    packets: int = 0
    content: str = ""
    scan: str = ""
    combed: tuple[bool | None, ...] | None = None


def sampled_step(run: Step) -> Step:
    """The samples of an encoded run, and what is known of it."""
    return step("sampled", {}, [run], suffix=".smp", label=run.label, weight=0.05 + 0.15 * run.weight)


def make_sampled(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Decode it."""
    found = streams(inputs[0])
    kept, log = decode(inputs[0], replace(found, audio=()), tools, peak=False)
    known = _known(inputs[0], found.pictures, read_pictures(kept.pictures), log) if found.pictures else Sampled(False)
    samples = kept.glimpses.read_bytes() if known.whole else b""
    if len(samples) != known.packets * PICTURE_BYTES:
        known, samples = Sampled(False), b""
    if known.whole and found.pictures and has_lines(found.pictures):
        known = replace(known, combed=tuple(combed_pairs(kept.columns, found.pictures.height)))
    output.write_bytes(canonical_json(asdict(known)).encode() + b"\n" + zlib.compress(samples, _FASTEST))


def _known(media: Path, pictures: Pictures, seen: PictureCount, log: str) -> Sampled:
    try:
        read = packed(media, pictures)
    except UnprovedError:
        return Sampled(False)
    scan, each = read_scan(log), read.packs[0] if read.packs else Pack(0, 0, "")
    whole = each.packets == seen.frames > 0 and not seen.uneven and not count_faults(log) and scan not in ("", "mixed")
    return Sampled(whole, stored(pictures), read.described, each.packets, each.content, scan)


def stored(pictures: Pictures) -> str:
    """What has to be alike for samples to be taken alike."""
    shape = f"{pictures.width}x{pictures.height} {pictures.pix_fmt}"
    return f"{pictures.codec} {shape} {pictures.rate}"


def read_sampled(path: Path) -> Sampled:
    """What is known of a run."""
    with path.open("rb") as file:
        told = json.loads(file.readline())
    return Sampled(**{**told, "combed": told["combed"] and tuple(told["combed"])})


def unpack_samples(paths: Sequence[Path], output: Path) -> None:
    """The samples of runs, one after another."""
    with output.open("wb") as whole:
        for path in paths:
            whole.write(zlib.decompress(path.read_bytes().partition(b"\n")[2]))


def proved(media: Path, pictures: Pictures, runs: Sequence[Sampled]) -> PictureCount | None:
    """How many pictures a file has, and when they begin, where its packets are those of the runs, each of them, and
    nothing else; None where they are not, or where that cannot be told."""
    if not runs or not all(each.whole and each.stored == stored(pictures) for each in runs):
        return None
    try:
        read = packed(media, pictures, [each.packets for each in runs])
    except UnprovedError:
        return None
    frames = sum(each.packets for each in runs)
    return PictureCount(frames, read.packs[0].first / pictures.rate, 0) if _are_alike(read, runs) else None


def _are_alike(read: Packed, runs: Sequence[Sampled]) -> bool:
    if len(read.packs) != len(runs) or any(each.described != read.described for each in runs):
        return False
    due = read.packs[0].first
    for pack, each in zip(read.packs, runs, strict=True):
        if pack != Pack(due, each.packets, each.content):
            return False
        due += pack.packets
    return True
