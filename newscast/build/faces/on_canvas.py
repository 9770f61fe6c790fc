"""What is where on one canvas: the faces in its pictures, and the texts that stand over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from newscast.base.box import Box, shared
from newscast.base.canvas import Canvas
from newscast.build.faces.captions import Placed, Said, caption_places
from newscast.build.faces.columns import shifted, ways_across
from newscast.build.faces.giving_way import Spoilt, caption_lift, lowered, rise_of
from newscast.build.faces.openers import opener_of, told_in_window
from newscast.build.faces.sought import Pictured, Sought
from newscast.build.faces.sparing import faces_on, largest_share, looks_on, main_of, to_chins, weighed
from newscast.build.faces.times import when_seen
from newscast.captions.cue import Cue
from newscast.captions.halving import in_two
from newscast.graphics.catalogue import SIGNED
from newscast.graphics.places import CAPTIONS, LEAVE, SIGNER, Places, places_on
from newscast.graphics.standing import painted_by, standing, told_in
from newscast.graphics.window import Window
from newscast.media.info import MediaInfo
from newscast.media.missing import Media, found
from newscast.picture.boxes import TOUCHED
from newscast.picture.faces.going import on_the_way
from newscast.picture.faces.search import Faces
from newscast.picture.faces.window import Zone, window_of
from newscast.picture.segment import height_of
from newscast.picture.shown import Shown, caption_fields, card, clear_of, drop_of, is_seen, seen_in, shown_of
from newscast.picture.signing import signed_spans
from newscast.show.model import Show
from newscast.timeline.model import BAND, PlacedSegment, PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot
from newscast.timeline.spans import Span, parted, within, without

TEXT_BELOW = ("headline",)
"""Cards over a picture whose text is at the bottom."""

_TWO_LINES = {"line1": "Á", "line2": "g"}
"""A caption as high as any."""
_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)
Plates = Sequence[tuple[PlacedSuper, Box | None]]
"""Texts over a segment's pictures, with where each stands."""


