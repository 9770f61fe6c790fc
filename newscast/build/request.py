"""How a build is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscast.base.errors import Problem
from newscast.base.verdicts import Verdict, worst
from newscast.engine.progress import Work


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
    progress: Work = field(default_factory=Work)
    say: Callable[[Problem], None] = lambda problem: None


@dataclass(frozen=True)
class Built:
    """An episode that is in its folder."""

    folder: Path
    manifest: Mapping[str, Any]
    slot: float | None
    """Seconds the station gave, where it said."""

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of all deliverables; what is outdated is never passed, and failed before it was."""
        entries = self.manifest["deliverables"].values()
        return worst("warn" if entry.get("outdated") else entry["qc"]["verdict"] for entry in entries) or "pass"

    @property
    def failed(self) -> bool:
        return self.verdict == "fail"
