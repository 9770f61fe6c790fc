"""Programmes made to last as long as their slot: whole stories leave, then silent cards and the closing give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import _
from newscast.base.timecode import Time, frames_covering
from newscast.build.cuts import Request, deciding
from newscast.build.slot.leaving import leaving
from newscast.build.stages import Measured
from newscast.rundown.keep import misread, without_stories
from newscast.rundown.model import Card, Close, Headlines, Part, Rundown, Segment, Story, WithParts
from newscast.show.ends import Closing
from newscast.show.model import Show
from newscast.timeline.asked import asked_seconds
from newscast.timeline.marks import NONE
from newscast.timeline.place import place
from newscast.timeline.slot import own_slot

SHORTEST, LONGEST = Fraction(4), Fraction(12)
"""Seconds that the designed closing of a programme may last instead of its seven."""


@dataclass
class _Lengths:
    """How long programmes are, in frames: placed once for each set of stories that have left."""

    measured: Measured
    remembered: dict[Any, Any] = field(default_factory=dict)
    known: dict[tuple[str, frozenset[str]], int] = field(default_factory=dict)

    def of(self, request: Request, gone: Collection[str] = ()) -> int:
        """Raises FilesError where it cannot be placed."""
        key = (request.deliverable, frozenset(gone))
        if key not in self.known:
            self.known[key] = self.placed(replace(request, rundown=without_stories(request.rundown, gone)))
        return self.known[key]

    def placed(self, request: Request) -> int:
        context = replace(self.measured.context(request), remembered=self.remembered)
        return place(context, tolerant=True).timeline.frames


def to_slot(measured: Measured) -> tuple[Measured, list[Problem]]:
    """All programmes without the same stories, each as long as its slot as far as it can be, and what was done."""
    rundown, show = measured.loaded.rundown, measured.loaded.show
    judges = deciding((*measured.requests, *measured.judging), show)
    if not rundown.to_slot or rundown.slot is None or not judges:
        return measured, []
    lengths = _Lengths(measured)
    try:
        gone = _leaving(rundown, judges, lengths, show)
    except FilesError:
        # What is wrong is told when they are placed.
        return measured, []
    told = list(_of_leaving(rundown, gone, measured))
    requests: list[Request] = []
    for request in measured.requests:
        if request.slug is not None:
            requests.append(request)
            continue
        fitted, over = _fitted(request, gone, lengths, show)
        requests.append(fitted)
        # What is not for the air has no slot to fill.
        told += [_of_rest(over, fitted, show)] if over and request in judges else []
    reference = measured.reference and _fitted(measured.reference, gone, lengths, show)[0]
    return replace(measured, requests=tuple(requests), reference=reference), told


def _leaving(rundown: Rundown, judges: Sequence[Request], lengths: _Lengths, show: Show) -> list[str]:
    """The stories that leave, in the order of the rundown."""
    stories = [each for each in rundown.segments if isinstance(each, Story)]
    placed = {story.slug for each in judges for story in each.rundown.segments if isinstance(story, Story)}
    return leaving([each for each in stories if each.slug in placed], lambda gone: _fit(judges, gone, lengths, show))


def _fit(judges: Sequence[Request], gone: Collection[str], lengths: _Lengths, show: Show) -> bool:
    """Whether all are at most as long as their slots, when their cards and closings give what they can."""
    for each in judges:
        rundown = without_stories(each.rundown, gone)
        if lengths.of(each, gone) - _give(rundown, each, show) > (own_slot(rundown, show.rate) or 0):
            return False
    return True


def _give(rundown: Rundown, request: Request, show: Show) -> int:
    """Frames by which a programme can be shorter without a word less."""
    cards = sum(_spare(part, show) for part in _cards(rundown))
    return cards + (_closing(request, show) - frames_covering(SHORTEST, show.rate) if _gives(rundown, show) else 0)


def _cards(rundown: Rundown) -> Iterator[Card]:
    """The silent cards that were given a time."""
    for segment in rundown.segments:
        if isinstance(segment, WithParts):
            yield from (part for part in segment.parts if isinstance(part, Card) and part.duration)


def _spare(card: Card, show: Show) -> int:
    """Frames that a card is longer than it takes to read it."""
    asked = card.duration.frames(show.rate) if card.duration else 0
    return max(0, asked - frames_covering(asked_seconds(card), show.rate))


def _closing(request: Request, show: Show) -> int:
    return frames_covering(max(request.form.closing, SHORTEST), show.rate)


def _gives(rundown: Rundown, show: Show) -> bool:
    """Whether it ends with the designed closing and the built-in music, which are written for any length."""
    closings = [each for each in rundown.segments if isinstance(each, Close)]
    kit = show.closings.get(closings[-1].name, Closing()) if closings else None
    return kit is not None and closings[-1].name != NONE and kit.video is None and kit.music is None


def _fitted(request: Request, gone: Collection[str], lengths: _Lengths, show: Show) -> tuple[Request, int]:
    """The request without these stories, as long as its slot as far as cards and closing give, and how many frames it
    is over it all the same."""
    stories = [each.slug for each in request.rundown.segments if isinstance(each, Story)]
    left = tuple(slug for slug in stories if slug in gone)
    request = replace(request, rundown=without_stories(request.rundown, gone), left_out=left)
    slot = own_slot(request.rundown, show.rate) or 0
    over = lengths.placed(request) - slot
    if over > 0:
        request, over = _with_short_cards(request, over, show)
    before = _closing(request, show)
    if over and _gives(request.rundown, show) and request.form.closing >= SHORTEST:
        least, most = (frames_covering(each, show.rate) for each in (SHORTEST, LONGEST))
        frames = max(least, min(most, before - over))
        request = replace(request, closing=Fraction(frames) / show.rate)
        over -= before - frames
    return request, over


def _with_short_cards(request: Request, over: int, show: Show) -> tuple[Request, int]:
    """With cards from the last one on shorter by as many frames as are over, and how many still are."""
    shorter: dict[int, Card] = {}
    for card in reversed(list(_cards(request.rundown))):
        taken = min(over, _spare(card, show))
        if taken and card.duration:
            seconds = Fraction(card.duration.frames(show.rate) - taken) / show.rate
            shorter[id(card)] = card.model_copy(update={"duration": Time(seconds)})
            over -= taken
    segments = tuple(_with_parts(each, shorter) for each in request.rundown.segments)
    return replace(request, rundown=request.rundown.model_copy(update={"segments": segments})), over


def _with_parts(segment: Segment, shorter: dict[int, Card]) -> Segment:
    if not isinstance(segment, WithParts) or not any(id(part) in shorter for part in segment.parts):
        return segment
    parts: tuple[Part, ...] = tuple(shorter.get(id(part), part) for part in segment.parts)
    return segment.model_copy(update={"parts": parts})


def _of_leaving(rundown: Rundown, gone: Sequence[str], measured: Measured) -> Iterator[Problem]:
    for story in rundown.segments:
        if isinstance(story, Story) and story.slug in gone:
            message = _("“{slug}” leaves the programme, so that it fits its slot.").format(slug=story.slug)
            hint = _("Its priority is {priority}; 5 leaves first, 1 never. A longer `slot` keeps it.")
            place = story.where("priority") if "priority" in story.places else story.where("story")
            said = hint.format(priority=story.priority)
            yield Problem(message, said, place, warning=True, code="slot-story")
    for request in measured.requests:
        for segment in request.rundown.segments:
            if isinstance(segment, Headlines) and isinstance(segment.voice, tuple):
                yield from (misread(slug, request.deliverable, segment) for slug in segment.stories if slug in gone)


def _of_rest(over: int, request: Request, show: Show) -> Problem:
    off = float(abs(over) / show.rate)
    # A frame is more than nothing.
    seconds = f"{off:.1f}" if off >= 0.05 else f"{off:.2f}"
    place = request.rundown.where("slot")
    if over > 0:
        message = _("“{deliverable}” is {seconds} s longer than its slot, and nothing else in it may leave or give.")
        hint = _("Give a story a higher `priority`, or write a longer `slot`.")
    else:
        message = _("“{deliverable}” leaves {seconds} s of its slot, more than its closing can fill.")
        hint = _("Add something, or write a shorter `slot`.")
    told = message.format(deliverable=request.deliverable, seconds=seconds)
    return Problem(told, hint, place, warning=True, code="slot-rest")
