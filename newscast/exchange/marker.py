"""A marker: something that is said of a frame or a range of a programme, for an editor to find there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal["comments", "segments", "checks", "supers"]
KINDS: tuple[Kind, ...] = ("comments", "segments", "checks", "supers")
"""What there are markers of, as they are asked for."""


@dataclass(frozen=True)
class Marker:
    """`frame` counts from the start of the timeline, `end` is the frame after the last one; both are None where what is
    said stands nowhere in this version. `name` is short, `text` all of it; `state` is `open`, `resolved`, `warn` or
    `fail`. `segment` is the one it lies in, `place` the `file:line` of the rundown; each may be empty."""

    kind: Kind
    frame: int | None
    end: int | None
    name: str
    text: str = ""
    author: str = ""
    state: Literal["", "open", "resolved", "warn", "fail"] = ""
    segment: str = ""
    place: str = ""

    @property
    def frames(self) -> int:
        """How long it is; a marker at a frame is one frame long."""
        return 1 if self.frame is None or self.end is None else max(1, self.end - self.frame)


@dataclass(frozen=True)
class Colour:
    """A colour as OpenTimelineIO and lists of locators name it, and as DaVinci Resolve does."""

    name: str
    resolve: str


_COLOURS: Mapping[tuple[str, str], Colour] = {
    ("comments", "open"): Colour("YELLOW", "Yellow"),
    ("comments", "resolved"): Colour("GREEN", "Green"),
    ("checks", "fail"): Colour("RED", "Red"),
    ("checks", "warn"): Colour("MAGENTA", "Fuchsia"),
    ("supers", ""): Colour("CYAN", "Cyan"),
}
"""Such as all programs have."""
_OTHERS = Colour("BLUE", "Blue")


def colour_of(marker: Marker) -> Colour:
    """What a marker is told from others by."""
    return _COLOURS.get((marker.kind, marker.state), _OTHERS)


def in_order(markers: Iterable[Marker]) -> list[Marker]:
    """As they come in the programme; what stands nowhere in it last."""
    return sorted(markers, key=lambda each: (each.frame is None, each.frame or 0, KINDS.index(each.kind), each.name))


def within(markers: Iterable[Marker], start: int, frames: int) -> list[Marker]:
    """Those of a stretch of the timeline, counted from its start; a range that reaches out of it is cut there."""
    kept = []
    for each in markers:
        if each.frame is None:
            continue
        first, last = max(each.frame, start), min(each.frame + each.frames, start + frames)
        if first < last:
            end = None if each.end is None else last - start
            kept.append(replace(each, frame=first - start, end=end))
    return kept


def at_rate(markers: Iterable[Marker], factor: int) -> list[Marker]:
    """Those of a programme that has `factor` pictures for each frame of its timeline."""
    return [
        replace(
            each,
            frame=None if each.frame is None else each.frame * factor,
            end=None if each.end is None else each.end * factor,
        )
        for each in markers
    ]
