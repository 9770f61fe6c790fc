"""The value that grows from stage to stage of a build: Asked → Probed → Measured → Placed → Composed → Finished.

Each stage adds what it found and leaves what came before as it is, so a function takes the earliest stage it can work
with, and every later one will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newscast.base.binary import Binary
from newscast.base.errors import Problem
from newscast.base.status import Seen
from newscast.build.cuts import PlacedCut, Request
from newscast.build.request import Options
from newscast.media.missing import Media, Missing
from newscast.rundown.load import Loaded
from newscast.rundown.signed import SignedException
from newscast.rundown.suspension import Concerned
from newscast.step.step import Step
from newscast.timeline.context import Context
from newscast.timeline.heard import Alignment, Recital, Take, TakeInfo

if TYPE_CHECKING:
    from newscast.deliverables.base import Product
    from newscast.deliverables.cut import Cut
    from newscast.qc.carried import Carried
    from newscast.qc.delivered.model import Delivery
    from newscast.qc.measured import Measurement
    from newscast.qc.model import Check
    from newscast.step.digest import Digest


@dataclass(frozen=True)
class Asked:
    """What is asked for: a rundown that loads, and the cuts that are wanted of it.

    `path` is as it was typed, `results` the folder where results are kept; `seen` is everything that was looked at.
    `warnings` are those of the rundown and its media. `reference` is the whole episode, from whose start the times of
    corrected captions beside the rundown count; None where there are none.
    """

    path: Path
    options: Options
    loaded: Loaded
    requests: tuple[Request, ...]
    reference: Request | None
    results: Path
    seen: Seen
    warnings: tuple[Problem, ...]
    concerned: tuple[Concerned, ...]
    """What has to say why it goes out during a suspension; none outside one."""
    exceptions: tuple[SignedException, ...] | None
    """Those that stood when they were asked for; None where nothing had to be asked."""
    judging: tuple[Request, ...]
    """Programmes that are not wanted, but have a say in which stories leave for the slot."""

    @property
    def timed(self) -> tuple[Request, ...]:
        """All of which it has to be known when everything happens."""
        return (*self.requests, *self.judging, *((self.reference,) if self.reference else ()))


def context_of(
    loaded: Loaded,
    request: Request,
    media: Media,
    infos: Mapping[Take, TakeInfo],
    alignments: Mapping[Recital, Alignment] | None = None,
) -> Context:
    """What placing a request looks things up in."""
    return Context(request.rundown, loaded.show, loaded.newsroom, request.form, media, infos, alignments or {})


@dataclass(frozen=True)
class Probed(Asked):
    """The media of all requests were looked at; `binary` is the ffmpeg that judged them, and makes everything else.

    Only a draft may hold a medium that is missing.
    """

    media: Media
    binary: Binary

    def __post_init__(self) -> None:
        gone = [str(each.path) for each in self.media.values() if isinstance(each, Missing)]
        if gone and not self.options.draft:
            raise ValueError(f"a final without its media: {gone}")

    def context(self, request: Request) -> Context:
        """What placing a request looks things up in."""
        return context_of(self.loaded, request, self.media, {})


@dataclass(frozen=True)
class Measured(Probed):
    """Of every take that decides when something happens it is known how long it lasts, and where somebody speaks; of
    every text that was listened for in takes, where its words are said.

    `guessed` are those of which it is not, before a build; of some even then the length is certain.
    """

    infos: Mapping[Take, TakeInfo]
    alignments: Mapping[Recital, Alignment]
    guessed: frozenset[Take]

    def context(self, request: Request) -> Context:
        """What placing a request looks things up in."""
        return context_of(self.loaded, request, self.media, self.infos, self.alignments)


@dataclass(frozen=True)
class Placed(Measured):
    """Every request has its timeline; `remarks` are the warnings of placing."""

    timelines: tuple[PlacedCut, ...]
    remarks: tuple[Problem, ...]


@dataclass(frozen=True)
class Piece:
    """A product of a cut, the step that measures it where it is measured, and the digest of a file that is made.

    Of a block `whole` measures the sound of the programme that it is a block of. `delivery` is what is asked of a file
    that is handed over, and `facts` what it says of itself.
    """

    cut: Cut
    product: Product
    measure: Step | None
    digest: Step | None
    whole: Step | None = None
    delivery: Delivery | None = None
    facts: Step | None = None

    @property
    def of(self) -> Cut:
        """What is in it: the cut, or a block of that."""
        return self.product.of or self.cut

    @property
    def steps(self) -> list[Step]:
        """What the engine has to make of it."""
        return [step for step in (self.product.content, *self.looks) if isinstance(step, Step)]

    @property
    def looks(self) -> list[Step]:
        """The steps that look at what was made."""
        return [step for step in (self.measure, self.read_back, self.digest, self.whole, self.facts) if step]

    @property
    def read_back(self) -> Step | None:
        """What reads the captions in a finished programme."""
        return self.product.carrying.read_back if self.product.carrying else None


@dataclass(frozen=True)
class Composed(Placed):
    """Everything that will be in the episode folder, as steps."""

    pieces: tuple[Piece, ...]

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """The cuts, in the order of the deliverables."""
        return tuple({id(piece.cut): piece.cut for piece in self.pieces}.values())

    @property
    def steps(self) -> list[Step]:
        """What the engine has to make: what is published first, then what is measured of it."""
        made = [step for piece in self.pieces for step in piece.steps[:1] if step is piece.product.content]
        return [*made, *(step for piece in self.pieces for step in piece.looks)]

    @property
    def by_deliverable(self) -> dict[str, list[Step]]:
        """The same steps, by the deliverable that needs them."""
        needed: dict[str, list[Step]] = {}
        for piece in self.pieces:
            needed.setdefault(piece.cut.deliverable, []).extend(piece.steps)
        return needed


@dataclass(frozen=True)
class Ready:
    """A finished product: where its content is, its digest, and what was measured of it."""

    piece: Piece
    content: Path | bytes
    digest: Digest
    measurement: Measurement | None
    checks: tuple[Check, ...]
    carried: Carried | None = None
    """What was read of the captions in it."""


@dataclass(frozen=True)
class Finished(Composed):
    """All products are made and measured."""

    ready: tuple[Ready, ...]


Stage = TypeVar("Stage", bound=Asked)


def grown(stage: type[Stage], before: Asked, **found: Any) -> Stage:
    """`before` with what the next stage found."""
    return stage(**{field.name: getattr(before, field.name) for field in fields(before)} | found)
