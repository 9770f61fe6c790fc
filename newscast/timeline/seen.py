"""What is seen in a timeline: clips, stills and graphics, and the shots in which they follow on each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from newscast.base.telling import UNLESS_USUAL
from newscast.timeline.heard import Take
from newscast.timeline.spans import Span

Fit = Literal[
    "fill",
    "pad",
    "cover",
    "auto",
    "band",
    "wide",
    "low",
    "slim",
    "smaller",
    "small",
    "smallest",
    "lesser",
    "least",
    "aside",
    "slightly-aside",
    "beside",
]
"""`fill` covers the canvas and cuts off the rest, `pad` shows the picture whole; so they do what they are asked for.

`cover` covers it unless that would show a small picture too coarse. `auto` and `band` do so where canvas and picture
have nearly one shape; otherwise `auto` shows the picture whole, and `band` what is around its focus."""


@dataclass(frozen=True)
class Aim:
    """What stays in the middle of a crop at frame `frame` of a clip, counted in frames of the show."""

    frame: int
    x: float
    y: float


@dataclass(frozen=True)
class Veil:
    """A box of a picture that is blurred from frame `first` of its clip to before `last`; None is to its end.

    `box` is left, top, width and height in shares of the upright picture.
    """

    box: tuple[float, float, float, float]
    first: int = 0
    last: int | None = None


Framed = Literal["", "faces", "written"]
"""Why a crop is where it is: by rule, by the faces that were found, or because somebody wrote it."""


@dataclass(frozen=True)
class ClipShot:
    """A stretch of a moving picture, from `start` frames of the show after its first picture.

    Where there are `aims` the crop goes evenly from one to the next, and `focus` is the first of them.
    """

    file: Path
    start: int = 0
    fit: Fit = "auto"
    focus: tuple[float, float] = (0.5, 0.5)
    credit: str = ""
    aims: tuple[Aim, ...] = ()
    veils: tuple[Veil, ...] = ()
    framed: Framed = ""
    faces_blurred: bool = False
    """Whether faces are to be blurred: `veils` are then those that were found, or all of it."""
    height: float = 0.5
    """Where it stands where it does not cover the canvas, from 0 at the top to 1 at the bottom."""
    bars: tuple[int, int, int, int] = field(default=(0, 0, 0, 0), metadata=UNLESS_USUAL)
    """Pixels as recorded that are cut off at its left, top, right and bottom edge: black in all of it."""
    hides_minors: bool = field(default=False, metadata=UNLESS_USUAL)
    """Whether `veils` that somebody wrote are for minors, who are not to be known in it."""

    def later(self, frames: int) -> ClipShot:
        """What is seen of it where its first frames are not."""
        return replace(self, start=self.start + frames)


@dataclass(frozen=True)
class StillShot:
    """A photo or a page of a document, moving slowly."""

    file: Path
    fit: Fit = "cover"
    focus: tuple[float, float] = (0.5, 0.5)
    move: str = "push-in"
    credit: str = ""
    veils: tuple[Veil, ...] = ()
    framed: Framed = ""
    faces_blurred: bool = False
    page: int = 1
    """Which page of a document, from 1."""
    height: float = 0.5
    """As that of a clip."""
    hides_minors: bool = field(default=False, metadata=UNLESS_USUAL)
    """As that of a clip."""
    between: tuple[float, float] = field(default=(0.0, 1.0), metadata=UNLESS_USUAL)
    """Shares of the canvas's height between which a document is read: texts stand above and below."""
    narrower: tuple[tuple[int, float, float], ...] = field(default=(), metadata=UNLESS_USUAL)
    """Between which it is read before such frames of its shot, ascending: texts that leave are still there."""

    @property
    def is_held(self) -> bool:
        """Whether it stands still."""
        return self.move == "still"

    @property
    def is_read(self) -> bool:
        """Whether it is a document, or a screenshot, that is read downwards."""
        return self.move == "scroll"

    @property
    def goes_along(self) -> bool:
        """Whether it is seen from one end to the other."""
        return self.move in ("pan-left", "pan-right", "scroll")


