"""The captions of a timeline as CEA-608 has them: in time, and clear of the texts in its picture."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from newscast.captions.cue import Captions, Cue
from newscast.captions.cues import episode_cues
from newscast.captions.karaoke import turned
from newscast.captions.line21.codes import ROWS
from newscast.captions.line21.layout import Covered, laid_out
from newscast.captions.line21.model import PopOn
from newscast.captions.line21.spacing import spaced
from newscast.captions.style import grid_style
from newscast.show.model import Show
from newscast.timeline.model import BAND, Timeline
from newscast.timeline.seen import GraphicShot

_LOW_CARDS = ("headline", "hook")
_UNDER_THE_BUG = 3
"""The lowest row of captions at the top, clear of the bug, over cards whose text stands low."""
_OVER_THE_BAND = ROWS - 2
"""The lowest row that is clear of what stands at the bottom edge."""
_LETTERS = {"title": 33, "subtitle": 50, "headline": 37, "department": 45}
"""Of a text over the picture, how many letters fit a line of the built-in plates, wide ones too."""
_HIGHEST = 9
"""The lowest row over plates at least: captions are no further up."""


@dataclass
class _Times:
    """When words are said, looked up segment by segment; what was found once is kept."""

    timeline: Timeline
    captions: Captions
    language: str
    known: dict[int, tuple[Cue, ...]] = field(default_factory=dict)

    def starts(self, cue: Cue) -> list[int | None]:
        """The frame of the programme with which each word of a caption is said: the same times that all captions go
        by."""
        number = bisect_right([each.start for each in self.timeline.segments], cue.start) - 1
        start = self.timeline.segments[number].start
        starts: list[int | None] = [None] * len(cue.shown.split())
        timed = next((each for each in self._turned(number) if each.start == cue.start - start), cue)
        for turn in timed.turns:
            if turn.first < turn.last:
                starts[turn.first] = start + turn.start
        return starts

    def _turned(self, number: int) -> tuple[Cue, ...]:
        if number not in self.known:
            segment = self.timeline.segments[number]
            self.known[number] = turned(self.captions[number], segment, self.timeline.rate, self.language)
        return self.known[number]


def pop_ons(timeline: Timeline, captions: Captions, show: Show, signer: bool) -> tuple[PopOn, ...]:
    """The captions of a whole timeline, in lines of the grid, as they are sent; `signer` where a window of sign
    language stands on the picture."""
    times = _Times(timeline, captions, show.language)
    width = grid_style(show.captions, signer).characters
    cues = spaced(episode_cues(timeline, captions), times.starts, width, show.language, timeline.frames)
    return tuple(laid_out(cues, list(_covered(timeline)), signer))


def _covered(timeline: Timeline) -> Iterator[Covered]:
    """Where texts of the picture stand, and the lowest row that is clear of them."""
    for segment in timeline.segments:
        for shown in segment.supers:
            if shown.graphic in BAND:
                yield Covered(shown.span.later(segment.start), _OVER_THE_BAND)
            elif not shown.stands:
                yield Covered(shown.span.later(segment.start), _over(dict(shown.fields)))
        for shot in segment.shots:
            if isinstance(shot.picture, GraphicShot) and shot.picture.graphic in _LOW_CARDS:
                yield Covered(shot.span.later(segment.start), _UNDER_THE_BUG)


def _over(fields: Mapping[str, str | Sequence[str]]) -> int:
    """The row over a plate, which grows upwards with its lines; one line of it is about one row high."""
    texts = [(name, text) for name, text in fields.items() if isinstance(text, str) and text]
    lines = sum(ceil(len(text) / _LETTERS.get(name, min(_LETTERS.values()))) for name, text in texts)
    return max(ROWS - 1 - max(lines, 1), _HIGHEST)
