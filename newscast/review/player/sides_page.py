"""The recordings of a segment before and after the voice chain, equally loud: made when somebody wants to listen.

| address | what it is |
|---|---|
| `/e/<episode>/sides/<slug>` | `{"html": both sides of each recording, to be played}` |
| `/e/<episode>/sides/<slug>/<number>/before.m4a` | a side of recording `number`, from 0; also `after` |

All take the query of the episode's page. What has to be made first is answered as in `playing/media.py`. A rundown,
kit or recording that was saved since the version was built is not what was heard in it: that is answered in words.
"""

from __future__ import annotations

from typing import Any

from starlette.responses import JSONResponse, Response

from newscast.base.i18n import _
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import drawn
from newscast.review.door.sending import A_WHILE, Sent
from newscast.review.door.wrong import RefusedError
from newscast.review.episode.chosen import chosen_of
from newscast.review.player.sides import SIDES, SidesOf, have_sides_made, opened_side, sides_address, takes_of
from newscast.review.playing.awaiting import under_way
from newscast.review.playing.workshop import FullError, Workshop

_MOST_DIGITS = 4


def sides(visit: Visit) -> Response:
    """Both sides of each recording, as HTML."""
    wanted = _wanted(visit)
    takes = takes_of(visit.office, wanted)
    if takes is None:
        workshop: Workshop = visit.request.app.state.workshop
        try:
            return under_way(have_sides_made(visit.office, workshop, wanted))
        except FullError:
            raise RefusedError(503, _("Too much is asked for at this moment. Try again in a minute.")) from None
    shown = [
        {**take, "number": number, **{side: _address(wanted, number, side) for side in SIDES}}
        for number, take in enumerate(takes)
    ]
    return JSONResponse({"html": drawn("part/sides.html", takes=shown)}, headers={"cache-control": "no-store"})


def side(visit: Visit) -> Response:
    """A side of a recording, as every browser plays it."""
    wanted, params = _wanted(visit), visit.request.path_params
    takes, number = takes_of(visit.office, wanted), params["number"]
    known = number.isdecimal() and number.isascii() and len(number) <= _MOST_DIGITS and params["side"] in SIDES
    if takes and known and int(number) < len(takes):
        take = takes[int(number)]
        if found := opened_side(visit.office, take, params["side"]):
            return Sent(found.stream, found.size, f"{params['side']}.m4a", take[params["side"]], A_WHILE)
    raise RefusedError(404, _("There is no such recording here."))


def _wanted(visit: Visit) -> SidesOf:
    chosen, slug = chosen_of(visit), visit.request.path_params["slug"]
    segments: Any = chosen.timeline.segments if chosen.timeline else ()
    if not any(each.slug == slug and sides_address(chosen, each) for each in segments):
        raise RefusedError(404, _("There is no such recording here."))
    return SidesOf(chosen, slug)


def _address(wanted: SidesOf, number: int, side: str) -> str:
    assert wanted.chosen.timeline
    segment = next(each for each in wanted.chosen.timeline.segments if each.slug == wanted.slug)
    return sides_address(wanted.chosen, segment, str(number), f"{side}.m4a")


ROUTES = (
    guarded("/e/{episode}/sides/{slug}", sides, "internal"),
    guarded("/e/{episode}/sides/{slug}/{number}/{side}.m4a", side, "internal"),
)
