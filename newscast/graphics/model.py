"""What a graphic is once it is designed: pictures of layers, when they are seen, and how they move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.graphics.easing import CUBIC
from newscast.step.step import Step

_EVENLY = Fraction(1, 2)
"""By how much of its speed a layer that rolls may go faster or slower so that it goes evenly."""
Fields = Mapping[str, str | tuple[str, ...]]
"""What a graphic is told to say: texts, or lists of texts, by the name of the field."""


@dataclass(frozen=True)
class Motion:
    """How a layer enters or leaves: `dx`, `dy` design pixels away, in `frames` frames, fading or not.

    An entering layer starts that far away and slows down to its place; a leaving one speeds up the other way and is
    gone `delay` frames before its end, as the entering one starts `delay` frames late. No frames is a cut.
    """

    dx: int = 0
    dy: int = 0
    frames: int = 0
    delay: int = 0
    fade: bool = True
    ease: str = CUBIC
    """A curve of newscast.graphics.easing."""


@dataclass(frozen=True)
class Sway:
    """A layer that never stands still: `dx`, `dy` design pixels to either side of its place and back in `seconds`."""

    dx: int = 0
    dy: int = 0
    seconds: int = 0

    @property
    def moves(self) -> bool:
        return bool(self.seconds and (self.dx or self.dy))


@dataclass(frozen=True)
class Roll:
    """A layer that runs through the picture from right to left, `speed` design pixels a second, again and again.

    At the first frame it begins where it is drawn; up to `length` design pixels of it are right of the canvas then.
    """

    speed: Fraction | int = 0
    length: int = 0

    def evenly(self, rate: Fraction) -> Roll:
        """The same by an even number of pixels from each picture to the next, as overlay lays them: by three, it would
        go four and two in turn. Where it is too slow for that it goes as it is written."""
        step = 2 * round(self.speed / rate / 2)
        return (
            replace(self, speed=step * rate) if step and abs(step * rate - self.speed) <= _EVENLY * self.speed else self
        )


@dataclass(frozen=True)
class Bars:
    """A layer in whose place the levels of a recording go by: bars of `bar` design pixels with `gap` between them.

    The last one is that of the frame that is seen, at the right; those before it are left of it.
    """

    bar: int = 0
    gap: int = 0


@dataclass(frozen=True)
class Change:
    """Other texts of a graphic that is seen already: `fields` from `start` on, in frames since it is seen."""

    start: int
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Layer:
    """A picture laid over another.

    `image` makes an RGBA PNG cropped to what it shows; where it stands on the canvas, in pixels, is in its oFFs chunk.
    `start` counts frames from the start of whatever it is laid over. Where it changes, the PNG holds several pictures
    of one size, one below the other: `changes` are the frames, since `start`, from which each is seen, the first from
    0.
    """

    image: Step
    start: int
    frames: int
    enter: Motion = Motion()
    leave: Motion = Motion()
    sway: Sway = Sway()
    changes: tuple[int, ...] = (0,)
    roll: Roll = Roll()
    since: int = 0
    """Frames for which it was rolling before `start`."""
    drop: int = 0
    """Design pixels by which all of it stands lower than it was drawn; less than 0: higher."""
    passing: int = 0
    """Pixels of the picture that go by in a frame, to the left: it is as much wider than what is seen of it as go by
    in all its `frames`, and those of the first have gone by when it begins."""
    label: str = ""
    """What its template calls it."""
    origin: tuple[int, int] = (0, 0)
    """Where on the canvas, in pixels, the left upper corner is of what it was drawn for: a part of it, or all."""

    @property
    def stands(self) -> bool:
        """Whether it is there from its first frame on, and the same in all of them until it leaves."""
        moves = self.enter.frames or self.enter.delay or self.sway.moves or self.roll.speed or self.passing
        return not moves and len(self.changes) == 1


@dataclass(frozen=True)
class GraphicInfo:
    """A graphic there is: the fields it must be given and those it may be given.

    `full` graphics fill the frame; the others stand over a picture. What a rundown says elsewhere than in fields of the
    graphic, as who took a picture of it, is `told` it as fields that nobody writes.
    """

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    full: bool = False
    told: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return self.required + self.optional
