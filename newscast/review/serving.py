"""The server of the page: where it listens, and a thread of its own in which it runs until it is told to end."""

from __future__ import annotations

import errno
import ipaddress
import logging
import socket
import threading
from asyncio import BaseTransport, TimerHandle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, cast

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

from newscast.base.errors import MachineError, UsageError
from newscast.base.files import reason_of
from newscast.base.i18n import _

LOG = "page.log"
HEAD_SECONDS = 10.0
"""Seconds in which a browser says what it wants, from its first byte on; who is slower is hung up on."""
_MOST_HEAD = 32 << 10
"""Bytes of a request without what it sends: address, headers, cookies."""
_MOST_CONNECTIONS = 1000
"""Fifty people with six connections each, and as many again; further ones are asked to come later."""
_IDLE_SECONDS = 75
"""Seconds for which a connection is kept for a next request; longer than proxies keep theirs idle."""
_ENDING_SECONDS = 2


class _Patient(H11Protocol):
    """HTTP/1.1 that does not wait for ever for the head of a request, nor for the rest of one that is answered."""

    _limit: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(cast(Any, transport))
        self._begin()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        answered = self.cycle is not None and self.cycle.response_complete
        if self.conn.their_state is not h11.IDLE and not (answered and self.conn.their_state is h11.SEND_BODY):
            self._done()
        elif self._limit is None:
            self._begin()

    def connection_lost(self, exc: Exception | None) -> None:
        self._done()
        super().connection_lost(exc)

    def _begin(self) -> None:
        self._limit = self.loop.call_later(HEAD_SECONDS, self._hang_up)

    def _done(self) -> None:
        if self._limit:
            self._limit.cancel()
        self._limit = None

    def _hang_up(self) -> None:
        self._limit = None
        if not self.transport.is_closing():
            self.transport.abort()


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches an address."""
    with suppress(ValueError):
        return ipaddress.ip_address(host).is_loopback
    return host.lower() == "localhost"


def listen(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen there. Raises UsageError that says what to do where it is taken, or no place of ours."""
    opened: list[socket.socket] = []
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        for family, address in dict.fromkeys((each[0], each[4]) for each in found):
            opened.append(_listening(family, address))
    except OSError as error:
        for each in opened:
            each.close()
        raise UsageError(_unheard(host, port, error)) from error
    return opened


def machine_addresses() -> list[str]:
    """Addresses of this machine in its network, as far as it knows them by itself."""
    found = []
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        # Nothing is sent: the system only says from which of its addresses it would be.
        probe.connect(("192.0.2.1", 9))
        found.append(str(probe.getsockname()[0]))
    return [address for address in found if not is_loopback(address)]


@contextmanager
def serving(app: ASGIApp, sockets: list[socket.socket], desk: Path, failed: Callable[[], None]) -> Iterator[None]:
    """While this context lasts the page is served; `failed` is called where it cannot be any more.

    Raises MachineError at the end where it failed.
    """
    config = uvicorn.Config(
        app, http=_Patient, ws="none", lifespan="on", log_config=None, access_log=False, server_header=False,
        proxy_headers=False, h11_max_incomplete_event_size=_MOST_HEAD, limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_IDLE_SECONDS, timeout_graceful_shutdown=_ENDING_SECONDS,
    )  # fmt: skip
    server = uvicorn.Server(config)
    errors: list[BaseException] = []

    def run() -> None:
        try:
            server.run(sockets)
        except BaseException as error:
            errors.append(error)
        if not server.should_exit:
            failed()

    with _logging(desk):
        thread = threading.Thread(target=run, name="page")
        thread.start()
        try:
            yield
        finally:
            server.should_exit = True
            thread.join()
            for each in sockets:
                each.close()
    if errors:
        raise MachineError(_("The page could not be served any more."), repr(errors[0])) from errors[0]


@contextmanager
def _logging(desk: Path) -> Iterator[None]:
    """What goes wrong is in desk/page.log, and not over what the terminal shows."""
    handler = _Handler(
        desk / LOG, maxBytes=2_000_000, backupCount=3, encoding="utf-8", errors="backslashreplace", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(name)s %(message)s", "%Y-%m-%dT%H:%M:%S%z"))
    handler.setLevel(logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("newscast.review", "uvicorn", "asyncio")]
    for each in loggers:
        each.addHandler(handler)
        each.propagate = False
    try:
        yield
    finally:
        for each in loggers:
            each.removeHandler(handler)
            each.propagate = True
        handler.close()


class _Handler(RotatingFileHandler):
    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - a name of the library
        """The disk is full, or the desk is not there: nothing is printed over what a terminal shows."""


def _listening(family: int, address: Any) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        # Phones go away without a word; what they asked for shall not stay open. Taken over by each connection.
        made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for option, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 20), ("TCP_USER_TIMEOUT", 120_000)):
            if hasattr(socket, option):
                made.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)
        made.bind(address)
        made.listen(512)
    except BaseException:
        made.close()
        raise
    return made


def _unheard(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        message = _("Port {port} is in use: the page may run already. Another is taken with `--port {other}`.")
        return message.format(port=port, other=port + 1)
    if error.errno == errno.EACCES:
        message = _("Port {port} is only for programs of the system. Take one from 1024 on, such as `--port 8700`.")
        return message.format(port=port)
    if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
        message = _("This machine has no address {host}. `--host 0.0.0.0` listens on all that it has.")
        return message.format(host=host)
    return _("Cannot listen on {host}, port {port}: {reason}.").format(host=host, port=port, reason=reason_of(error))
