"""What a proxy before the page says of the browser behind it, where the proxy is one that is trusted, and what it could
understand otherwise than the page."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from newscast.base.errors import UsageError
from newscast.base.i18n import _

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

LOOPBACK: tuple[Network, ...] = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
"""Programs of this machine: a proxy or the near end of a tunnel."""
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


class Forwarded:
    """Takes address, scheme and host from `X-Forwarded-For`, `-Proto` and `-Host` of requests from these networks."""

    def __init__(self, app: ASGIApp, trusted: Sequence[Network]) -> None:
        self.app = app
        self.trusted = (*LOOPBACK, *trusted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        if scope["type"] == "http" and client and self._is_trusted(client[0]):
            scope = self._as_forwarded(scope)
        await self.app(scope, receive, send)

    def _as_forwarded(self, scope: Scope) -> Scope:
        headers = Headers(scope=scope)
        told = dict(scope)
        if address := self._behind(headers.getlist("x-forwarded-for")):
            told["client"] = (address, 0)
        if (scheme := _last(headers, "x-forwarded-proto")) in ("http", "https"):
            told["scheme"] = scheme
        if _HOST.fullmatch(host := _last(headers, "x-forwarded-host")):
            others = [(name, value) for name, value in scope["headers"] if name != b"host"]
            told["headers"] = [*others, (b"host", host.encode())]
        return told

    def _behind(self, listed: Sequence[str]) -> str:
        """The address nearest to us that is no proxy of ours: what stands before it anybody may have written."""
        hops = [hop.strip() for each in listed for hop in each.split(",")]
        for hop in reversed(hops):
            address = _address(hop)
            if address is None:
                return ""
            if not self._is_trusted(address):
                return address
        return _address(hops[0]) or "" if hops else ""

    def _is_trusted(self, address: str) -> bool:
        try:
            found = ipaddress.ip_address(address)
        except ValueError:
            return False
        return any(found in network for network in self.trusted)


class Unambiguous:
    """Refuses a request that says its length in two ways: a proxy may take the other one for true, and pass on what
    follows it as the request of somebody else (RFC 9112, 6.3)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        names = {name for name, _value in scope.get("headers", ())}
        if {b"content-length", b"transfer-encoding"} <= names:
            await Response(status_code=400, headers={"connection": "close"})(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def networks(texts: Sequence[str]) -> list[Network]:
    """Proxies by address or network, as somebody named them. Raises UsageError."""
    try:
        return [ipaddress.ip_network(text.strip(), strict=False) for text in texts]
    except ValueError as error:
        message = _("A proxy is named by its address, such as 192.168.1.5, or its network: {reason}.")
        raise UsageError(message.format(reason=error)) from error


def _last(headers: Headers, name: str) -> str:
    """What the proxy nearest to us wrote."""
    values = headers.getlist(name)
    return values[-1].rpartition(",")[2].strip() if values else ""


def _address(hop: str) -> str | None:
    """An address without its port; None of what is none."""
    bare = hop[1:].partition("]")[0] if hop.startswith("[") else hop
    bare = bare.partition(":")[0] if bare.count(":") == 1 else bare
    try:
        return str(ipaddress.ip_address(bare))
    except ValueError:
        return None
