"""What was measured of a finished file, what was wanted of it, and what a check says of the two."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from newscast.base.box import Box
from newscast.base.errors import Place
from newscast.base.verdicts import Verdict


@dataclass(frozen=True)
class Colors:
    """ffmpeg's names of what the stream says of its colours; "" where it says nothing."""

    primaries: str = ""
    transfer: str = ""
    matrix: str = ""
    range: str = ""


BT709 = Colors("bt709", "bt709", "bt709", "tv")


@dataclass(frozen=True)
class VideoFacts:
    """The picture as decoded. `start` in seconds; `uneven` counts frames that do not follow after one frame's time."""

    codec: str
    width: int
    height: int
    rate: Fraction
    scan: str
    """`progressive`, `tff`, `bff`, or `mixed`, from the flags of every decoded frame."""
    pix_fmt: str
    colors: Colors
    frames: int
    start: Fraction
    uneven: int = 0


@dataclass(frozen=True)
class AudioFacts:
    """One sound stream as it describes itself."""

    codec: str
    rate: int
    channels: int


MOMENTARY, SHORT_TERM = 400, 3000
"""Milliseconds of the sliding windows of loudness meters (EBU Tech 3341, 2.2)."""
EVERY_MOMENTARY, EVERY_SHORT_TERM = 100, 1000
"""Milliseconds from one value of a curve to the next."""
QUIETEST = -70.0
"""LUFS that stand for whatever is quieter: the gate under which BS.1770 takes nothing into account."""


@dataclass(frozen=True)
class Loudest:
    """The highest of all values, and the second of the programme at which it was reached."""

    value: float
    at: float


@dataclass(frozen=True)
class Loudness:
    """Loudness over time, in LUFS, -70 for all that is quieter; None for silence.

    `momentary` is that of the 400 ms that end with each tenth of a second, `short_term` that of the 3 s that end with
    each second (EBU Tech 3341); the maxima are those of all such windows, whenever they end.
    """

    momentary: tuple[float, ...]
    short_term: tuple[float, ...]
    loudest_momentary: Loudest | None
    loudest_short_term: Loudest | None


@dataclass(frozen=True)
class SoundFacts:
    """The sound as decoded; two mono streams are the two sides of one stereo sound.

    `samples` per channel, `start` in seconds, `integrated` in LUFS, `true_peak` in dBTP, `range` in LU (EBU Tech 3342);
    None for silence, and a true peak that nobody looked for. `true_peak_at` is the tenth of a second that holds it.
    """

    samples: int
    start: Fraction
    integrated: float | None
    true_peak: float | None
    levels: tuple[int, ...] = ()
    """dBFS (RMS) of every tenth of a second."""
    true_peak_at: float | None = None
    range: float | None = None
    loudness: Loudness | None = None


@dataclass(frozen=True)
class Listened:
    """A stretch that was listened to, in seconds, and how many seconds of speech were found before it was enough.

    `spans` are where they were found, in seconds of the programme.
    """

    start: float
    end: float
    speech: float
    spans: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Offset:
    """How much later than in the reference a stretch of sound is, counted in decoded samples from both beginnings.

    `at` in seconds, `late` in milliseconds, `likeness` from 0 to 1 (normalised cross-correlation).
    """

    at: float
    late: float
    likeness: float


@dataclass(frozen=True)
class Structure:
    """How an MP4 is laid out."""

    index_first: bool
    """`moov` stands before `mdat`, so that playing starts before all is fetched."""
    edit_lists: bool
    keys: tuple[int, int] | None = None
    """The least and the most frames from one key picture to the next, or from the last one to the end; None without
    picture."""


@dataclass(frozen=True)
class Run:
    """Pictures `start` (inclusive) to `end` (exclusive) of a file."""

    start: int
    end: int

    @property
    def frames(self) -> int:
        return self.end - self.start

    def is_mostly_in(self, other: Run) -> bool:
        """Whether more than half of it lies in another."""
        return 2 * (min(self.end, other.end) - max(self.start, other.start)) > self.frames


@dataclass(frozen=True)
class Flashing(Run):
    """Pictures in which there are too many flashes; `most` of them in one second. `red` ones are of saturated red, with
    too few changes of light for others."""

    most: int = 0
    red: bool = False


@dataclass(frozen=True)
class Celled(Run):
    """Pictures of which only `cells` are marked, as hexadecimal digits (see qc.cells)."""

    cells: str = ""


@dataclass(frozen=True)
class Glimpsed:
    """What was found in all pictures, ascending: black ones, some in which nothing moves, flashes; in `dim` ones little
    is lit, and in `calm` ones little moves."""

    black: tuple[Run, ...] = ()
    still: tuple[Run, ...] = ()
    flashes: tuple[Flashing, ...] = ()
    dim: tuple[Celled, ...] = ()
    calm: tuple[Celled, ...] = ()
    combed: tuple[Run, ...] | None = ()
    """Where two fields are in one picture; None where no whole lines were looked at."""


