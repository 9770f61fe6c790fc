"""What a process and all its children cost: CPU seconds, wall seconds, and the memory of the largest."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


class BenchError(Exception):
    """A measured command failed; the text is the end of what it said."""


@dataclass(frozen=True)
class Cost:
    """CPU seconds of a process tree, wall seconds, and the peak resident MB of its largest process."""

    cpu: float
    wall: float
    memory: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu + other.cpu, self.wall + other.wall, max(self.memory, other.memory))

    def times(self, factor: float) -> Cost:
        return Cost(self.cpu * factor, self.wall * factor, self.memory)


def _environment() -> dict[str, str]:
    """That of this process, in which Python keeps what it compiled, as it does where newscast is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def run(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
    codes: Sequence[int] = (0,),
) -> tuple[Cost, str]:
    """Run a command to its end; return what it cost and all it said. Raises BenchError for another exit code.

    Descendants count when their parents waited for them, which is what wait4() adds up; everything measured here does.
    """
    began = time.monotonic()
    child = subprocess.Popen(
        [str(word) for word in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**_environment(), **(environment or {})},
        cwd=folder,
    )
    assert child.stdout
    said = child.stdout.read().decode(errors="replace")
    _pid, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in codes:
        raise BenchError(f"{' '.join(map(str, command))[:2000]}\nexit code {child.returncode}\n{said[-3000:]}")
    return Cost(_seconds(usage), wall, usage.ru_maxrss / 1024), said


def _seconds(usage: resource.struct_rusage) -> float:
    return usage.ru_utime + usage.ru_stime


def median(costs: Sequence[Cost]) -> Cost:
    """The medians of CPU, wall and memory, each by itself."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        statistics.median(cost.memory for cost in costs),
    )


def alternating(candidates: Mapping[str, Callable[[], Cost]], runs: int) -> dict[str, list[Cost]]:
    """Every candidate once, then all again: what slows the machine down for a while slows all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in candidates}
    for _number in range(runs):
        for name, candidate in candidates.items():
            costs[name].append(candidate())
    return costs


def load() -> str:
    """The machine's load as it says it, which tells how far walls can be trusted."""
    return " ".join(f"{value:.1f}" for value in os.getloadavg())
