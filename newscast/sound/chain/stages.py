"""The stages of the voice chain, in the order in which a take goes through them.

A stage is a module beside this one. It has

- `NAME`: its name, which is also its key in the kit (`voice:`) and in the rundown (`clean:`);
- `measure(heard)`: whether it is needed. A Finding says what was measured and what will be done; None leaves the take
  as it is, to the bit;
- `treat(heard, finding)`: the samples of the whole take, treated, block by block: as many as there were, and as early;
- `tell(finding)`: one plain sentence for the report, in the user's language; empty for what nobody needs to know.

A stage is deterministic, works in one thread and never holds a whole take. To add one: write its module, name it in
STAGES where it belongs, add its setting to newscast.show.voice and its libraries to the kind "voice" in engine/makers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from newscast.sound.chain import (
    band,
    channels,
    clicks,
    clipping,
    hum,
    level,
    levelling,
    noise,
    offset,
    plosives,
    rumble,
    sibilance,
    smacks,
)
from newscast.sound.chain.finding import Finding
from newscast.sound.chain.heard import Heard
from newscast.sound.wav import Samples


class Stage(Protocol):
    """What a module of a stage offers."""

    @property
    def NAME(self) -> str: ...  # noqa: N802

    def measure(self, heard: Heard) -> Finding | None: ...

    def treat(self, heard: Heard, finding: Finding) -> Iterator[Samples]: ...

    def tell(self, finding: Finding) -> str: ...


STAGES: tuple[Stage, ...] = (
    # As it was recorded: what was lost in the recorder, and on which channels somebody speaks.
    clipping,
    channels,
    # What never stops: below the voice, on the mains' lines, behind everything.
    offset,
    hum,
    rumble,
    noise,
    # What comes and goes; then the sound of the room and of the line.
    clicks,
    smacks,
    plosives,
    sibilance,
    band,
    # Loudness comes last: it is measured in what is heard.
    levelling,
)
ALWAYS = frozenset({"channels"})
"""Stages that no setting leaves out."""
TOGETHER = {"smacks": "clicks"}
"""Stages that are left out with another one, by its setting."""


def stage_of(name: str) -> Stage:
    """The stage of that name. Raises KeyError where there is none."""
    return {stage.NAME: stage for stage in STAGES}[name]


def sentence(finding: Finding) -> str:
    """A finding in the user's language; empty for what nobody needs to know."""
    return level.tell(finding) if finding.stage == level.NAME else stage_of(finding.stage).tell(finding)
