"""The timeline: its segments and what stands in each, when, in whole frames and samples.

Times inside a segment count from its own start, so what is rendered of it does not depend on where it stands. Where
the user wrote what is in a timeline is no part of it: that goes beside it, as SegmentPlaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from newscast.base.errors import Place
from newscast.base.telling import UNLESS_USUAL
from newscast.base.timecode import sample_at
from newscast.timeline.heard import Described, PlacedSound, Utterance
from newscast.timeline.seen import Shot
from newscast.timeline.spans import Span

BAND = ("footer", "ticker")
"""Graphics that stand at the bottom edge: what is there otherwise stands above them."""
LOW = (*BAND, "access")
"""Graphics that stay where a headline takes the rows at the top."""
STANDING = (*LOW, "breaking", "locator", "tag")
"""Graphics that stand for as long as a segment shows pictures, and come and go with a cut."""


@dataclass(frozen=True)
class PlacedSuper:
    """A graphic over the picture, from `start` for `frames`."""

    start: int
    frames: int
    graphic: str
    fields: tuple[tuple[str, str | tuple[str, ...]], ...]
    lift: int = 0
    """Pixels of the design by which it stands lower than its template says, so that it covers no face; less than 0 is
    higher."""
    plated: bool = field(default=False, metadata=UNLESS_USUAL)
    """As that of a full-frame graphic."""
    across: int = field(default=0, metadata=UNLESS_USUAL)
    """Pixels of the design by which it stands further right than its template says, beside a face; less than 0 is
    further left."""
    narrow: bool = field(default=False, metadata=UNLESS_USUAL)
    """Whether it is drawn for a column, where it has no room otherwise."""

    @property
    def span(self) -> Span:
        """The frames of its segment in which it is."""
        return Span(self.start, self.start + self.frames)

    @property
    def stands(self) -> bool:
        """Whether it does not come in, and may be cut in two wherever somebody likes."""
        return self.graphic in STANDING


@dataclass(frozen=True)
class Transition:
    """How a segment is entered: the outgoing picture goes on below for `frames`."""

    kind: Literal["dissolve", "wipe"]
    frames: int


@dataclass(frozen=True)
class PlacedPart:
    """A stretch of a segment that somebody wrote as one thing. The parts of a segment tile it.

    `kind` is that of the rundown's part; an animation, a sting and a spot have that of their segment, and a headline
    card is a `headline`. `digest` is of what it says and shows, wherever it stands.
    """

    kind: str
    digest: str
    start: int
    frames: int

    @property
    def span(self) -> Span:
        """The frames of its segment in which it is."""
        return Span(self.start, self.start + self.frames)


@dataclass(frozen=True)
class PlacedSegment:
    """One segment: `start` in frames of the episode; everything inside counts from there."""

    slug: str
    kind: str
    title: str
    start: int
    frames: int
    shots: tuple[Shot, ...]
    supers: tuple[PlacedSuper, ...]
    sounds: tuple[PlacedSound, ...]
    utterances: tuple[Utterance, ...]
    bed: str | None
    """Name of the bed that plays here, or None."""
    bug: bool
    transition: Transition | None = None
    quiet: tuple[Span, ...] = ()
    """Samples in which the bed is out altogether: sots, packages, spots."""
    parts: tuple[PlacedPart, ...] = ()
    described: tuple[Described, ...] = ()
    since: int = 0
    """How many frames of the segment went before the first of these: 0 but in a slice of it."""
    signer: tuple[Shot, ...] = ()
    """What is seen in the window of sign language, ascending and without overlap; nothing where there is none."""

    @property
    def has_bed(self) -> bool:
        """Whether a bed is wanted: one that only goes on below, unheard, is out before the segment begins."""
        return self.bed is not None and not any(span.start < 0 for span in self.quiet)


@dataclass(frozen=True)
class SegmentPlaces:
    """Where what is in a segment was written, in the order of its fields; None for what nobody wrote."""

    parts: tuple[Place | None, ...] = ()
    shots: tuple[Place | None, ...] = ()
    supers: tuple[Place | None, ...] = ()
    sounds: tuple[Place | None, ...] = ()
    utterances: tuple[Place | None, ...] = ()
    signer: Place | None = None


Places = tuple[SegmentPlaces, ...]
"""Those of each segment of a timeline, in its order."""


def written_shots(
    segments: Iterable[PlacedSegment], places: Iterable[SegmentPlaces]
) -> Iterator[tuple[PlacedSegment, Shot, Place | None]]:
    """Every shot of these segments in order, with where it was written; one that shows a picture of another, as openers
    do with those of stories, with where that one was."""
    shots = [
        (segment, shot, place)
        for segment, written in zip(segments, places, strict=True)
        for shot, place in zip(segment.shots, written.shots, strict=True)
    ]
    named = {picture.file: place for _segment, shot, place in reversed(shots) if place for picture in shot.pictures}
    for segment, shot, place in shots:
        yield segment, shot, place or next((named.get(each.file) for each in shot.pictures), None)


@dataclass(frozen=True)
class Timeline:
    """The kept segments in order, gap-free."""

    rate: Fraction
    segments: tuple[PlacedSegment, ...]

    @property
    def frames(self) -> int:
        return sum(segment.frames for segment in self.segments)

    @property
    def samples(self) -> int:
        return sample_at(self.frames, self.rate)

    @property
    def duration(self) -> Fraction:
        """Seconds."""
        return self.frames / self.rate
