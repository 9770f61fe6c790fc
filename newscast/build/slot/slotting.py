"""Cuts of stations that take a programme of exactly the length of its slot: padded with black, or trimmed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from newscast.base.errors import Problem
from newscast.base.i18n import _
from newscast.base.timecode import clock
from newscast.build.cuts import PlacedCut
from newscast.build.stages import Measured
from newscast.timeline.ending import needed_until, shortened, with_black
from newscast.timeline.slot import own_slot

_MUCH = 10
"""Seconds of black from which that is told: people take their set for broken."""


def slotted(cuts: Sequence[PlacedCut], measured: Measured) -> tuple[list[PlacedCut], list[Problem]]:
    """The cuts as long as their stations want them, and what there is to say of it: errors where that cannot be."""
    told: list[Problem] = []
    return [_slotted(cut, measured, told) for cut in cuts], told


def _slotted(cut: PlacedCut, measured: Measured, told: list[Problem]) -> PlacedCut:
    name, rundown = cut.request.deliverable, cut.request.rundown
    station = measured.loaded.show.station(name)
    if station is None or station.length == "as-is":
        return cut
    if rundown.slot is None:
        message = _("{station} takes a programme as long as its slot, and there is no `slot`.").format(station=name)
        hint = _("Write how long it is on air, such as `slot: 5m`.")
        told.append(Problem(message, hint, rundown.place, warning=measured.options.draft, code="slot-missing"))
        return cut
    timeline, places = cut.timeline, cut.places
    slot = own_slot(rundown, timeline.rate) or 0
    over = Fraction(timeline.frames - slot) / timeline.rate
    if over < 0 and station.length in ("pad", "slot"):
        told += _of_black(-over, name, cut)
        timeline, places = with_black(timeline, places, slot)
    elif over > 0 and station.length in ("trim", "slot"):
        told += _of_cut(over, slot, name, cut, measured)
        timeline, places = shortened(timeline, places, slot)
    elif over > 0:
        message = _("For {station} the programme is {seconds} s longer than its slot.")
        hint = _("Leave something out, or have the station's profile say `length: slot`.")
        told.append(_problem(message, over, name, hint, cut, code="slot-over"))
    return replace(cut, timeline=timeline, places=places)


def _of_black(black: Fraction, name: str, cut: PlacedCut) -> list[Problem]:
    if black < _MUCH:
        return []
    message = _("For {station} {seconds} s of black follow the programme, to the end of its slot.")
    return [_problem(message, black, name, _("Add something, or write a shorter `slot`."), cut, code="slot-black")]


def _of_cut(over: Fraction, slot: int, name: str, cut: PlacedCut, measured: Measured) -> list[Problem]:
    """A warning, or an error where what is cut off is needed; nothing while that is only guessed."""
    needed = needed_until(cut.timeline, measured.infos)
    if needed <= slot:
        message = _("For {station} the last {seconds} s are cut off, so that the programme fits its slot.")
        return [_problem(message, over, name, _("Nobody speaks any more by then."), cut, code="slot-trimmed")]
    if measured.guessed and any(take.file is None for take in measured.guessed):
        return []
    message = _("For {station} the programme is {seconds} s too long for its slot, and cannot be cut off there.")
    until = clock(Fraction(needed) / cut.timeline.rate)
    hint = _("Somebody speaks, or a recording plays, until {until}. Leave something out, or change `slot`.")
    found = _problem(message, over, name, hint.format(until=until), cut, code="slot-speech")
    return [replace(found, warning=measured.options.draft)]


def _problem(message: str, seconds: Fraction, name: str, hint: str, cut: PlacedCut, *, code: str) -> Problem:
    place = cut.request.rundown.where("slot")
    told = message.format(station=name, seconds=f"{float(seconds):.1f}")
    return Problem(told, hint, place, warning=True, code=code)
