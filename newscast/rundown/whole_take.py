"""One take of a whole newscast: which parts are read from it, and what is wrong with that."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.rundown.model import Part, Read, Rundown, Segment, Vo, WithParts

Copy = Read | Vo
"""The parts that are read."""


def is_read_from_it(by: str | None, presenters: Collection[str]) -> bool:
    """Whether copy without a voice of its own is in the take: the presenters read it, and nobody else."""
    return by is None or by in presenters


def of_the_take(part: Part, rundown: Rundown) -> bool:
    """Whether a part is read from the take of the whole newscast."""
    if rundown.voice is None or not isinstance(part, Copy) or part.voice is not None:
        return False
    on_camera = isinstance(part, Read) and part.camera is not None
    return not on_camera and is_read_from_it(part.by, rundown.presenters)


def taken_parts(rundown: Rundown) -> Iterator[tuple[Segment, Copy]]:
    """Every part that is read from it, with its segment, in the order in which they are read.

    What is floated, or kept by some deliverables alone, is among them: it was read all the same.
    """
    for segment in rundown.segments:
        for part in segment.parts if isinstance(segment, WithParts) else ():
            if isinstance(part, Copy) and of_the_take(part, rundown):
                yield segment, part


def unused_take(rundown: Rundown) -> list[Problem]:
    """A warning where nothing is read from it."""
    if rundown.voice is None or any(taken_parts(rundown)):
        return []
    message = _("No text is read from this recording: all have a voice of their own, or somebody else reads them.")
    hint = _("Leave `voice` out at the top, or leave the voices of the parts out that are in this recording.")
    return [Problem(message, hint, rundown.where("voice"), warning=True, code="take-unused", medium=rundown.voice.file)]
