"""What is wrong with a rundown as a whole, though nothing in it is wrong by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from newscast.base.errors import FilesError, Problem
from newscast.base.i18n import _
from newscast.document.nodes import Mapping, Sequence, place_of
from newscast.rundown.keep import kept
from newscast.rundown.known_names import listed
from newscast.rundown.model import Rundown
from newscast.rundown.stations import unfit_stations
from newscast.rundown.whole_take import unused_take
from newscast.show.deliverables import RATES, RATES_OF
from newscast.show.model import Show


def unfit_for(top: Mapping, show: Show, rundown: Rundown | None, only: Collection[str]) -> Iterator[Problem]:
    """Deliverables that do not go together with the show's rate, or as stations ask for them: `only` these where some
    are named, else those that the top of the rundown names, else the show's."""
    built = only or listed(top.get("deliverables")) or show.deliverables
    yield from _unfit_rates(show, built)
    yield from unfit_stations(show, built, rundown.air if rundown else None)


def left_over(top: Mapping, rundown: Rundown) -> Iterator[Problem]:
    """Deliverables that keep nothing, and a take that nobody reads from."""
    yield from _kept_nothing(rundown, top)
    yield from unused_take(rundown)


def _unfit_rates(show: Show, deliverables: Collection[str]) -> Iterator[Problem]:
    """Deliverables that cannot have as many frames a second as the show has."""
    for name in deliverables:
        rates = RATES_OF.get(show.family(name), RATES)
        if show.rate not in rates:
            message = _("“{deliverable}” cannot have {rate} frames a second.")
            hint = _("It can have: {rates}. Change `rate`, or leave “{deliverable}” out of `deliverables`.")
            there = hint.format(deliverable=name, rates=", ".join(map(str, rates)))
            text = message.format(deliverable=name, rate=show.rate)
            yield Problem(text, there, show.where("rate"), code="value-rate")


def _kept_nothing(rundown: Rundown, top: Mapping) -> Iterator[Problem]:
    """Deliverables in which no segment stays."""
    written = top.get("deliverables")
    places = {str(name): place_of(name) for name in written} if isinstance(written, Sequence) else {}
    for deliverable in rundown.deliverables:
        try:
            kept(rundown, deliverable)
        except FilesError as error:
            yield from (replace(p, place=places.get(deliverable) or p.place) for p in error.problems)
