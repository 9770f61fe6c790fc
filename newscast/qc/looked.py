"""How the pictures of a finished file were looked at: by decoding it, or in samples of runs that it is joined of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from newscast.qc.comb_meter import Pairs, combed_stretches, measure_combs
from newscast.qc.decode import Pass, PictureCount, has_lines, read_pictures, read_scan
from newscast.qc.glimpses import measure_glimpses
from newscast.qc.measured import Glimpsed, Run, VideoFacts
from newscast.qc.sampled import proved, read_sampled, unpack_samples
from newscast.qc.streams import Pictures


@dataclass(frozen=True)
class Looked:
    """What was counted of pictures, and how they are flagged; where they have combs, None where nobody looked. Their
    samples are in the folder of a pass."""

    counted: PictureCount
    scan: str
    combed: tuple[Run, ...] | None


def by_decoding(pictures: Pictures, kept: Pass, log: str) -> Looked:
    """From what a pass over the file left."""
    combed = measure_combs(kept.columns, pictures.rate, pictures.height) if has_lines(pictures) else None
    return Looked(read_pictures(kept.pictures), read_scan(log), combed)


def in_runs(media: Path, pictures: Pictures | None, sampled: Sequence[Path], kept: Pass) -> Looked | None:
    """From the samples of its runs, where its packets are theirs; None where they are not, or that cannot be told."""
    runs = [read_sampled(path) for path in sampled]
    counted = proved(media, pictures, runs) if pictures else None
    if pictures is None or counted is None:
        return None
    unpack_samples(sampled, kept.glimpses)
    scans = {each.scan for each in runs}
    starts = accumulate((each.packets for each in runs), initial=0)
    pairs = [Pairs(start, each.combed or ()) for start, each in zip(starts, runs, strict=False)]
    combed = combed_stretches(pairs, pictures.rate) if has_lines(pictures) else None
    return Looked(counted, scans.pop() if len(scans) == 1 else "mixed", combed)


def video_facts(pictures: Pictures, looked: Looked) -> VideoFacts:
    """What a measurement says of its pictures."""
    seen = looked.counted
    stored = (pictures.codec, pictures.width, pictures.height, pictures.rate, looked.scan)
    return VideoFacts(*stored, pictures.pix_fmt, pictures.colors, seen.frames, seen.start, seen.uneven)


def glimpsed(pictures: Pictures, looked: Looked, kept: Pass) -> Glimpsed:
    """What was seen in them."""
    return replace(measure_glimpses(kept.glimpses, pictures.rate), combed=looked.combed)
