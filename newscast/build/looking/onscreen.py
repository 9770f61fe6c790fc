"""Which graphics of a segment are seen when, each with the shot or the text of the segment that it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newscast.base.errors import Place
from newscast.captions.cue import Cue
from newscast.deliverables.rough import RoughCut
from newscast.graphics.spots import Standing
from newscast.picture.captioned import is_captioned
from newscast.picture.laid import Fields, Laid, Shown
from newscast.picture.shown import card, laid_over
from newscast.timeline.model import PlacedSegment, SegmentPlaces
from newscast.timeline.seen import GraphicShot
from newscast.timeline.spans import Span

Key = tuple[str, Fields, str, int]


@dataclass(frozen=True)
class OnScreen:
    """A graphic in the frames of its segment in which it is seen, `drop` design pixels lower than it was drawn.

    `shot` is the number of the shot that it is, `text` that of the text of the segment; neither where it is the show's
    own or a caption.
    """

    shown: Shown
    span: Span
    drop: int = 0
    shot: int | None = None
    text: int | None = None

    @property
    def key(self) -> Key:
        return self.shown.graphic, self.shown.told, self.shown.canvas.name, self.drop

    @property
    def look(self) -> tuple[str, *tuple[object, ...]]:
        """The same for all whose texts show alike on the same picture, wherever they stand."""
        return "legible", *self.standing.spot[:3]

    @property
    def standing(self) -> Standing:
        return Standing(self.shown.graphic, self.shown.told, self.shown.canvas, self.drop)


Owner = tuple[str, str, int]
"""What a graphic is a drawing of: the slug of a segment, and the number of its `shot` or `text`; the show's own have
their name, and -1."""


@dataclass(frozen=True)
class Seen:
    """A graphic on screen in a segment of the cut of that `number`, with where the segment's things were written."""

    number: int
    cut: RoughCut
    segment: PlacedSegment
    places: SegmentPlaces
    drawn: OnScreen

    @property
    def owner(self) -> Owner:
        drawn = self.drawn
        if drawn.shot is not None:
            return self.segment.slug, "shot", drawn.shot
        return self.segment.slug, *(("text", drawn.text) if drawn.text is not None else (drawn.shown.graphic, -1))

    @property
    def place(self) -> Place | None:
        """Where somebody wrote what it says."""
        return self.cut.place_of(self.drawn.shown)

    def shots(self) -> Iterator[tuple[int, Span]]:
        """The shots that it stands over, by number, with the frames of each in which it does; a card over its own."""
        for number, shot in enumerate(self.segment.shots):
            first = max(self.drawn.span.start, shot.start) - shot.start
            last = min(self.drawn.span.end, shot.start + shot.frames) - shot.start
            if first < last and self.drawn.shot in (None, number):
                yield number, Span(first, last)


def on_screen(segment: PlacedSegment, cues: Sequence[Cue], cut: RoughCut) -> Iterator[OnScreen]:
    """Every graphic of a segment, the lowest first."""
    canvas = cut.size
    for number, shot in enumerate(segment.shots):
        if isinstance(shot.picture, GraphicShot):
            shown = card(shot.picture, cut.show, canvas, is_captioned(shot, cues))
            yield OnScreen(shown, shot.span, shot=number)
    for laid in laid_over(segment, canvas, cut.show, cues):
        yield OnScreen(laid.shown, laid.span, laid.drop, text=_text(laid, segment))


def _text(laid: Laid, segment: PlacedSegment) -> int | None:
    """The number of the text that something laid over the picture is."""
    for number, each in enumerate(segment.supers):
        alike = (each.graphic, each.fields) == (laid.shown.graphic, laid.shown.fields)
        if alike and each.start <= laid.start < each.start + each.frames:
            return number
    return None
