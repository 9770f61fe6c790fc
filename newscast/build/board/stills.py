"""The stills of a storyboard: which frames, as which steps; what is remembered of them from one board to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newscast.build.board.framing import framing_of
from newscast.build.board.telling import picture_of, seconds
from newscast.captions.cue import Cue
from newscast.deliverables.rough import RoughCut
from newscast.deliverables.stills import still_canvas, still_step
from newscast.episode.board import BoardStill
from newscast.graphics.template import TemplateError
from newscast.media.info import MediaInfo
from newscast.media.missing import Media
from newscast.step.step import Step
from newscast.timeline.model import PlacedSegment, SegmentPlaces
from newscast.timeline.moments import Moment, moments
from newscast.timeline.slices import Slice, slices
from newscast.timeline.spans import Span

_REMEMBERED = 2000
"""Segments on canvases of which stills are remembered."""
NameOf = Callable[[Step], str]
"""Gives the name of a step's result in the store."""


@dataclass(frozen=True)
class Seen:
    """A segment as a cut shows it: where it is written, its captions, and those of these that are burned in."""

    cut: RoughCut
    segment: PlacedSegment
    places: SegmentPlaces
    cues: Sequence[Cue]
    burned: Sequence[Cue]
    slices: Sequence[Slice]


def seen_in(cut: RoughCut) -> Iterator[Seen]:
    """The segments of a cut that last."""
    captions = cut.captions or ((),) * len(cut.timeline.segments)
    burned: dict[str, Sequence[Cue]] = {}
    if cut.kind.form.picture and cut.kind.burned:
        burned = {segment.slug: cues for segment, cues in cut.burned()}
    for segment, places, cues in zip(cut.timeline.segments, cut.places, captions, strict=True):
        if segment.frames:
            sliced = slices(segment) if cut.kind.form.picture else ()
            yield Seen(cut, segment, places, cues, burned.get(segment.slug, ()), sliced)


@dataclass
class Memory:
    """The steps that boards before this one had, by what is seen: describing them takes longer than all else."""

    drawn_with: Any = None
    kit: Any = None
    stills: dict[Any, dict[int, Step]] = field(default_factory=dict)

    def begin(self, drawn_with: Any, kit: Any) -> None:
        """Forget all of it where that is not what is drawn with now, or where it is too much. `kit` is which show's
        graphics are used, and how."""
        if self.drawn_with != drawn_with or len(self.stills) > _REMEMBERED:
            self.drawn_with, self.stills = drawn_with, {}
        self.kit = kit

    def of(self, seen: Seen, media: Media) -> dict[int, Step]:
        """The stills that are known of a segment, by frame, to be added to; the same wherever it stands."""
        shown = tuple(
            _content(each.file, media) for shot in (*seen.segment.shots, *seen.segment.signer) for each in shot.pictures
        )
        key = (self.kit, still_canvas(seen.cut), replace(seen.segment, start=0, parts=()), tuple(seen.burned), shown)
        return self.stills.setdefault(key, {})


class Drawing:
    """The stills of one episode; `steps` are those that were asked for, by the key of each result."""

    def __init__(self, media: Media, name_of: NameOf, memory: Memory) -> None:
        self.steps: dict[str, Step] = {}
        self._media = media
        self._name_of = name_of
        self._memory = memory

    def stills(self, seen: Seen, number: int, others: list[int]) -> Iterator[BoardStill]:
        """The stills of the part of that number; one that cannot be described is left out: why is told elsewhere.

        `others` are the frames, from the part's start, that were chosen for columns before; those of this one are
        added. A moment that several canvases show is decoded once.
        """
        part = seen.segment.parts[number]
        known = self._memory.of(seen, self._media)
        spans = [Span(cue.start, cue.end) for cue in seen.burned]
        for moment in moments(seen.segment, part, spans, [part.start + frame for frame in others]):
            group = f"still/{seen.segment.slug}/{number}/{moment.frame - part.start}"
            try:
                step = known.get(moment.frame) or still_step(
                    seen.cut, seen.slices, seen.burned, moment.frame, self._media, group
                )
            except (TemplateError, KeyError):
                continue
            known[moment.frame] = step
            others.append(moment.frame - part.start)
            yield self._still(seen, number, moment, step)

    def _still(self, seen: Seen, number: int, moment: Moment, step: Step) -> BoardStill:
        part, shot = seen.segment.parts[number], seen.segment.shots[moment.shot]
        key = self._name_of(step).partition(".")[0]
        self.steps.setdefault(key, step)
        name, missing = picture_of(shot)
        places = seen.places.parts[number], seen.places.shots[moment.shot]
        return BoardStill(
            key=key,
            at=seconds((moment.frame - part.start) / seen.cut.timeline.rate),
            picture=name,
            missing=missing,
            caption=next((tuple(cue.lines) for cue in seen.cues if _is_on(cue, moment.frame)), ()),
            burned=any(_is_on(cue, moment.frame) for cue in seen.burned),
            framing=framing_of(shot, moment.frame, seen.cut.show, still_canvas(seen.cut), self._media, *places),
        )


def _is_on(cue: Cue, frame: int) -> bool:
    return cue.start <= frame < cue.end


def _content(file: Path, media: Media) -> str:
    info = media.get(file)
    return info.file.digest if isinstance(info, MediaInfo) else ""
