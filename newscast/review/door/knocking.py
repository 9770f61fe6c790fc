"""The addresses that are open to everybody: limited and checked as the others, without anybody who came in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from newscast.base.i18n import speaking
from newscast.review.door.limits import WRONG_ADDRESS, Limits, address_of_client, refuse_after
from newscast.review.door.origin import refuse_foreign
from newscast.review.door.receiving import SMALL, received_with
from newscast.review.door.tongue import tongue_of
from newscast.review.door.wrong import RefusedError, refused_page
from newscast.review.newsroom.office import Office

LOOKING = ("GET", "HEAD")
"""Methods that change nothing."""


@dataclass(frozen=True)
class Knock:
    """A request by somebody who is nobody yet."""

    request: Request
    office: Office
    form: FormData = field(default_factory=FormData)
    body: Mapping[str, Any] = field(default_factory=dict)
    data: bytes = b""

    @property
    def limits(self) -> Limits:
        limits: Limits = self.request.app.state.limits
        return limits

    @property
    def address(self) -> str:
        return address_of_client(self.request)

    @property
    def device(self) -> str:
        """What the browser says that it is."""
        return "".join(filter(str.isprintable, self.request.headers.get("user-agent", "")))[:200]

    def text(self, name: str) -> str:
        """A text of the form, "" where it was not sent."""
        value = self.form.get(name, "")
        return value if isinstance(value, str) else ""

    def wrong(self) -> None:
        """Count a wrong password or link. Raises RefusedError where there were too many from this address.

        A right link is let in all the same: where a tunnel does not tell addresses, all who come through it have one.
        """
        refuse_after(self.limits.take(WRONG_ADDRESS, self.address))


def opened(
    path: str,
    handler: Callable[[Knock], Response],
    methods: Sequence[str],
    name: str = "",
    most: int = SMALL,
    before: Callable[[Knock], object] = lambda _knock: None,
) -> Route:
    """A route for everybody. `before` refuses whom it may before anything that was sent, at most so many bytes, is
    read."""

    async def endpoint(request: Request) -> Response:
        office: Office = request.app.state.office
        with speaking(tongue_of(request)):
            knock = Knock(request, office)
            try:
                if request.method not in LOOKING:
                    refuse_foreign(request)
                    await run_in_threadpool(before, knock)
                    sent = await received_with(request, most)
                    knock = Knock(request, office, sent.form, sent.body, sent.data)
                return await run_in_threadpool(handler, knock)
            except RefusedError as refused:
                return refused_page(request, refused)
            finally:
                await knock.form.close()

    endpoint.is_open = True  # type: ignore[attr-defined]
    return Route(path, endpoint, methods=list(methods), name=name or handler.__name__)
