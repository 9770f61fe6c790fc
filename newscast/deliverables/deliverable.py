"""What a deliverable is, before anything is made of it: its timeline's form, what it shows, how it is captioned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from newscast.show.model import CaptionStyle, Show
from newscast.timeline.form import Form


@dataclass(frozen=True)
class Poster:
    """The graphic over the cut's first picture that stands for it; `size` in pixels where it is not its canvas's."""

    graphic: str
    canvas: str
    size: tuple[int, int] | None = None


@dataclass(frozen=True)
class Deliverable:
    """`form` decides the timeline, and the canvas of its pictures; `captions` is the style of its captions, which are
    `burned` into the pictures, are text `tracks` of the programme, or lie beside it. With `on_request` it has captions
    only where the kit names files of them."""

    form: Form
    captions: Callable[[Show], CaptionStyle] | None = None
    burned: bool = False
    tracks: bool = False
    on_request: bool = False
    poster: Poster | None = None
