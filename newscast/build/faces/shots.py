"""Shots with what is seen of their pictures: cropped where faces ask for it, blurred where they must not be known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from newscast.base.canvas import shape_of
from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.build.faces.giving_way import Plates, lowered, rise_of
from newscast.build.faces.on_canvas import TEXT_BELOW, OnCanvas
from newscast.build.faces.openers import is_told_over, opener_of, told_in_window
from newscast.build.faces.sought import BEYOND, Pictured, seen_from
from newscast.media.missing import found
from newscast.picture.boxes import CUT, HEIGHTS, SMALLER, clear_height, height_above
from newscast.picture.cropping import unsought
from newscast.picture.faces.detector import are_sought
from newscast.picture.faces.hiding import photo_veils, veils_over, whole_spans
from newscast.picture.faces.search import Faces
from newscast.picture.shot import ABOVE_TEXT, height_of
from newscast.picture.shown import card, seen_on
from newscast.timeline.comparing import are_alike, same_frame
from newscast.timeline.model import PlacedSuper
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot
from newscast.timeline.spans import Span, within

ON_CARDS = (ABOVE_TEXT, ABOVE_TEXT / 2, 0.0)
"""Where a picture may stand on a card whose text is at the bottom."""
_SEEN = Fraction(3, 10)
"""Seconds of a shot in which a text is there that a picture makes room for: it leaves in as many, and what leaves with
the cut before is hardly seen."""


@dataclass(frozen=True)
class Aiming:
    """Frames the shots of one canvas; what there is to warn of is added to `remarks`."""

    on: OnCanvas
    remarks: list[Problem]

    def shot(
        self,
        shot: Shot,
        place: Place | None,
        plates: Plates,
        seen: Sequence[Span],
        bug: Plates = (),
        smaller: bool = False,
        anyhow: bool = False,
    ) -> Shot:
        """The shot as it is framed beside texts, and beside the show's name if a crop can be; it may be made `smaller`
        for texts, `anyhow` also where somebody wrote that it fills the canvas. What is small on a card is beside it."""
        how = plates, seen, bug, smaller, anyhow
        pictures = tuple(self._aimed(picture, shot, place, *how) for picture in shot.pictures)
        opener = opener_of(shot)
        if opener and any(self._is_told_over(opener, picture, shot) for picture in pictures):
            return replace(shot, picture=replace(opener, background=None))
        alike = are_alike(*(found(self.on.media, each.file) for each in pictures)) if len(pictures) > 1 else False
        made = shot.showing(same_frame(pictures, alike))
        is_small = made.pictured is not None and made.pictured.fit in SMALLER and made.pictured.fit not in CUT
        return (self.apart(shot, place, seen) if smaller and is_small else None) or made

    def apart(self, shot: Shot, place: Place | None, signed: Sequence[Span]) -> Shot | None:
        """The card of a headline beside its picture, which is framed for its own part of the canvas; None where it is
        not drawn so, or a window of sign language stands there."""
        card = shot.picture
        if not isinstance(card, GraphicShot) or card.graphic not in TEXT_BELOW or card.background is None:
            return None
        own = card.background if card.background.fit in ("fill", "pad") else replace(card.background, fit="cover")
        beside = replace(shot, picture=replace(card, background=own, apart=True))
        if within(signed, shot.span) or self.on.seen_in(beside).canvas == self.on.canvas:
            return None
        return self.shot(beside, place, (), ())

    def with_room(self, shot: Shot) -> Shot:
        """The shot without a picture that its opener has no room for."""
        opener = opener_of(shot)
        if not opener or not opener.background or card(opener, self.on.show, self.on.canvas, captioned=False).pictured:
            return shot
        return replace(shot, picture=replace(opener, background=None))

    def _is_told_over(self, opener: GraphicShot, picture: Pictured, shot: Shot) -> bool:
        """Whether the texts of an opener lie on a face of the picture that it shows."""
        info = found(self.on.media, picture.file)
        told = told_in_window(opener, self.on.show, self.on.canvas)
        if info is None or info.picture is None or told is None:
            return False
        faces = self.on.faces(picture, info, shot.frames)
        size = info.picture.width, info.picture.height
        canvas = seen_on(shot, self.on.show, self.on.canvas)
        return faces is not None and is_told_over(told, picture, shot.frames, faces, size, canvas)

    def _aimed(
        self,
        picture: Pictured,
        shot: Shot,
        place: Place | None,
        plates: Plates,
        seen: Sequence[Span],
        bug: Plates,
        smaller: bool,
        anyhow: bool,
    ) -> Pictured:
        info = found(self.on.media, picture.file)
        if info is None or not info.picture:
            return picture
        size = info.picture.width, info.picture.height
        start = picture.start if isinstance(picture, ClipShot) else 0
        faces = self.on.faces(picture, info, shot.frames)
        if picture.faces_blurred:
            picture = self._hidden(picture, faces, shot, place)
        if picture is shot.picture and not are_sought():
            return self._unsought(picture, shot, size, plates)
        if smaller and not anyhow and faces and not any(boxes for _, boxes in faces.samples):
            # Texts lie on what may be a face wherever they stand: room for them is no crop after a shadow.
            faces = replace(faces, samples=faces.doubtful, doubtful=())
        read = isinstance(picture, StillShot) and picture.is_read
        if read or faces is None or not any(boxes for _, boxes in faces.samples):
            return picture if read else self._clear(shot, picture, size)
        from newscast.picture.faces.aiming import aimed_clip, aimed_photo
        from newscast.picture.faces.setting import Setting

        both = self.on.zones(shot, start, plates), self.on.windows(shot, start, seen)
        least = _least(shot, self.on.canvas.rate)
        zones, windows = ([zone for zone in each if zone[1] - zone[0] >= least] for each in both)
        canvas = seen_on(shot, self.on.show, self.on.canvas)
        aside = list(self.on.texts(shot, start, bug))
        setting = Setting(size, canvas, faces, zones, aside, _heights(shot), smaller, anyhow, windows)
        if isinstance(picture, ClipShot):
            return aimed_clip(picture, shot.frames, setting)
        return aimed_photo(picture, setting)

    def _unsought(self, picture: Pictured, shot: Shot, size: tuple[int, int], plates: Plates) -> Pictured:
        """The picture where nothing looks for people: above captions on a tall canvas, where it has room there."""
        if isinstance(picture, StillShot):
            picture = unsought(picture, self.on.canvas, self.on.media)
        captions = self.on.drawn.own_captions
        if captions and self.on.canvas.height > self.on.canvas.width:
            rise = rise_of([shown for shown, _ in plates], self.on.drawn)
            height = height_above(size, self.on.canvas, picture.fit, lowered(captions, -rise, self.on.drawn))
            if height is not None:
                return replace(picture, height=height)
        return self._clear(shot, picture, size)

    def _clear(self, shot: Shot, picture: Pictured, size: tuple[int, int]) -> Pictured:
        """The picture above burned captions, where they would lie across its edges."""
        captions = self.on.drawn.own_captions
        if isinstance(shot.picture, GraphicShot) or captions is None:
            return picture
        return replace(picture, height=clear_height(size, self.on.canvas, picture.fit, captions))

    def _hidden(self, picture: Pictured, faces: Faces | None, shot: Shot, place: Place | None) -> Pictured:
        """The picture with its faces blurred, as far as they are known."""
        if faces is None:
            return picture
        if isinstance(picture, StillShot):
            return replace(picture, veils=photo_veils(faces))
        start, end = picture.start, picture.start + shot.frames
        veils = veils_over(faces, seen_from(picture), end + round(BEYOND * self.on.canvas.rate))
        for first, last in whole_spans(veils):
            if first < end and last > start:
                self.remarks.append(self._lost(picture, max(first, start), min(last, end), place))
        return replace(picture, veils=veils)

    def made_smaller(self, shot: Shot, place: Place | None) -> Problem:
        """What is told of a shot that does not fill the canvas, as somebody wrote."""
        said = _("{name} does not fill {canvas} as `fit: fill` asks: a text would lie on somebody's face.")
        hint = _("Show a stretch that is further away, or write a `focus`: that holds, whatever lies on it.")
        file = shot.pictured.file if shot.pictured else None
        told = said.format(name=file.name if file else "", canvas=shape_of(self.on.canvas.name))
        return Problem(told, hint, place, warning=True, code="smaller-for-face", medium=file)

    def _lost(self, picture: ClipShot, first: int, last: int, place: Place | None) -> Problem:
        said = _("From {first} s to {last} s of {name} no face is found for certain: all of it is blurred there.")
        hint = _("Show another stretch, or write the boxes that are to be blurred: `blur: [[x, y, width, height]]`.")
        times = [f"{float(frame / self.on.canvas.rate):.1f}" for frame in (first, last)]
        text = said.format(first=times[0], last=times[1], name=picture.file.name)
        return Problem(text, hint, place, warning=True, code="blurred-whole", medium=picture.file)


def _heights(shot: Shot) -> tuple[float, ...]:
    """Where a picture may stand that does not cover what it is seen on, the usual place first."""
    if not isinstance(shot.picture, GraphicShot):
        return HEIGHTS
    below = shot.picture.graphic in TEXT_BELOW and not shot.picture.apart
    return ON_CARDS if below else (height_of(shot),)


def is_to_fill(shot: Shot) -> bool:
    """Whether somebody wrote that the picture of a shot fills the canvas, and not what is seen of it. One that is seen
    from one end to the other, as panoramas are, fills it by itself, and stays so."""
    seen = shot.pictured
    if isinstance(seen, StillShot) and seen.goes_along:
        return False
    return seen is not None and seen.fit == "fill" and seen.framed != "written"


def is_made_smaller(before: Shot, shot: Shot) -> bool:
    """Whether a shot that was to fill the canvas does so no more; it may be another part of its picture that does."""
    return is_to_fill(before) and not is_to_fill(shot)


def seen_with(shot: Shot, texts: Iterable[PlacedSuper], rate: Fraction) -> list[PlacedSuper]:
    """Those of a segment's texts that are seen with a shot of it, not only leaving."""
    seen = ((each, within([each.span], shot.span)) for each in texts)
    return [each for each, parts in seen if any(part.length >= _least(shot, rate) for part in parts)]


def _least(shot: Shot, rate: Fraction) -> int:
    """In how many frames of a shot a text has to be for it."""
    return min(shot.frames, round(_SEEN * rate))