@dataclass(frozen=True)
class GraphicShot:
    """A full-frame graphic, such as `opener`, `headline` or `figures`, over `background` where there is one.

    `fields` are (name, value) pairs; a value is a text or a tuple of texts.
    """

    graphic: str
    fields: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    background: ClipShot | StillShot | None = None
    reveals: tuple[int, ...] = ()
    """Frames since its start at which its items come, one for each; none: one after the other."""
    heard: Take | None = None
    """The recording whose levels it shows, from frame `since` of that take on."""
    since: int = 0
    plated: bool = field(default=False, metadata=UNLESS_USUAL)
    """Whether its texts have a plate besides, because they could not be read on the picture below them."""
    apart: bool = field(default=False, metadata=UNLESS_USUAL)
    """Whether its picture is seen beside its texts, because these would lie on a face in it."""

    def later(self, frames: int) -> GraphicShot:
        """What is seen of it where its first frames are not."""
        reveals = tuple(max(frame - frames, 0) for frame in self.reveals)
        return replace(self, reveals=reveals, since=self.since + frames if self.heard else 0)


@dataclass(frozen=True)
class ComparedShot(GraphicShot):
    """A graphic over two pictures: a line goes once over `background`, and behind it `after` is seen."""

    after: ClipShot | StillShot | None = None

    def later(self, frames: int) -> ComparedShot:
        below, after = (
            each.later(frames) if isinstance(each, ClipShot) else each for each in (self.background, self.after)
        )
        return replace(self, background=below, after=after)


@dataclass(frozen=True)
class CaptionPlace:
    """Where a burned caption stands, in pixels of the design: by how many lower than usual, less than 0 higher; by how
    many further right; and whether its one line is broken in two, to stand beside a face."""

    lift: int = 0
    across: int = field(default=0, metadata=UNLESS_USUAL)
    broken: bool = field(default=False, metadata=UNLESS_USUAL)


@dataclass(frozen=True)
class Shot:
    """One picture on screen. The shots of a segment tile it: no gap, no overlap."""

    start: int
    frames: int
    picture: ClipShot | StillShot | GraphicShot
    captions: int = field(default=0, metadata=UNLESS_USUAL)
    """Pixels of the design by which burned captions stand lower over it than they do otherwise, less than 0 higher: so
    they cover no face."""
    recaptioned: tuple[tuple[Span, CaptionPlace], ...] = field(default=(), metadata=UNLESS_USUAL)
    """Where captions stand that begin and end within such frames, counted from its first: where no place is free
    throughout, each has its own."""
    bug: bool = field(default=True, metadata=UNLESS_USUAL)
    """Whether the show's name may stand over it, in its corner: it leaves where that would cover a face."""

    @property
    def span(self) -> Span:
        """The frames of its segment in which it is."""
        return Span(self.start, self.start + self.frames)

    def caption_place(self, seen: Span) -> CaptionPlace:
        """Where a caption stands over it that is seen in these frames of its segment."""
        own = seen.later(-self.start)
        there = (place for span, place in self.recaptioned if span.start <= own.start and own.end <= span.end)
        return next(there, CaptionPlace(self.captions))

    @property
    def caption_lifts(self) -> frozenset[int]:
        """By how much captions stand lower over it, one or another."""
        return frozenset([self.captions, *(place.lift for _span, place in self.recaptioned)])

    def piece(self, first: int, frames: int, picture: ClipShot) -> Shot:
        """Some frames of it, counted from its first, with what is seen there."""
        moved = tuple((span.later(-first), place) for span, place in self.recaptioned)
        return replace(self, start=self.start + first, frames=frames, picture=picture, recaptioned=moved)

    @property
    def pictured(self) -> ClipShot | StillShot | None:
        """The clip or photo that is seen, alone or below a graphic; of two that are compared the first one."""
        return self.picture.background if isinstance(self.picture, GraphicShot) else self.picture

    @property
    def pictures(self) -> tuple[ClipShot | StillShot, ...]:
        """Every clip and photo that is seen, in the order in which they are."""
        after = self.picture.after if isinstance(self.picture, ComparedShot) else None
        return tuple(each for each in (self.pictured, after) if each is not None)

    def showing(self, pictures: Sequence[ClipShot | StillShot]) -> Shot:
        """The same with these in the place of its `pictures`."""
        if not isinstance(self.picture, GraphicShot):
            return replace(self, picture=pictures[0])
        shown = replace(self.picture, background=pictures[0]) if pictures else self.picture
        if isinstance(shown, ComparedShot) and len(pictures) > 1:
            shown = replace(shown, after=pictures[1])
        return replace(self, picture=shown)
