"""How a build is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscast.base.errors import Problem
from newscast.engine.progress import Work
from newscast.episode.events import Verdict


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


_VERDICTS: tuple[Verdict, ...] = ("pass", "warn", "fail")
"""The best first."""


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
        found = {"warn" if entry.get("outdated") else entry["qc"]["verdict"] for entry in entries}
        return next(verdict for verdict in reversed(_VERDICTS) if verdict in found)

    @property
    def failed(self) -> bool:
        return self.verdict == "fail"
