"""Which graphics a segment shows, and when: what is painted, and what is looked at before anything is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from newscast.base.canvas import Canvas
from newscast.captions.cue import Cue
from newscast.graphics.opener import has_window, opener_fields, window_of
from newscast.graphics.places import Places, places_on
from newscast.graphics.window import Window, place_of_pictures
from newscast.picture.captioned import burned_in, is_captioned
from newscast.picture.laid import Laid, Shown
from newscast.picture.signing import signed_spans
from newscast.picture.texts import drop_of, is_named, is_seen, meets, named_in, shown_of
from newscast.show.model import Show
from newscast.timeline.model import LOW, PlacedSegment, PlacedSuper
from newscast.timeline.seen import ComparedShot, GraphicShot, Shot
from newscast.timeline.spans import Span, merged, within, without
from newscast.timeline.supers import clear_of_cards

OPENER = "opener"
BARE = (OPENER, "closing", "sting", "break")
"""Graphics that stand without the show's bug."""


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
    yield from burned_in(cues, segment, canvas, show, places)


def _bug(segment: PlacedSegment, canvas: Canvas, places: Places, signed: Sequence[Span]) -> Iterator[Laid]:
    """The show's name, which leaves its place to texts that stand there; some of them stand lower beside a window."""
    taking = named_in(segment, places)
    taken = [shown.span for shown in taking]
    staying = [shown.span for shown in taking if not places.of(shown.graphic).signer]
    shots = _bugged(segment.shots)
    beside = [free for span in signed for free in within(shots, span)]
    for free in without(shots, [*signed, *taken]):
        yield Laid(Shown("bug", (), canvas), free.start, free.length)
    for free in without(beside, staying):
        yield Laid(Shown("bug", (), canvas, signed=True), free.start, free.length)


def _stood(shown: PlacedSuper, segment: PlacedSegment, canvas: Canvas, places: Places) -> Iterator[Laid]:
    """What stands, but where another text, or the window of sign language, has its place."""
    manner, low = places.of(shown.graphic), shown.graphic in LOW
    signed = signed_spans(segment, places)
    # A text that went up from a face stands where these do.
    above = [each for each in segment.supers if "rows" in places.of(each.graphic).takes or each.lift < 0]
    taken = [each.span for each in above if not low and not meets(each.span, signed)]
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


def _bugged(shots: Sequence[Shot]) -> tuple[Span, ...]:
    """The frames in which the bug is shown, but for texts that take its place."""
    bare = [not shot.bug or (isinstance(shot.picture, GraphicShot) and shot.picture.graphic in BARE) for shot in shots]
    return merged(shot.span for shot, without_bug in zip(shots, bare, strict=True) if not without_bug)
