"""What loudness.json says, as a typed model: how loud the programmes of a deliverable are, over time and as a whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from newscast.base.files import content_of
from newscast.base.records import as_json, read_record

FORMAT: Literal[1] = 1


@dataclass(frozen=True, kw_only=True)
class Maximum:
    """The highest of all values, and the second of the programme at which it was reached: there a window ended, or the
    tenth of a second began that holds the peak."""

    value: float
    at: float


@dataclass(frozen=True, kw_only=True)
class Curve:
    """Loudness over time in LUFS, -70 for whatever is quieter: the first value is that of the window that ended `every`
    seconds after the programme began, and so on."""

    every: float
    values: tuple[float, ...]


@dataclass(frozen=True, kw_only=True)
class Dialogue:
    """How loud speech is: ITU-R BS.1770 over the windows of 400 ms in which somebody speaks all the time, with its
    absolute gate and without its relative one; `seconds` is how much that is."""

    loudness: float
    seconds: float


@dataclass(frozen=True, kw_only=True)
class ProgrammeLoudness:
    """A programme, by its path inside the episode folder. `integrated` is its loudness in LUFS (ITU-R BS.1770-4),
    `range` its loudness range in LU (EBU Tech 3342); `momentary` and `short_term` are over 400 ms and 3 s (EBU Tech
    3341), their maxima those of every such window, also between the values of the curves; `true_peak` is in dBTP.
    Null for silence; the true peak of a draft was not looked for. `target` and `limit` are what was wanted. `encoded`
    is false for a draft with pictures, whose sound was measured before it was encoded."""

    file: str
    target: float | None
    limit: float | None
    integrated: float | None
    dialogue: Dialogue | None
    range: float | None
    true_peak: Maximum | None
    momentary_max: Maximum | None
    short_term_max: Maximum | None
    momentary: Curve | None
    short_term: Curve | None
    encoded: bool


@dataclass(frozen=True, kw_only=True)
class DeliverableLoudness:
    """How loud the programmes of a deliverable are, or those of one story; `loudness` is the format of the file."""

    loudness: Literal[1]
    programmes: tuple[ProgrammeLoudness, ...]


def loudness_bytes(programmes: tuple[ProgrammeLoudness, ...]) -> bytes:
    """The file, a programme a line and without spaces: most of it is numbers."""
    lines = [json.dumps(as_json(each), ensure_ascii=False, separators=(",", ":")) for each in programmes]
    inside = ",\n".join(lines)
    return f'{{"loudness":{FORMAT},"programmes":[\n{inside}\n]}}\n'.encode()


def read_loudness(path: Path) -> DeliverableLoudness:
    """What a loudness.json says. Raises OSError where it cannot be read, ValueError where it is none."""
    return read_record(DeliverableLoudness, json.loads(content_of(path)))
