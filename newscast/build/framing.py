"""Between placing and composing: crops, texts and what is blurred follow the faces that are found in the pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from newscast.base.box import Box
from newscast.base.canvas import Canvas, canvas, shape_of
from newscast.base.errors import Place, Problem, unique
from newscast.base.i18n import _
from newscast.build.cuts import PlacedCut
from newscast.build.faces.giving_way import caption_lift, lifts, lowered, moved, rise_of, yielding
from newscast.build.faces.openers import is_told_over, opener_of, told_in_window
from newscast.build.faces.sparing import faces_on, largest_share, main_of
from newscast.build.stages import Placed
from newscast.graphics.places import LEAVE, MOVE, SIGNER, Places, places_on
from newscast.graphics.standing import standing, told_in
from newscast.media.info import MediaInfo
from newscast.media.missing import Media, found
from newscast.picture.boxes import HEIGHTS, TOUCHED, clear_height
from newscast.picture.faces.detector import are_sought
from newscast.picture.faces.hiding import photo_veils, veils_over, whole_spans
from newscast.picture.faces.search import Faces, clip_step, photo_step, read_faces, windows
from newscast.picture.segment import ABOVE_TEXT, height_of
from newscast.picture.shown import CAPTIONS, card, drop_of, is_seen, seen_on, shown_of
from newscast.picture.signing import BESIDE, signed_spans
from newscast.show.model import Show
from newscast.step.step import Step
from newscast.timeline.comparing import are_alike, same_frame
from newscast.timeline.model import (
    ClipShot,
    GraphicShot,
    PlacedSegment,
    PlacedSuper,
    SegmentPlaces,
    Shot,
    Span,
    StillShot,
)
from newscast.timeline.spans import within

if TYPE_CHECKING:
    from newscast.picture.faces.aiming import Zone

Pictured = ClipShot | StillShot
Made = Callable[[Sequence[Step]], Mapping[Step, Path]]
"""Gives the results of steps: all of them, or those that are there."""

TEXT_BELOW = ("headline",)
"""Cards over a picture whose text is at the bottom."""
ON_CARDS = (ABOVE_TEXT, ABOVE_TEXT / 2, 0.0)
"""Where a picture may stand on such a card."""
BEYOND = Fraction(1)
"""Seconds after a shot in which faces are sought too: its clip goes on below a transition."""


Plates = Sequence[tuple[PlacedSuper, Box | None]]
"""Texts over a segment's pictures, with where each stands."""


@dataclass(frozen=True)
class _Sought:
    """What was found of the pictures of an episode, by what was asked."""

    steps: Mapping[tuple[Path, int, bool], Step]
    results: Mapping[Step, Path]

    def clip(self, shot: ClipShot, info: MediaInfo, frames: int, rate: Fraction) -> Faces | None:
        """Of a stretch of a clip; None where not all of it is known."""
        numbers = windows(info, rate, shot.start, shot.start + frames)
        return self._read([self.steps[shot.file, number, shot.faces_blurred] for number in numbers])

    def photo(self, shot: StillShot) -> Faces | None:
        return self._read([self.steps[shot.file, 0, shot.faces_blurred]])

    def _read(self, steps: Sequence[Step]) -> Faces | None:
        if not all(step in self.results for step in steps):
            return None
        return read_faces([self.results[step] for step in steps])


def framed(placed: Placed, made: Made) -> Placed:
    """The timelines with what is seen of each picture for its faces, and warnings of what is blurred altogether.

    Without what finds faces no crop and no text moves, and what should have its faces blurred is blurred whole.
    """
    steps = dict(_steps(placed)) if are_sought() else {}
    sought = _Sought(steps, made(list(dict.fromkeys(steps.values()))) if steps else {})
    cuts, remarks = [], list[Problem]()
    for cut in placed.timelines:
        if not cut.request.form.canvas:
            cuts.append(cut)
            continue
        here = _Framing(placed.loaded.show, _canvas(cut, placed.loaded.show), placed.media, sought, remarks)
        segments = [here.segment(each, places) for each, places in zip(cut.timeline.segments, cut.places, strict=True)]
        timeline = replace(cut.timeline, segments=tuple(segment for segment, _ in segments))
        cuts.append(replace(cut, timeline=timeline, places=tuple(places for _, places in segments)))
    return replace(placed, timelines=tuple(cuts), remarks=tuple(unique([*placed.remarks, *remarks])))


