"""The picture of one segment on one canvas: its shots one after another, and everything that is laid over them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import Any

from newscast.base.canvas import Canvas
from newscast.captions.cue import Cue
from newscast.graphics.backing import ground_layers
from newscast.graphics.bars import Heard
from newscast.graphics.catalogue import PICTURED, PORTRAYING
from newscast.graphics.design import design, required_template
from newscast.graphics.matte import matted
from newscast.graphics.model import Layer
from newscast.graphics.opener import opener, opener_layers, window_of
from newscast.graphics.overlay import overlay, overlay_at
from newscast.graphics.places import BESIDE, Places, places_on
from newscast.graphics.standing import lowest_in
from newscast.graphics.window import PICTURES, Window, place_of_pictures
from newscast.media.missing import Media, present
from newscast.picture.boxes import MIDDLE, height_above
from newscast.picture.clip import clip
from newscast.picture.comparing import parted, sorted_out
from newscast.picture.narrowing import beside_window, narrowed
from newscast.picture.outgoing import emptying, going_on_over, held, outgoing
from newscast.picture.plain import color
from newscast.picture.proxied import source_of
from newscast.picture.sheet import ALL
from newscast.picture.shown import OPENER, Laid, Shown, card, is_captioned, laid_over
from newscast.picture.signer import PLAYING, going_on, made_smaller, with_window
from newscast.picture.signing import is_beside, signed_spans
from newscast.picture.still import still, still_step
from newscast.show.model import Show
from newscast.sound.bars import bars_step, frames_a_bar
from newscast.step.nodes import concatenated, filtered, source
from newscast.step.step import Source, Step
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import ClipShot, ComparedShot, GraphicShot, Shot, StillShot

AFTER = 100
"""The playing of a clip that goes on below a transition, apart from those of the segment it leads into."""
ABOVE_TEXT = 0.125
"""Where a picture that does not cover the canvas stands below a graphic of the whole canvas, whose text is at the
bottom: see fitted()."""


@dataclass(frozen=True)
class Drawn(Shown):
    """A graphic with the steps that draw it."""

    images: tuple[Step, ...] = ()


@dataclass
class Picture:
    """A picture as ffmpeg-python stream, all it is made from, and the graphics in it."""

    stream: Any
    inputs: list[Source] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)


@dataclass(frozen=True)
class Painter:
    """Paints segments of one show on one canvas, with `cues` burned in where there are any."""

    show: Show
    canvas: Canvas
    media: Media
    bare: bool = False
    """Whether of cards nothing is painted but their grounds, and pictures without texts."""

    @cached_property
    def places(self) -> Places:
        """Where what has its place stands on the canvas."""
        return places_on(self.canvas, self.show)

    def segment(self, segment: PlacedSegment, cues: Iterable[Cue] = ()) -> Picture:
        """All frames of a segment, with its texts, the bug, burned captions and the window of sign language."""
        cues = tuple(cues)
        picture = self._shots(segment, cues)
        for laid in laid_over(segment, self.canvas, self.show, cues):
            self._lay_over(picture, laid)
        self._sign(picture, segment)
        return picture

    def after(self, segment: PlacedSegment, frames: int, cues: Sequence[Cue] = (), emptied: bool = False) -> Picture:
        """What goes on below a transition: the segment's last picture, from its clip or held, for `frames`.

        Its captions are over by then; a card stands where it stood with them. One that is `emptied` loses its texts
        first, so that those of what comes do not stand on them; what is seen in all of a programme stays.
        """
        picture = self._after(segment, frames, cues, emptied)
        for laid in going_on_over(segment, self.canvas, self.show):
            shown, how = laid.shown, dict[str, Any](since=laid.since, drop=laid.drop)
            layers = design(shown.graphic, dict(shown.told), self.show, self.canvas, 0, frames, **how)
            self._lay(picture, [outgoing(layer, shown.graphic, emptied) for layer in layers], None)
        signer = going_on(segment, frames, self.places)
        if signer:
            self._sign(picture, signer, playing=PLAYING + AFTER)
        return picture

    def _after(self, segment: PlacedSegment, frames: int, cues: Sequence[Cue], emptied: bool) -> Picture:
        last = segment.shots[-1]
        if isinstance(last.picture, ClipShot):
            start = last.picture.start + last.frames
            end = int(present(self.media, last.picture.file).duration * self.canvas.rate)
            going_on = replace(last.picture, start=min(start, max(0, end - 1)))
            return self._shot(Shot(0, frames, going_on), (AFTER,))
        told: dict[str, Any] = {"captioned": is_captioned(last, cues), "beside": self._is_beside(last, segment)}
        shot, playing, rate = replace(last, start=0), _playing(last), self.canvas.rate
        picture = self._shot(shot, playing, **told)
        picture.stream = held(picture.stream, last.frames, frames)
        if emptied and isinstance(last.picture, GraphicShot):
            bare = replace(self, bare=True)._shot(shot, playing, **told)
            emptier = counted(held(bare.stream, last.frames, frames), rate)
            picture.stream = emptying(counted(picture.stream, rate), emptier, frames, rate)
            picture.inputs += bare.inputs
        return picture

    def moment(self, segment: PlacedSegment, at: int, cues: Iterable[Cue] = ()) -> Picture:
        """The frame of that number of a segment alone: that of segment(), from as little of its media as shows it."""
        cues = tuple(cues)
        shot = next(shot for shot in segment.shots if at < shot.start + shot.frames)
        beside = self._is_beside(shot, segment)
        captioned = is_captioned(shot, cues)
        picture = self._shot(shot, _playing(shot), captioned=captioned, at=at - shot.start, beside=beside)
        for laid in laid_over(segment, self.canvas, self.show, cues):
            if laid.start <= at < laid.start + laid.frames:
                self._lay_over(picture, laid, at)
        self._sign(picture, segment, at)
        return picture

    def still(self, shot: ClipShot | StillShot | None, over: Shown) -> Picture:
        """One frame with a graphic over it: a thumbnail or a cover."""
        if isinstance(shot, StillShot):
            # The texts that a document stands between are not there.
            shot = replace(shot, between=ALL, narrower=())
        picture = (
            self._background(shot, 1, 0, self._height_beside(shot, over), faceless=True)
            if shot
            else Picture(color(self.canvas, 1, self.show.colors.primary))
        )
        self._draw(picture, over, 0, 1)
        return picture

    def _height_beside(self, shot: ClipShot | StillShot, over: Shown) -> float:
        """Where a picture stands that the texts of a graphic hide least of, as far as it may be above them."""
        seen = present(self.media, shot.file).on_page(shot.page if isinstance(shot, StillShot) else 1).picture
        texts = lowest_in(over.graphic, dict(over.told), self.show, self.canvas)
        if seen is None or texts is None:
            return ABOVE_TEXT
        return min(ABOVE_TEXT, height_above((seen.width, seen.height), self.canvas, shot.fit, texts) or 0.0)

    def _shots(self, segment: PlacedSegment, cues: Sequence[Cue]) -> Picture:
        shots = segment.shots
        seen = Counter[Path]()
        pictures = [
            self._shot(shot, _playing(shot, seen), is_captioned(shot, cues), beside=self._is_beside(shot, segment))
            for shot in shots
        ]
        if len(pictures) == 1:
            return pictures[0]
        whole = Picture(concatenated([picture.stream for picture in pictures]))
        for picture in pictures:
            whole.inputs += picture.inputs
            whole.drawn += picture.drawn
        whole.stream = counted(whole.stream, self.canvas.rate)
        return whole

    def _is_beside(self, shot: Shot, segment: PlacedSegment) -> bool:
        """Whether a shot is a card that makes room for a window."""
        return BESIDE in self.places.areas and is_beside(shot, signed_spans(segment, self.places))

    def _shot(
        self,
        shot: Shot,
        playing: Sequence[int],
        captioned: bool = False,
        at: int | None = None,
        beside: bool = False,
    ) -> Picture:
        """All pictures of a shot, or the one of number `at` alone; a card is made smaller `beside` a window. `playing`
        is the playing of each of its clips."""
        if not isinstance(shot.picture, GraphicShot):
            return self._background(shot.picture, shot.frames, playing[0], height_of(shot), at)
        if shot.picture.graphic == OPENER:
            return self._opener(shot, shot.picture, playing, at)
        picture = (
            self._compared(shot, shot.picture, playing, captioned, at)
            if isinstance(shot.picture, ComparedShot)
            else self._card(shot, shot.picture, playing, captioned, at, beside)
        )
        if beside and isinstance(shot.picture, ComparedShot):
            ground = self._field(shot.frames if at is None else 1)
            picture.stream = made_smaller(picture.stream, ground.stream, self.canvas, self.places)
        return picture

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
        picture.drawn.append(_drawn(shown, *(layer.image for layer, _ in layers)))
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
        picture.drawn.append(_drawn(shown, *(layer.image for layer in layers)))
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
        picture = Picture(stream, inputs, [_drawn(shown, *(layer.image for layer in made if layer.label != PICTURES))])
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

    def below(self, shot: Shot, own: bool) -> Picture:
        """What texts over a shot stand on; with `own` those of its own graphic."""
        graphic, below = shot.picture, shot.pictured
        if not own or not isinstance(graphic, GraphicShot):
            return self._shot(shot, _playing(shot))
        if graphic.graphic == OPENER and below:
            shown = card(graphic, self.show, self.canvas, captioned=False)
            return self._in_window(shot, shown, 0, None) if shown.pictured else self._field(shot.frames)
        if below is None or graphic.apart or graphic.graphic in PORTRAYING:
            return self._field(shot.frames)
        return self._background(below, shot.frames, 0, height_of(shot), faceless=True)

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
        return Picture(stream.filter("format", "yuv420p").filter("setsar", "1"), [made], [_drawn(graphic, made)])

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
        picture.drawn.append(_drawn(graphic, *(layer.image for layer in layers)))
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

    def _field(self, frames: int) -> Picture:
        return Picture(color(self.canvas, frames, self.show.colors.primary))

    def _background(
        self,
        shot: ClipShot | StillShot,
        frames: int,
        playing: int,
        height: float,
        at: int | None = None,
        faceless: bool = False,
    ) -> Picture:
        info = present(self.media, shot.file)
        shown: dict[str, Any] = {"frames": frames, "fit": shot.fit, "focus": shot.focus, "height": height}
        shown["faceless"] = faceless
        if isinstance(shot, StillShot):
            info = info.on_page(shot.page)
            made = still_step(info, shot.veils)
            shown |= {"between": shot.between, "narrower": shot.narrower}
            stream, steps = still(made, info, self.canvas, move=shot.move, at=at, **shown)
            return Picture(stream, [*steps])
        if at is not None:
            shown["frames"] = 1
        shown |= {"aims": shot.aims, "veils": shot.veils}
        stream = clip(info, self.canvas, start=shot.start + (at or 0), playing=playing, **shown)
        return Picture(stream, [source_of(info)])

    def _lay_over(self, picture: Picture, laid: Laid, at: int | None = None) -> None:
        how = {"changes": laid.changes, "since": laid.since, "drop": laid.drop}
        self._draw(picture, laid.shown, laid.start, laid.frames, at, **how)

    def _sign(self, picture: Picture, segment: PlacedSegment, at: int | None = None, playing: int = PLAYING) -> None:
        if not segment.signer:
            return
        laid = with_window(picture.stream, segment, self.canvas, self.places, self.media, at, playing)
        picture.stream, inputs = laid
        picture.inputs += inputs

    def _draw(self, picture: Picture, shown: Shown, start: int, frames: int, at: int | None = None, **how: Any) -> None:
        layers = design(shown.graphic, dict(shown.told), self.show, self.canvas, start, frames, **how)
        picture.drawn.append(_drawn(shown, *(layer.image for layer in layers)))
        self._lay(picture, layers, at)

    def _lay(self, picture: Picture, layers: Iterable[Layer], at: int | None, drawn_for: Canvas | None = None) -> None:
        """Layers over a picture, `drawn_for` a part of the canvas or for all of it."""
        there = drawn_for or self.canvas
        for layer in layers:
            stream = picture.stream
            picture.stream = overlay(stream, layer, there) if at is None else overlay_at(stream, layer, there, at)
            picture.inputs.append(layer.image)


def _drawn(shown: Shown, *images: Step) -> Drawn:
    return Drawn(**vars(shown), images=images)


def _playing(shot: Shot, seen: Counter[Path] | None = None) -> tuple[int, ...]:
    """The playing of each picture of a shot, after those that were `seen`, which it is noted in."""
    seen = Counter() if seen is None else seen
    numbers = []
    for each in shot.pictures:
        numbers.append(seen[each.file])
        seen[each.file] += 1
    return tuple(numbers) or (0,)


def height_of(shot: Shot) -> float:
    """Where its picture stands where that does not cover what it is seen on: in the middle of an opener's window, where
    two are compared, and beside texts, high up where another graphic lies over it."""
    if not isinstance(shot.picture, GraphicShot):
        return shot.picture.height
    if shot.picture.graphic == OPENER or isinstance(shot.picture, ComparedShot) or shot.picture.apart:
        return MIDDLE
    return min(shot.picture.background.height, ABOVE_TEXT) if shot.picture.background else ABOVE_TEXT


def counted(stream: Any, rate: Fraction) -> Any:
    """The pictures with times by their number, on a clock of one tick a frame.

    Times after a concat are rounded to its time base, and an opener's clock is another than a clip's.
    """
    return stream.filter("settb", f"{rate.denominator}/{rate.numerator}").filter("setpts", "N")
