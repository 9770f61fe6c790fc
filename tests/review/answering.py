"""How requests of tests reach the page: each crosses to the event loop once, and its answer comes back whole.

Starlette's own client crosses eight times for each, since it gives an answer piece by piece; no test asks for that.
"""

from __future__ import annotations

from typing import Any

import pytest
from anyio.from_thread import BlockingPortal
from starlette import testclient
from starlette.testclient import TestClient

_TOLD = ("app", "raise_server_exceptions", "root_path", "client")
"""What a transport of starlette's client says of where its requests go."""


def answer_at_once(patch: pytest.MonkeyPatch, portal: BlockingPortal) -> None:
    """From now on all requests of this process go through the portal's event loop; as starlette has them cross where
    its client is made in another way than is known here."""
    patch.setattr(TestClient, "portal", portal, raising=False)
    transport, httpx = (getattr(testclient, name, None) for name in ("_TestClientTransport", "httpx"))
    own = getattr(transport, "handle_request", None)
    if own is None or not hasattr(httpx, "ASGITransport"):
        return

    def handle(sender: Any, request: Any) -> Any:
        if not all(hasattr(sender, name) for name in _TOLD):
            return own(sender, request)
        request.read()
        return portal.call(_answer, httpx, sender, request)

    patch.setattr(transport, "handle_request", handle)


async def _answer(httpx: Any, sender: Any, request: Any) -> Any:
    whole = httpx.ASGITransport(*(getattr(sender, name) for name in _TOLD))
    begun = await whole.handle_async_request(request)
    body = b"".join([piece async for piece in begun.stream])
    return httpx.Response(begun.status_code, headers=begun.headers, stream=httpx.ByteStream(body), request=request)
