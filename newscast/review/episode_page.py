"""The page of one episode."""

from __future__ import annotations

from starlette.responses import Response

from newscast.base.i18n import _
from newscast.episode.reader import read_episode
from newscast.review.guard import Visit, guarded
from newscast.review.pages import page
from newscast.review.wrong import RefusedError


def episode(visit: Visit) -> Response:
    found = read_episode(visit.office.folder(visit.episode))
    if found.final is None and found.draft is None:
        raise RefusedError(404, _("There is no such episode."))
    return page(visit, "episode.html", name=visit.episode, found=found)


ROUTES = (guarded("/e/{episode}", episode, "see"),)
