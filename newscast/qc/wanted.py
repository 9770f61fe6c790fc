"""What a finished file should be, and the places in it of which a check may speak."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from newscast.base.box import Box
from newscast.base.errors import Place
from newscast.qc.measured import BT709, Colors


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
