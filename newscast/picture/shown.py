"""Which graphics a segment shows, and when: what is painted, and what is looked at before anything is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from newscast.base.box import Box, shared
from newscast.base.canvas import Canvas
from newscast.base.canvas import canvas as full_size
from newscast.captions.cue import Cue
from newscast.captions.halving import in_two
from newscast.graphics.catalogue import ACROSS, BESIDES, COLUMN
from newscast.graphics.model import Change
from newscast.graphics.opener import has_window, opener_fields, window_of
from newscast.graphics.places import IN_COLUMN, Places, places_on
from newscast.graphics.standing import standing
from newscast.graphics.window import Window, place_of_pictures
from newscast.picture.signing import signed_spans
from newscast.show.model import Show
from newscast.timeline.model import BAND, LOW, PlacedSegment, PlacedSuper
from newscast.timeline.seen import CaptionPlace, ComparedShot, GraphicShot, Shot
from newscast.timeline.slices import Slice
from newscast.timeline.spans import Span, merged, within, without
from newscast.timeline.supers import clear_of_cards

OPENER = "opener"
BARE = (OPENER, "closing", "sting", "break")
"""Graphics that stand without the show's bug."""
_CLEAR = 16
"""Pixels of the design between a caption and the text that it stands above."""
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


def graphics_of(segment: PlacedSegment, show: Show, canvas: Canvas, cues: Sequence[Cue] = ()) -> Iterator[Shown]:
    """Every graphic of a segment, with `cues` burned in where there are any."""
    for shot in segment.shots:
        if isinstance(shot.picture, GraphicShot):
            yield card(shot.picture, show, canvas, is_captioned(shot, cues))
    yield from (laid.shown for laid in laid_over(segment, canvas, show, cues))


def card(picture: GraphicShot, show: Show, canvas: Canvas, captioned: bool) -> Shown:
    """The graphic of a shot. An opener is a clip of its own, under no captions."""
    if picture.graphic != OPENER:
        return Shown(picture.graphic, picture.fields, canvas, captioned, plated=picture.plated, apart=picture.apart)
    told = dict(picture.fields)
    fields = opener_fields(show, str(told["name"]), str(told["date"]))
    pictured = picture.background is not None and has_window(show, fields, canvas)
    return Shown(OPENER, tuple(fields.items()), canvas, pictured=pictured, plated=picture.plated)


def seen_on(shot: Shot, show: Show, canvas: Canvas) -> Canvas:
    """On what a shot's pictures are seen: see seen_in()."""
    return seen_in(shot, show, canvas).canvas


def seen_in(shot: Shot, show: Show, canvas: Canvas) -> Window:
    """Where a shot's pictures are seen: of an opener's, where two are compared, and of a card beside its picture, the
    part of the canvas that shows them."""
    if not isinstance(shot.picture, GraphicShot):
        return Window(canvas, 0, 0)
    shown = card(shot.picture, show, canvas, captioned=False)
    if isinstance(shot.picture, ComparedShot) or shown.apart:
        return place_of_pictures(shown.graphic, dict(shown.told), show, canvas)
    return window_of(show, dict(shown.told), canvas) if shown.pictured else Window(canvas, 0, 0)


def laid_over(segment: PlacedSegment, canvas: Canvas, show: Show, cues: Iterable[Cue] = ()) -> Iterator[Laid]:
    """What is laid over a segment's shots, the lowest first: its texts, the bug and burned captions, which stand above
    the texts that are there meanwhile."""
    places = places_on(canvas, show)
    segment = replace(segment, supers=tuple(each for each in segment.supers if is_seen(each, places)))
    signed = signed_spans(segment, places)
    for shown in segment.supers:
        if shown.stands:
            yield from _stood(shown, segment, canvas, places)
        else:
            drop = shown.lift + drop_of(shown, segment, places)
            yield Laid(shown_of(shown, segment, canvas, places), shown.start, shown.frames, drop=drop)
    if segment.bug:
        yield from _bug(segment, canvas, places, signed)
    for cue in cues:
        said = Shown("caption", caption_fields(cue), canvas, signed=_meets(Span(cue.start, cue.end), signed))
        band = band_of(segment.supers, places)
        for span, place in _stretches(cue, segment):
            there = in_two(cue, show.captions, show.language) if place.broken else cue
            drawn = replace(said, fields=caption_fields(there), across=place.across)
            if place.lift:
                yield Laid(drawn, span.start, span.length, _lit_from(there, span.start), drop=place.lift)
                continue
            for part, clear in _cleared(said, span, segment, show, places):
                yield from _caption(drawn, there, part, band, clear, places)


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
    names = [each.span for each in _named(segment, places)]
    return places.of(shown.graphic).apart and _meets(shown.span, names)


def _named(segment: PlacedSegment, places: Places) -> list[PlacedSuper]:
    """The texts of a segment that stand where the show's name does otherwise."""
    taking = (each for each in segment.supers if "bug" in places.of(each.graphic).takes and not each.lift)
    return [each for each in taking if is_seen(each, places)]


