"""What a watcher tells of: as data, for the terminal, the log and notifications alike; `telling.py` has the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newscast.desk.job import Job, Said

Kind = Literal[
    "watching",
    "problems",
    "asked",
    "frozen",
    "began",
    "stopped",
    "done",
    "failed",
    "again",
    "waiting",
    "offer",
    "late",
    "taken",
    "refused",
    "restless",
    "paused",
    "resumed",
    "set-aside",
    "trouble",
    "laid",
    "withdrawn",
    "unapproved",
]


@dataclass(frozen=True)
class Told:
    """One thing that happened; `path` is from the newsroom's folder where it lies in it.

    watching     the watcher looks after this newsroom from now on
    problems     a saved rundown has `problems`; an empty list where those told before are mended
    asked        `job` is wanted
    frozen       a save touches `episode`, which went out before today and is left as it is
    began        `job` is being built
    stopped      the build of `job` makes way for a newer save
    done         `job` is built; its ending says with which verdict
    failed       `job` failed and waits for the next save
    again        `job` failed and is tried again at its `not_before`
    waiting      the final `job` waits for media
    offer        the final `job` could go out in time without `stories`
    late         `job` will be done at `when` (seconds since 1970), after its air time
    taken        a drop became the rundown at `path`
    refused      a drop at `path` was refused; `reason` says why
    restless     the file at `path` has been written to since `when`
    paused       nothing is built for now; `reason` says why
    resumed      it goes on
    set-aside    a ledger that could not be read lies at `path` now; a new one was begun
    trouble      something else that somebody should know: `reason`
    laid         the finals of `deliverables` were approved, and lie where they are delivered from
    withdrawn    `who` approved `deliverables`, and they have changed: another word is needed
    unapproved   `episode` goes on the air at `when`, and nobody approved `deliverables`, or anything where none is
                 named
    """

    kind: Kind
    episode: str = ""
    job: Job | None = None
    problems: tuple[Said, ...] = ()
    stories: tuple[str, ...] = ()
    path: str = ""
    reason: str = ""
    when: float | None = None
    deliverables: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
