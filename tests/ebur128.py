"""What ffmpeg's ebur128 filter says of a finished file: a meter that is not ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf
from pathlib import Path

from newscast.step.step import Tools

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


def measure(path: Path, tools: Tools) -> Loudness:
    """What it measures of the first sound stream of a file. Raises ValueError where it writes no summary."""
    arguments = ["-map", "0:a:0", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"]
    written = tools.ffmpeg(["-i", f"file:{path}", *arguments])
    summary = written[written.rfind("Summary:") :] if "Summary:" in written else ""
    found = {name: pattern.search(summary) for name, pattern in _VALUES.items()}
    if not all(found.values()):
        raise ValueError("no loudness summary")
    numbers = {name: float(match[1]) if match else -inf for name, match in found.items()}
    return Loudness(**numbers)
