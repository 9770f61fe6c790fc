"""How a build is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscast.base.errors import Problem
from newscast.engine.progress import Progress, Silent


@dataclass(frozen=True)
class Options:
    """How a build is asked for.

    `only` names deliverables; `scheduler` is the address of a cluster; `say` hears warnings and remarks.
    """

    only: tuple[str, ...] = ()
    draft: bool = False
    output: Path | None = None
    jobs: int = 0
    scheduler: str = ""
    progress: Progress = field(default_factory=Silent)
    say: Callable[[Problem], None] = lambda problem: None


@dataclass(frozen=True)
class Built:
    """An episode that is in its folder."""

    folder: Path
    manifest: Mapping[str, Any]
    slot: float | None
    """Seconds the station gave, where it said."""

    @property
    def failed(self) -> bool:
        return any(entry["qc"]["verdict"] == "fail" for entry in self.manifest["deliverables"].values())
