"""Choosing the language of the page: kept in a cookie, for this browser."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newscast.base.i18n import LANGUAGES
from newscast.review.tongue import TONGUE

_YEAR = 365 * 86_400
_LONGEST = 2_000


async def choose(request: Request) -> Response:
    """Sets the cookie, and leads back to the page it was chosen on."""
    async with request.form(max_files=0, max_fields=10) as form:
        chosen, to = str(form.get("language", "")), str(form.get("to", "/"))
    answer = RedirectResponse(to if is_of_here(to) else "/", 303)
    if chosen in LANGUAGES:
        secure = request.url.scheme == "https"
        answer.set_cookie(TONGUE, chosen, _YEAR, httponly=True, samesite="lax", secure=secure)
    return answer


def is_of_here(address: str) -> bool:
    """Whether an address leads to a page of ours and nowhere else: browsers read `//` and `/\\` as another host."""
    plain = address.isprintable() and len(address) <= _LONGEST
    return plain and address.startswith("/") and address[1:2] not in ("/", "\\")


ROUTES = (Route("/language", choose, methods=["POST"]),)
"""Open to everybody: whoever signs in wants to read how; it changes what one browser shows, and nothing else."""
