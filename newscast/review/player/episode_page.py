"""The page of one episode: what is chosen of it, and what each of the page's slots shows of that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, Response

from newscast.episode.reader import read_episode
from newscast.review.approval.bar import bar_for
from newscast.review.comments import comments_page
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.pages import news_since, page
from newscast.review.episode.chosen import Chosen, chosen_of
from newscast.review.first import first_part
from newscast.review.law import law_part
from newscast.review.mending import mending_part
from newscast.review.player import copy_part, player_part
from newscast.review.playing.ahead import begin_all
from newscast.review.playing.media import workshop_of

SLOTS: tuple[Callable[[Visit, Chosen], dict[str, Any]], ...] = (
    bar_for,
    first_part.values_for,
    player_part.values_for,
    copy_part.values_for,
    comments_page.values_for,
    mending_part.values_for,
    law_part.values_for,
)
"""For each slot what its template sees; no two may give the same name."""


def episode(visit: Visit) -> Response:
    since, chosen = news_since(visit), chosen_of(visit)
    begin_all(visit.office, workshop_of(visit), visit.episode)
    values: dict[str, Any] = {}
    for values_for in SLOTS:
        values |= values_for(visit, chosen)
    return page(visit, "episode.html", since=since, chosen=chosen, **values)


def newest(visit: Visit) -> Response:
    """The versions that there are now, for a page that has been open for a while; null where nothing was built. With a
    `?deliverable=`, the digests of the rundown and of all sources that it was made from in the draft, too."""
    found = read_episode(visit.office.folder(visit.episode))
    now = {"draft": found.draft, "final": found.final}
    told: dict[str, Any] = {
        name: each.manifest.version if each and each.manifest else None for name, each in now.items()
    }
    if name := visit.request.query_params.get("deliverable", "").partition("/")[0]:
        drafts = found.draft.manifest.deliverables if found.draft and found.draft.manifest else {}
        entry = drafts.get(name)
        told["made_from"] = [entry.rundown_sha256, entry.sources] if entry else None
    return JSONResponse(told, headers={"cache-control": "no-store"})


ROUTES = (
    guarded("/e/{episode}", episode, "see"),
    guarded("/e/{episode}/newest", newest, "see"),
)
