"""Cuts that are longer than their network takes: without whole stories by their priority, then parts from the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from newscast.base.errors import FilesError, Place, Problem
from newscast.base.i18n import _, in_marks
from newscast.base.timecode import clock
from newscast.build.cuts import PlacedCut, Request
from newscast.build.slot.leaving import leaving
from newscast.build.stages import Measured
from newscast.deliverables.networks import LIMITS, whole_seconds
from newscast.rundown.keep import with_segments, without_stories
from newscast.rundown.model import Rundown, Story, WithParts
from newscast.show.model import Network
from newscast.timeline.place import Placing

PlaceRequest = Callable[[Request], Placing]
"""Places a request."""


def shortened(
    cuts: Sequence[PlacedCut], measured: Measured, placing: PlaceRequest
) -> tuple[list[PlacedCut], list[Problem]]:
    """The cuts as long as their networks take them where the kit says so, and what there is to say of it: what was
    left out, and errors where a cut is refused."""
    told: list[Problem] = []
    return [_shortened(cut, measured, placing, told) for cut in cuts], told


def _shortened(cut: PlacedCut, measured: Measured, placing: PlaceRequest, told: list[Problem]) -> PlacedCut:
    name = cut.request.deliverable
    network = measured.loaded.show.networks.get(name)
    most = most_seconds(name, network, cut.timeline.rate) if network and network.over != "warn" else None
    if network is None or most is None or cut.timeline.duration <= most:
        return cut
    left = _fitting(cut, most, placing) if network.over == "cut" else None
    if left is None:
        told.append(_refused(cut, most, network.over == "cut", measured.options.draft))
        return cut
    told.append(_left_out(cut, left, most))
    return left


def most_seconds(deliverable: str, network: Network, rate: Fraction) -> int | None:
    """How long a cut may be: as the kit says, else the least of what its networks take; None where nothing is known."""
    if network.longest:
        return whole_seconds(network.longest, rate)
    known = [limit.seconds for limit in LIMITS.get(deliverable, ()) if limit.seconds is not None]
    return min(known, default=None)


def _fitting(cut: PlacedCut, most: int, placing: PlaceRequest) -> PlacedCut | None:
    """The cut with as much as fits; None where not even the first part of each story that may not leave does."""
    whole = cut.request.rundown
    stories = [each for each in whole.segments if isinstance(each, Story)]
    try:
        gone = leaving(stories, lambda gone: _of(cut, without_stories(whole, gone), placing).timeline.duration <= most)
        rundown: Rundown | None = without_stories(whole, gone)
        while rundown:
            left = _of(cut, rundown, placing)
            if left.timeline.duration <= most:
                return left
            rundown = _without_last(rundown)
    except FilesError:
        # What is wrong with the whole is told elsewhere.
        return None
    return None


def _of(cut: PlacedCut, rundown: Rundown, placing: PlaceRequest) -> PlacedCut:
    """The cut of what is left of its rundown. Raises FilesError where it cannot be placed."""
    request = replace(cut.request, rundown=rundown)
    placed = placing(request)
    return replace(cut, request=request, timeline=placed.timeline, places=placed.places)


def _without_last(rundown: Rundown) -> Rundown | None:
    """Without the last part of the last story that has more than one; None where nothing may go."""
    last = next((each for each in reversed(rundown.segments) if isinstance(each, Story) and len(each.parts) > 1), None)
    if last is None:
        return None
    kept = last.model_copy(update={"parts": last.parts[:-1]})
    return with_segments(rundown, [kept if each is last else each for each in rundown.segments])


def _left_out(cut: PlacedCut, left: PlacedCut, most: int) -> Problem:
    before, after = _parts(cut.request.rundown), _parts(left.request.rundown)
    form = _("For {name} something is left out, so that it lasts {now} instead of {was}: {left}.")
    message = form.format(
        name=cut.request.deliverable,
        now=clock(left.timeline.duration),
        was=clock(cut.timeline.duration),
        left=", ".join(_told(slug, after.get(slug)) for slug, count in before.items() if after.get(slug) != count),
    )
    form = _("It may last {most}. For another choice write another `priority`, or `skip: [{name}]` at what is to go.")
    hint = form.format(most=clock(Fraction(most)), name=cut.request.deliverable)
    return Problem(message, hint, _first_gone(cut, after), warning=True, code="network-shortened")


def _told(slug: str, kept: int | None) -> str:
    if kept is None:
        return in_marks(slug)
    return _("“{slug}” from part {number} on").format(slug=slug, number=kept + 1)


def _parts(rundown: Rundown) -> dict[str, int]:
    """How many parts each story has."""
    return {each.slug: len(each.parts) for each in rundown.segments if isinstance(each, Story)}


def _first_gone(cut: PlacedCut, after: dict[str, int]) -> Place | None:
    """Where the first thing is written that is left out."""
    for segment in cut.request.rundown.segments:
        if isinstance(segment, Story) and segment.slug not in after:
            return segment.place
        if isinstance(segment, WithParts) and len(segment.parts) > after.get(segment.slug, len(segment.parts)):
            return segment.parts[after[segment.slug]].place
    return None


def _refused(cut: PlacedCut, most: int, was_cut: bool, draft: bool) -> Problem:
    name, slug = cut.request.deliverable, cut.request.slug
    form = _("For {name} “{slug}” lasts {duration}, and may last {most}.")
    lasting = {"duration": clock(cut.timeline.duration), "most": clock(Fraction(most))}
    message = form.format(name=name, slug=slug or cut.request.rundown.episode, **lasting)
    hint = _(
        "Not even the first part of what must stay fits. Leave parts out with `skip: [{name}]`, or give it shorter ones"
        " with `versions: {{{name}: …}}`."
    )
    if not was_cut:
        hint = _(
            "Leave parts out with `skip: [{name}]`, give it shorter ones with `versions: {{{name}: …}}`, or have the"
            " kit say `networks: {{{name}: {{over: cut}}}}`, or `warn`."
        )
    story = next((each for each in cut.request.rundown.segments if isinstance(each, Story)), None)
    place = story.place if story else cut.request.rundown.place
    return Problem(message, hint.format(name=name), place, warning=draft, code="network-too-long")
