"""Between placing and composing: crops, texts and what is blurred follow the faces that are found in the pictures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from newscast.base.canvas import canvas
from newscast.base.errors import Place, Problem, unique
from newscast.build.captioning import captioned_here
from newscast.build.cuts import PlacedCut
from newscast.build.faces.clearing import Clearing
from newscast.build.faces.giving_way import Plates, yielding
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.settling import Settled, Settling
from newscast.build.faces.shots import Aiming
from newscast.build.faces.sought import Sought, searches
from newscast.build.stages import Placed
from newscast.build.standing.clear_of_window import clear_of_window
from newscast.build.standing.in_line import in_line
from newscast.build.standing.taking_turns import taking_turns
from newscast.captions.cue import Captioned, Cue
from newscast.media.missing import Media
from newscast.picture.faces.detector import are_sought
from newscast.picture.signing import raised, signed_spans
from newscast.show.model import Show
from newscast.step.step import Step
from newscast.timeline.model import PlacedSegment, PlacedSuper, SegmentPlaces
from newscast.timeline.seen import Shot

Made = Callable[[Sequence[Step]], Mapping[Step, Path]]
"""Gives the results of steps: all of them, or those that are there."""


def framed(placed: Placed, made: Made) -> Placed:
    """The timelines with what is seen of each picture for its faces, and warnings of what is blurred altogether.

    Without what finds faces no crop and no text moves, and what should have its faces blurred is blurred whole.
    """
    steps = dict(searches(placed)) if are_sought() else {}
    sought = Sought(steps, made(list(dict.fromkeys(steps.values()))) if steps else {})
    burned = cache(partial(captioned_here, placed, only_burned=True))
    cuts, remarks = [], list[Problem]()
    for number, cut in enumerate(placed.timelines):
        if not cut.request.form.canvas:
            cuts.append(cut)
            continue
        here = _Framing(_on_canvas(cut, placed.loaded.show, placed.media, sought), remarks)
        both = enumerate(zip(cut.timeline.segments, cut.places, strict=True))
        segments = [here.segment(*each, partial(_cues, burned, number, at)) for at, each in both]
        timeline = replace(cut.timeline, segments=tuple(segment for segment, _ in segments))
        cuts.append(replace(cut, timeline=timeline, places=tuple(places for _, places in segments)))
    return replace(placed, timelines=tuple(cuts), remarks=tuple(unique([*placed.remarks, *remarks])))


def _cues(burned: Callable[[], Sequence[Captioned | None]], cut: int, segment: int) -> Sequence[Cue]:
    """The captions that are drawn into the pictures of a segment, by the numbers of its cut and of itself."""
    captioned = burned()[cut]
    return captioned.own[segment] if captioned else ()


def _on_canvas(cut: PlacedCut, show: Show, media: Media, sought: Sought) -> OnCanvas:
    name = cut.request.form.canvas
    return OnCanvas(show, canvas(name, show.rate, show.canvases.get(name)), media, sought, cut.request.kind.burned)


@dataclass(frozen=True)
class _Framing:
    """One canvas of an episode; what there is to warn of is added to `remarks`."""

    on: OnCanvas
    remarks: list[Problem]

    @property
    def aiming(self) -> Aiming:
        return Aiming(self.on, self.remarks)

    def segment(
        self, segment: PlacedSegment, places: SegmentPlaces, cues: Callable[[], Sequence[Cue]] = tuple
    ) -> tuple[PlacedSegment, SegmentPlaces]:
        """The segment as it is framed, with what gives the captions that are drawn into its pictures."""
        banded = bool(segment.signer and raised(segment, self.on.drawn))
        if banded is not self.on.banded:
            return replace(self, on=replace(self.on, banded=banded)).segment(segment, places, cues)
        told = len(self.remarks)
        segment = self._begun(segment, cues)
        settled, bug = self._settled(segment, places, cues)
        self.remarks.extend(settled.remarks)
        shots = tuple(self._named(shot, settled.plates, bug) for shot in settled.shots)
        supers, written = self._left(settled, shots)
        gone = {shown.graphic for shown, _box in settled.plates if shown.stands} - {each.graphic for each in supers}
        if gone:
            # Others stand by what is there: without it they may come to a place that is judged for none of them.
            del self.remarks[told:]
            return self.segment(*_without(segment, places, gone), cues)
        shots, supers = in_line(self.on, segment, shots, supers, cues)
        return replace(segment, shots=shots, supers=supers), replace(places, supers=written)

    def _begun(self, segment: PlacedSegment, cues: Callable[[], Sequence[Cue]]) -> PlacedSegment:
        """The segment with pictures where there is room for them, its texts at their times beside captions."""
        signed = signed_spans(segment, self.on.drawn)
        shots = (clear_of_window(self.on, self.aiming.with_room(shot), signed) for shot in segment.shots)
        segment = replace(segment, shots=tuple(shots))
        if not (self.on.burned and self.on.drawn.are_captions_above_texts and segment.supers):
            return segment
        cuts = [shot.start for shot in segment.shots]
        return replace(segment, supers=taking_turns(segment.supers, cues(), cuts, self.on.canvas.rate))

    def _settled(
        self, segment: PlacedSegment, places: SegmentPlaces, cues: Callable[[], Sequence[Cue]]
    ) -> tuple[Settled, Plates]:
        """Its shots, and its texts where they give way to faces, and the show's name where that may have to."""
        faces = any(self.on.has_faces(shot) for shot in segment.shots)
        bug = self.on.bug(segment) if faces else ()
        clearing = Clearing(self.aiming, segment, places.shots, bug)
        plates, shots = clearing.cleared(self._plates(segment, faces or bool(segment.signer)), faces)
        settling = Settling(self.on, segment, places, shots, cues)
        if not faces:
            return settling.captioned(plates, places.supers, bug), bug
        settled = settling.settled(plates, clearing.signed, bug)
        return clearing.anyhow(settled, settling, plates) if settled.over_faces else settled, bug

    def _plates(self, segment: PlacedSegment, giving: bool) -> Plates:
        """The texts of a segment. Where they stand is measured in their drawings, which takes its time: only where one
        may have to give way."""
        return [(shown, self.on.standing(shown, segment) if giving else None) for shown in segment.supers]

    def _named(self, shot: Shot, plates: Plates, bug: Plates) -> Shot:
        """The shot, without the show's name where that would stand on a face or on a text."""
        leaves = self.on.is_named_over(shot, bug) or self.on.is_taken(shot, bug, plates)
        return replace(shot, bug=False) if leaves else shot

    def _left(
        self, settled: Settled, shots: Sequence[Shot]
    ) -> tuple[tuple[PlacedSuper, ...], tuple[Place | None, ...]]:
        """The texts without the shots in which they leave for a face, and where they are written."""
        seen = [
            (left, place)
            for (shown, box), place in zip(settled.plates, settled.places, strict=True)
            for left in yielding(shown, box, shots, self.on.faces_in, self.on.canvas, self.on.drawn)
        ]
        return tuple(left for left, _place in seen), tuple(place for _left, place in seen)


def _without(
    segment: PlacedSegment, places: SegmentPlaces, gone: Collection[str]
) -> tuple[PlacedSegment, SegmentPlaces]:
    """A segment without the texts of some graphics, and where what is left is written."""
    left = [each for each in zip(segment.supers, places.supers, strict=True) if each[0].graphic not in gone]
    supers, written = zip(*left, strict=True) if left else ((), ())
    return replace(segment, supers=supers), replace(places, supers=written)
