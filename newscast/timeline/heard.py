"""What is heard in a timeline: takes and what was measured of them, and the words that are spoken.

Samples are at 48 kHz.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from pathlib import Path
from typing import Literal

from newscast.base.chains import Chain
from newscast.base.languages.spoken import Say
from newscast.timeline.spans import Span


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
    What is `skipped` takes no time: `start` is `end`. `instead` is the text of another part that is said, where it is
    known to be one.
    """

    kind: Literal["skipped", "added", "changed"]
    first: int
    last: int
    start: int
    end: int
    instead: str = ""

    def later(self, shift: int) -> Parting:
        return replace(self, start=self.start + shift, end=self.end + shift)


@dataclass(frozen=True)
class Alignment:
    """What listening found of a recital, in samples from the start of its first take; empty where nobody listened.

    `said` has a span for each word of the text as white space parts them, None for a word that is not said. A
    `doubtful` recording may be one of another text.
    """

    said: tuple[Span | None, ...] = ()
    partings: tuple[Parting, ...] = ()
    doubtful: bool = False


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
