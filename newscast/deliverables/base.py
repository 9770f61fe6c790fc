"""What a deliverable is. To add one: a module of its name in this room, a line in `show/deliverables.py`, a test."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from newscast.deliverables.cut import Cut
from newscast.picture.segment import Drawn
from newscast.qc.model import Wanted
from newscast.show.model import CaptionStyle, Show
from newscast.step.step import Step
from newscast.timeline.form import Form

Role = Literal["programme", "captions", "thumbnail", "cover", "post"]


@dataclass(frozen=True)
class Product:
    """One file: its path inside the episode folder, what makes it, and what it must measure, if it is measured.

    `wanted` is given for programmes; their sound is compared with the cut's mix. `drawn` is every graphic in it.
    `sound` is what is measured instead of the file's own: that of a draft, before it was encoded.
    """

    path: str
    role: Role
    content: Step | bytes
    wanted: Wanted | None = None
    drawn: tuple[Drawn, ...] = ()
    sound: Step | None = None


@dataclass(frozen=True)
class Deliverable:
    """`form` decides the timeline; `products` lists the files of one cut; `captions` is the style of its captions."""

    form: Form
    products: Callable[[Cut], list[Product]]
    captions: Callable[[Show], CaptionStyle] | None = None
