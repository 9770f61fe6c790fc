"""Where nothing moves in the picture for longer than two seconds, as far as that was drawn or asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from newscast.base.errors import Place, Problem
from newscast.base.i18n import _
from newscast.base.timecode import clock_tenths
from newscast.captions.cue import Cue
from newscast.deliverables.rough import RoughCut
from newscast.graphics.catalogue import PORTRAYING
from newscast.graphics.places import places_on
from newscast.picture.captioned import is_captioned
from newscast.picture.shown import OPENER, card
from newscast.picture.signing import signed_spans
from newscast.picture.texts import is_seen
from newscast.show.model import Show
from newscast.timeline.model import PlacedSegment
from newscast.timeline.seen import ClipShot, GraphicShot, Shot, StillShot
from newscast.timeline.spans import Span, within, without

LONGEST = Fraction(2)
"""Seconds for which a picture may stand entirely still on air."""
_NOT_AIRED = ("black", "slate")
"""Graphics that stand still because they say that there is nothing, or that something is missing."""
_ROLLING = ("ticker",)


@dataclass(frozen=True)
class _Held:
    """Frames of a shot's segment in which nothing of it moves."""

    shot: Shot
    place: Place | None
    span: Span


def motionless(cuts: Iterable[RoughCut], show: Show) -> list[Problem]:
    """A warning for each picture that stands still too long, where it was written, with the first time that it does.

    `cuts` are those of one episode. What holds a clip's last picture is told where pictures are placed.
    """
    found: dict[object, Problem] = {}
    for cut in cuts:
        if cut.kind.form.picture:
            cues = {segment.slug: each for segment, each in cut.burned(in_turns=False)}
            for segment, places in zip(cut.timeline.segments, cut.places, strict=True):
                for held in _held(segment, places.shots, cues.get(segment.slug, ()), cut, show):
                    key = held.place or held.shot.picture
                    found.setdefault(key, _problem(held, segment, cut, show))
    return list(found.values())


def _held(
    segment: PlacedSegment, places: Sequence[Place | None], cues: Sequence[Cue], cut: RoughCut, show: Show
) -> Iterator[_Held]:
    """The first stretch of each shot in which nothing moves for too long."""
    longest = LONGEST * show.rate
    drawn = places_on(cut.size, show)
    rolling = [each for each in segment.supers if each.graphic in _ROLLING and is_seen(each, drawn)]
    moving = [each.span for each in rolling] + list(signed_spans(segment, drawn))
    events = sorted(_events(segment, cues))
    for shot, place in zip(segment.shots, places, strict=True):
        if shot.frames <= longest:
            continue
        rest = _rest(shot, cues, cut, show)
        pieces = without([rest], moving) if rest else []
        apart = [part for piece in pieces for part in _between(piece, events)]
        if long := next((part for part in apart if part.length > longest), None):
            yield _Held(shot, place, long)


def _events(segment: PlacedSegment, cues: Sequence[Cue]) -> set[int]:
    """The frames at which a text comes or goes."""
    texts = {at for each in segment.supers for at in (each.start, each.start + each.frames)}
    return texts | {at for cue in cues for at in (cue.start, cue.end)}


def _between(span: Span, events: Sequence[int]) -> list[Span]:
    inside = [at for at in events if span.start < at < span.end]
    return [Span(start, end) for start, end in pairwise([span.start, *inside, span.end])]


def _rest(shot: Shot, cues: Sequence[Cue], cut: RoughCut, show: Show) -> Span | None:
    """The frames of its segment in which a shot itself stands still, whatever is over it."""
    whole, picture = shot.span, shot.picture
    if not isinstance(picture, GraphicShot):
        return whole if _is_held(picture) else None
    if picture.graphic in _NOT_AIRED:
        return None
    shown = card(picture, show, cut.size, is_captioned(shot, cues))
    below = picture.background if picture.graphic not in PORTRAYING else None
    if below and (picture.graphic != OPENER or shown.pictured) and not any(map(_is_held, shot.pictures)):
        return None
    # What reads templates is loaded where there is one to read.
    from newscast.graphics.fields import spread
    from newscast.graphics.finding import find_template
    from newscast.graphics.resting import resting
    from newscast.graphics.template import TemplateError

    try:
        template = find_template(picture.graphic, cut.size.name, show)
    except TemplateError:
        # Told where it is drawn.
        return None
    if template is None or (picture.heard and any(layer.bars.bar for layer in template.layers)):
        return None
    texts = spread(picture.graphic, dict(shown.told), show)
    rest = resting(template, texts, show, shot.frames, cut.size.rate, picture.reveals)
    seen = within([rest.later(shot.start)], whole) if rest else []
    return seen[0] if seen else None


def _is_held(picture: ClipShot | StillShot) -> bool:
    return isinstance(picture, StillShot) and picture.is_held


def _problem(held: _Held, segment: PlacedSegment, cut: RoughCut, show: Show) -> Problem:
    first, last = (clock_tenths((segment.start + at) / show.rate) for at in (held.span.start, held.span.end))
    picture = held.shot.picture
    if isinstance(picture, GraphicShot) and not picture.background:
        message = _("In {deliverable} nothing moves from {first} to {last}: the graphic “{name}” stands still.")
        hint = _('Let a layer of its drawing move: `news:sway="dx=60 seconds=12"`.')
        name = picture.graphic
    else:
        message = _("In {deliverable} nothing moves from {first} to {last}: the photo {name} stands still.")
        hint = _("Leave `move: still` away, or show it for at most {seconds} s.").format(seconds=LONGEST)
        name = next((each.file.name for each in held.shot.pictures if _is_held(each)), "")
    said = message.format(deliverable=cut.deliverable, first=first, last=last, name=name)
    return Problem(said, hint, held.place, warning=True, code="stands-still")
