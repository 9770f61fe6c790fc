"""Timelines and sources made from few words, and OpenTimelineIO as an outside judge where it is installed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from newscast.episode.timeline import (
    ListedBed,
    ListedSegment,
    ListedShot,
    ListedSound,
    ListedTimeline,
    ListedTransition,
)
from newscast.exchange.source import Finished, Source

ROOT = Path("/sala ñ")


def judge() -> Any:
    """OpenTimelineIO, with its reader of edit decision lists; the test is skipped where it is not there."""
    pytest.importorskip("otio_cmx3600_adapter")
    return pytest.importorskip("opentimelineio")


def shot(
    start: int, frames: int, file: str | None = None, offset: int = 0, graphic: str | None = None, **fields: Any
) -> ListedShot:
    picture = "GraphicShot" if graphic else "StillShot" if file and file.endswith("jpg") else "ClipShot"
    return ListedShot(
        start=start,
        frames=frames,
        picture=picture,
        file=file,
        sha256="ab" if file else None,
        offset=offset,
        graphic=graphic,
        fields=fields,
        place=None,
    )


def sound(
    start: int, frames: int, file: str | None = None, rate: Fraction = Fraction(30000, 1001), **more: Any
) -> ListedSound:
    """From the beginning of a frame on, unless `start_sample` says otherwise."""
    told = {"chain": "voice", "start_sample": int(start * 48000 / rate), "samples": int(frames * 48000 / rate), **more}
    return ListedSound(start=start, frames=frames, file=file, sha256="ab" if file else None, place=None, **told)


def segment(
    slug: str,
    frames: int,
    shots: Any = (),
    sounds: Any = (),
    transition: ListedTransition | None = None,
    supers: Any = (),
    signer: Any = (),
) -> ListedSegment:
    return ListedSegment(
        slug=slug,
        kind="story",
        title=slug.title(),
        start=0.0,
        duration=0.0,
        start_frame=0,
        frames=frames,
        parts=(),
        shots=tuple(shots),
        supers=tuple(supers),
        signer=tuple(signer),
        sounds=tuple(sounds),
        copy=(),
        cues={},
        transition=transition,
    )


def timeline(*segments: ListedSegment, rate: str = "30000/1001", beds: tuple[ListedBed, ...] = ()) -> ListedTimeline:
    """These segments one after another."""
    from dataclasses import replace

    placed, at = [], 0
    for each in segments:
        placed.append(replace(each, start_frame=at))
        at += each.frames
    return ListedTimeline(used_by=("web",), rate=rate, frames=at, segments=tuple(placed), beds=beds)


def video(name: str, rate: str, length: int, first: int = 0, drop: bool = False) -> Source:
    return Source(ROOT / name, name, "video", Fraction(rate), length, first, drop)


def whole(source: Source) -> tuple[Finished, ...]:
    """The file as all of a finished programme."""
    return (Finished(source, 0, source.length or 0, source.rate),)


def recording(name: str, seconds: int = 60) -> Source:
    return Source(ROOT / name, name, "sound", Fraction(48000), seconds * 48000)


def photo(name: str, rate: str = "30000/1001") -> Source:
    return Source(ROOT / name, name, "still", Fraction(rate), None)
