"""Burned captions beside the strap over a document, where they have room there: above it they take the page's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newscast.base.box import Box
from newscast.build.faces.columns import edges
from newscast.build.faces.on_canvas import OnCanvas
from newscast.captions.cue import Cue
from newscast.captions.halving import in_two
from newscast.picture.boxes import MIDDLE
from newscast.picture.signing import signed_spans
from newscast.timeline.model import BAND, PlacedSegment, PlacedSuper
from newscast.timeline.seen import CaptionPlace, Shot
from newscast.timeline.spans import Span, within

_CLEAR = 24
"""Pixels of the design between a text and captions beside it."""
Recaptioned = tuple[tuple[Span, CaptionPlace], ...]
"""Where captions stand in frames of a shot."""


def beside_strap(
    on: OnCanvas, shot: Shot, segment: PlacedSegment, supers: Sequence[PlacedSuper], cues: Sequence[Cue]
) -> Recaptioned:
    """Where the captions over a shot stand that are seen with texts at the bottom; none where one of them has no room
    at the right of these."""
    if not on.drawn.are_captions_above_texts or within(signed_spans(segment, on.drawn), shot.span):
        return ()
    texts = [(each, box) for each in supers if (box := _low(on, each, segment))]
    found = list[tuple[Span, CaptionPlace]]()
    for cue in cues:
        for span in within([shot.span], Span(cue.start, cue.end)):
            low = [box for each, box in texts if within([each.span], span)]
            place = next(_places(on, cue, span, low), None) if low else CaptionPlace()
            if place is None:
                return ()
            found.append((span.later(-shot.start), place))
    return tuple(each for each in found if each[1] != CaptionPlace())


def _low(on: OnCanvas, shown: PlacedSuper, segment: PlacedSegment) -> Box | None:
    """The place of a text that comes and goes in the lower half."""
    if shown.stands or shown.graphic in BAND:
        return None
    there = on.painted(shown, segment)
    return there if there and there[1] > MIDDLE else None


def _places(on: OnCanvas, cue: Cue, span: Span, texts: Sequence[Box]) -> Iterator[CaptionPlace]:
    """The place of a caption at the right edge, beside texts, with their lower edge: as it is, else in two lines."""
    (wide, high), found = on.drawn.size, edges(on.drawn)
    right, bottom = (max(box[side] + box[side + 2] for box in texts) for side in (0, 1))
    for said in (cue, in_two(cue, on.show.captions, on.show.language)):
        box = on.captioned(said, span, ()) if found else None
        if found and box and found[1] - box[2] * wide >= right * wide + _CLEAR:
            across = round(found[1] - (box[0] + box[2]) * wide)
            higher = round((box[1] + box[3] - bottom) * high)
            yield CaptionPlace(-max(1, higher), across, said.lines != cue.lines)
