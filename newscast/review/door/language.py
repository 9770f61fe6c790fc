"""Choosing the language of the page: kept in a cookie, for this browser."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from newscast.base.i18n import LANGUAGES
from newscast.review.door.knocking import Knock, opened
from newscast.review.door.tongue import TONGUE
from newscast.review.newsroom.reach import local_path

_YEAR = 365 * 86_400


def choose(knock: Knock) -> Response:
    """Sets the cookie, and leads back to the page it was chosen on."""
    answer = RedirectResponse(local_path(knock.text("to")), 303)
    if (chosen := knock.text("language")) in LANGUAGES:
        secure = knock.request.url.scheme == "https"
        answer.set_cookie(TONGUE, chosen, _YEAR, httponly=True, samesite="lax", secure=secure)
    return answer


ROUTES = (opened("/language", choose, ("POST",)),)
"""Open to everybody: whoever signs in wants to read how; it changes what one browser shows, and nothing else."""
