"""The page of one episode: what is chosen of it, and what each of the page's slots shows of that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from newscast.episode.reader import read_episode
from newscast.review.chosen import Chosen, chosen_from
from newscast.review.guard import Visit, guarded
from newscast.review.pages import page

SLOTS: tuple[Callable[[Visit, Chosen], dict[str, Any]], ...] = ()
"""For each slot what its template sees; no two may give the same name."""


def episode(visit: Visit) -> Response:
    chosen = chosen_of(visit)
    values: dict[str, Any] = {}
    for values_for in SLOTS:
        values |= values_for(visit, chosen)
    return page(visit, "episode.html", chosen=chosen, **values)


def chosen_of(visit: Visit) -> Chosen:
    """What is chosen by the address of a visit to an episode. Raises RefusedError where there is no such thing."""
    return chosen_from(visit.episode, read_episode(visit.office.folder(visit.episode)), visit.request.query_params)


ROUTES = (guarded("/e/{episode}", episode, "see"),)
