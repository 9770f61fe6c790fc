"""Where burned captions stand over the pictures of one canvas: usually, and beside texts and faces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from newscast.base.box import Box, shared
from newscast.build.faces.captions import Placed, Said, caption_places
from newscast.build.faces.faces_on import FacesOn
from newscast.build.faces.giving_way import Plates, Spoilt, caption_lift, lowered, rise_of
from newscast.captions.cue import Cue
from newscast.captions.halving import in_two
from newscast.graphics.catalogue import SIGNED
from newscast.graphics.places import CAPTIONS, LEAVE, SIGNER
from newscast.graphics.standing import painted_by, standing
from newscast.media.missing import found
from newscast.picture.captioned import caption_fields, clear_of
from newscast.picture.faces.window import window_of
from newscast.picture.laid import Shown
from newscast.picture.shot import height_of
from newscast.timeline.model import BAND, PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, Shot
from newscast.timeline.spans import Span, parted, within

TWO_LINES = {"line1": "Á", "line2": "g"}
"""A caption as high as any."""
_NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class CaptionsOn(FacesOn):
    """One canvas of an episode, with its captions where they are burned in."""

    def own_captions(self, shot: Shot, supers: Sequence[PlacedSuper]) -> list[Box]:
        """The places in which captions stand over a shot, on a canvas that has one for them alone."""
        own, rise = self.drawn.own_captions, rise_of(supers, self.drawn)
        return [lowered(own, lift or -rise, self.drawn) for lift in shot.caption_lifts] if own else []

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
        lift, spoils = caption_lift(box, *self._faces(shot, shot.span), texts, rises, self.drawn)
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
                    said[span] = Said(*self._faces(shot, span), texts, rise, box, broken, lowest)
        return dict(zip(said, caption_places(list(said.values()), self.drawn), strict=True))

    def _faces(self, shot: Shot, span: Span) -> tuple[list[Box], list[Box]]:
        """All faces of a shot in some frames of its segment, and those that are not far behind others."""
        return list(self.faces_in(shot, span)), list(self.main_in(shot, span))

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
        beside = standing("caption", {**TWO_LINES, SIGNED: "yes"}, self.show, self.canvas)
        return (beside[0] + (beside[2] - box[2]) / 2, *box[1:]) if beside else box

    def captions(self, span: Span, plates: Plates, lift: int = 0) -> Iterator[tuple[Span, Box]]:
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
        boxes = [told("caption", TWO_LINES, self.show, self.canvas) for told in (standing, painted_by)]
        drawn, painted = ((box[0], box[1], box[0] + box[2], box[1] + box[3]) if box else _NOWHERE for box in boxes)
        left, top, right, bottom = (one - other for one, other in zip(drawn, painted, strict=True))
        return caption[0] + left, caption[1] + top, caption[2] + right - left, caption[3] + bottom - top
