"""The timeline: what is seen and heard, when, in whole frames and samples.

Times inside a segment count from its own start, so what is rendered of it does not depend on where it stands. Where
the user wrote what is in a timeline is no part of it: that goes beside it, as SegmentPlaces.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Literal

from newscast.base.chains import Chain
from newscast.base.errors import Place
from newscast.base.languages.spoken import Say
from newscast.base.telling import UNLESS_USUAL
from newscast.base.timecode import sample_at

Fit = Literal[
    "fill", "pad", "cover", "auto", "band", "wide", "low", "slim", "smaller", "small", "smallest", "lesser", "least"
]
"""`fill` covers the canvas and cuts off the rest, `pad` shows the picture whole; so they do what they are asked for.

`cover` covers it unless that would show a small picture too coarse. `auto` and `band` do so where canvas and picture
have nearly one shape; otherwise `auto` shows the picture whole, and `band` what is around its focus."""


@dataclass(frozen=True)
class Span:
    """`start` (inclusive) to `end` (exclusive): samples, or frames where that is said."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def later(self, shift: int) -> Span:
        return Span(self.start + shift, self.end + shift)

    def inside(self, margin: int) -> Span:
        """What is left of it without `margin` at either end."""
        return Span(self.start + margin, self.end - margin)


@dataclass(frozen=True)
class Neural:
    """A synthetic voice that a file holds: a Piper model, which of its speakers reads, and how many words a minute."""

    model: Path
    speaker: int = 0
    rate: int = 150


@dataclass(frozen=True)
class Take:
    """A stretch of recorded or synthetic sound, identified by what it is cut from.

    `start` is in frames of the show after the clip's first picture; `frames` None means to the end. A synthetic
    take has `text` and no file. Built-in music has a `file` of None and a `music` name.
    """

    chain: Chain
    file: Path | None = None
    start: int = 0
    frames: int | None = None
    text: str = ""
    voice: tuple[str, int, int] | Neural | None = None
    """espeak-ng voice name, words a minute, pitch; or a voice of another kind."""
    music: str = ""
    track: int | None = None
    """Which sound track of the file is asked for, from 1."""
    channels: tuple[int, ...] = ()
    """Which channels are asked for, from 1."""
    clean: tuple[tuple[str, str], ...] = ()
    """Stages of the voice chain for which the rundown says something, and what."""
    silence: tuple[Fraction, Fraction] = field(default=(Fraction(0), Fraction(0)), compare=False)
    """Seconds of silence that were cut off before `start` and after the end."""


@dataclass(frozen=True)
class TakeInfo:
    """What was measured of a prepared take: its length and where somebody speaks in it (ascending, disjoint)."""

    samples: int
    speech: tuple[Span, ...] = ()
    hit: int = 0
    """Samples after its start at which a piece of music is at its loudest for the first time."""


@dataclass(frozen=True)
class Recital:
    """A text, and the takes in which it is heard one after another.

    `verbatim` is false for a transcript, in which remarks such as (applause) are not said.
    """

    takes: tuple[Take, ...]
    text: str
    verbatim: bool = True


@dataclass(frozen=True)
class Parting:
    """Where a voice leaves its copy: words `first` to before `last` are not said, or the voice says something else
    from sample `start` to `end`.

    Nothing of the copy is missing where something is `added`: then `first` is `last`, the word before which it is said.
    What is `skipped` takes no time: `start` is `end`.
    """

    kind: Literal["skipped", "added", "changed"]
    first: int
    last: int
    start: int
    end: int

    def later(self, shift: int) -> Parting:
        return replace(self, start=self.start + shift, end=self.end + shift)


@dataclass(frozen=True)
class Alignment:
    """What listening found of a recital, in samples from the start of its first take; empty where nobody listened.

    `said` has a span for each word of the text as white space parts them, None for a word that is not said.
    """

    said: tuple[Span | None, ...] = ()
    partings: tuple[Parting, ...] = ()


@dataclass(frozen=True)
class PlacedSound:
    """A take in its segment: `start` in samples from the segment's start, `samples` long, from `offset` in the take."""

    take: Take
    start: int
    samples: int
    offset: int = 0
    gain: float = 0.0
    """dB on top of the chain's own level."""


@dataclass(frozen=True)
class Utterance:
    """Words that are spoken: the text, and where in the segment each stretch of its speech is, in samples.

    `said` has, for each word of the text as white space parts them, the samples in which it is said, None for a word
    that is not; it is empty where nobody listened for them. `partings` are where the voice leaves the text. `say` has
    what the newsroom says for words of it.
    """

    text: str
    start: int
    samples: int
    speech: tuple[Span, ...]
    speaker: str = ""
    said: tuple[Span | None, ...] = ()
    partings: tuple[Parting, ...] = ()
    translations: tuple[tuple[str, str], ...] = ()
    """(language tag, text) for each language it is translated into."""
    say: Say = ()
    voice: str = ""
    """Whose voice it is, as far as is written: another text where somebody else speaks."""
    seen: bool = True
    """Whether the one who speaks is in the picture while beginning to."""

    def later(self, shift: int) -> Utterance:
        """The same, so many samples later in the segment."""
        return replace(
            self,
            start=self.start + shift,
            speech=tuple(span.later(shift) for span in self.speech),
            said=tuple(span and span.later(shift) for span in self.said),
            partings=tuple(parting.later(shift) for parting in self.partings),
        )


@dataclass(frozen=True)
class Described:
    """A sound that captions tell in these words, from frame `start` for `frames`."""

    start: int
    frames: int
    text: str


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
class Shot:
    """One picture on screen. The shots of a segment tile it: no gap, no overlap."""

    start: int
    frames: int
    picture: ClipShot | StillShot | GraphicShot
    captions: int = field(default=0, metadata=UNLESS_USUAL)
    """Pixels of the design by which burned captions stand lower over it than they do otherwise, less than 0 higher: so
    they cover no face."""
    recaptioned: tuple[tuple[Span, int], ...] = field(default=(), metadata=UNLESS_USUAL)
    """The same of captions that begin and end within such frames, counted from its first: where no place is free
    throughout, each has its own."""
    bug: bool = field(default=True, metadata=UNLESS_USUAL)
    """Whether the show's name may stand over it, in its corner: it leaves where that would cover a face."""

    @property
    def span(self) -> Span:
        """The frames of its segment in which it is."""
        return Span(self.start, self.start + self.frames)

    def caption_lift(self, seen: Span) -> int:
        """How much lower a caption stands over it that is seen in these frames of its segment."""
        own = seen.later(-self.start)
        lifts = (lift for span, lift in self.recaptioned if span.start <= own.start and own.end <= span.end)
        return next(lifts, self.captions)

    @property
    def caption_lifts(self) -> frozenset[int]:
        """All of these."""
        return frozenset([self.captions, *(lift for _span, lift in self.recaptioned)])

    def piece(self, first: int, frames: int, picture: ClipShot) -> Shot:
        """Some frames of it, counted from its first, with what is seen there."""
        moved = tuple((span.later(-first), lift) for span, lift in self.recaptioned)
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


BAND = ("footer", "ticker")
"""Graphics that stand at the bottom edge: what is there otherwise stands above them."""
STANDING = (*BAND, "access", "breaking", "locator", "tag")
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
    """Every shot of these segments in order, with where it was written."""
    for segment, written in zip(segments, places, strict=True):
        for shot, place in zip(segment.shots, written.shots, strict=True):
            yield segment, shot, place


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
