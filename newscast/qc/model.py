"""What a check says of what was measured and what was wanted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from newscast.base.verdicts import Verdict
from newscast.qc.wanted import Stretch


@dataclass(frozen=True)
class Check:
    """What one check found: `measured` and `wanted` are JSON values in `unit`, `message` is for the user."""

    check: str
    verdict: Verdict
    measured: Any
    wanted: Any
    unit: str = ""
    message: str = ""
    where: tuple[Stretch, ...] = ()
    """What it speaks of, where that is not the whole file."""
