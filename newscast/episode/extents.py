"""Where the frames of a programme are in its files: some begin with a leader, some hold one block of it.

A frame is counted from the first of the programme, whatever comes before it in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from newscast.base.timecode import SAMPLE_RATE, sample_at
from newscast.episode.manifest import ListedFile


@dataclass(frozen=True)
class Extent:
    """What of a programme a file holds: after `lead` frames of its own, those from `start` on, so many `frames`. All of
    them are counted at one rate."""

    lead: int
    start: int
    frames: int


def forms_of(files: Iterable[ListedFile]) -> list[tuple[ListedFile, ...]]:
    """The programmes among files of a deliverable, each as the files that hold it together, in order: a programme in
    blocks is in several, and may be there in several containers."""
    forms: dict[tuple[str, ...], list[ListedFile]] = {}
    for file in files:
        if file.role == "programme":
            container = (file.media or {}).get("container", "")
            forms.setdefault((file.slug or "", container) if file.extent else ("", "", file.path), []).append(file)
    return [tuple(sorted(form, key=_start)) for form in forms.values()]


def begins_at_once(file: ListedFile) -> bool:
    """Whether its first frame is one of the programme."""
    return file.extent is None or not file.extent.lead


def extent_of(file: ListedFile, rate: Fraction) -> Extent:
    """What it holds, in frames of `rate` a second, which may be twice the rate of the timeline."""
    if file.extent is None:
        return Extent(0, 0, round((file.duration or 0.0) * rate))
    each = rate / Fraction(file.extent.rate)
    return Extent(*(int(frames * each) for frames in (file.extent.lead, file.extent.start, file.extent.frames)))


def samples_of(file: ListedFile) -> Extent:
    """What it holds, in samples of 48 kHz."""
    if file.extent is None:
        return extent_of(file, Fraction(SAMPLE_RATE))
    rate, there = Fraction(file.extent.rate), file.extent
    return Extent(sample_at(there.lead, rate), sample_at(there.start, rate), sample_at(there.frames, rate))


def frame_in(files: Sequence[ListedFile], frame: int, rate: Fraction) -> tuple[ListedFile, int]:
    """The file of a programme that holds a frame of it, and which one that is in the file; both counted at `rate`."""
    for file in files:
        extent = extent_of(file, rate)
        if frame < extent.start + extent.frames or file is files[-1]:
            return file, extent.lead + frame - extent.start
    raise ValueError("a programme without files")


def _start(file: ListedFile) -> int:
    return file.extent.start if file.extent else 0
