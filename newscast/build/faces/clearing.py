"""Texts and the pictures below them, laid so that least of faces is under texts, all in one shot after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from newscast.base.box import Box
from newscast.base.errors import Place
from newscast.build.faces.edges import Edges
from newscast.build.faces.giving_way import Plates, beside_moved, lifts, lowered, moved, rise_of
from newscast.build.faces.on_canvas import OnCanvas
from newscast.build.faces.settling import Settled, Settling
from newscast.build.faces.shots import Aiming, is_made_smaller, is_to_fill
from newscast.graphics.places import BESIDE, LEAVE, MOVE
from newscast.picture.boxes import TOUCHED
from newscast.picture.signing import signed_spans
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import Shot
from newscast.timeline.spans import Span, within

_ALIKE = 0.05
"""The share of what texts spoil of faces by which one way may spoil more than another and be as good."""
_ALONE = 4
"""How many texts of a segment are tried at their other places one by one."""
Way = tuple[Plates, tuple[Shot, ...]]
"""Texts where they stand, over shots as they are framed for these."""


@dataclass(frozen=True)
class Clearing:
    """One segment on one canvas, whose shots are written at `places`; `bug` is the show's name in its corner."""

    aiming: Aiming
    segment: PlacedSegment
    places: Sequence[Place | None]
    bug: Plates = ()

    @property
    def on(self) -> OnCanvas:
        return self.aiming.on

    @cached_property
    def windows(self) -> Sequence[Span]:
        """When the window of sign language is seen."""
        return signed_spans(self.segment, self.on.drawn)

    @cached_property
    def signed(self) -> Sequence[Span]:
        """When it stands where texts may not go: on a canvas where cards make room for it, they never do."""
        return self.windows if BESIDE not in self.on.drawn.areas else ()

    def cleared(self, plates: Plates, faces: bool) -> Way:
        """The texts where they stand that give way to `faces`, if there are any, over shots framed for these."""
        ways = self._ways(plates)
        plates, shots = self._freest(ways) if faces else ways[0]
        return [self.beside(each, plates) for each in plates], shots

    def anyhow(self, settled: Settled, settling: Settling, plates: Plates) -> Settled:
        """The same with pictures smaller of which somebody wrote that they fill the canvas, which is told, where fewer
        texts lie on faces so or are left out for these."""
        shots = self._smaller(settling.shots, plates, anyhow=True)
        if shots == tuple(settling.shots):
            return settled
        found = replace(settling, shots=shots).settled(plates, self.signed, self.bug)
        if found.over_faces >= settled.over_faces:
            return settled
        both = zip(settling.shots, shots, self.places, strict=True)
        told = [self.aiming.made_smaller(shot, place) for before, shot, place in both if is_made_smaller(before, shot)]
        return replace(found, remarks=[*found.remarks, *told])

    def _ways(self, plates: Plates) -> list[Way]:
        """Shots framed for the texts as they stand; before that for texts that went to their other places for faces."""
        shots = self._framed(plates)
        texts = [self._moved(shown, box, shots) for shown, box in plates]
        if not any(shown.lift for shown in texts):
            return [(plates, shots)]
        # What makes room for a text makes it where that stands.
        both = zip(texts, plates, strict=True)
        there = [(shown, box and lowered(box, shown.lift, self.on.drawn)) for shown, (_, box) in both]
        return [(there, self._framed(there)), (plates, shots)]

    def _framed(self, plates: Plates) -> tuple[Shot, ...]:
        both = zip(self.segment.shots, self.places, strict=True)
        return tuple(self.aiming.shot(shot, place, plates, self.windows, self.bug) for shot, place in both)

    def _moved(self, shown: PlacedSuper, box: Box | None, shots: Sequence[Shot]) -> PlacedSuper:
        """The text at the place where it covers least of faces in all its time."""
        if box is None:
            return shown
        span = shown.span
        faces = [face for shot in shots for face in self.on.faces_in(shot, span)]
        return moved(shown, box, faces, self._rise, self.on.drawn, signed=bool(within(self.signed, span)))

    @property
    def _rise(self) -> int:
        return rise_of(self.segment.supers, self.on.drawn)

    def _freest(self, tried: Sequence[Way]) -> Way:
        """The first of the ways to lay texts over shots, with those smaller whose faces have no room; another, or one
        with texts over these at their other places, where texts lie on less of them so, or they are larger."""
        plates, shots = tried[0]
        taken = [shot.span for shot in shots if self.on.is_tight(shot, plates, self.windows)]
        if not taken:
            return tried[0]
        ways = list(tried)
        for texts, framed in reversed(tried):
            elsewhere = self.all_elsewhere(texts, taken)
            ways += [(elsewhere, framed)] if elsewhere not in [each for each, _ in ways] else []
        chosen = self._best(ways)
        if self._spoilt(*chosen) <= TOUCHED:
            return chosen
        alone = _one_by_one(plates, self.all_elsewhere(plates, taken))
        return self._best([chosen, *((each, shots) for each in alone)]) if alone else chosen

    def _best(self, ways: Sequence[Way]) -> Way:
        """The way with least of faces under texts, after shots are made smaller where that frees them."""
        cleared = [(plates, self._smaller(shots, plates)) for plates, shots in ways]
        least = min(self._spoilt(*way) for way in cleared)
        alike = [way for way in cleared if self._spoilt(*way) <= (1 + _ALIKE) * least]
        return min(alike, key=lambda way: self._looks(*way))

    def _spoilt(self, plates: Plates, shots: Sequence[Shot]) -> float:
        """How much of faces is under texts."""
        return round(sum(self.on.spoilt(shot, plates, self.windows) for shot in shots), 2)

    def _looks(self, plates: Plates, shots: Sequence[Shot]) -> float:
        """How bad it looks: small pictures, and texts elsewhere than where they are known."""
        edges = Edges(self.on)
        moved = sum(edges.elsewhere(shown.lift, box) for shown, box in plates if not shown.stands)
        return round(moved + sum(map(edges.smallness, shots)), 3)

    def all_elsewhere(self, plates: Plates, taken: Sequence[Span]) -> Plates:
        """The texts, with those over such spans at their other place that have not moved; not beside a window."""
        return [
            self._elsewhere(shown, box)
            if within(taken, shown.span) and not shown.lift and not within(self.signed, shown.span)
            else (shown, box)
            for shown, box in plates
        ]

    def _elsewhere(self, shown: PlacedSuper, box: Box | None) -> tuple[PlacedSuper, Box | None]:
        """A text at its other place, if it has one."""
        ways = lifts(box, self._rise, self.on.drawn) if box else []
        if box is None or not ways or self.on.drawn.of(shown.graphic).face != MOVE:
            return shown, box
        return replace(shown, lift=ways[0]), lowered(box, ways[0], self.on.drawn)

    def beside(self, one: tuple[PlacedSuper, Box | None], plates: Plates) -> tuple[PlacedSuper, Box | None]:
        """A text where it stands beside those that went to their other places."""
        shown, box = one
        if box is None:
            return one
        away = beside_moved(shown, box, plates, self.on.drawn)
        return (shown, box) if away is shown else (away, lowered(box, away.lift, self.on.drawn))

    def _smaller(self, shots: Sequence[Shot], plates: Plates, anyhow: bool = False) -> tuple[Shot, ...]:
        """The shots, with those smaller of which texts cover faces otherwise: others than such as leave for a face;
        `anyhow` only those of which somebody wrote that they fill the canvas."""
        staying = [each for each in plates if self.on.drawn.of(each[0].graphic).face != LEAVE]
        return tuple(
            self.aiming.shot(shot, place, staying, self.windows, self.bug, smaller=True, anyhow=anyhow)
            if self.on.is_tight(shot, plates, self.windows) and (not anyhow or is_to_fill(shot))
            else shot
            for shot, place in zip(shots, self.places, strict=True)
        )


def _one_by_one(plates: Plates, elsewhere: Plates) -> list[Plates]:
    """The texts with one alone of them at its other place: where all together found none, one of them may."""
    gone = [number for number, (one, other) in enumerate(zip(plates, elsewhere, strict=True)) if one != other]
    if len(gone) < 2:
        return []
    return [[*plates[:number], elsewhere[number], *plates[number + 1 :]] for number in gone[:_ALONE]]