@dataclass(frozen=True)
class Measurement:
    """All that was found in a finished file. `offsets` is None where there was no reference to compare with."""

    container: str
    video: VideoFacts | None = None
    audio: tuple[AudioFacts, ...] = ()
    sound: SoundFacts | None = None
    offsets: tuple[Offset, ...] | None = None
    structure: Structure | None = None
    faults: int = 0
    """Complaints of the decoder."""
    listened: tuple[Listened, ...] = ()
    """Those stretches in which somebody is expected to speak, in the order in which they were asked for."""
    glimpsed: Glimpsed | None = None
    """None where no picture was looked at."""
    decoded: bool = True
    """Whether all of it was; else packets were counted, and the sound measured before it was encoded."""
    beside: int = 0
    """Streams of moving pictures beside the one of `video`: some players show those."""

    @property
    def duration(self) -> Fraction:
        """Seconds of picture, or of sound where there is none."""
        if self.video and self.video.rate:
            return self.video.frames / self.video.rate
        return Fraction(self.sound.samples, self.audio[0].rate) if self.sound else Fraction(0)


@dataclass(frozen=True)
class WantedVideo:
    """What the picture should be; `rate` in frames a second, `scan` is `progressive` or `tff`."""

    codec: str
    width: int
    height: int
    rate: Fraction
    scan: str
    pix_fmt: str
    colors: Colors = BT709


@dataclass(frozen=True)
class WantedAudio:
    """What the sound should be: `streams` streams of `channels` channels each, at `rate` Hz."""

    codec: str
    rate: int = 48_000
    channels: int = 2
    streams: int = 1


@dataclass(frozen=True)
class Stretch:
    """A stretch of a programme, in seconds, and the slug of its segment."""

    slug: str
    start: float
    end: float

    @property
    def seconds(self) -> float:
        return self.end - self.start


@dataclass(frozen=True)
class Noted(Stretch):
    """A place that a check speaks of: the time code at which it begins, from the programme's first picture; the line
    of the rundown in which its words are written; and those words."""

    timecode: str = ""
    place: Place | None = None
    text: str = ""


@dataclass(frozen=True)
class WantedSpeech(Stretch):
    """A stretch in which somebody should speak; `said` is false where that is only likely."""

    said: bool = True


@dataclass(frozen=True)
class WantedSound:
    """What is heard when: `segments` one after another, `sounds` that are something as a whole, such as a recording.

    `bare` is where nothing is to be heard at all; `black` is that of it which fills up a slot.
    """

    segments: tuple[Stretch, ...]
    sounds: tuple[Stretch, ...] = ()
    bare: tuple[Stretch, ...] = ()
    speech: tuple[WantedSpeech, ...] = ()
    black: tuple[Stretch, ...] = ()
    music: bool = True
    """Whether there is music in it; where it was left out, it is meant that nothing is heard there."""
    beds: tuple[Noted, ...] = ()
    """Where a bed plays that the kit brings: the line in which the kit names it, and its name as text."""


@dataclass(frozen=True)
class Seen(Stretch):
    """A stretch in which one picture is seen, and where that was written.

    `still` is whether nothing needs to move in it: a card, a picture for which that was asked; `black` whether it is
    what fills up a slot; `clip` whether somebody filmed it.
    """

    place: Place | None = None
    still: bool = False
    black: bool = False
    clip: bool = False


def _nowhere(_start: float, _end: float) -> Sequence[Box]:
    return ()


@dataclass(frozen=True)
class Wanted:
    """What a finished file should be. What is None is not asked for.

    `frames` at the picture's rate, `samples` per channel, `loudness` in LUFS, `true_peak` in dBTP; tolerances
    in LU and dB, see docs/checks.md.
    """

    container: str
    video: WantedVideo | None = None
    audio: WantedAudio | None = None
    frames: int | None = None
    samples: int | None = None
    loudness: float | None = None
    true_peak: float | None = None
    heard: WantedSound | None = None
    seen: tuple[Seen, ...] = ()
    """All pictures, one after another."""
    graphics: Callable[[float, float], Sequence[Box]] = field(default=_nowhere, compare=False, repr=False)
    """Where graphics lie over the pictures from one second of the programme to another."""
    keys: tuple[int, int] | None = None
    """The least and the most frames that there may be from one key picture to the next."""
    loudness_tolerance: float = 0.5
    loudness_limit: float = 1.0
    peak_tolerance: float = 0.05
    lead: int = 0
    """Frames of the leader before the programme, which are part of `frames`; `samples` has its sound too. All else is
    asked of the programme alone."""


@dataclass(frozen=True)
class Check:
    """What one check found: `measured` and `wanted` are JSON values in `unit`, `message` is for the user."""

    check: str
    verdict: Verdict
    measured: Any
    wanted: Any
    unit: str = ""
    message: str = ""
    where: tuple[Stretch, ...] = ()
    """What it speaks of, where that is not the whole file."""
