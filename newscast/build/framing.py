"""Between placing and composing: crops, texts and what is blurred follow the faces that are found in the pictures."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from newscast.base.box import Box
from newscast.base.canvas import canvas
from newscast.base.errors import Place, Problem, unique
from newscast.build.captioning import captioned_here
from newscast.build.cuts import PlacedCut
from newscast.build.faces.giving_way import Plates, beside_moved, lifts, lowered, moved, rise_of, yielding
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.settling import Settled, Settling
from newscast.build.faces.shots import Aiming, is_made_smaller, is_to_fill
from newscast.build.faces.sought import Sought, searches
from newscast.build.stages import Placed
from newscast.build.standing.aligning import Aligning
from newscast.build.standing.documents import Documents
from newscast.build.standing.laying import Laying
from newscast.build.standing.taking_turns import taking_turns
from newscast.captions.cue import Captioned, Cue
from newscast.graphics.places import BESIDE, LEAVE, MOVE
from newscast.media.missing import Media
from newscast.picture.boxes import TOUCHED
from newscast.picture.faces.detector import are_sought
from newscast.picture.signing import raised, signed_spans
from newscast.show.model import Show
from newscast.step.step import Step
from newscast.timeline.model import PlacedSegment, PlacedSuper, SegmentPlaces
from newscast.timeline.seen import Shot
from newscast.timeline.spans import Span, within

_ALONE = 4
"""How many texts of a segment are tried at their other places one by one."""
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
        told, written = len(self.remarks), places
        segment = replace(segment, shots=tuple(map(self.aiming.with_room, segment.shots)))
        if self.on.burned and self.on.drawn.are_captions_above_texts and segment.supers:
            cuts = [shot.start for shot in segment.shots]
            segment = replace(segment, supers=taking_turns(segment.supers, cues(), cuts, self.on.canvas.rate))
        # Where texts stand is measured in their drawings, which takes its time: only where one may have to give way.
        faces = any(self.on.has_faces(shot) for shot in segment.shots)
        giving = faces or bool(segment.signer)
        plates: Plates = [(shown, self.on.standing(shown, segment) if giving else None) for shown in segment.supers]
        bug = self.on.bug(segment) if faces else ()
        shots = self._shots(segment, places.shots, plates, bug)
        signed = signed_spans(segment, self.on.drawn) if BESIDE not in self.on.drawn.areas else ()
        texts = [self._moved(shown, box, shots, signed, segment) for shown, box in plates]
        tried = [(plates, shots)]
        if any(shown.lift for shown in texts):
            # What makes room for a text makes it where that stands.
            plates = [
                (shown, box and lowered(box, shown.lift, self.on.drawn))
                for shown, (_, box) in zip(texts, plates, strict=True)
            ]
            tried.insert(0, (plates, self._shots(segment, places.shots, plates, bug)))
        plates, shots = self._cleared(tried, segment, places.shots, signed, bug) if faces else tried[0]
        plates = [self._beside(each, plates) for each in plates]
        settling = Settling(self.on, segment, places, shots, cues)
        settled = settling.settled(plates, signed, bug) if faces else settling.captioned(plates, places.supers, bug)
        if settled.over_faces:
            settled = self._anyhow(settled, settling, plates, signed, bug)
        self.remarks.extend(settled.remarks)
        plates, places = settled.plates, replace(places, supers=settled.places)
        shots = tuple(
            replace(shot, bug=False)
            if self.on.is_named_over(shot, bug) or self.on.is_taken(shot, bug, plates)
            else shot
            for shot in settled.shots
        )
        seen = [
            (left, place)
            for (shown, box), place in zip(plates, places.supers, strict=True)
            for left in yielding(shown, box, shots, self.on.faces_in, self.on.canvas, self.on.drawn)
        ]
        supers, super_places = zip(*seen, strict=True) if seen else ((), ())
        gone = {shown.graphic for shown, _box in plates if shown.stands} - {each.graphic for each in supers}
        if gone:
            # Others stand by what is there: without it they may come to a place that is judged for none of them.
            del self.remarks[told:]
            return self.segment(*_without(segment, written, gone), cues)
        documents = Documents(self.on, cues)
        shots = tuple(documents.shown(shot, segment, supers) for shot in shots)
        aligning, windows = Aligning(self.on), signed_spans(segment, self.on.drawn)
        shots = aligning.shown(shots, segment, supers, windows)
        shots, supers = Laying(self.on, aligning.edges, segment, windows).laid(shots, supers)
        return replace(segment, shots=shots, supers=supers), replace(places, supers=super_places)

    def _anyhow(
        self, settled: Settled, settling: Settling, plates: Plates, signed: Sequence[Span], bug: Plates
    ) -> Settled:
        """The same with pictures smaller of which somebody wrote that they fill the canvas, which is told, where fewer
        texts lie on faces so or are left out for these."""
        places = settling.places.shots
        shots = self._smaller(settling.shots, places, plates, bug, signed_spans(settling.segment, self.on.drawn), True)
        if shots == tuple(settling.shots):
            return settled
        found = replace(settling, shots=shots).settled(plates, signed, bug)
        if found.over_faces >= settled.over_faces:
            return settled
        both = zip(settling.shots, shots, places, strict=True)
        told = [self.aiming.made_smaller(shot, place) for before, shot, place in both if is_made_smaller(before, shot)]
        return replace(found, remarks=[*found.remarks, *told])

    def _shots(
        self, segment: PlacedSegment, places: Sequence[Place | None], plates: Plates, bug: Plates
    ) -> tuple[Shot, ...]:
        seen = signed_spans(segment, self.on.drawn)
        return tuple(
            self.aiming.shot(shot, place, plates, seen, bug) for shot, place in zip(segment.shots, places, strict=True)
        )

    def _moved(
        self, shown: PlacedSuper, box: Box | None, shots: Sequence[Shot], signed: Sequence[Span], segment: PlacedSegment
    ) -> PlacedSuper:
        """The text at the place where it covers least of faces in all its time."""
        if box is None:
            return shown
        span = shown.span
        faces = [face for shot in shots for face in self.on.faces_in(shot, span)]
        rise = rise_of(segment.supers, self.on.drawn)
        return moved(shown, box, faces, rise, self.on.drawn, signed=bool(within(signed, span)))

    def _cleared(
        self,
        tried: Sequence[tuple[Plates, tuple[Shot, ...]]],
        segment: PlacedSegment,
        places: Sequence[Place | None],
        signed: Sequence[Span],
        bug: Plates,
    ) -> tuple[Plates, tuple[Shot, ...]]:
        """The first of the ways to lay texts over shots, with those smaller whose faces have no room; another, or one
        with texts over these at their other places, where texts lie on less of them so, or they are larger."""
        plates, shots = tried[0]
        windows = signed_spans(segment, self.on.drawn)
        taken = [shot.span for shot in shots if self.on.is_tight(shot, plates, windows)]
        if not taken:
            return tried[0]
        ways = list(tried)
        for texts, _shots in reversed(tried):
            elsewhere = self._all_elsewhere(texts, taken, signed, segment)
            ways += [(elsewhere, shots)] if elsewhere not in [each for each, _ in ways] else []

        best = partial(self._best, places=places, signed=windows, bug=bug)
        chosen = best(ways)
        if self._cost(*chosen, windows)[0] <= TOUCHED:
            return chosen
        alone = _one_by_one(plates, self._all_elsewhere(plates, taken, signed, segment))
        return best([chosen, *((each, shots) for each in alone)]) if alone else chosen

    def _best(
        self,
        ways: Sequence[tuple[Plates, tuple[Shot, ...]]],
        places: Sequence[Place | None],
        signed: Sequence[Span],
        bug: Plates,
    ) -> tuple[Plates, tuple[Shot, ...]]:
        """The way with least of faces under texts, after shots are made smaller where that frees them."""
        cleared = [(plates, self._smaller(shots, places, plates, bug, signed)) for plates, shots in ways]
        return min(cleared, key=lambda way: self._cost(way[0], way[1], signed))

    def _cost(self, plates: Plates, shots: Sequence[Shot], signed: Sequence[Span]) -> tuple[float, float]:
        """How much of faces is under texts, and how small they are."""
        high = sum(max((face[3] for face in self.on.faces_in(shot, shot.span)), default=0.0) for shot in shots)
        return round(sum(self.on.spoilt(shot, plates, signed) for shot in shots), 2), -round(high, 3)

    def _all_elsewhere(
        self, plates: Plates, taken: Sequence[Span], signed: Sequence[Span], segment: PlacedSegment
    ) -> Plates:
        """The texts, with those over such spans at their other place that have not moved; not beside a window."""
        return [
            self._elsewhere(shown, box, segment)
            if within(taken, shown.span) and not shown.lift and not within(signed, shown.span)
            else (shown, box)
            for shown, box in plates
        ]

    def _beside(self, one: tuple[PlacedSuper, Box | None], plates: Plates) -> tuple[PlacedSuper, Box | None]:
        """A text where it stands beside those that went to their other places."""
        shown, box = one
        if box is None:
            return one
        away = beside_moved(shown, box, plates, self.on.drawn)
        return (shown, box) if away is shown else (away, lowered(box, away.lift, self.on.drawn))

    def _elsewhere(self, shown: PlacedSuper, box: Box | None, segment: PlacedSegment) -> tuple[PlacedSuper, Box | None]:
        """A text at its other place, if it has one."""
        ways = lifts(box, rise_of(segment.supers, self.on.drawn), self.on.drawn) if box else []
        if box is None or not ways or self.on.drawn.of(shown.graphic).face != MOVE:
            return shown, box
        return replace(shown, lift=ways[0]), lowered(box, ways[0], self.on.drawn)

    def _smaller(
        self,
        shots: Sequence[Shot],
        places: Sequence[Place | None],
        plates: Plates,
        bug: Plates,
        signed: Sequence[Span],
        anyhow: bool = False,
    ) -> tuple[Shot, ...]:
        """The shots, with those smaller of which texts cover faces otherwise: others than such as leave for a face;
        `anyhow` only those of which somebody wrote that they fill the canvas."""
        staying = [each for each in plates if self.on.drawn.of(each[0].graphic).face != LEAVE]
        return tuple(
            self.aiming.shot(shot, place, staying, signed, bug, smaller=True, anyhow=anyhow)
            if self.on.is_tight(shot, plates, signed) and (not anyhow or is_to_fill(shot))
            else shot
            for shot, place in zip(shots, places, strict=True)
        )


def _without(
    segment: PlacedSegment, places: SegmentPlaces, gone: Collection[str]
) -> tuple[PlacedSegment, SegmentPlaces]:
    """A segment without the texts of some graphics, and where what is left is written."""
    left = [each for each in zip(segment.supers, places.supers, strict=True) if each[0].graphic not in gone]
    supers, written = zip(*left, strict=True) if left else ((), ())
    return replace(segment, supers=supers), replace(places, supers=written)


def _one_by_one(plates: Plates, elsewhere: Plates) -> list[Plates]:
    """The texts with one alone of them at its other place: where all together found none, one of them may."""
    gone = [number for number, (one, other) in enumerate(zip(plates, elsewhere, strict=True)) if one != other]
    if len(gone) < 2:
        return []
    return [[*plates[:number], elsewhere[number], *plates[number + 1 :]] for number in gone[:_ALONE]]
