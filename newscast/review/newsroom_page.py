"""The page of the newsroom: its episodes."""

from __future__ import annotations

from starlette.responses import Response

from newscast.review.guard import Visit, guarded
from newscast.review.pages import page
from newscast.watch.editions import names_in, state_of


def newsroom(visit: Visit) -> Response:
    episodes = [state_of(visit.office.root, name) for name in sorted(names_in(visit.office.root), reverse=True)]
    return page(visit, "newsroom.html", episodes=episodes)


ROUTES = (guarded("/", newsroom, "see"),)