@dataclass(frozen=True)
class OnCanvas:
    """One canvas of an episode; boxes are in shares of it."""

    show: Show
    canvas: Canvas
    media: Media
    sought: Sought
    burned: bool = True
    """Whether captions are drawn into its pictures."""
    banded: bool = False
    """Whether something stands at the bottom edge, above which the window of sign language stands."""

    @cached_property
    def drawn(self) -> Places:
        """Where things have their place on the canvas, as that is drawn."""
        places = places_on(self.canvas, self.show)
        places = places.higher(SIGNER, places.of(SIGNER).band) if self.banded else places
        return places if self.burned else places.without_captions

    def has_faces(self, shot: Shot) -> bool:
        """Whether any is known in a picture of the shot."""
        return any(self._has_faces_in(picture, shot.frames) for picture in shot.pictures)

    def _has_faces_in(self, picture: Pictured, frames: int) -> bool:
        info = found(self.media, picture.file)
        faces = self.faces(picture, info, frames) if info and info.picture and not _is_read(picture) else None
        return faces is not None and faces.are_any

    def faces(self, picture: Pictured, info: MediaInfo, frames: int) -> Faces | None:
        """Those of a picture that is seen for so many frames; None where they are not known."""
        return self.sought.of(picture, info, frames, self.canvas.rate)

    def faces_in(self, shot: Shot, span: Span) -> Iterator[Box]:
        """The faces of a shot on the canvas in some frames of its segment."""
        for seen in within([shot.span], span):
            for picture in shot.pictures:
                yield from self._on_canvas(picture, shot, seen)

    def _on_canvas(self, picture: Pictured, shot: Shot, span: Span) -> Sequence[Box]:
        """Those of one picture of a shot, in these frames of its segment."""
        info = found(self.media, picture.file)
        faces = self.faces(picture, info, shot.frames) if info and info.picture else None
        if info is None or info.picture is None or faces is None or _is_read(picture):
            return ()
        size, there = (info.picture.width, info.picture.height), self.seen_in(shot)
        own = span.later(-shot.start)
        return there.on(self.canvas, faces_on(there.canvas, picture, faces, size, height_of(shot), own, shot.frames))

    def seen_in(self, shot: Shot) -> Window:
        """Where on the canvas a shot's picture is seen: an opener's is looked at by itself, so that is all of it."""
        whole = Window(self.canvas, 0, 0)
        apart = isinstance(shot.picture, GraphicShot) and shot.picture.apart
        return seen_in(shot, self.show, self.canvas) if apart else whole

    def sure_in(self, shot: Shot, doubtful: bool = False) -> Iterator[tuple[Span, Sequence[Box]]]:
        """The faces of a shot that are sure, with `doubtful` also what may be one, on the canvas, each with the frames
        of its segment in which they are."""
        for picture in shot.pictures:
            info = found(self.media, picture.file)
            faces = self.faces(picture, info, shot.frames) if info and info.picture else None
            if info is None or info.picture is None or faces is None or _is_read(picture):
                continue
            faces = faces if doubtful else replace(faces, doubtful=())
            size, there = (info.picture.width, info.picture.height), self.seen_in(shot)
            if isinstance(picture, StillShot):
                whole = Span(0, shot.frames)
                boxes = faces_on(there.canvas, picture, faces, size, height_of(shot), whole, shot.frames)
                yield shot.span, there.on(self.canvas, boxes)
                continue
            looks = looks_on(there.canvas, picture, on_the_way(faces), size, height_of(shot))
            for span, seen in when_seen(list(looks), Span(0, shot.frames)):
                yield span.later(shot.start), there.on(self.canvas, seen)

    def standing(self, shown: PlacedSuper, segment: PlacedSegment) -> Box | None:
        """Where a text of a segment stands before it gives way; None where the canvas does not show it."""
        if not is_seen(shown, self.drawn):
            return None
        fields = dict(shown_of(shown, segment, self.canvas, self.drawn).told)
        box = standing(shown.graphic, fields, self.show, self.canvas)
        return lowered(box, drop_of(shown, segment, self.drawn), self.drawn) if box else None

    def painted(self, shown: PlacedSuper, segment: PlacedSegment) -> Box | None:
        """What a text of a segment paints where it stands once it has given way."""
        if not is_seen(shown, self.drawn):
            return None
        seen = shown_of(shown, segment, self.canvas, self.drawn)
        told = dict(replace(seen, pictured=self.drawn.of(shown.graphic).apart).told)
        box = painted_by(shown.graphic, told, self.show, self.canvas)
        return lowered(box, shown.lift + drop_of(shown, segment, self.drawn), self.drawn) if box else None

    def beside(self, shown: PlacedSuper, segment: PlacedSegment) -> Iterator[tuple[PlacedSuper, Box]]:
        """A text of a segment in the columns beside a face, each with what it paints there: as it is drawn, and drawn
        narrower where its template knows how to."""
        usual = 1.0
        for narrow in (False, True):
            one = replace(shown, narrow=narrow)
            fields = dict(shown_of(one, segment, self.canvas, self.drawn).told)
            box = painted_by(shown.graphic, fields, self.show, self.canvas)
            if box is None or box[2] >= usual:
                continue
            usual, there = box[2], lowered(box, shown.lift + drop_of(shown, segment, self.drawn), self.drawn)
            for across in dict.fromkeys(ways_across(there, self.drawn)):
                if across or narrow:
                    yield replace(one, across=across), shifted(there, across, self.drawn)

    def zones(self, shot: Shot, start: int, plates: Plates, lift: int = 0) -> Iterator[Zone]:
        """The texts that stand over a shot, in frames of its clip; captions `lift` lower than the canvas has them."""
        end = start + shot.frames
        if isinstance(shot.picture, GraphicShot):
            below = shot.picture.graphic in TEXT_BELOW and not shot.picture.apart
            if below and (text := self._text_of(shot.picture)):
                yield start, end, text
            opener = opener_of(shot)
            if opener and (told := told_in_window(opener, self.show, self.canvas)):
                yield start, end, told
        else:
            for span, box in self._captions(shot.span, plates, lift):
                yield start + span.start - shot.start, start + span.end - shot.start, box
        yield from self.texts(shot, start, plates)

    def texts(self, shot: Shot, start: int, plates: Plates) -> Iterator[Zone]:
        """Those of `plates` that stand over a shot, in frames of its clip."""
        for shown, box in plates:
            for span in within([shown.span], shot.span):
                if box:
                    yield start + span.start - shot.start, start + span.end - shot.start, box

    def bug(self, segment: PlacedSegment) -> Plates:
        """The show's name in its corner, as texts over all of a segment; beside a window of sign language elsewhere."""
        signed, whole = signed_spans(segment, self.drawn), Span(0, segment.frames)
        alone = [PlacedSuper(each.start, each.length, "bug", ()) for each in without([whole], signed)]
        beside = [PlacedSuper(each.start, each.length, "bug", ((SIGNED, "yes"),)) for each in within(signed, whole)]
        shown = [*alone, *beside] if segment.bug else []
        return [(each, standing("bug", dict(each.fields), self.show, self.canvas)) for each in shown]

    def is_named_over(self, shot: Shot, bug: Plates) -> bool:
        """Whether the show's name would stand on a face of a shot."""
        if self.drawn.of("bug").face != LEAVE:
            return False
        zones = self.texts(shot, shot.start, bug)
        return any(largest_share(box, list(self.faces_in(shot, Span(*span)))) > TOUCHED for *span, box in zones)

    def is_taken(self, shot: Shot, bug: Plates, plates: Plates) -> bool:
        """Whether a text that went elsewhere for a face stands where the show's name does."""
        moved = [(shown, box) for shown, box in plates if (shown.lift or shown.across) and not shown.stands]
        there = [box for *_span, box in self.texts(shot, shot.start, moved)]
        return any(shared(box, name) for *_span, name in self.texts(shot, shot.start, bug) for box in there)

    def _text_of(self, shown: GraphicShot) -> Box | None:
        """Where the text of a card is."""
        told = card(shown, self.show, self.canvas, captioned=False).told
        return told_in(shown.graphic, dict(told), self.show, self.canvas)

    def others(self, shots: Sequence[Shot], plates: Plates, signed: Sequence[Span]) -> Iterator[tuple[Span, Box]]:
        """What texts stand beside over these shots, and when: burned captions, the window of sign language, and what
        does not leave for them."""
        window, supers = self.drawn.box(SIGNER), [shown for shown, _ in plates]
        yield from ((shot.span, box) for shot in shots for box in self.own_captions(shot, supers))
        if window:
            yield from ((span, window) for span in signed)
        for shown, box in plates:
            if box and self.drawn.of(shown.graphic).face != LEAVE:
                yield shown.span, box

    def own_captions(self, shot: Shot, supers: Sequence[PlacedSuper]) -> list[Box]:
        """The places in which captions stand over a shot, on a canvas that has one for them alone."""
        own, rise = self.drawn.own_captions, rise_of(supers, self.drawn)
        return [lowered(own, lift or -rise, self.drawn) for lift in shot.caption_lifts] if own else []

    def windows(self, shot: Shot, start: int, seen: Sequence[Span]) -> Iterator[Zone]:
        """The window of sign language over a shot, in frames of its clip."""
        if window := self.drawn.box(SIGNER):
            for span in within(seen, shot.span):
                yield start + span.start - shot.start, start + span.end - shot.start, window

    def caption_lift(
        self, shot: Shot, plates: Plates, signed: Sequence[Span], cues: Sequence[Cue] = ()
    ) -> tuple[int, Spoilt]:
        """How much lower captions stand over all of a shot for its faces, and what of these they cover even so. One of
        the `cues` that goes on over a cut stands as high before it as after."""
        box = self._two_lines(shot.span, signed)
        if isinstance(shot.picture, GraphicShot) or box is None:
            return 0, ""
        over = [shot.span, *(span for cue in cues if within([span := Span(cue.start, cue.end)], shot.span))]
        seen = Span(min(span.start for span in over), max(span.end for span in over))
        rises = sorted({rise for _span, rise in self.rises(box, seen, plates)})
        texts = self._beside_captions(shot.span, plates, signed)
        lift, spoils = caption_lift(box, list(self.faces_in(shot, shot.span)), texts, rises, self.drawn)
        if lift and self._are_beside_picture([lowered(box, -rise, self.drawn) for rise in rises], shot):
            return 0, ""
        return lift, spoils

    def _are_beside_picture(self, boxes: Sequence[Box], shot: Shot) -> bool:
        """Whether these stand on the ground beside a clip, where they cover nobody however near to its edge."""
        clip = shot.picture
        info = found(self.media, clip.file) if isinstance(clip, ClipShot) else None
        if not isinstance(clip, ClipShot) or info is None or info.picture is None:
            return False
        size = info.picture.width, info.picture.height
        window = window_of(size, size, self.canvas, clip.fit, height_of(shot))
        return not any(shared(box, window.box) for box in boxes)

    def caption_lifts(
        self, shot: Shot, cues: Sequence[Cue], plates: Plates, signed: Sequence[Span]
    ) -> dict[Span, Placed]:
        """The same of each caption over a shot by itself, in the frames of the segment in which it is over that: of
        faces that are seen meanwhile, and as large as it is."""
        said: dict[Span, Said] = {}
        for cue in cues:
            for span in within([shot.span], Span(cue.start, cue.end)):
                texts = self._beside_captions(span, plates, signed)
                box = self.captioned(cue, span, signed)
                if box:
                    rise = max(rise for _part, rise in self.rises(box, span, plates))
                    broken = partial(self._broken, cue, span, signed, box[2])
                    lowest = rise_of([shown for shown, _ in plates], self.drawn)
                    said[span] = Said(list(self.faces_in(shot, span)), texts, rise, box, broken, lowest)
        return dict(zip(said, caption_places(list(said.values()), self.drawn), strict=True))

    def captioned(self, cue: Cue, span: Span, signed: Sequence[Span]) -> Box | None:
        """What a caption paints that stands in the middle, at the bottom."""
        shown = Shown("caption", caption_fields(cue), self.canvas, signed=bool(within(signed, span)))
        return painted_by("caption", dict(shown.told), self.show, self.canvas)

    def _broken(self, cue: Cue, span: Span, signed: Sequence[Span], usual: float) -> Box | None:
        """The same of it in two even lines; None where these are as wide as usual, or wider."""
        halves = in_two(cue, self.show.captions, self.show.language)
        box = self.captioned(halves, span, signed) if halves.lines != cue.lines else None
        return box if box and box[2] < usual else None

    def _beside_captions(self, span: Span, plates: Plates, signed: Sequence[Span]) -> list[Box]:
        """What captions do not lie on in some frames of a segment; they are higher for what stands at the bottom edge
        as it is."""
        staying = [
            each for each in plates if each[0].graphic not in BAND and self.drawn.of(each[0].graphic).face != LEAVE
        ]
        texts = [box for shown, box in staying if box and within([shown.span], span)]
        window = self.drawn.box(SIGNER)
        return [*texts, window] if window and within(signed, span) else texts

    def _two_lines(self, span: Span, signed: Sequence[Span]) -> Box | None:
        """The place of captions in some frames of a segment, beside a window of sign language that is seen meanwhile;
        None where the canvas has none."""
        box = self.drawn.box(CAPTIONS)
        if box is None or not self.drawn.are_captions_above_texts or not within(signed, span):
            return box
        beside = standing("caption", {**_TWO_LINES, SIGNED: "yes"}, self.show, self.canvas)
        return (beside[0] + (beside[2] - box[2]) / 2, *box[1:]) if beside else box

    def _captions(self, span: Span, plates: Plates, lift: int = 0) -> Iterator[tuple[Span, Box]]:
        """Where captions of two full lines stand in some frames of a segment, `lift` lower than usual."""
        if box := self.drawn.box(CAPTIONS):
            for part, rise in [(span, 0)] if lift else self.rises(box, span, plates):
                yield part, lowered(box, lift or -rise, self.drawn)

    def rises(self, caption: Box, span: Span, plates: Plates) -> list[tuple[Span, int]]:
        """By how much captions of that box stand higher than usual where they have no other place, and when."""
        supers = [shown for shown, _ in plates]
        rise = rise_of(supers, self.drawn)
        if not self.drawn.are_captions_above_texts:
            return [(span, rise)]
        caption, found = self._loose(caption), list[tuple[Span, int]]()
        for part in parted(span, [shown.span for shown in supers]):
            texts = [box for shown, box in plates if box and shown.graphic not in BAND and within([shown.span], part)]
            found.append((part, max(rise, clear_of(caption, texts, supers, self.drawn))))
        return found

    def _loose(self, caption: Box) -> Box:
        """The box that a caption is drawn in which paints this one."""
        boxes = [told("caption", _TWO_LINES, self.show, self.canvas) for told in (standing, painted_by)]
        drawn, painted = ((box[0], box[1], box[0] + box[2], box[1] + box[3]) if box else _NOWHERE for box in boxes)
        left, top, right, bottom = (one - other for one, other in zip(drawn, painted, strict=True))
        return caption[0] + left, caption[1] + top, caption[2] + right - left, caption[3] + bottom - top

    def touched(self, shot: Shot, plates: Plates, signed: Sequence[Span]) -> float:
        """The largest share of a face in a shot that a text lies on which does not leave for it; captions where they go
        for it."""
        return max((largest_share(box, seen) for box, seen in self._under(shot, plates, signed)), default=0.0)

    def is_tight(self, shot: Shot, plates: Plates, signed: Sequence[Span]) -> bool:
        """Whether one of these lies on a face or on its chin: a picture makes room for that where it can."""
        return any(largest_share(box, to_chins(seen)) > TOUCHED for box, seen in self._under(shot, plates, signed))

    def spoilt(self, shot: Shot, plates: Plates, signed: Sequence[Span]) -> float:
        """How much texts, captions and the window of sign language spoil of faces in a shot, all together: eyes and
        mouths count most. Captions are where they go for these."""
        return sum(weighed(box, seen) for box, seen in self._under(shot, plates, signed))

    def spoilt_as_it_is(self, shot: Shot, plates: Plates, signed: Sequence[Span]) -> tuple[float, float]:
        """The same of texts and that window, and of captions where they stand."""
        said = self._captions(shot.span, self._staying(plates), shot.captions)
        texts = [*self.texts(shot, shot.start, self._staying(plates)), *self.windows(shot, shot.start, signed)]
        both = texts, [(span.start, span.end, box) for span, box in said]
        spoilt = [sum(weighed(*each) for each in self._with_faces(shot, zones)) for zones in both]
        return spoilt[0], spoilt[1]

    def _under(self, shot: Shot, plates: Plates, signed: Sequence[Span]) -> Iterator[tuple[Box, list[Box]]]:
        """What stands over a shot and does not leave for faces, each with the faces that are seen meanwhile."""
        if isinstance(shot.picture, GraphicShot) and shot.picture.graphic not in TEXT_BELOW:
            return
        lift = self.caption_lift(shot, plates, signed)[0]
        zones = self.zones(shot, shot.start, self._staying(plates), lift)
        yield from self._with_faces(shot, [*zones, *self.windows(shot, shot.start, signed)])

    def _staying(self, plates: Plates) -> Plates:
        """The texts that do not leave for faces."""
        return [each for each in plates if self.drawn.of(each[0].graphic).face != LEAVE]

    def _with_faces(self, shot: Shot, zones: Iterable[Zone]) -> Iterator[tuple[Box, list[Box]]]:
        for first, last, box in zones:
            yield box, main_of(list(self.faces_in(shot, Span(first, last))))


def _is_read(picture: Pictured) -> bool:
    """Whether faces in a picture pass while it is read: no text makes room for those."""
    return isinstance(picture, StillShot) and picture.is_read
