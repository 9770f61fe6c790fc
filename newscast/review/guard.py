"""The door of every address: who may come through, and that what changes something was sent by our own page.

A handler behind it is a plain function `(Visit) -> Response`, run in a thread of its own.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newscast.base.i18n import _, speaking
from newscast.desk.entering import session_of
from newscast.review.access import Right, Visitor, visitor_of
from newscast.review.office import Office, is_episode
from newscast.review.tongue import tongue_of
from newscast.review.wrong import RefusedError, refused_page

COOKIE = "newscast"
"""The cookie with a session's secret."""


@dataclass(frozen=True)
class Visit:
    """A request that may be answered. `form` has what was sent with it, nothing for a GET."""

    request: Request
    office: Office
    visitor: Visitor
    form: FormData
    secret: str

    @property
    def episode(self) -> str:
        """The episode of the address; for addresses that have one."""
        return str(self.request.path_params["episode"])

    @property
    def token(self) -> str:
        """What forms of this page send along, so that no other page can send them."""
        return token_of(self.secret)


def guarded(
    path: str, handler: Callable[[Visit], Response], right: Right, methods: Sequence[str] = ("GET",), name: str = ""
) -> Route:
    """A route for those who may do `right`, to the episode of the path where that has `{episode}`."""

    async def endpoint(request: Request) -> Response:
        form = FormData() if request.method in ("GET", "HEAD") else await request.form()
        try:
            return await run_in_threadpool(_answered, request, form, handler, right)
        finally:
            await form.close()

    endpoint.right = right  # type: ignore[attr-defined]
    return Route(path, endpoint, methods=list(methods), name=name or handler.__name__)


def token_of(secret: str) -> str:
    """The token of a session's forms."""
    return hmac.new(secret.encode(), b"form", sha256).hexdigest()


def _answered(request: Request, form: FormData, handler: Callable[[Visit], Response], right: Right) -> Response:
    office: Office = request.app.state.office
    secret = request.cookies.get(COOKIE, "")
    visitor = _visitor(office, secret)
    with speaking(tongue_of(request, visitor)):
        try:
            if visitor is None:
                return _to_the_door(request)
            visit = Visit(request, office, visitor, form, secret)
            _refuse(visit, right)
            return handler(visit)
        except RefusedError as refused:
            return refused_page(request, refused)


def _visitor(office: Office, secret: str) -> Visitor | None:
    if not secret:
        return None
    with office.people() as people:
        session = session_of(people, secret)
    return visitor_of(session) if session else None


def _refuse(visit: Visit, right: Right) -> None:
    params: dict[str, Any] = visit.request.path_params
    episode = params.get("episode")
    if episode is not None and not is_episode(episode):
        raise RefusedError(404, _("There is no such episode."))
    if not visit.visitor.may(right, episode):
        # Whoever may not see it shall not learn that it is there.
        raise RefusedError(404 if visit.visitor.is_guest else 403, _("You may not do this here."))
    sent = visit.form.get("token") or visit.request.headers.get("x-newscast-token", "")
    if visit.request.method not in ("GET", "HEAD") and not hmac.compare_digest(str(sent), visit.token):
        raise RefusedError(
            403, _("This was not sent by this page, or the page is too old. Load it again, then try again.")
        )


def _to_the_door(request: Request) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/enter?to={quote(request.url.path)}", 303)
    return Response(_("Sign in first."), 401)
