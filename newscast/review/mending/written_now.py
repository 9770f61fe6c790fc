"""The rundown of an episode as it is now, built or not: what is written in it, what is wrong, how long it will be."""

from __future__ import annotations

from dataclasses import dataclass

from newscast.base.i18n import _
from newscast.episode.checked import CheckedFile, CheckedProblem, CheckedSegment
from newscast.episode.consulted import Consulted, People
from newscast.episode.reader import read_episode
from newscast.episode.timed_script import TimedScript
from newscast.review.door.wrong import RefusedError
from newscast.review.mending.readers import consult
from newscast.review.newsroom.office import Office
from newscast.rundown.script import Script
from newscast.rundown.written import WrittenItem
from newscast.show.newsroom import RUNDOWNS

_READING = 30.0
"""Seconds in which a rundown has to be read."""
PLANNING = 3.0
"""Seconds for which a page waits to learn how long everything will be; with media that are known it takes a fifth."""


@dataclass(frozen=True)
class WrittenNow:
    """A rundown as it is now, in `file`, from the newsroom; `sha256` is that of its bytes, "" where it is no YAML.

    `top` has what stands beside the segments, `people` who is listed in it and `newsroom` who is in newsroom.yaml.
    `errors` and `warnings` are those of `newscast check --draft`, of the whole rundown; those of its media, and
    `planned`, are missing while `planning`: nobody has looked through all of its media yet, or they were not asked for.
    `planned`, and `timed`, the script with its times, are None for a rundown with errors, too.
    """

    file: str
    sha256: str
    top: WrittenItem
    segments: tuple[WrittenItem, ...]
    people: tuple[WrittenItem, ...]
    newsroom: People | None
    script: Script | None
    errors: tuple[CheckedProblem, ...]
    warnings: tuple[CheckedProblem, ...]
    planned: CheckedFile | None
    planning: bool
    timed: TimedScript | None = None

    def segment(self, slug: str) -> WrittenItem | None:
        """The segment of that short name."""
        return next((each for each in self.segments if each.slug == slug), None)

    def times(self) -> dict[str, CheckedSegment]:
        """When each segment that is not left out starts and how long it is, by its slug; nothing where nobody knows."""
        tables = self.planned.tables if self.planned else ()
        return {each.slug: each for table in tables if table.slug is None for each in table.segments}


def written_now(office: Office, episode: str, patience: float | None = PLANNING) -> WrittenNow:
    """The rundown of an episode, with its plan where that is known within `patience` seconds; None for one that is not
    asked for.

    Raises RefusedError where there is none or it cannot be read; one that is wrong is told with what is wrong.
    """
    file = rundown_of(office, episode)
    read = consult("read", office.root, office.root / file, _READING)
    if read is None:
        raise RefusedError(409, _("The rundown cannot be read at the moment. Try again."))
    planned = patience is not None and not read.errors
    plan = consult("plan", office.root, office.root / file, patience or 0) if planned else None
    return told_now(file, read, plan)


def known_now(office: Office, file: str) -> WrittenNow | None:
    """The rundown at a path of the newsroom as far as it is known at this moment, for pages that do not wait; what is
    not known is found out meanwhile. None where nothing is."""
    read = consult("read", office.root, office.root / file, 0)
    if read is None:
        return None
    plan = None if read.errors else consult("plan", office.root, office.root / file, 0)
    return told_now(file, read, plan)


def told_now(file: str, read: Consulted, plan: Consulted | None) -> WrittenNow:
    """What was read of a rundown, with the plan of it, where that is known."""
    written, worst = read.written, plan or read
    return WrittenNow(
        file,
        written.sha256 if written else "",
        written.top if written else WrittenItem("rundown", (), 1),
        written.segments if written else (),
        written.people if written else (),
        read.newsroom,
        read.script,
        worst.errors,
        worst.warnings,
        plan.planned if plan else None,
        plan is None and not read.errors,
        plan.timed if plan else None,
    )


def rundown_of(office: Office, episode: str) -> str:
    """The path of an episode's rundown in the newsroom. Raises RefusedError where there is none."""
    newest = read_episode(office.folder(episode)).newest
    built = newest.manifest if newest else None
    if built and (office.root / built.rundown.path).is_file():
        return built.rundown.path
    there = [path for path in (office.root / RUNDOWNS).rglob("*.y*ml") if path.stem == episode and path.is_file()]
    if len(there) != 1:
        raise RefusedError(404, _("There is no rundown of this episode."))
    return there[0].relative_to(office.root).as_posix()
