"""Which texts are on screen and when: one at a time, what was written first, each long enough to be read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from newscast.base.i18n import _
from newscast.base.timecode import round_half_up
from newscast.timeline.claims import Claim, Rank
from newscast.timeline.context import Context
from newscast.timeline.model import PlacedSuper
from newscast.timeline.piece import Written
from newscast.timeline.spans import Span, within, without

ENTER = Fraction(7, 10)
"""Seconds from a cut to a text that comes by itself, and from its end to the next cut."""
SHORT = 6
"""Seconds under which a picture keeps such a text from cut to cut."""
NAMED = 3
"""Seconds under which nobody reads a name."""
AGAIN = 60
"""Seconds after which a name that was shown in a story is shown again."""
TOGETHER = Fraction(1, 2)
"""Seconds after a cut within which nothing that comes by itself leaves: it is gone with the cut."""

_NAMES = (Rank.NAME, Rank.VOICE)


@dataclass(frozen=True)
class _Shown:
    claim: Written[Claim]
    time: Span


def arranged(
    claims: Sequence[Written[Claim]], context: Context, cuts: Sequence[int] = ()
) -> tuple[Written[PlacedSuper], ...]:
    """The texts of a segment with these cuts, as they come. Warns of those for which no time is left."""
    shown = _written([claim for claim in claims if claim.value.rank == Rank.WRITTEN], context)
    by_themselves = [claim for claim in claims if claim.value.rank != Rank.WRITTEN]
    taken = [each.time for each in shown]
    for claim in sorted(by_themselves, key=lambda claim: (_rank(claim.value, taken), claim.value.part)):
        if not _was_shown(claim.value, shown, context):
            times = _times(claim.value, shown, claims, context)
            shown += [_Shown(claim, _up_to_the_cut(time, claim.value.least, cuts, context)) for time in times]
    _warn_of_nameless(by_themselves, shown, context)
    _warn_of_brief(shown, context)
    return tuple(_placed(each) for each in sorted(shown, key=lambda each: each.time.start))


def _rank(claim: Claim, written: Sequence[Span]) -> Rank:
    """A hook that cannot come with the first picture waits as a strap does."""
    at_once = any(free.start == 0 and free.length >= claim.least for free in without(claim.stretches, written))
    return Rank.STRAP if claim.rank == Rank.HOOK and not at_once else claim.rank


def _placed(shown: _Shown) -> Written[PlacedSuper]:
    claim, time = shown.claim.value, shown.time
    return Written(PlacedSuper(time.start, time.length, claim.graphic, claim.fields), shown.claim.place)


def _written(claims: Sequence[Written[Claim]], context: Context) -> list[_Shown]:
    """Each where it was written, until the next one comes."""
    shown: list[_Shown] = []
    in_order = sorted(claims, key=lambda claim: _start(claim.value))
    for claim in in_order[::-1]:
        until = shown[-1].time.start if shown else _end(claim.value)
        rooms = within(claim.value.stretches, Span(0, until))
        time = next((room for room in rooms if room.length >= claim.value.least), None)
        if time:
            shown.append(_Shown(claim, time))
        else:
            _warn(_("There is no time to read this text: another one, a card or the end is too near."), claim, context)
    return shown


def _start(claim: Claim) -> int:
    return claim.stretches[0].start if claim.stretches else claim.part


def _end(claim: Claim) -> int:
    return claim.stretches[-1].end if claim.stretches else claim.part


def _was_shown(claim: Claim, shown: Iterable[_Shown], context: Context) -> bool:
    """Whether the same was on screen in its part or not long before."""
    again = round_half_up(AGAIN * context.rate)
    others = (each.claim.value for each in shown)
    return any(other.fields == claim.fields and 0 <= claim.part - other.part < again for other in others)


def _times(claim: Claim, shown: Sequence[_Shown], claims: Sequence[Written[Claim]], context: Context) -> list[Span]:
    """When a text is on screen that comes by itself; a name that was cut short comes again where it finds its time."""
    taken = [each.time for each in shown]
    rooms = [
        room
        for room in _rooms(claim, taken, context)
        if room.length >= claim.least and (claim.latest is None or room.start <= claim.latest)
    ]
    if early := _early(claim, taken, rooms):
        return [early]
    if not rooms:
        return []
    first, *later = rooms
    if claim.rank == Rank.HOOK and not first.start:
        names = [each.value for each in claims if each.value.rank == Rank.NAME]
        return [_leaving_time(first, claim.least, names, taken)]
    whole = [room for room in later if room.length >= claim.wanted]
    return [first, *whole[:1]] if claim.rank in _NAMES and first.length < claim.wanted else [first]


def _up_to_the_cut(time: Span, least: int, cuts: Sequence[int], context: Context) -> Span:
    """The time of a text that would leave right after a cut: what goes on for some frames over the next picture looks
    forgotten there, and moves what makes room for texts."""
    near = round_half_up(TOGETHER * context.rate)
    cut = max((cut for cut in cuts if cut < time.end <= cut + near), default=time.end)
    return Span(time.start, cut) if cut - time.start >= least else time


def _early(claim: Claim, taken: Sequence[Span], rooms: Sequence[Span]) -> Span | None:
    """Where a text comes at once and in a hurry that would otherwise wait for others, or not come at all."""
    if claim.hurried is None or claim.latest is None:
        return None
    free = without(claim.stretches, taken)
    early = next((room for room in free if room.length >= claim.hurried and room.start <= claim.latest), None)
    is_before = early and (not rooms or early.end <= rooms[0].start)
    return _at_most(claim.wanted, early) if early and is_before else None


def _rooms(claim: Claim, taken: Sequence[Span], context: Context) -> list[Span]:
    """Where a text can be, no longer than it wants: apart from the cuts, or up to them if there is no other way."""
    enter = round_half_up(ENTER * context.rate) if claim.rank != Rank.HOOK else 0
    rooms: list[Span] = []
    for stretch in claim.stretches:
        is_short = stretch.length < SHORT * context.rate
        free = without([stretch if is_short else stretch.inside(enter)], taken)
        rooms += free if is_short and claim.rank in _NAMES else [_at_most(claim.wanted, room) for room in free]
    if any(room.length >= claim.least for room in rooms):
        return rooms
    return [_at_most(claim.wanted, room) for room in without(claim.stretches, taken)]


def _at_most(frames: int, stretch: Span) -> Span:
    return Span(stretch.start, min(stretch.end, stretch.start + frames))


def _leaving_time(hook: Span, least: int, names: Iterable[Claim], taken: Sequence[Span]) -> Span:
    """The hook, ended early where a name would find no time after it."""
    for name in names:
        free = without(name.stretches, taken)
        if any(room.length >= name.least for room in without(free, [hook])):
            continue
        ends = [room.end - name.least for room in free if room.start < hook.end and room.end > hook.start]
        if ends and max(ends) - hook.start >= least:
            hook = Span(hook.start, max(ends))
    return hook


def _warn_of_nameless(claims: Iterable[Written[Claim]], shown: Iterable[_Shown], context: Context) -> None:
    named = {each.claim.value.fields for each in shown}
    for claim in claims:
        if claim.value.needed and claim.value.fields not in named:
            name = dict(claim.value.fields)["title"]
            _warn(_("There is no time to show “{name}”.").format(name=name), claim, context)


def _warn_of_brief(shown: Iterable[_Shown], context: Context) -> None:
    """Names that leave before they are read, and do not come again for longer."""
    longest: dict[Written[Claim], int] = {}
    for each in shown:
        if each.claim.value.graphic == "lower-third":
            longest[each.claim] = max(each.time.length, longest.get(each.claim, 0))
    for claim, frames in longest.items():
        if frames < round_half_up(NAMED * context.rate):
            message = _("“{name}” is on screen for {seconds} s only; a name takes {least} s to be read.")
            said = {"name": dict(claim.value.fields)["title"], "seconds": round(float(frames / context.rate), 2)}
            hint = _("Take more of what is said, or have other texts, covers and cards come later.")
            context.warn(message.format(**said, least=NAMED), hint, claim.place, code="name-brief")


def _warn(message: str, claim: Written[Claim], context: Context) -> None:
    hint = _("See when other texts, covers and cards come here; a text takes two seconds at least.")
    context.warn(message, hint, claim.place, code="text-left-out")
