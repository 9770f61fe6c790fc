"""Newsrooms at random: people edit, save by hand, build and approve, and are killed at it; see tests/review."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.table import Row

_MAKING = Path(__file__).parent.parent / "tests/review/newsroom_at_random.py"


def measure(folder: Path, newsrooms: int) -> list[Row]:
    """Play so many newsrooms, as many at a time as there are processors; faults are printed as they come."""
    share = -(-newsrooms // (os.cpu_count() or 1))
    players = [
        subprocess.Popen(
            [
                sys.executable,
                str(_MAKING),
                str(folder / str(first)),
                str(first),
                str(min(share, newsrooms - first)),
            ],
            stdout=subprocess.PIPE,
            text=True,
        )
        for first in range(0, newsrooms, share)
    ]
    told: list[Mapping[str, Any]] = []
    for player in players:
        assert player.stdout
        told += [json.loads(line) for line in player.stdout]
        player.wait()
    faults = [each for each in told if "fault" in each]
    for each in faults:
        print(f"  {each}")
    return [
        Row("newsrooms", None, len(told), ">=", newsrooms),
        Row("faults", None, len(faults), "<=", 0),
        *(Row(what, None, sum(each.get(what, 0) for each in told)) for what in ("acts", "killed", "edits", "laid")),
    ]
