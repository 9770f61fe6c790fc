"""The picture of one shot on one canvas: a clip or a photo, or a card with what is seen in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

from newscast.graphics.backing import ground_layers
from newscast.graphics.bars import Heard
from newscast.graphics.catalogue import PICTURED, PORTRAYING
from newscast.graphics.design import design, required_template
from newscast.graphics.matte import matted
from newscast.graphics.model import Layer
from newscast.graphics.opener import opener, opener_layers, window_of
from newscast.graphics.window import PICTURES, Window, place_of_pictures
from newscast.media.missing import present
from newscast.picture.boxes import MIDDLE
from newscast.picture.comparing import parted, sorted_out
from newscast.picture.laid import Shown
from newscast.picture.narrowing import beside_window, narrowed
from newscast.picture.outgoing import held
from newscast.picture.painting import Painting, Picture, counted, drawn_of
from newscast.picture.shown import OPENER, card
from newscast.picture.signer import made_smaller
from newscast.picture.still import still_step
from newscast.sound.bars import bars_step, frames_a_bar
from newscast.step.nodes import filtered, source
from newscast.timeline.seen import ClipShot, ComparedShot, GraphicShot, Shot, StillShot
from newscast.timeline.spans import Span, within

ABOVE_TEXT = 0.125
"""Where a picture that does not cover the canvas stands below a graphic of the whole canvas, whose text is at the
bottom: see height_of()."""


@dataclass(frozen=True)
class ShotPainter(Painting):
    """Paints shots of one show on one canvas."""

    def _shot(
        self,
        shot: Shot,
        playing: Sequence[int],
        captioned: bool = False,
        at: int | None = None,
        beside: Sequence[Span] = (),
    ) -> Picture:
        """All pictures of a shot, or the one of number `at` alone; a card is made smaller `beside` a window that is
        seen in these frames of the shot. `playing` is the playing of each of its clips."""
        if not isinstance(shot.picture, GraphicShot):
            return self._background(shot.picture, shot.frames, playing[0], height_of(shot), at)
        if shot.picture.graphic == OPENER:
            return self._opener(shot, shot.picture, playing, at)
        picture = (
            self._compared(shot, shot.picture, playing, captioned, at)
            if isinstance(shot.picture, ComparedShot)
            else self._card(shot, shot.picture, playing, captioned, at, bool(beside))
        )
        if beside and isinstance(shot.picture, ComparedShot):
            picture.stream = self._smaller(picture.stream, shot, beside, at)
        return picture

    def _smaller(self, compared: Any, shot: Shot, beside: Sequence[Span], at: int | None) -> Any:
        """Two pictures made smaller where a window is beside them; it is as large as the canvas once that is gone."""
        there = [span for span in beside if at is None or span.start <= at < span.end]
        if not there:
            return compared
        ground, all_of_it = self._field(shot.frames if at is None else 1), Span(0, shot.frames)
        always = at is not None or within(there, all_of_it) == [all_of_it]
        return made_smaller(compared, ground.stream, self.canvas, self.places, () if always else there)

    def _card(
        self, shot: Shot, drawn: GraphicShot, playing: Sequence[int], captioned: bool, at: int | None, beside: bool
    ) -> Picture:
        name, below = drawn.graphic, drawn.background
        if drawn.apart and below and not beside:
            return self._apart(shot, drawn, below, playing[0], at)
        photo = None
        if name in PORTRAYING and isinstance(below, StillShot):
            photo, below = still_step(present(self.media, below.file), below.veils), None
        if below:
            picture = self._background(below, shot.frames, playing[0], height_of(shot), at, faceless=True)
        else:
            picture = self._field(shot.frames if at is None else 1)
        shown = card(drawn, self.show, self.canvas, captioned)
        if self.bare:
            whole = design(name, dict(shown.told), self.show, self.canvas, 0, shot.frames)
            self._lay(picture, whole[: ground_layers(whole, required_template(name, self.canvas, self.show))], at)
            return picture
        how: dict[str, Any] = {"photo": photo, "reveals": drawn.reveals, "heard": self._heard(drawn)}
        if not beside:
            self._draw(picture, shown, 0, shot.frames, at, **how)
            return picture
        told = dict(shown.told)
        part, origin = beside_window(name, told, self.show, self.canvas, self.places)
        layers = narrowed(name, told, self.show, self.canvas, part, origin, shot.frames, **how)
        picture.drawn.append(drawn_of(shown, *(layer.image for layer, _ in layers)))
        for layer, there in layers:
            self._lay(picture, [layer], at, there)
        return picture

    def _apart(
        self, shot: Shot, drawn: GraphicShot, below: ClipShot | StillShot, playing: int, at: int | None
    ) -> Picture:
        """A card that shows its picture beside its texts: that lies below all layers but the one in whose place it
        is."""
        shown = card(drawn, self.show, self.canvas, captioned=False)
        told = dict(shown.told)
        made = design(shown.graphic, told, self.show, self.canvas, 0, shot.frames)
        layers = [layer for layer in made if layer.label != PICTURES]
        window = place_of_pictures(shown.graphic, told, self.show, self.canvas)
        picture = self._in_place(below, shot, window, (), playing, at)
        picture.drawn.append(drawn_of(shown, *(layer.image for layer in layers)))
        grounds = ground_layers(layers, required_template(shown.graphic, self.canvas, self.show))
        self._lay(picture, layers[:grounds] if self.bare else layers, at)
        return picture

    def _compared(
        self, shot: Shot, drawn: ComparedShot, playing: Sequence[int], captioned: bool, at: int | None
    ) -> Picture:
        """Two pictures in one place of a graphic: see newscast.picture.comparing."""
        shown = card(drawn, self.show, self.canvas, captioned)
        made = design(shown.graphic, dict(shown.told), self.show, self.canvas, 0, shot.frames)
        layers, window = (
            sorted_out(made, shot.frames),
            place_of_pictures(shown.graphic, dict(shown.told), self.show, self.canvas),
        )
        sides = []
        for below, number, own in zip(shot.pictures, playing, layers.sides, strict=True):
            side = self._in_place(below, shot, window, layers.below, number, at)
            self._lay(side, () if self.bare else own, at)
            sides.append(side)
        first, second = (counted(each.stream, self.canvas.rate) for each in sides)
        inputs = list(dict.fromkeys(each for side in sides for each in side.inputs))
        stream = parted(first, second, self.canvas, window, layers.sweep, at)
        picture = Picture(
            stream, inputs, [drawn_of(shown, *(layer.image for layer in made if layer.label != PICTURES))]
        )
        if not self.bare:
            self._lay(picture, [*([layers.line] if layers.line else []), *layers.above], at)
        return picture

    def _in_place(
        self,
        below: ClipShot | StillShot,
        shot: Shot,
        window: Window,
        ground: Sequence[Layer],
        playing: int,
        at: int | None,
    ) -> Picture:
        """One picture where a graphic shows it, on what of that is below."""
        seen_there = replace(self, canvas=window.canvas)
        picture = seen_there._background(below, shot.frames, playing, height_of(shot), at)
        if window.canvas == self.canvas:
            return picture
        field = self._field(shot.frames if at is None else 1)
        self._lay(field, ground, at)
        laid = [counted(each.stream, self.canvas.rate) for each in (field, picture)]
        stream = filtered(laid, "overlay", x=window.x, y=window.y, format="yuv420")
        return Picture(stream, [*field.inputs, *picture.inputs])

    def _heard(self, shown: GraphicShot) -> Heard | None:
        """The recording whose levels a graphic shows."""
        take, rate = shown.heard, self.canvas.rate
        if take is None or take.file is None:
            return None
        measured = bars_step(take, present(self.media, take.file), self.show.rate, rate)
        return Heard(measured, frames_a_bar(rate), shown.since)

    def _opener(self, shot: Shot, shown: GraphicShot, playing: Sequence[int], at: int | None) -> Picture:
        told: dict[str, Any] = dict(shown.fields)
        graphic = card(shown, self.show, self.canvas, captioned=False)
        if self.bare:
            return self._field(shot.frames)
        if graphic.pictured:
            return self._pictured_opener(shot, graphic, told, playing[0], at)
        made = opener(self.show, told["name"], told["date"], self.canvas, shot.frames)
        stream = source(made.ref).video
        if at is not None:
            stream = stream.filter("trim", start_frame=at, end_frame=at + 1).filter("setpts", "0")
        return Picture(stream.filter("format", "yuv420p").filter("setsar", "1"), [made], [drawn_of(graphic, made)])

    def _pictured_opener(
        self, shot: Shot, graphic: Shown, told: dict[str, Any], playing: int, at: int | None
    ) -> Picture:
        """The layers of an opener over each other, with the picture that it shows in the place of one of them."""
        layers = opener_layers(self.show, told["name"], told["date"], self.canvas, shot.frames)
        number = [layer.label for layer in layers].index(PICTURED)
        picture = self._ground(layers[:number], shot.frames, at)
        shown = self._in_window(shot, graphic, playing, at)
        picture.stream = matted(picture.stream, shown.stream, layers[number], self.canvas, at)
        picture.inputs += [*shown.inputs, layers[number].image]
        self._lay(picture, layers[number + 1 :], at)
        picture.drawn.append(drawn_of(graphic, *(layer.image for layer in layers)))
        return picture

    def _ground(self, layers: Sequence[Layer], frames: int, at: int | None) -> Picture:
        """A field with layers over it for so many frames. Those that only stand are laid over one picture of it."""
        picture = self._field(1)
        standing = list(takewhile(lambda layer: layer.stands, layers))
        self._lay(picture, [replace(layer, frames=1) for layer in standing], None)
        if at is None:
            picture.stream = held(picture.stream, 1, frames)
        picture.stream = counted(picture.stream, self.canvas.rate)
        self._lay(picture, layers[len(standing) :], at)
        return picture

    def _in_window(self, shot: Shot, graphic: Shown, playing: int, at: int | None) -> Picture:
        """The picture of an opener where that shows it, and nothing around it."""
        assert shot.pictured
        window = window_of(self.show, dict(graphic.told), self.canvas)
        seen_there = replace(self, canvas=window.canvas)
        picture = seen_there._background(shot.pictured, shot.frames, playing, height_of(shot), at)
        size = self.canvas.width, self.canvas.height
        picture.stream = counted(picture.stream.filter("pad", *size, window.x, window.y), self.canvas.rate)
        return picture


def height_of(shot: Shot) -> float:
    """Where its picture stands where that does not cover what it is seen on: in the middle of an opener's window, where
    two are compared, and beside texts, high up where another graphic lies over it."""
    if not isinstance(shot.picture, GraphicShot):
        return shot.picture.height
    if shot.picture.graphic == OPENER or isinstance(shot.picture, ComparedShot) or shot.picture.apart:
        return MIDDLE
    return min(shot.picture.background.height, ABOVE_TEXT) if shot.picture.background else ABOVE_TEXT
