"""What proxies say is believed of those that are known, and of nobody else."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from newscast.base.errors import UsageError
from newscast.review.door.forwarded import Forwarded, networks


def told(client: str, trusted: tuple[str, ...] = (), **headers: str) -> tuple[str, str, str]:
    """Address, scheme and host as the page sees them."""
    seen: dict[str, Any] = {}

    async def app(scope: Any, _receive: Any, _send: Any) -> None:
        seen.update(scope)

    sent = [
        (name.replace("_", "-").encode(), value.encode())
        for name, value in {"host": "127.0.0.1:8700", **headers}.items()
    ]
    scope = {"type": "http", "client": (client, 1), "scheme": "http", "headers": sent}
    asyncio.run(Forwarded(app, networks(trusted))(scope, None, None))  # type: ignore[arg-type]
    return seen["client"][0], seen["scheme"], dict(seen["headers"])[b"host"].decode()


def test_a_proxy_of_this_machine_is_believed() -> None:
    headers = {"x_forwarded_for": "203.0.113.7", "x_forwarded_proto": "https", "x_forwarded_host": "noticias.example"}
    assert told("127.0.0.1", **headers) == ("203.0.113.7", "https", "noticias.example")
    assert told("::1", **headers) == ("203.0.113.7", "https", "noticias.example")


def test_anybody_else_is_not_unless_named() -> None:
    headers = {"x_forwarded_for": "203.0.113.7", "x_forwarded_proto": "https", "x_forwarded_host": "evil.example"}
    assert told("192.168.1.9", **headers) == ("192.168.1.9", "http", "127.0.0.1:8700")
    assert told("192.168.1.9", ("192.168.1.0/24",), **headers) == ("203.0.113.7", "https", "evil.example")


def test_what_the_browser_wrote_before_the_proxy_did_is_not_believed() -> None:
    assert told("127.0.0.1", x_forwarded_for="10.0.0.1, 203.0.113.7")[0] == "203.0.113.7"
    assert told("127.0.0.1", ("10.0.0.0/8",), x_forwarded_for="1.2.3.4, 203.0.113.7, 10.0.0.1")[0] == "203.0.113.7"
    assert told("127.0.0.1", x_forwarded_for="<script>")[0] == "127.0.0.1"
    assert told("127.0.0.1", x_forwarded_for="[2001:db8::1]:443")[0] == "2001:db8::1"
    assert told("127.0.0.1", x_forwarded_for="203.0.113.7:5555")[0] == "203.0.113.7"


@pytest.mark.parametrize("host", ["a/b", "a b", "<script>", "a@b", "a:b", ""])
def test_a_host_that_is_none_changes_nothing(host: str) -> None:
    assert told("127.0.0.1", x_forwarded_host=host, x_forwarded_proto="gopher") == (
        "127.0.0.1",
        "http",
        "127.0.0.1:8700",
    )


def test_a_proxy_is_named_by_its_address() -> None:
    with pytest.raises(UsageError, match=r"192\.168\.1\.5"):
        networks(["proxy.example"])
