"""Where the texts of a segment stand on a canvas for what else is seen with them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newscast.base.canvas import Canvas
from newscast.graphics.places import IN_COLUMN, Places
from newscast.picture.laid import Shown
from newscast.picture.signing import signed_spans
from newscast.timeline.model import BAND, PlacedSegment, PlacedSuper
from newscast.timeline.spans import Span, within


def is_seen(shown: PlacedSuper, places: Places) -> bool:
    """Whether a canvas shows a text at all."""
    return places.of(shown.graphic).shown


def shown_of(shown: PlacedSuper, segment: PlacedSegment, canvas: Canvas, places: Places) -> Shown:
    """The graphic of a text of a segment."""
    column = places.areas.get(IN_COLUMN) if shown.narrow else None
    return Shown(
        shown.graphic,
        shown.fields,
        canvas,
        signed=_is_signed(shown, segment, places),
        plated=shown.plated,
        across=shown.across,
        column=int(column.width) if column else 0,
    )


def drop_of(shown: PlacedSuper, segment: PlacedSegment, places: Places) -> int:
    """How many design pixels lower than it was drawn a text stands for what else is seen, apart from its own `lift`."""
    manner = places.of(shown.graphic)
    standing_there = {each.graphic for each in segment.supers}
    down = sum(places.of(graphic).row for graphic in manner.below if graphic in standing_there)
    if shown.stands:
        return down
    if manner.signer and _is_signed(shown, segment, places):
        down += manner.signer
    return down - (manner.band if band_of(segment.supers, places) else 0)


def is_named(shown: PlacedSuper, segment: PlacedSegment, places: Places) -> bool:
    """Whether a text that knows another place over pictures has to stand there, since a name is seen at the top."""
    names = [each.span for each in named_in(segment, places)]
    return places.of(shown.graphic).apart and meets(shown.span, names)


def named_in(segment: PlacedSegment, places: Places) -> list[PlacedSuper]:
    """The texts of a segment that stand where the show's name does otherwise."""
    taking = (each for each in segment.supers if "bug" in places.of(each.graphic).takes and not each.lift)
    return [each for each in taking if is_seen(each, places)]


def band_of(supers: Iterable[PlacedSuper], places: Places) -> list[Span]:
    """When something stands at the bottom edge."""
    return [shown.span for shown in supers if shown.graphic in BAND and is_seen(shown, places)]


def _is_signed(shown: PlacedSuper, segment: PlacedSegment, places: Places) -> bool:
    return meets(shown.span, signed_spans(segment, places))


def meets(frames: Span, others: Sequence[Span]) -> bool:
    """Whether some frames lie in one of others."""
    return bool(within(others, frames))
