"""How requests of tests reach the page: each crosses to the event loop once, and its answer comes back whole.

Starlette's own client crosses eight times for each, since it gives an answer piece by piece; no test asks for that.
"""

from __future__ import annotations

from typing import Any

import pytest
from anyio.from_thread import BlockingPortal
from starlette import testclient
from starlette.testclient import TestClient, httpx


def answer_at_once(patch: pytest.MonkeyPatch, portal: BlockingPortal) -> None:
    """From now on all requests of this process go through the portal's event loop."""

    def handle(transport: Any, request: httpx.Request) -> httpx.Response:
        request.read()
        return portal.call(_answer, transport, request)

    patch.setattr(TestClient, "portal", portal)
    patch.setattr(testclient._TestClientTransport, "handle_request", handle)


async def _answer(transport: Any, request: httpx.Request) -> httpx.Response:
    whole = httpx.ASGITransport(transport.app, transport.raise_server_exceptions, transport.root_path, transport.client)
    begun = await whole.handle_async_request(request)
    body = b"".join([piece async for piece in begun.stream])
    return httpx.Response(begun.status_code, headers=begun.headers, stream=httpx.ByteStream(body), request=request)
