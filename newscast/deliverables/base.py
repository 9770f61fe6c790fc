"""What the module of a deliverable lists: its products, one file each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from newscast.base.roles import Role
from newscast.deliverables.cut import Cut
from newscast.picture.painting import Drawn
from newscast.qc.captions.model import Captions
from newscast.qc.limits import Limit
from newscast.qc.wanted import Wanted
from newscast.step.step import Step


@dataclass(frozen=True)
class Carrying:
    """The captions that a programme carries, by the way they go, and for text by language too; none where it only says
    more of itself. `read_back` is the step that reads them in the finished file. `written` is how those of CEA-608 were
    before signs that it lacks were replaced."""

    read_back: Step
    captions: Mapping[str, Captions]
    written: Captions = ()
    lead: int = 0
    """Frames of the file before those of the programme."""


@dataclass(frozen=True)
class Product:
    """One file: its path inside the episode folder, what makes it, and what it must measure, if it is measured.

    `wanted` is given for programmes; their sound is compared with the cut's mix. `drawn` is every graphic in it.
    `sound` is what is measured instead of the file's own: that of a draft, before it was encoded. `language` is the
    tag of a further language that captions are in. `limits` are those of the networks it is for. `measured` is what is
    measured instead of a programme that only got captions or words about itself, which `carrying` says then.
    """

    path: str
    role: Role
    content: Step | bytes
    wanted: Wanted | None = None
    drawn: tuple[Drawn, ...] = ()
    sound: Step | None = None
    language: str = ""
    of: Cut | None = None
    """The cut that it is of, where that is a block of the one that lists it."""
    limits: tuple[Limit, ...] = ()
    measured: Step | None = None
    carrying: Carrying | None = None
    gauged: Step | None = None
    """How loud what is measured is, where that is known."""


def products_of(cut: Cut) -> list[Product]:
    """The products of a cut, which the module lists that is named as its deliverable is, or the family of that."""
    found: list[Product] = import_module(f"newscast.deliverables.{cut.family}").products(cut)
    return found
