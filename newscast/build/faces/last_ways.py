"""What is left where no crop keeps a face free: a card's headline has no picture, and what stays on a face is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from newscast.base.box import shared
from newscast.base.canvas import shape_of
from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.build.faces.giving_way import TOLD, Plates, Spoilt, lowered
from newscast.build.faces.on_canvas import TEXT_BELOW, OnCanvas
from newscast.build.faces.shots import Aiming
from newscast.build.faces.times import taken_by
from newscast.captions.cue import Cue
from newscast.graphics.places import CAPTIONS
from newscast.picture.boxes import TOUCHED
from newscast.timeline.seen import CaptionPlace, GraphicShot, Shot
from newscast.timeline.shots import TOPIC
from newscast.timeline.spans import Span, within


@dataclass(frozen=True)
class LastWays:
    """One segment on one canvas, with what gives its captions, as far as they are burned in; what there is to warn of
    is added to `remarks`."""

    on: OnCanvas
    remarks: list[Problem]
    cues: Callable[[], Sequence[Cue]]
    spoilt: list[int] = field(default_factory=list)
    """Of each caption that found no place in all of its shot, by how much it lies on faces: 2 is on eyes or a mouth."""

    def shown(self, shot: Shot, place: Place | None, plates: Plates, signed: Sequence[Span], bug: Plates) -> Shot:
        """The shot with what gives way last."""
        shot = self._captioned(self._told(shot, place, signed), place, plates, signed, bug)
        windows = [(Span(first, last), box) for first, last, box in self.on.windows(shot, shot.start, signed)]
        if any(taken_by(box, span, list(self.on.sure_in(shot))) for span, box in windows):
            message = _("In {name} on {canvas} the window of sign language lies on somebody's face.")
            self.remarks.append(self._problem(message, shot, place, code="signer-over-face"))
        return shot

    def _told(self, shot: Shot, place: Place | None, signed: Sequence[Span]) -> Shot:
        """A card whose headline would lie on a face of its picture, beside that; without it, as stories without
        pictures are, where its drawing knows no such place."""
        card = shot.picture
        if not isinstance(card, GraphicShot) or card.graphic not in TEXT_BELOW or card.background is None:
            return shot
        if self.on.touched(shot, [], []) <= TOUCHED:
            return shot
        if apart := Aiming(self.on, []).apart(shot, place, signed):
            return apart
        message = _("{name} is not shown on {canvas} behind a headline: wherever that stood it would lie on a face.")
        self.remarks.append(self._problem(message, shot, place, code="headline-over-face"))
        fields = tuple(("department" if name == "kicker" else name, text) for name, text in card.fields)
        return replace(shot, picture=replace(card, graphic=TOPIC, fields=fields, background=None))

    def _captioned(self, shot: Shot, place: Place | None, plates: Plates, signed: Sequence[Span], bug: Plates) -> Shot:
        """The shot with the place at which captions over it lie on no face in all of its time; else each of them at its
        own, on no eyes and no mouth, where the crop could not keep them free; told where there is none."""
        rising = self.on.drawn.are_captions_above_texts and self.on.has_faces(shot)
        lift, spoils = self.on.caption_lift(shot, plates, signed, self.cues() if rising else ())
        parts = self.on.caption_lifts(shot, self.cues(), plates, signed) if spoils else {}
        if lift and not spoils and (raised := self._raised(shot, plates, signed)):
            parts, lift = {span: (CaptionPlace(lift), "") for span in raised}, 0
        spoilt = [left for _lift, left in parts.values() if left in TOLD]
        self.spoilt.extend(1 + TOLD.index(left) for left in spoilt)
        if spoilt:
            self.remarks.append(self._filling(shot, place, "eyes" if "eyes" in spoilt else "face"))
        places, box = {CaptionPlace(lift), *(each for each, _left in parts.values())}, self.on.drawn.box(CAPTIONS)
        if box is None or places == {CaptionPlace()}:
            return shot
        there = [lowered(box, each.lift, self.on.drawn) for each in places if each.lift]
        named = shot.bug and not any(each and shared(where, each) for where in there for _shown, each in bug)
        placed = tuple((span.later(-shot.start), each) for span, (each, _left) in parts.items())
        return replace(shot, captions=lift, recaptioned=placed, bug=named)

    def _raised(self, shot: Shot, plates: Plates, signed: Sequence[Span]) -> list[Span]:
        """The captions over a shot that have to go elsewhere because they would stand above a text, and without that
        would not: the others stay at their place."""
        coming = [shown.span for shown, _box in plates if not shown.stands]
        staying = [each for each in plates if each[0].stands]
        if self.on.caption_lift(shot, staying, signed) != (0, ""):
            return []
        spans = [span for cue in self.cues() for span in within([shot.span], Span(cue.start, cue.end))]
        return [span for span in spans if within(coming, span)]

    def _filling(self, shot: Shot, place: Place | None, spoils: Spoilt) -> Problem:
        message = _(
            "In {name} on {canvas} captions lie on somebody's face wherever they stand: here on no eyes, no mouth."
        )
        if spoils == "eyes":
            message = _("In {name} on {canvas} captions cover the eyes or the mouth of somebody wherever they stand.")
        return self._problem(message, shot, place, code="captions-over-face")

    def _problem(self, message: str, shot: Shot, place: Place | None, *, code: str) -> Problem:
        file = shot.pictured.file if shot.pictured else None
        hint = _("Show it smaller there: `fit: pad`, or a stretch that is further away.")
        told = message.format(name=file.name if file else "", canvas=shape_of(self.on.canvas.name))
        return Problem(told, hint, place, warning=True, code=code, medium=file)
