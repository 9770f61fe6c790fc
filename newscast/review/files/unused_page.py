"""Small pictures of the newsroom’s media, for whoever may use them in a story."""

from __future__ import annotations

from starlette.responses import Response

from newscast.base.canonical import digest_of
from newscast.base.i18n import _, language
from newscast.base.status import Status, status_of
from newscast.review.door.guard import Visit, guarded
from newscast.review.door.sending import A_WHILE, Sent
from newscast.review.door.wrong import RefusedError
from newscast.review.files.unused import media_file
from newscast.review.newsroom.listed import opened_at, store_of
from newscast.review.playing.awaiting import Awaited
from newscast.review.playing.media import workshop_of
from newscast.review.playing.renditions import SMALL_WIDTH
from newscast.review.playing.workshop import AHEAD, QUICK, FullError
from newscast.store.shelves import made_of, shelf_in
from newscast.store.store import Result


def small(visit: Visit) -> Response:
    """The first picture of one of them, no wider than 480, as soon as it is made."""
    found = media_file(visit.office, visit.request.query_params.get("path", ""))
    if found is None or not found.small:
        raise RefusedError(404, _("There is no such file."))
    path = visit.office.root / found.path
    status = status_of(path)
    result = made_of(digest_of([str(path), status]), "picture", ".jpg", width=SMALL_WIDTH)
    store = store_of(visit.office.root).folder

    def made() -> Response | None:
        shelf = shelf_in(store, "stills")
        there = opened_at(shelf.path(result), None) if shelf.has(result) else None
        return Sent(there.stream, there.size, "small.jpg", result.key, A_WHILE) if there else None

    if answer := made():
        return answer
    asked = _request(visit, str(path), status, result)
    try:
        return Awaited(workshop_of(visit).want(QUICK, result.name, asked, AHEAD), made)
    except FullError:
        raise RefusedError(503, _("Too much is asked for at this moment. Try again in a minute.")) from None


def _request(visit: Visit, path: str, status: Status, result: Result) -> dict[str, object]:
    return {
        "kind": "picture",
        "path": path,
        "status": status,
        "store": str(store_of(visit.office.root).folder),
        "shelf": "stills",
        "key": result.key,
        "suffix": result.suffix,
        "language": language(),
        "keep": visit.office.newsroom().store.keep,
        "narrow": SMALL_WIDTH,
    }


ROUTES = (guarded("/unused/small.jpg", small, "edit"),)
