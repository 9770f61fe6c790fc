"""Requests of tests reach the page and come back whole, in whatever way starlette's client is made."""

from __future__ import annotations

import answering
import pytest
from anyio.from_thread import start_blocking_portal
from starlette import testclient
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient


async def _read_out(request: Request) -> PlainTextResponse:
    return PlainTextResponse(await request.body(), 201, {"said": request.headers["asked"]})


async def _fail(request: Request) -> PlainTextResponse:
    raise LookupError


PAGE = Starlette(routes=[Route("/", _read_out, methods=["POST"]), Route("/fault", _fail)])


@pytest.mark.parametrize("gone", ["", "_TestClientTransport", "httpx", "told"])
def test_an_answer_is_the_pages_own_whatever_is_known_of_the_client(gone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if gone == "told":
        monkeypatch.setattr(answering, "_TOLD", ("app", "nothing_of_that_name"))
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        with pytest.MonkeyPatch.context() as other:
            if gone in ("_TestClientTransport", "httpx"):
                other.delattr(testclient, gone)
            answering.answer_at_once(patch, portal)
        client = TestClient(PAGE)
        answer = client.post("/", content="año nuevo".encode(), headers={"asked": "yes"})
        assert (answer.status_code, answer.text, answer.headers["said"]) == (201, "año nuevo", "yes")
        with pytest.raises(LookupError):
            client.get("/fault")
