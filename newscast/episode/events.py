"""What `newscast build --events` prints, one JSON object a line: progress, problems, and episodes that are built."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from newscast.base.verdicts import Verdict


@dataclass(frozen=True)
class ProgressEvent:
    """How far the whole command is."""

    event: Literal["progress"] = field(default="progress", init=False)
    done: float
    """From 0 to 1; never less than before, and 1 only when everything is done."""
    seconds_left: float | None
    """How long the rest will take; null where that cannot be told yet."""
    label: str
    """What is being done, in the user's language."""


@dataclass(frozen=True)
class ProblemEvent:
    """Something that is wrong, or that somebody should know. After an error, no event follows but other problems."""

    event: Literal["problem"] = field(default="problem", init=False)
    level: Literal["error", "warning"]
    code: str
    """A stable word for the kind of problem."""
    file: str | None
    """The file that has to be mended, as its path was typed."""
    line: int | None
    """Counted from 1."""
    column: int | None
    """Counted from 1."""
    message: str
    """What is wrong, in the user's language."""
    hint: str
    """How to mend it; empty where nothing helps."""
    medium: str | None
    """The recording, clip or photo that is meant: relative to the newsroom it lies in, else in full."""


@dataclass(frozen=True)
class BuiltEvent:
    """An episode is in its folder."""

    event: Literal["built"] = field(default="built", init=False)
    folder: str
    """The episode's folder, in full."""
    draft: bool
    """Whether it is a draft."""
    version: int | None
    """The version of the episode that this build left, drafts and finals counted apart."""
    verdict: Verdict
    """The worst of what its deliverables' checks found."""
    rendered: int
    """How many steps were rendered for it; the others were there from earlier builds."""


@dataclass(frozen=True)
class SharedEvent:
    """Small copies of a draft are in its folder, for people on the road; it follows what tells that the draft is."""

    event: Literal["shared"] = field(default="shared", init=False)
    folder: str
    """The draft's folder, in full."""
    files: tuple[str, ...]
    """Their paths inside it."""
    verdict: Verdict
    """The worst of what their checks found."""


Event = ProgressEvent | ProblemEvent | BuiltEvent | SharedEvent
