"""A graphic that a picture needs, and when it is laid over it."""

from __future__ import annotations

from dataclasses import dataclass

from newscast.base.canvas import Canvas
from newscast.graphics.catalogue import ACROSS, BESIDES, COLUMN
from newscast.graphics.model import Change
from newscast.timeline.spans import Span

Fields = tuple[tuple[str, str | tuple[str, ...]], ...]


@dataclass(frozen=True)
class Shown:
    """A graphic that a picture needs; `captioned` where captions are burned in over it."""

    graphic: str
    fields: Fields
    canvas: Canvas
    captioned: bool = False
    signed: bool = False
    """Whether a window of sign language stands on the picture with it."""
    pictured: bool = False
    """Whether a picture is seen in it."""
    plated: bool = False
    """Whether its texts have a plate, or a stronger scrim, for the picture behind them."""
    apart: bool = False
    """Whether its picture is seen beside its texts."""
    across: int = 0
    """Pixels of the design by which all of it stands further right than it is drawn."""
    column: int = 0
    """How wide the column is for which it is drawn; 0 where it has all of its room."""

    @property
    def told(self) -> Fields:
        """All that it is told."""
        holding = (self.captioned, self.signed, self.pictured, self.plated, self.apart)
        besides = [(name, "yes") for name, holds in zip(BESIDES, holding, strict=True) if holds]
        beside = [(name, f"{pixels}") for name, pixels in ((ACROSS, self.across), (COLUMN, self.column)) if pixels]
        return (*self.fields, *besides, *beside)


@dataclass(frozen=True)
class Laid:
    """A graphic over the picture, in frames of the segment; some of its texts may change meanwhile."""

    shown: Shown
    start: int
    frames: int
    changes: tuple[Change, ...] = ()
    since: int = 0
    """Frames of the segment that went before, where it rolls."""
    drop: int = 0
    """Design pixels by which it stands lower than it was drawn."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + self.frames)
