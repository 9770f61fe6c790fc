"""What was measured of a finished file."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


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
