"""Coming in and going out: by a personal link, which only a click spends, because messengers open links too."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from newscast.base.i18n import _, speaking
from newscast.desk.entering import SESSION_SECONDS, spend
from newscast.review.guard import COOKIE
from newscast.review.office import Office
from newscast.review.pages import shown
from newscast.review.tongue import tongue_of


async def enter(request: Request) -> Response:
    """A GET shows a button; a POST spends the link's secret."""
    secret = request.path_params.get("secret", "")
    if request.method == "GET":
        return await run_in_threadpool(_shown, request, secret, "")
    return await run_in_threadpool(_entered, request, secret)


def _shown(request: Request, secret: str, message: str) -> Response:
    with speaking(tongue_of(request, None)):
        return shown(request, "enter.html", secret=secret, message=message)


def _entered(request: Request, secret: str) -> Response:
    office: Office = request.app.state.office
    with office.people() as people:
        session = spend(people, secret, request.headers.get("user-agent", "")[:200])
    if session is None:
        with speaking(tongue_of(request, None)):
            return shown(
                request, "enter.html", 403, secret="", message=_("This link was used or is too old. Ask for a new one.")
            )
    answer = RedirectResponse("/", 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(COOKIE, session, int(SESSION_SECONDS), httponly=True, samesite="lax", secure=secure)
    return answer


ROUTES = (
    Route("/enter", enter, methods=["GET"]),
    Route("/enter/{secret}", enter, methods=["GET", "POST"]),
)
