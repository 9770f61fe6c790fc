"""How a build is asked for, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscast.base.errors import Problem, UsageError
from newscast.base.i18n import _
from newscast.base.verdicts import Verdict, worst
from newscast.document.words import did_you_mean, short
from newscast.engine.progress import Work
from newscast.rundown.signed import Exceptions
from newscast.show.deliverables import LOUDNESS, SHARE
from newscast.show.newsroom import OUTPUT, find_newsroom


@dataclass(frozen=True)
class Options:
    """How a build is asked for.

    `only` names deliverables; `scheduler` is the address of a cluster; `say` hears warnings and remarks, those together
    that are known at the same time; `stands` of an episode that is in its folder while small copies of it are still to
    be made. `held` gives the versions of an episode in a newsroom, as drafts or as finals, that people spoke of; None
    where that is not known. `signed` gives the exceptions that stand for it, by name; only asked during a suspension. A
    `tolerant` one is a sketch of what there is: errors are told as warnings are, and what has them is left out, or a
    slate stands for it.
    """

    only: tuple[str, ...] = ()
    draft: bool = False
    tolerant: bool = False
    output: Path | None = None
    jobs: int = 0
    scheduler: str = ""
    progress: Work = field(default_factory=Work)
    say: Callable[[Sequence[Problem]], None] = lambda problems: None
    stands: Callable[[Built], None] = lambda built: None
    held: Callable[[Path, str, bool], Collection[int] | None] = lambda root, episode, draft: ()
    signed: Exceptions = lambda root, episode: ()

    def output_in(self, root: Path) -> Path:
        """Where the folders of a newsroom's episodes go."""
        return self.output or root / OUTPUT


def require_deliverables(names: Iterable[str], paths: Iterable[Path]) -> None:
    """Raises UsageError for a deliverable that there is not in the newsroom of each of these rundowns."""
    strange = [name for name in names if name not in LOUDNESS]
    for path in paths if strange else ():
        known = _known_near(path)
        for name in strange:
            if name not in known:
                message = _("There is no deliverable “{name}”.").format(name=short(name))
                raise UsageError(f"{message} {did_you_mean(name, known)}")


def _known_near(path: Path) -> tuple[str, ...]:
    """The deliverables there are in the newsroom of a rundown."""
    from newscast.show.load import known_deliverables, load_newsroom

    root = find_newsroom(path)
    return known_deliverables(load_newsroom(root, [])) if root else tuple(LOUDNESS)


@dataclass(frozen=True)
class Built:
    """An episode that is in its folder."""

    folder: Path
    manifest: Mapping[str, Any]
    slot: float | None
    """Seconds the station gave, where it said."""
    stood: bool = False
    """Whether `stands` heard of it before."""

    @property
    def verdict(self) -> Verdict:
        """The worst verdict of all there is; what is outdated is never passed, and failed before it was."""
        entries = [*self.manifest["deliverables"].values(), *filter(None, [self.manifest.get(SHARE)])]
        return worst("warn" if entry.get("outdated") else entry["qc"]["verdict"] for entry in entries) or "pass"

    @property
    def failed(self) -> bool:
        return self.verdict == "fail"
