"""Whether each text can be read on the picture that is really behind it, in every moment in which it is drawn."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from newscast.base.errors import unique
from newscast.build.cuts import PlacedCut, rough_cuts
from newscast.build.looking.faultless import Faultless
from newscast.build.looking.onscreen import Owner, Seen, on_screen
from newscast.build.stages import Placed
from newscast.captions.cue import Captioned
from newscast.deliverables.rough import RoughCut
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import GraphicShot

if TYPE_CHECKING:
    from newscast.build.framing import Made

Captions = Sequence[Captioned | None]


def legible(placed: Placed, captions: Captions, made: Made, known: Faultless) -> Placed:
    """The timelines with a plate for each text that could not be read without one, where its drawing has such, and
    warnings of texts that cannot be read all the same, or are drawn too small, outside, or over each other.

    `made` gives stills of what is behind texts: only where that decides whether they can be read; where a still is not
    there, nothing is said. What is `known` to be right on any picture is not looked at again.
    """
    show = placed.loaded.show
    cuts = rough_cuts(placed.timelines, show, captions)
    doubtful = _doubtful(cuts, show, known)
    if not doubtful:
        return placed
    # What reads templates is loaded where there is one to read.
    from newscast.build.looking.doubting import wrong_in
    from newscast.graphics.crossings import Boxes

    boxes = Boxes(show)
    wrong, depending = wrong_in(doubtful, boxes, known)
    if not depending:
        return replace(placed, remarks=tuple(unique([*placed.remarks, *wrong])))
    from newscast.build.looking.judging import judged

    plated, unread = judged(depending, boxes, placed.media, made)
    timelines = tuple(_with_plates(cut, plated.get(number, ())) for number, cut in enumerate(placed.timelines))
    return replace(placed, timelines=timelines, remarks=tuple(unique([*placed.remarks, *wrong, *unread])))


def needs_pictures(cuts: Iterable[RoughCut], show: Show, known: Faultless) -> bool:
    """Whether any text can be read on one picture and not on another."""
    doubtful = _doubtful(cuts, show, known)
    if not doubtful:
        return False
    from newscast.build.looking.doubting import wrong_in
    from newscast.graphics.crossings import Boxes

    return bool(wrong_in(doubtful, Boxes(show), known)[1])


def own_graphics(show: Show) -> frozenset[str]:
    """The graphics that the kit draws itself."""
    folder = show.folder / "graphics" if show.folder else None
    if folder is None or not folder.is_dir():
        return frozenset()
    from newscast.graphics.finding import names_of

    return frozenset(names_of(folder))


def _doubtful(cuts: Iterable[RoughCut], show: Show, known: Faultless) -> list[Seen]:
    """What is not known to be right of that which the kit itself draws. The package's own drawings are read on any
    picture, in all colours that a kit may have, see newscast.graphics.readable, and texts for which they have no room
    are refused, see newscast.graphics.roomless."""
    own = own_graphics(show)
    seen = (each for each in seen_in(cuts) if each.drawn.shown.graphic in own)
    return [each for each in seen if each.drawn.look not in known]


def seen_in(cuts: Iterable[RoughCut]) -> Iterator[Seen]:
    """Every graphic that is on screen in some cut."""
    for number, cut in enumerate(cuts):
        if cut.kind.form.picture:
            places = {each.slug: its for each, its in zip(cut.timeline.segments, cut.places, strict=True)}
            for segment, cues in cut.burned(in_turns=False):
                for drawn in on_screen(segment, cues, cut):
                    yield Seen(number, cut, segment, places[segment.slug], drawn)


def _with_plates(cut: PlacedCut, owners: Collection[Owner]) -> PlacedCut:
    if not owners:
        return cut
    segments = tuple(_plated(segment, owners) for segment in cut.timeline.segments)
    return replace(cut, timeline=replace(cut.timeline, segments=segments))


def _plated(segment: PlacedSegment, owners: Collection[Owner]) -> PlacedSegment:
    shots = list(segment.shots)
    for number, shot in enumerate(shots):
        if (segment.slug, "shot", number) in owners and isinstance(shot.picture, GraphicShot):
            shots[number] = replace(shot, picture=replace(shot.picture, plated=True))
    texts = [
        replace(each, plated=True) if (segment.slug, "text", number) in owners else each
        for number, each in enumerate(segment.supers)
    ]
    return replace(segment, shots=tuple(shots), supers=tuple(texts))
