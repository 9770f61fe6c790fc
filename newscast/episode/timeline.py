"""What timeline.json says, as a typed model: when everything is, on which file, and where it was written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from newscast.base.files import content_of
from newscast.base.records import WRITTEN, read_record

LISTING = "timeline.json"


@dataclass(frozen=True)
class ListedPlace:
    """A value in a rundown: its file, relative to the newsroom, and the SHA-256 of that file as it was read; the keys
    and positions that lead to it from the top; its line and column, from 1."""

    file: str
    sha256: str
    keys: tuple[Any, ...]
    line: int
    column: int


@dataclass(frozen=True, kw_only=True)
class _Somewhere:
    place: ListedPlace | None
    places: dict[str, ListedPlace | None] | None = None


@dataclass(frozen=True)
class ListedParting:
    """Where a voice leaves its copy. `words` of the copy, from the one of number `first` (counted from 0) to the one
    before `last`, are `skipped` or said otherwise (`changed`); where something is `added` there are none, and it is
    said before the word `first`. Heard from `start_sample` of the segment for `samples`, at 48 kHz."""

    kind: Literal["skipped", "added", "changed"]
    words: str
    first: int
    last: int
    start_sample: int
    samples: int


@dataclass(frozen=True, kw_only=True)
class ListedPart(_Somewhere):
    """A part of a segment; `index` counts from 0 and `start_frame` from the start of the timeline. The parts of a
    segment tile it. `digest` is of what the part says and shows, wherever it stands. `place` is where it was written,
    null where nobody wrote it; `places` has the deliverables in which that is another place. `copy` is what begins to
    be said in it, `partings` are where its voice leaves that; `voice` is `before` where the copy was corrected and the
    recording still says the old words."""

    slug: str
    index: int
    kind: str
    digest: str
    start_frame: int
    frames: int
    copy: tuple[str, ...] = ()
    partings: tuple[ListedParting, ...] = ()
    voice: Literal["before"] | None = None


@dataclass(frozen=True, kw_only=True)
class ListedAim:
    """What is in the middle of a crop, from the top left in shares of the picture, at a frame of the segment."""

    frame: int
    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class ListedBlur:
    """A box [left, top, width, height] of a picture, in shares, that is blurred from a frame of the segment on, to
    before another."""

    box: tuple[float, float, float, float]
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class ListedPicture:
    """A clip or photo, relative to the newsroom, from its frame `offset` on. `fit` is how it is shown, `focus` what is
    in the middle where it is cropped, one after another where it moves, and `framed` why: by `faces`, as somebody wrote
    it (`written`), or by rule. `bars` are the pixels at its left, top, right and bottom edge that are cut off, being
    black all along; shares are of the rest. Of what is blurred in it, `faces` are said to be; with `hides_minors` it is
    what somebody wrote so that minors are not known."""

    file: str | None
    sha256: str | None
    offset: int = 0
    fit: str | None = None
    framed: str | None = None
    focus: tuple[ListedAim, ...] = ()
    bars: tuple[int, ...] = ()
    faces_blurred: bool = False
    hides_minors: bool = False
    blurred: tuple[ListedBlur, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListedShot(_Somewhere):
    """A picture: `start` and `frames` in frames from the segment's start; the kind of `picture`, the name of a
    `graphic` and the texts that it shows, by field; the file it is from or over, relative to the newsroom, from its
    frame `offset` on. `fit` is how it is shown, `focus` what is in the middle where it is cropped, one after another
    where it moves, and `framed` why: by `faces`, as somebody wrote it (`written`), or by rule. `bars` are the pixels at
    its left, top, right and bottom edge that are cut off, being black all along; shares are of the rest. Of what is
    blurred in it, `faces` are said to be; with `hides_minors` it is what somebody wrote so that minors are not known.
    `after` is the picture that takes its place where a graphic compares two."""

    start: int
    frames: int
    picture: str
    file: str | None
    sha256: str | None
    offset: int = 0
    graphic: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    fit: str | None = None
    framed: str | None = None
    focus: tuple[ListedAim, ...] = ()
    bars: tuple[int, ...] = ()
    faces_blurred: bool = False
    hides_minors: bool = False
    blurred: tuple[ListedBlur, ...] = ()
    after: ListedPicture | None = None

    @property
    def pictures(self) -> tuple[ListedShot | ListedPicture, ...]:
        """What is seen, as far as it has files: of two pictures both."""
        return (self, self.after) if self.after else (self,)

    @property
    def is_hidden(self) -> bool:
        """Whether something in it must not be recognised: its files show that as it is."""
        return any(each.blurred or each.faces_blurred or each.hides_minors for each in self.pictures)


@dataclass(frozen=True, kw_only=True)
class ListedSuper(_Somewhere):
    """A text over the picture, in frames from the segment's start. `lift` is by how many pixels of the design it stands
    lower than its template says, so that it covers no face; less than 0 is higher. `across` is the same to the right:
    beside a face, where it may be drawn `narrow`."""

    start: int
    frames: int
    graphic: str
    fields: dict[str, Any]
    lift: int = 0
    across: int = 0
    narrow: bool = False


@dataclass(frozen=True, kw_only=True)
class ListedSound(_Somewhere):
    """A sound: the frames of the segment in which it is heard, and its samples from the segment's start, at 48 kHz;
    `offset` in samples of the take, `clip_start` in frames of the file, `gain` in dB; `cut_before` and `cut_after` are
    the seconds of silence that were cut off before its first word and after its last. A synthetic voice has the `text`
    it says, built-in `music` its name, and neither has a file."""

    start: int
    frames: int
    start_sample: int
    samples: int
    chain: str
    file: str | None
    sha256: str | None
    clip_start: int = 0
    offset: int = 0
    gain: float = 0.0
    cut_before: float = 0.0
    cut_after: float = 0.0
    text: str = ""
    music: str = ""


@dataclass(frozen=True, kw_only=True)
class ListedCue:
    """A caption, on screen from frame `start` of the segment to before frame `end`."""

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str
    place: ListedPlace | None


@dataclass(frozen=True, kw_only=True)
class ListedSaid(_Somewhere):
    """A text that is said in a segment, and in which part that begins, by its `index`. Its words are those that white
    space parts; the one of number i is said from frame `starts[i]` of the segment to before frame `ends[i]`, and is not
    said where these are equal. They were found in the recording where `heard`, else reckoned from its pauses and from
    how long words take to say."""

    index: int
    text: str
    speaker: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    heard: bool


@dataclass(frozen=True)
class ListedTransition:
    """How a segment is entered: the picture before it goes on below its first `frames`."""

    kind: Literal["dissolve", "wipe"]
    frames: int


@dataclass(frozen=True)
class ListedSpan:
    """Samples from the start of the timeline, at 48 kHz."""

    start_sample: int
    samples: int


@dataclass(frozen=True)
class ListedMusic:
    """Samples of a recording, at 48 kHz, from its sample `offset` on, heard from `start_sample` of the timeline."""

    start_sample: int
    samples: int
    offset: int


@dataclass(frozen=True, kw_only=True)
class ListedBed:
    """Music that goes on below segments without a break, in samples from the start of the timeline, at 48 kHz; it is
    out altogether in `quiet`. The kit's `name` of it; the built-in one has no file. `heard` is which place of its file
    is heard when: it ends with its recording, or before, is repeated where it is too short, and is silent nowhere."""

    name: str
    start_sample: int
    samples: int
    quiet: tuple[ListedSpan, ...] = ()
    file: str | None
    sha256: str | None
    heard: tuple[ListedMusic, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListedSegment:
    """A segment: `start` and `duration` in seconds, `start_frame` and `frames` in frames of the timeline; `copy` is
    what is said in it, `said` when each word of that is, `cues` the captions of each deliverable that has some;
    `signer` is what is seen in the window of sign language, which stands over the `shots`."""

    slug: str
    kind: str
    title: str
    start: float
    duration: float
    start_frame: int
    frames: int
    parts: tuple[ListedPart, ...]
    shots: tuple[ListedShot, ...]
    supers: tuple[ListedSuper, ...]
    sounds: tuple[ListedSound, ...]
    copy: tuple[str, ...]
    said: tuple[ListedSaid, ...] = field(default=(), metadata=WRITTEN)
    cues: dict[str, tuple[ListedCue, ...]]
    transition: ListedTransition | None = None
    signer: tuple[ListedShot, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ListedTimeline:
    """A timeline and the deliverables that share it, such as `web` or `reel/SLUG`; `rate` in frames a second.
    `left_out` are the stories that left for the slot."""

    used_by: tuple[str, ...]
    rate: str
    frames: int
    segments: tuple[ListedSegment, ...]
    beds: tuple[ListedBed, ...] = ()
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Listing:
    """Every different timeline of an episode once; `timeline` is the format of the file."""

    timeline: Literal[1]
    timelines: tuple[ListedTimeline, ...]


def read_listing(path: Path) -> tuple[ListedTimeline, ...]:
    """The timelines of an earlier timeline.json; none where there is none that can be read."""
    try:
        return read_record(Listing, json.loads(content_of(path))).timelines
    except (OSError, ValueError):
        return ()
