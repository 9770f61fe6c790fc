"""The door of every address: who may come through, and that what changes something was sent by our own page.

A handler behind it is a plain function `(Visit) -> Response`, run in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from starlette.background import BackgroundTasks
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from newscast.base.errors import FilesError, MachineError
from newscast.base.i18n import _, speaking
from newscast.desk.people import PEOPLE, read_only
from newscast.review.door.failing import machine_failed
from newscast.review.door.knocking import LOOKING
from newscast.review.door.limits import CHANGES, UPLOADS, Limit, Limits, refuse_after
from newscast.review.door.origin import refuse_foreign, refuse_without_token, token_of
from newscast.review.door.receiving import SMALL, received_with
from newscast.review.door.tongue import tongue_of
from newscast.review.door.wrong import RefusedError, refused_page, words_of
from newscast.review.newsroom.access import Right, Visitor
from newscast.review.newsroom.office import Office, is_episode, one_errand


@dataclass(frozen=True)
class Visit:
    """A request that may be answered. `form`, `body` or `data` has what was sent with it: a form, a JSON object, or a
    piece of a file.

    What is put into `later` is done when the answer has been sent: nobody waits for it.
    """

    request: Request
    office: Office
    visitor: Visitor
    secret: str
    form: FormData = field(default_factory=FormData)
    body: Mapping[str, Any] = field(default_factory=dict)
    data: bytes = b""
    later: BackgroundTasks = field(default_factory=BackgroundTasks)

    @property
    def episode(self) -> str:
        """The episode of the address; for addresses that have one."""
        return str(self.request.path_params["episode"])

    def text(self, name: str) -> str:
        """A text of the form, "" where it was not sent."""
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""

    @property
    def token(self) -> str:
        """What forms of this page send along, so that no other page can send them."""
        return token_of(self.secret)


def guarded(
    path: str,
    handler: Callable[[Visit], Response],
    right: Right,
    methods: Sequence[str] = ("GET",),
    name: str = "",
    most: int = SMALL,
    often: Limit = CHANGES,
) -> Route:
    """A route for those who may do `right`, to the episode of the path where that has `{episode}`.

    `most` bytes may be sent: SMALL, or UPLOAD of `receiving` where a file is taken; as `often` as that.
    """

    async def endpoint(request: Request) -> Response:
        found = await run_in_threadpool(_let_in, request, right, most, often)
        if isinstance(found, Response):
            return found
        visit, tongue = found
        if request.method in LOOKING:
            return await run_in_threadpool(_answered, visit, tongue, handler)
        with speaking(tongue):
            try:
                sent = await received_with(request, most)
            except RefusedError as refused:
                return refused_page(request, refused)
        try:
            visit = replace(visit, form=sent.form, body=sent.body, data=sent.data)
            return await run_in_threadpool(_answered, visit, tongue, handler)
        finally:
            await sent.form.close()

    endpoint.right = right  # type: ignore[attr-defined]
    return Route(path, endpoint, methods=list(methods), name=name or handler.__name__)


def _let_in(request: Request, right: Right, most: int, often: Limit) -> tuple[Visit, str] | Response:
    """A visit and the language it is in, before anything that was sent is read; else the answer."""
    office: Office = request.app.state.office
    secret, changes = request.cookies.get(office.cookie, ""), request.method not in LOOKING
    try:
        visitor, office = request.app.state.known.visitor(office, secret, anew=changes) if secret else (None, office)
    except MachineError as error:
        return machine_failed(request, error)
    tongue = tongue_of(request)
    with speaking(tongue):
        if visitor is None:
            return _to_the_door(request)
        try:
            _refuse(request, visitor, right)
            if changes:
                _refuse_change(request, office, visitor, most, often)
        except RefusedError as refused:
            return refused_page(request, refused)
    return Visit(request, office, visitor, secret), tongue


def _answered(visit: Visit, tongue: str, handler: Callable[[Visit], Response]) -> Response:
    with speaking(tongue):
        try:
            if visit.request.method not in LOOKING:
                refuse_without_token(visit.request, visit.secret, visit.form.get("token"))
            with one_errand():
                answer = handler(visit)
        except RefusedError as refused:
            return refused_page(visit.request, refused)
        except FilesError as error:
            return refused_page(visit.request, RefusedError(409, words_of(error)))
        except MachineError as error:
            return machine_failed(visit.request, error)
    if visit.later.tasks:
        answer.background = visit.later
    return answer


def _refuse(request: Request, visitor: Visitor, right: Right) -> None:
    params: dict[str, Any] = request.path_params
    episode = params.get("episode")
    if episode is not None and not is_episode(episode):
        raise RefusedError(404, _("There is no such episode."))
    if not visitor.may(right, episode):
        # Whoever may not see it shall not learn that it is there.
        raise RefusedError(404 if visitor.is_guest else 403, _("You may not do this here."))


def _refuse_change(request: Request, office: Office, visitor: Visitor, most: int, often: Limit) -> None:
    refuse_foreign(request)
    if office.lost:
        raise RefusedError(503, str(read_only(office.desk / PEOPLE)))
    limits: Limits = request.app.state.limits
    refuse_after(limits.take(often, visitor.name))
    if most > SMALL and often is CHANGES:
        refuse_after(limits.take(UPLOADS, visitor.name))


def _to_the_door(request: Request) -> Response:
    if request.method == "GET" and "text/html" in request.headers.get("accept", ""):
        return RedirectResponse(f"/enter?to={quote(request.url.path)}", 303)
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"message": _("Sign in first.")}, 401)
    return Response(_("Sign in first."), 401)
