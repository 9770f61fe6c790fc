"""What is where on one canvas: the faces in its pictures, and the texts that stand over them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newscast.base.box import Box, shared
from newscast.build.faces.captions_on import CaptionsOn
from newscast.build.faces.columns import shifted, ways_across
from newscast.build.faces.giving_way import Plates, lowered
from newscast.build.faces.openers import opener_of, told_in_window
from newscast.build.faces.sparing import largest_share, to_chins, weighed
from newscast.graphics.catalogue import SIGNED
from newscast.graphics.places import LEAVE, SIGNER
from newscast.graphics.standing import painted_by, standing, told_in
from newscast.picture.boxes import TOUCHED
from newscast.picture.faces.window import Zone
from newscast.picture.shown import card
from newscast.picture.signing import signed_spans
from newscast.picture.texts import drop_of, is_named, is_seen, shown_of
from newscast.timeline.model import PlacedSegment, PlacedSuper
from newscast.timeline.seen import GraphicShot, Shot
from newscast.timeline.spans import Span, within, without

TEXT_BELOW = ("headline",)
"""Cards over a picture whose text is at the bottom."""


@dataclass(frozen=True)
class OnCanvas(CaptionsOn):
    """One canvas of an episode; boxes are in shares of it."""

    def standing(self, shown: PlacedSuper, segment: PlacedSegment) -> Box | None:
        """Where a text of a segment stands before it gives way; None where the canvas does not show it."""
        if not is_seen(shown, self.drawn):
            return None
        box = standing(shown.graphic, self._told(shown, segment), self.show, self.canvas)
        return lowered(box, drop_of(shown, segment, self.drawn), self.drawn) if box else None

    def painted(self, shown: PlacedSuper, segment: PlacedSegment) -> Box | None:
        """What a text of a segment paints where it stands once it has given way."""
        if not is_seen(shown, self.drawn):
            return None
        box = painted_by(shown.graphic, self._told(shown, segment), self.show, self.canvas)
        return lowered(box, shown.lift + drop_of(shown, segment, self.drawn), self.drawn) if box else None

    def _told(self, shown: PlacedSuper, segment: PlacedSegment) -> dict[str, str | tuple[str, ...]]:
        """What a text is told that is seen over a picture, not over a card."""
        seen = shown_of(shown, segment, self.canvas, self.drawn)
        return dict(replace(seen, pictured=is_named(shown, segment, self.drawn)).told)

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
            for span, box in self.captions(shot.span, plates, lift):
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

    def windows(self, shot: Shot, start: int, seen: Sequence[Span]) -> Iterator[Zone]:
        """The window of sign language over a shot, in frames of its clip."""
        if window := self.drawn.box(SIGNER):
            for span in within(seen, shot.span):
                yield start + span.start - shot.start, start + span.end - shot.start, window

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
        said = self.captions(shot.span, self._staying(plates), shot.captions)
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
            yield box, list(self.main_in(shot, Span(first, last)))
