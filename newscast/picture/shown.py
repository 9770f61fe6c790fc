"""Which graphics a segment shows, and when: what is painted, and what is looked at before anything is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newscast.base.canvas import Canvas
from newscast.captions.cue import Cue
from newscast.graphics.catalogue import CAPTIONED
from newscast.graphics.model import Change
from newscast.graphics.opener import opener_fields
from newscast.show.model import Show
from newscast.timeline.model import GraphicShot, PlacedSegment, PlacedSuper, Shot, Span
from newscast.timeline.slices import Slice
from newscast.timeline.spans import merged, without

BARE = ("opener", "closing", "sting", "break")
"""Graphics that stand without the show's bug."""
AT_THE_TOP = {"portrait": ("lower-third", "title", "strap")}
"""Texts that stand where the bug is, by canvas: it leaves them the place."""

Fields = tuple[tuple[str, str | tuple[str, ...]], ...]


@dataclass(frozen=True)
class Shown:
    """A graphic that a picture needs; `captioned` where captions are burned in over it."""

    graphic: str
    fields: Fields
    canvas: Canvas
    captioned: bool = False

    @property
    def told(self) -> Fields:
        """All that it is told."""
        return (*self.fields, (CAPTIONED, "yes")) if self.captioned else self.fields


@dataclass(frozen=True)
class Laid:
    """A graphic over the picture, in frames of the segment; some of its texts may change meanwhile."""

    shown: Shown
    start: int
    frames: int
    changes: tuple[Change, ...] = ()
    lift: int = 0


def graphics_of(segment: PlacedSegment, show: Show, canvas: Canvas, cues: Sequence[Cue] = ()) -> Iterator[Shown]:
    """Every graphic of a segment, with `cues` burned in where there are any."""
    for shot in segment.shots:
        if isinstance(shot.picture, GraphicShot):
            yield card(shot.picture, show, canvas, is_captioned(shot, cues))
    yield from (laid.shown for laid in laid_over(segment, canvas, cues))


def card(picture: GraphicShot, show: Show, canvas: Canvas, captioned: bool) -> Shown:
    """The graphic of a shot. An opener is a clip of its own, under no captions."""
    if picture.graphic != "opener":
        return Shown(picture.graphic, picture.fields, canvas, captioned)
    told = dict(picture.fields)
    return Shown("opener", tuple(opener_fields(show, str(told["name"]), str(told["date"])).items()), canvas)


def laid_over(segment: PlacedSegment, canvas: Canvas, cues: Iterable[Cue] = ()) -> Iterator[Laid]:
    """What is laid over a segment's shots, the lowest first: its texts, the bug and burned captions."""
    for shown in segment.supers:
        yield Laid(Shown(shown.graphic, shown.fields, canvas), shown.start, shown.frames, lift=shown.lift)
    if segment.bug:
        taken = [
            shown for shown in segment.supers if shown.graphic in AT_THE_TOP.get(canvas.name, ()) and not shown.lift
        ]
        for free in without(_bugged(segment.shots), map(_frames, taken)):
            yield Laid(Shown("bug", (), canvas), free.start, free.length)
    for cue in cues:
        said = Shown("caption", caption_fields(cue), canvas)
        yield Laid(said, cue.start, cue.end - cue.start, tuple(_lit(cue)))


def cues_within(part: Slice, cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """What is shown of captions in a slice. They do not move, so one that goes on into the next is seen as one."""
    spans = [(_later(cue, -part.start), part.within(cue.start, cue.end)) for cue in cues]
    return tuple(replace(cue, start=span[0], end=span[1]) for cue, span in spans if span)


def _later(cue: Cue, shift: int) -> Cue:
    turns = tuple(replace(turn, start=turn.start + shift) for turn in cue.turns)
    return replace(cue, start=cue.start + shift, end=cue.end + shift, turns=turns)


def is_captioned(shot: Shot, cues: Iterable[Cue]) -> bool:
    """Whether a caption is burned in over a shot."""
    return any(cue.start < shot.start + shot.frames and cue.end > shot.start for cue in cues)


def caption_fields(cue: Cue) -> tuple[tuple[str, str], ...]:
    """The fields of the graphic that draws a caption."""
    return tuple((f"line{number}", line) for number, line in enumerate(cue.lines, 1))


def _lit(cue: Cue) -> Iterator[Change]:
    """When a caption lights other words: `spoken1` is which of its first line, as `2-3`, from 1."""
    for turn in cue.turns:
        fields, before = {}, 0
        for number, line in enumerate(cue.lines, 1):
            words = len(line.split())
            first, last = max(turn.first - before, 0), min(turn.last - before, words)
            fields[f"spoken{number}"] = f"{first + 1}-{last}" if first < last else ""
            before += words
        yield Change(turn.start - cue.start, tuple(fields.items()))


def _bugged(shots: Sequence[Shot]) -> tuple[Span, ...]:
    """The frames in which the bug is shown, but for texts that take its place."""
    bare = [isinstance(shot.picture, GraphicShot) and shot.picture.graphic in BARE for shot in shots]
    return merged(_frames(shot) for shot, without_bug in zip(shots, bare, strict=True) if not without_bug)


def _frames(shown: Shot | PlacedSuper) -> Span:
    return Span(shown.start, shown.start + shown.frames)
