"""What ffmpeg's ebur128 filter says of a finished file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from pathlib import Path

_VALUES = {
    "integrated": re.compile(r"^\s+I:\s+(\S+) LUFS", re.MULTILINE),
    "true_peak": re.compile(r"True peak:\s+Peak:\s+(\S+) dBFS"),
    "range": re.compile(r"^\s+LRA:\s+(\S+) LU$", re.MULTILINE),
}


@dataclass(frozen=True)
class Loudness:
    """`integrated` in LUFS, `true_peak` in dBTP (minus infinity for silence), `range` in LU; to a tenth."""

    integrated: float
    true_peak: float
    range: float


def measure_args(path: Path, stream: str = "a:0") -> list[str]:
    """Arguments that make ffmpeg measure one sound stream of a file and write a summary to standard error."""
    measuring = "ebur128=peak=true:framelog=quiet"
    return ["-i", f"file:{path}", "-map", f"0:{stream}", "-af", measuring, "-f", "null", "-"]


def parse_summary(stderr: str) -> Loudness:
    """Read the last summary in what ffmpeg wrote. Raises ValueError where there is none."""
    summary = stderr[stderr.rfind("Summary:") :] if "Summary:" in stderr else ""
    found = {name: pattern.search(summary) for name, pattern in _VALUES.items()}
    if not all(found.values()):
        raise ValueError("no loudness summary")
    numbers = {name: float(match[1]) if match else -inf for name, match in found.items()}
    return Loudness(**numbers)