def band_of(supers: Iterable[PlacedSuper], places: Places) -> list[Span]:
    """When something stands at the bottom edge."""
    return [shown.span for shown in supers if shown.graphic in BAND and is_seen(shown, places)]


def _is_signed(shown: PlacedSuper, segment: PlacedSegment, places: Places) -> bool:
    return _meets(shown.span, signed_spans(segment, places))


def _bug(segment: PlacedSegment, canvas: Canvas, places: Places, signed: Sequence[Span]) -> Iterator[Laid]:
    """The show's name, which leaves its place to texts that stand there; some of them stand lower beside a window."""
    taking = _named(segment, places)
    taken = [shown.span for shown in taking]
    staying = [shown.span for shown in taking if not places.of(shown.graphic).signer]
    shots = _bugged(segment.shots)
    beside = [free for span in signed for free in within(shots, span)]
    for free in without(shots, [*signed, *taken]):
        yield Laid(Shown("bug", (), canvas), free.start, free.length)
    for free in without(beside, staying):
        yield Laid(Shown("bug", (), canvas, signed=True), free.start, free.length)


def _meets(frames: Span, others: Sequence[Span]) -> bool:
    return bool(within(others, frames))


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


def _stood(shown: PlacedSuper, segment: PlacedSegment, canvas: Canvas, places: Places) -> Iterator[Laid]:
    """What stands, but where another text, or the window of sign language, has its place."""
    manner, low = places.of(shown.graphic), shown.graphic in LOW
    signed = signed_spans(segment, places)
    # A text that went up from a face stands where these do.
    above = [each for each in segment.supers if "rows" in places.of(each.graphic).takes or each.lift < 0]
    taken = [each.span for each in above if not low and not _meets(each.span, signed)]
    taken += signed if manner.signer is None else ()
    graphic, drop = shown_of(shown, segment, canvas, places), drop_of(shown, segment, places)
    pictures = clear_of_cards(segment.shots) if is_named(shown, segment, places) else ()
    for free in without([shown.span], taken):
        parts = [(part, False) for part in without([free], pictures)] + [
            (part, True) for part in within(pictures, free)
        ]
        for part, pictured in parts:
            here = replace(graphic, pictured=pictured)
            yield Laid(here, part.start, part.length, since=segment.since + part.start, drop=drop)


def _stretches(cue: Cue, segment: PlacedSegment) -> list[tuple[Span, CaptionPlace]]:
    """The stretches of a caption, each with where it stands: it goes to another place with a cut."""
    whole, usual = Span(cue.start, cue.end), CaptionPlace()
    seen = [(shot, part) for shot in segment.shots for part in within([shot.span], whole)]
    shots = [(part, there) for shot, part in seen if (there := shot.caption_place(part)) != usual]
    found = [(part, usual) for part in without([whole], [span for span, _ in shots])]
    for there in dict.fromkeys(there for _, there in shots):
        found += [(span, there) for span in merged(span for span, each in shots if each == there)]
    return sorted(found, key=lambda each: each[0].start)


def _caption(said: Shown, cue: Cue, whole: Span, band: Sequence[Span], clear: int, places: Places) -> Iterator[Laid]:
    """A caption in a stretch, higher for as long as something stands at the bottom edge (`band`), and by `clear`
    throughout."""
    raised = places.of(said.graphic).band
    above = list(within(band, whole))
    spans = [(span, raised) for span in above] + [(span, 0) for span in without([whole], above)]
    for span, up in sorted(spans, key=lambda each: each[0].start):
        yield Laid(said, span.start, span.length, _lit_from(cue, span.start), drop=-max(up, clear))


def cues_within(part: Slice, cues: Iterable[Cue]) -> tuple[Cue, ...]:
    """What is shown of captions in a slice. They do not move, so one that goes on into the next is seen as one."""
    spans = [(_later(cue, -part.start), part.within(cue.start, cue.end)) for cue in cues]
    return tuple(replace(cue, start=span[0], end=span[1]) for cue, span in spans if span)


def _later(cue: Cue, shift: int) -> Cue:
    turns = tuple(replace(turn, start=turn.start + shift) for turn in cue.turns)
    return replace(cue, start=cue.start + shift, end=cue.end + shift, turns=turns)


def is_captioned(shot: Shot, cues: Iterable[Cue]) -> bool:
    """Whether a caption is burned in over a shot."""
    return any(cue.start < shot.start + shot.frames and cue.end > shot.start for cue in cues)


def caption_fields(cue: Cue) -> tuple[tuple[str, str], ...]:
    """The fields of the graphic that draws a caption."""
    return tuple((f"line{number}", line) for number, line in enumerate(cue.lines, 1))


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


def _bugged(shots: Sequence[Shot]) -> tuple[Span, ...]:
    """The frames in which the bug is shown, but for texts that take its place."""
    bare = [not shot.bug or (isinstance(shot.picture, GraphicShot) and shot.picture.graphic in BARE) for shot in shots]
    return merged(shot.span for shot, without_bug in zip(shots, bare, strict=True) if not without_bug)
