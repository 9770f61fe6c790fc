"""Captions as they were read from a finished file, and what is wanted of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from newscast.base.errors import Place
from newscast.base.timecode import timecode_of
from newscast.captions.rules import GAP
from newscast.qc.wanted import Noted, Stretch
from newscast.timeline.asides import said_words
from newscast.timeline.spans import Span


@dataclass(frozen=True)
class Caption:
    """`start` (inclusive) and `end` (exclusive) are frames of the programme."""

    start: int
    end: int
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.lines)

    @property
    def frames(self) -> int:
        return self.end - self.start

    @property
    def says_words(self) -> bool:
        """Whether somebody says it; a remark such as `[Música]` is no speech."""
        return bool(said_words(self.text))


Captions = Sequence[Caption]


@dataclass(frozen=True)
class Said:
    """Words that somebody says, in frames of the programme, with the stretches of speech in which they are said.

    `heard` is false where the recording is missing in a draft: a stand-in is silent. `added` is where the voice says
    what is not written.
    """

    text: str
    span: Span
    speech: tuple[Span, ...]
    place: Place | None = None
    heard: bool = True
    added: tuple[Span, ...] = ()


@dataclass(frozen=True)
class WantedCaptions:
    """What the captions of a programme should be, in frames of its `rate`.

    `characters` a line, `lines` and `cps` are those of the style; `speech` is all that is measured of it, ascending
    and disjoint; `segments` are the places in seconds, `parts` those of their parts in frames, by the end of which
    captions are gone; `elsewhere` is where the picture shows the words itself.
    """

    rate: Fraction
    frames: int
    characters: int
    lines: int
    cps: int
    segments: tuple[Stretch, ...]
    parts: tuple[Span, ...] = ()
    said: tuple[Said, ...] = ()
    speech: tuple[Span, ...] = ()
    elsewhere: tuple[Span, ...] = ()

    def noted(self, start: int, end: int, text: str = "") -> Noted:
        """A place in the programme: its time code, and the segment and line in which its words are written."""
        seconds = float(start / self.rate), float(end / self.rate)
        said = self.said_at(Span(start, max(end, start + 1)))
        return Noted(
            self.segment_at(max(start, said.span.start) if said else start).slug if self.segments else "",
            round(seconds[0], 3),
            round(seconds[1], 3),
            timecode_of(start, self.rate),
            said.place if said else None,
            text,
        )

    def segment_at(self, frame: int) -> Stretch:
        """The segment in which a frame lies."""
        starts = [each.start for each in self.segments]
        return self.segments[max(0, bisect_right(starts, float(frame / self.rate) + 1e-3) - 1)]

    def until(self, caption: Caption, after: Caption | None) -> int:
        """The frame by which a caption has to be gone: before the next one, and before its part is over."""
        part = next((each.end for each in self.parts if each.start <= caption.start < each.end), self.frames + GAP)
        return min(part - GAP, after.start - GAP if after else self.frames)

    def said_at(self, span: Span) -> Said | None:
        """The words that share most of a stretch."""
        shared = [(min(each.span.end, span.end) - max(each.span.start, span.start), each) for each in self.said]
        most, said = max(shared, key=lambda pair: pair[0], default=(0, None))
        return said if most > 0 else None
