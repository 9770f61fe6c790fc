"""A picture as it is made on one canvas: what is at the bottom of it, and graphics that are laid over that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from newscast.base.canvas import Canvas
from newscast.graphics.design import design
from newscast.graphics.model import Layer
from newscast.graphics.overlay import overlay, overlay_at
from newscast.graphics.places import Places, places_on
from newscast.media.missing import Media, present
from newscast.picture.clip import clip
from newscast.picture.laid import Shown
from newscast.picture.plain import color
from newscast.picture.proxied import source_of
from newscast.picture.still import still, still_step
from newscast.show.model import Show
from newscast.step.step import Source, Step
from newscast.timeline.seen import ClipShot, StillShot


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
class Painting:
    """Lays pictures and graphics of one show on one canvas."""

    show: Show
    canvas: Canvas
    media: Media
    bare: bool = False
    """Whether of cards nothing is painted but their grounds, and pictures without texts."""

    @cached_property
    def places(self) -> Places:
        """Where what has its place stands on the canvas."""
        return places_on(self.canvas, self.show)

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

    def _draw(self, picture: Picture, shown: Shown, start: int, frames: int, at: int | None = None, **how: Any) -> None:
        layers = design(shown.graphic, dict(shown.told), self.show, self.canvas, start, frames, **how)
        picture.drawn.append(drawn_of(shown, *(layer.image for layer in layers)))
        self._lay(picture, layers, at)

    def _lay(self, picture: Picture, layers: Iterable[Layer], at: int | None, drawn_for: Canvas | None = None) -> None:
        """Layers over a picture, `drawn_for` a part of the canvas or for all of it."""
        there = drawn_for or self.canvas
        for layer in layers:
            stream = picture.stream
            picture.stream = overlay(stream, layer, there) if at is None else overlay_at(stream, layer, there, at)
            picture.inputs.append(layer.image)


def drawn_of(shown: Shown, *images: Step) -> Drawn:
    """A graphic with the steps that draw it."""
    return Drawn(**vars(shown), images=images)


def counted(stream: Any, rate: Fraction) -> Any:
    """The pictures with times by their number, on a clock of one tick a frame.

    Times after a concat are rounded to its time base, and an opener's clock is another than a clip's.
    """
    return stream.filter("settb", f"{rate.denominator}/{rate.numerator}").filter("setpts", "N")
