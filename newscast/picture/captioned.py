"""Captions that are burned in: where each stands, and which of its words are lit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newscast.base.box import Box, shared
from newscast.base.canvas import Canvas
from newscast.base.canvas import canvas as full_size
from newscast.captions.cue import Cue
from newscast.captions.halving import in_two
from newscast.graphics.model import Change
from newscast.graphics.places import Places
from newscast.graphics.standing import standing
from newscast.picture.laid import Laid, Shown
from newscast.picture.signing import signed_spans
from newscast.picture.texts import band_of, drop_of, meets, shown_of
from newscast.show.model import Show
from newscast.timeline.model import BAND, PlacedSegment, PlacedSuper
from newscast.timeline.seen import CaptionPlace, Shot
from newscast.timeline.slices import Slice
from newscast.timeline.spans import Span, merged, within, without

_CLEAR = 16
"""Pixels of the design between a caption and the text that it stands above."""


def burned_in(
    cues: Iterable[Cue], segment: PlacedSegment, canvas: Canvas, show: Show, places: Places
) -> Iterator[Laid]:
    """The captions of a segment, each above the texts that are there meanwhile."""
    signed, band = signed_spans(segment, places), band_of(segment.supers, places)
    for cue in cues:
        said = Shown("caption", caption_fields(cue), canvas, signed=meets(Span(cue.start, cue.end), signed))
        for span, place in _stretches(cue, segment):
            there = in_two(cue, show.captions, show.language) if place.broken else cue
            drawn = replace(said, fields=caption_fields(there), across=place.across)
            if place.lift:
                yield Laid(drawn, span.start, span.length, _lit_from(there, span.start), drop=place.lift)
                continue
            for part, clear in _cleared(said, span, segment, show, places):
                yield from _caption(drawn, there, part, band, clear, places)


def _stretches(cue: Cue, segment: PlacedSegment) -> list[tuple[Span, CaptionPlace]]:
    """The stretches of a caption, each with where it stands: it goes to another place with a cut."""
    whole, usual = Span(cue.start, cue.end), CaptionPlace()
    seen = [(shot, part) for shot in segment.shots for part in within([shot.span], whole)]
    shots = [(part, there) for shot, part in seen if (there := shot.caption_place(part)) != usual]
    found = [(part, usual) for part in without([whole], [span for span, _ in shots])]
    for there in dict.fromkeys(there for _, there in shots):
        found += [(span, there) for span in merged(span for span, each in shots if each == there)]
    return sorted(found, key=lambda each: each[0].start)


def _cleared(
    caption: Shown, whole: Span, segment: PlacedSegment, show: Show, places: Places
) -> Iterator[tuple[Span, int]]:
    """The stretches of a caption, each with how much higher than usual it stands for the texts on screen with it: it
    does not move while a picture is seen, and goes back to its place with a cut."""
    shots = [part for shot in segment.shots for part in within([shot.span], whole)] or [whole]
    found = [(part, _clear(caption, part, segment, show, places)) for part in shots]
    for high in dict.fromkeys(clear for _, clear in found):
        yield from ((part, high) for part in merged(part for part, clear in found if clear == high))


def _clear(caption: Shown, span: Span, segment: PlacedSegment, show: Show, places: Places) -> int:
    """How many design pixels higher than usual a caption stands clear of the texts on screen with it, where it has no
    place of its own."""
    canvas = full_size(caption.canvas.name, caption.canvas.rate)
    meanwhile = [each for each in segment.supers if each.start < span.end and span.start < each.start + each.frames]
    above = meanwhile and places.are_captions_above_texts
    mine = standing("caption", dict(caption.told), show, canvas) if above else None
    if mine is None:
        return 0
    high = places.size[1]
    boxes = list[Box]()
    for shown in (each for each in meanwhile if each.graphic not in BAND):
        box = standing(shown.graphic, dict(shown_of(shown, segment, canvas, places).told), show, canvas)
        if box:
            # What went up for a face is not there: captions above it would leave the canvas.
            top = box[1] + (shown.lift + drop_of(shown, segment, places)) / high
            boxes.append((box[0], top, box[2], box[3]))
    return clear_of(mine, boxes, segment.supers, places)


def clear_of(caption: Box, texts: Iterable[Box], supers: Iterable[PlacedSuper], places: Places) -> int:
    """How many design pixels higher than usual a caption stands clear of texts of these boxes, where it has no place of
    its own; `supers` are those of its segment."""
    high = places.size[1]
    raised = places.of("caption").band if band_of(supers, places) else 0
    own = [(caption[0], caption[1] - up / high, caption[2], caption[3]) for up in {0, raised}]
    tops = [box[1] * high for box in texts if any(shared(box, each) for each in own)]
    return max(0, round((caption[1] + caption[3]) * high + _CLEAR - min(tops))) if tops else 0


def _caption(said: Shown, cue: Cue, whole: Span, band: Sequence[Span], clear: int, places: Places) -> Iterator[Laid]:
    """A caption in a stretch, higher for as long as something stands at the bottom edge (`band`), and by `clear`
    throughout."""
    raised = places.of(said.graphic).band
    above = list(within(band, whole))
    spans = [(span, raised) for span in above] + [(span, 0) for span in without([whole], above)]
    for span, up in sorted(spans, key=lambda each: each[0].start):
        yield Laid(said, span.start, span.length, _lit_from(cue, span.start), drop=-max(up, clear))


def _lit_from(cue: Cue, frame: int) -> tuple[Change, ...]:
    """When a caption lights other words, in frames since one of its segment."""
    return tuple(replace(change, start=change.start + cue.start - frame) for change in _lit(cue))


def _lit(cue: Cue) -> Iterator[Change]:
    """When a caption lights other words: `spoken1` is which of its first line, as `2-3`, from 1."""
    for turn in cue.turns:
        fields, before = {}, 0
        for number, line in enumerate(cue.lines, 1):
            words = len(line.split())
            first, last = max(turn.first - before, 0), min(turn.last - before, words)
            fields[f"spoken{number}"] = f"{first + 1}-{last}" if first < last else ""
            before += words
        yield Change(turn.start - cue.start, tuple(fields.items()))


def caption_fields(cue: Cue) -> tuple[tuple[str, str], ...]:
    """The fields of the graphic that draws a caption."""
    return tuple((f"line{number}", line) for number, line in enumerate(cue.lines, 1))


def is_captioned(shot: Shot, cues: Iterable[Cue]) -> bool:
    """Whether a caption is burned in over a shot."""
    return any(cue.start < shot.start + shot.frames and cue.end > shot.start for cue in cues)


def cues_within(part: Slice, cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """What is shown of captions in a slice. They do not move, so one that goes on into the next is seen as one."""
    spans = [(_later(cue, -part.start), part.within(cue.start, cue.end)) for cue in cues]
    return tuple(replace(cue, start=span[0], end=span[1]) for cue, span in spans if span)


def _later(cue: Cue, shift: int) -> Cue:
    turns = tuple(replace(turn, start=turn.start + shift) for turn in cue.turns)
    return replace(cue, start=cue.start + shift, end=cue.end + shift, turns=turns)