def _canvas(cut: PlacedCut, show: Show) -> Canvas:
    name = cut.request.form.canvas
    return canvas(name, show.rate, show.canvases.get(name))


def _steps(placed: Placed) -> Iterator[tuple[tuple[Path, int, bool], Step]]:
    """Every search that the pictures of an episode need."""
    rate, beyond = placed.loaded.show.rate, round(BEYOND * placed.loaded.show.rate)
    for cut in placed.timelines:
        for segment in cut.timeline.segments if cut.request.form.canvas else ():
            for shot in segment.shots:
                for picture in shot.pictures:
                    yield from _searches(picture, shot.frames + beyond, found(placed.media, picture.file), rate)


def _searches(
    picture: Pictured, frames: int, info: MediaInfo | None, rate: Fraction
) -> Iterator[tuple[tuple[Path, int, bool], Step]]:
    """Those that one picture needs that is seen for so many frames."""
    if info is None or not info.picture or info.pages:
        return
    closely = picture.faces_blurred
    if isinstance(picture, StillShot):
        yield (picture.file, 0, closely), photo_step(info, closely)
        return
    for number in windows(info, rate, picture.start, picture.start + frames):
        yield (picture.file, number, closely), clip_step(info, rate, number, closely)


@dataclass(frozen=True)
class _Framing:
    """One canvas of an episode; what there is to warn of is added to `remarks`."""

    show: Show
    canvas: Canvas
    media: Media
    sought: _Sought
    remarks: list[Problem]

    @cached_property
    def drawn(self) -> Places:
        """Where things have their place on the canvas, as that is drawn."""
        return places_on(self.canvas, self.show)

    def segment(self, segment: PlacedSegment, places: SegmentPlaces) -> tuple[PlacedSegment, SegmentPlaces]:
        segment = replace(segment, shots=tuple(map(self._seen, segment.shots)))
        # Where texts stand is measured in their drawings, which takes its time: only where there is a face to cover.
        faces = any(self._has_faces(shot) for shot in segment.shots)
        plates: Plates = [(shown, self._standing(shown, segment) if faces else None) for shown in segment.supers]
        shots = self._shots(segment, places.shots, plates)
        signed = signed_spans(segment, self.drawn) if BESIDE not in self.drawn.areas else ()
        texts = [self._moved(shown, box, shots, signed, segment) for shown, box in plates]
        tried = [(plates, shots)]
        if any(shown.lift for shown in texts):
            # What makes room for a text makes it where that stands.
            plates = [
                (shown, box and lowered(box, shown.lift, self.drawn))
                for shown, (_, box) in zip(texts, plates, strict=True)
            ]
            tried.insert(0, (plates, self._shots(segment, places.shots, plates)))
        plates, shots = self._cleared(tried, segment, places.shots, signed) if faces else tried[0]
        captioned = zip(shots, places.shots, strict=True)
        shots = tuple(self._captioned(shot, place, plates, signed) for shot, place in captioned)
        seen = [
            (left, place)
            for (shown, box), place in zip(plates, places.supers, strict=True)
            for left in yielding(shown, box, shots, self._faces_in, self.canvas, self.drawn)
        ]
        supers, super_places = zip(*seen, strict=True) if seen else ((), ())
        return replace(segment, shots=shots, supers=supers), replace(places, supers=super_places)

    def _cleared(
        self,
        tried: Sequence[tuple[Plates, tuple[Shot, ...]]],
        segment: PlacedSegment,
        places: Sequence[Place | None],
        signed: Sequence[Span],
    ) -> tuple[Plates, tuple[Shot, ...]]:
        """The first of the ways to lay texts over shots, with those smaller whose faces have no room; another, or one
        with texts over these at their other places, where texts lie on less of them so, or they are larger."""
        plates, shots = tried[0]
        if all(self._touched(shot, plates, signed) <= TOUCHED for shot in shots):
            return tried[0]
        taken = [shot.span for shot in shots if self._touched(shot, plates, signed) > TOUCHED]
        elsewhere = [
            self._elsewhere(*each, segment)
            if within(taken, each[0].span) and not within(signed, each[0].span)
            else each
            for each in tried[-1][0]
        ]
        ways = [*tried, *([(elsewhere, shots)] if elsewhere not in [each for each, _ in tried] else [])]
        bug = self._bug(segment)
        cleared = [(plates, self._smaller(shots, places, plates, bug, signed)) for plates, shots in ways]
        return min(cleared, key=lambda way: self._cost(way[0], way[1], signed))

    def _cost(self, plates: Plates, shots: Sequence[Shot], signed: Sequence[Span]) -> tuple[float, float]:
        """How much of faces is under texts, and how small they are."""
        high = sum(max((face[3] for face in self._faces_in(shot, shot.span)), default=0.0) for shot in shots)
        return round(sum(self._touched(shot, plates, signed) for shot in shots), 2), -round(high, 3)

    def _bug(self, segment: PlacedSegment) -> Plates:
        """The show's name in its corner, as a text over all of a segment."""
        box = standing("bug", {}, self.show, self.canvas) if segment.bug else None
        return [(PlacedSuper(0, segment.frames, "bug", ()), box)] if box else []

    def _elsewhere(self, shown: PlacedSuper, box: Box | None, segment: PlacedSegment) -> tuple[PlacedSuper, Box | None]:
        """A text at its other place, if it has one."""
        ways = lifts(box, rise_of(segment.supers, self.drawn), self.drawn) if box else []
        if box is None or not ways or self.drawn.of(shown.graphic).face != MOVE:
            return shown, box
        return replace(shown, lift=ways[0]), lowered(box, ways[0], self.drawn)

    def _smaller(
        self, shots: Sequence[Shot], places: Sequence[Place | None], plates: Plates, bug: Plates, signed: Sequence[Span]
    ) -> tuple[Shot, ...]:
        """The shots, with those smaller of which texts cover faces otherwise: others than such as leave for a face."""
        staying = [each for each in plates if self.drawn.of(each[0].graphic).face != LEAVE]
        return tuple(
            self._shot(shot, place, staying, signed, bug) if self._touched(shot, plates, signed) > TOUCHED else shot
            for shot, place in zip(shots, places, strict=True)
        )

    def _touched(self, shot: Shot, plates: Plates, signed: Sequence[Span]) -> float:
        """The largest share of a face in a shot that a text lies on which does not leave for it; captions where they go
        for it."""
        if isinstance(shot.picture, GraphicShot) and shot.picture.graphic not in TEXT_BELOW:
            return 0.0
        staying = [each for each in plates if self.drawn.of(each[0].graphic).face != LEAVE]
        lift, _spoils = self._caption_lift(shot, plates, signed)
        zones = [*self._zones(shot, shot.start, staying, lift), *self._windows(shot, shot.start, signed)]
        faces = [(box, list(self._faces_in(shot, Span(first, last)))) for first, last, box in zones]
        return max((largest_share(box, main_of(seen)) for box, seen in faces), default=0.0)

    def _seen(self, shot: Shot) -> Shot:
        """The shot without a picture that its opener has no room for."""
        opener = opener_of(shot)
        if not opener or not opener.background or card(opener, self.show, self.canvas, captioned=False).pictured:
            return shot
        return replace(shot, picture=replace(opener, background=None))

    def _has_faces(self, shot: Shot) -> bool:
        return any(self._has_faces_in(picture, shot.frames) for picture in shot.pictures)

    def _has_faces_in(self, picture: Pictured, frames: int) -> bool:
        info = found(self.media, picture.file)
        faces = self._faces(picture, info, frames) if info and info.picture else None
        return faces is not None and any(boxes for _, boxes in faces.samples)

    def _shots(self, segment: PlacedSegment, places: Sequence[Place | None], plates: Plates) -> tuple[Shot, ...]:
        seen = signed_spans(segment, self.drawn)
        return tuple(self._shot(shot, place, plates, seen) for shot, place in zip(segment.shots, places, strict=True))

    def _standing(self, shown: PlacedSuper, segment: PlacedSegment) -> Box | None:
        if not is_seen(shown, self.drawn):
            return None
        fields = dict(shown_of(shown, segment, self.canvas, self.drawn).told)
        box = standing(shown.graphic, fields, self.show, self.canvas)
        return lowered(box, drop_of(shown, segment, self.drawn), self.drawn) if box else None

    def _shot(
        self, shot: Shot, place: Place | None, plates: Plates, seen: Sequence[Span], smaller: Plates | None = None
    ) -> Shot:
        """The shot as it is framed beside texts; it may be made `smaller`, and leaves these free then if it can."""
        pictures = tuple(self._aimed(picture, shot, place, plates, seen, smaller) for picture in shot.pictures)
        opener = opener_of(shot)
        if opener and any(self._is_told_over(opener, picture, shot) for picture in pictures):
            return replace(shot, picture=replace(opener, background=None))
        alike = are_alike(*(found(self.media, each.file) for each in pictures)) if len(pictures) > 1 else False
        return shot.showing(same_frame(pictures, alike))

    def _is_told_over(self, opener: GraphicShot, picture: Pictured, shot: Shot) -> bool:
        """Whether the texts of an opener lie on a face of the picture that it shows."""
        info = found(self.media, picture.file)
        told = told_in_window(opener, self.show, self.canvas)
        if info is None or info.picture is None or told is None:
            return False
        faces = self._faces(picture, info, shot.frames)
        size = info.picture.width, info.picture.height
        canvas = seen_on(shot, self.show, self.canvas)
        return faces is not None and is_told_over(told, picture, shot.frames, faces, size, canvas)

    def _aimed(
        self,
        picture: Pictured,
        shot: Shot,
        place: Place | None,
        plates: Plates,
        seen: Sequence[Span],
        smaller: Plates | None = None,
    ) -> Pictured:
        info = found(self.media, picture.file)
        if info is None or not info.picture:
            return picture
        size = info.picture.width, info.picture.height
        start = picture.start if isinstance(picture, ClipShot) else 0
        faces = self._faces(picture, info, shot.frames)
        if picture.faces_blurred:
            picture = self._hidden(picture, faces, shot, place)
        read = isinstance(picture, StillShot) and picture.move == "scroll"
        if read or faces is None or not any(boxes for _, boxes in faces.samples):
            return picture if read else self._clear(shot, picture, size)
        from newscast.picture.faces.aiming import aimed_clip, aimed_photo

        zones = [*self._zones(shot, start, plates), *self._windows(shot, start, seen)]
        canvas = seen_on(shot, self.show, self.canvas)
        aside = [(start, start + shot.frames, box) for _, box in smaller or () if box]
        how = (faces, zones, _heights(shot), smaller is not None, aside)
        if isinstance(picture, ClipShot):
            return aimed_clip(picture, shot.frames, size, canvas, *how)
        return aimed_photo(picture, size, canvas, *how)

    def _clear(self, shot: Shot, picture: Pictured, size: tuple[int, int]) -> Pictured:
        """The picture above burned captions, where they would lie across its edges."""
        captions = self.drawn.box(CAPTIONS)
        if isinstance(shot.picture, GraphicShot) or captions is None:
            return picture
        return replace(picture, height=clear_height(size, self.canvas, picture.fit, captions))

    def _faces(self, picture: Pictured, info: MediaInfo, frames: int) -> Faces | None:
        if not self.sought.steps or info.pages:
            return None
        if isinstance(picture, StillShot):
            return self.sought.photo(picture)
        return self.sought.clip(picture, info, frames + round(BEYOND * self.canvas.rate), self.canvas.rate)

    def _hidden(self, picture: Pictured, faces: Faces | None, shot: Shot, place: Place | None) -> Pictured:
        """The picture with its faces blurred, as far as they are known."""
        if faces is None:
            return picture
        if isinstance(picture, StillShot):
            return replace(picture, veils=photo_veils(faces))
        start, end = picture.start, picture.start + shot.frames
        veils = veils_over(faces, start, end + round(BEYOND * self.canvas.rate))
        for first, last in whole_spans(veils):
            if first < end and last > start:
                self.remarks.append(self._lost(picture, first, min(last, end), place))
        return replace(picture, veils=veils)

    def _lost(self, picture: ClipShot, first: int, last: int, place: Place | None) -> Problem:
        said = _("From {first} s to {last} s of {name} no face is found for certain: all of it is blurred there.")
        hint = _("Show another stretch, or write the boxes that are to be blurred: `blur: [[x, y, width, height]]`.")
        times = [f"{float(frame / self.canvas.rate):.1f}" for frame in (first, last)]
        text = said.format(first=times[0], last=times[1], name=picture.file.name)
        return Problem(text, hint, place, warning=True, code="blurred-whole", medium=picture.file)

    def _zones(self, shot: Shot, start: int, plates: Plates, lift: int = 0) -> Iterator[Zone]:
        """The texts that stand over a shot, in frames of its clip; captions `lift` lower than the canvas has them."""
        end = start + shot.frames
        if isinstance(shot.picture, GraphicShot):
            if shot.picture.graphic in TEXT_BELOW and (text := self._text_of(shot.picture)):
                yield start, end, text
            opener = opener_of(shot)
            if opener and (told := told_in_window(opener, self.show, self.canvas)):
                yield start, end, told
        elif captions := self.drawn.box(CAPTIONS):
            rise = rise_of([each for each, _ in plates], self.drawn)
            yield start, end, lowered(captions, lift or -rise, self.drawn)
        for shown, box in plates:
            first = max(start, start + shown.start - shot.start)
            last = min(end, start + shown.start + shown.frames - shot.start)
            if box and first < last:
                yield first, last, box

    def _text_of(self, shown: GraphicShot) -> Box | None:
        """Where the text of a card is."""
        told = card(shown, self.show, self.canvas, captioned=False).told
        return told_in(shown.graphic, dict(told), self.show, self.canvas)

    def _windows(self, shot: Shot, start: int, seen: Sequence[Span]) -> Iterator[Zone]:
        """The window of sign language over a shot, in frames of its clip."""
        if window := self.drawn.box(SIGNER):
            for span in within(seen, shot.span):
                yield start + span.start - shot.start, start + span.end - shot.start, window

    def _moved(
        self, shown: PlacedSuper, box: Box | None, shots: Sequence[Shot], signed: Sequence[Span], segment: PlacedSegment
    ) -> PlacedSuper:
        """The text at the place where it covers least of faces in all its time."""
        if box is None:
            return shown
        span = shown.span
        faces = [face for shot in shots for face in self._faces_in(shot, span)]
        rise = rise_of(segment.supers, self.drawn)
        return moved(shown, box, faces, rise, self.drawn, signed=bool(within(signed, span)))

    def _captioned(self, shot: Shot, place: Place | None, plates: Plates, signed: Sequence[Span]) -> Shot:
        """The shot with the place at which captions over it cover no eyes and no mouth in all of its time, where the
        crop could not keep them free; told where there is none."""
        lift, spoils = self._caption_lift(shot, plates, signed)
        if spoils:
            self.remarks.append(self._filling(shot, place))
        return replace(shot, captions=lift) if lift else shot

    def _caption_lift(self, shot: Shot, plates: Plates, signed: Sequence[Span]) -> tuple[int, bool]:
        """How much lower captions stand over a shot for its faces, and whether they cover eyes or a mouth even so."""
        if isinstance(shot.picture, GraphicShot):
            return 0, False
        span = shot.span
        texts = [box for shown, box in plates if box and within([shown.span], span)]
        texts += [window for _start, _end, window in self._windows(shot, 0, signed)]
        rise = rise_of([shown for shown, _ in plates], self.drawn)
        return caption_lift(list(self._faces_in(shot, span)), texts, rise, self.drawn)

    def _filling(self, shot: Shot, place: Place | None) -> Problem:
        file = shot.pictured.file if shot.pictured else None
        message = _("In {name} on {canvas} captions cover the eyes or the mouth of somebody wherever they stand.")
        hint = _("Show it smaller there: `fit: pad`, or a stretch that is further away.")
        told = message.format(name=file.name if file else "", canvas=shape_of(self.canvas.name))
        return Problem(told, hint, place, warning=True, code="captions-over-face", medium=file)

    def _faces_in(self, shot: Shot, span: Span) -> Iterator[Box]:
        """The faces of a shot on the canvas in some frames of its segment."""
        for seen in within([shot.span], span):
            for picture in shot.pictures:
                yield from self._on_canvas(picture, shot, seen)

    def _on_canvas(self, picture: Pictured, shot: Shot, span: Span) -> Iterator[Box]:
        """Those of one picture of a shot, in these frames of its segment."""
        info = found(self.media, picture.file)
        faces = self._faces(picture, info, shot.frames) if info and info.picture else None
        if info is None or info.picture is None or faces is None:
            return iter(())
        size = info.picture.width, info.picture.height
        return faces_on(self.canvas, picture, faces, size, height_of(shot), span.later(-shot.start))


def _heights(shot: Shot) -> tuple[float, ...]:
    """Where a picture may stand that does not cover what it is seen on, the usual place first."""
    if not isinstance(shot.picture, GraphicShot):
        return HEIGHTS
    return ON_CARDS if shot.picture.graphic in TEXT_BELOW else (height_of(shot),)
