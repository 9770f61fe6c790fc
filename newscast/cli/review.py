"""`newscast review`: the page where drafts are seen, commented and approved."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.i18n import _
from newscast.cli.ports import on_port

if TYPE_CHECKING:
    from newscast.review.newsroom.office import Office
    from newscast.watch.watcher import Watcher

PORT = 8700
_LOOK_EVERY = 3600.0
"""Seconds between two looks whether there is a backup of today."""


@click.command(
    help=_(
        "Serve the page where drafts are seen, commented and approved. With `--watch` it also renders what is saved or "
        "dropped: all that an office needs, in one process."
    )
)
@click.argument("newsroom", default=".", metavar=_("[NEWSROOM]"), type=click.Path(path_type=Path))
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar=_("ADDRESS"),
    help=_("The address to listen on; 0.0.0.0 for the whole network."),
)
@on_port(PORT, _("The port to listen on."))
@click.option("--watch", "to_watch", is_flag=True, help=_("Watch the newsroom too, as `newscast watch` does."))
@click.option("--poll", is_flag=True, help=_("With --watch: look files over now and then."))
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar=_("ADDRESS"),
    help=_("A proxy on another machine that may say from where requests come; may be given several times."),
)
def command(newsroom: Path, host: str, port: int, to_watch: bool, poll: bool, proxies: tuple[str, ...]) -> int:
    """Serve until interrupted."""
    from newscast.cli.where import newsroom_named
    from newscast.review.app import make_app
    from newscast.review.door.forwarded import networks
    from newscast.review.newsroom.office import open_office
    from newscast.review.serving import listen, serving

    root = newsroom_named(newsroom)
    office = open_office(root)
    app = make_app(office, networks(proxies))
    secret = _first_link(office, host)
    sockets = listen(host, port)
    for line in _told(office, host, sockets[0].getsockname()[1], secret):
        click.echo(line, err=True)
    ending = _Ending()
    with serving(app, sockets, office.desk, failed=ending.end):
        if to_watch:
            from newscast.cli.watch import keep_watching

            keep_watching(root, poll, ending.watched_by)
        ending.wait(lambda: None if to_watch else _back_up(office))
    return 0


class _Ending:
    """Ctrl-C and SIGTERM end what is under way, and so does a page that cannot be served any more."""

    def __init__(self) -> None:
        self._asked = threading.Event()
        self._watcher: Watcher | None = None
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_heard: self.end())

    def end(self) -> None:
        """From any thread, or a signal."""
        self._asked.set()
        if self._watcher:
            self._watcher.end()

    def watched_by(self, watcher: Watcher) -> None:
        """The next watcher to be ended."""
        self._watcher = watcher
        if self._asked.is_set():
            watcher.end()

    def wait(self, meanwhile: Callable[[], None]) -> None:
        """Until somebody asks, and do that now and every hour."""
        while not self._asked.is_set():
            meanwhile()
            self._asked.wait(_LOOK_EVERY)


def _first_link(office: Office, host: str) -> str:
    """The secret of a link that makes the first account; "" where there are accounts, or it is not known.

    Raises UsageError where the whole network would be let in to make it.
    """
    from newscast.base.errors import UsageError
    from newscast.desk.accounts import accounts
    from newscast.desk.database import BrokenError
    from newscast.desk.entering import make_first
    from newscast.review.serving import is_loopback

    try:
        with office.people() as people:
            if accounts(people):
                return ""
            if is_loopback(host):
                return make_first(people)
    except BrokenError as error:
        click.echo(str(error), err=True)
        return ""
    message = _(
        "Nobody has an account yet, and the network is no place to make the first one. Start the page once without "
        "`--host`, or add one here: `newscast accounts add NAME --role director`."
    )
    raise UsageError(message)


def _told(office: Office, host: str, port: int, secret: str) -> Iterator[str]:
    from newscast.review.serving import is_loopback, machine_addresses

    own = _address("127.0.0.1" if host in ("0.0.0.0", "::") else host, port)
    url = office.newsroom().url
    if secret:
        yield _("Nobody has an account yet. This link makes the first one, yours; it is good for a day:")
        yield f"  {own}/first/{secret}"
    else:
        yield _("The page: {address}").format(address=own)
        if url:
            yield _("From outside: {address}").format(address=url)
        yield _("`newscast accounts link NAME` makes a link by which somebody comes in.")
    if not is_loopback(host):
        reached = [_address(each, port) for each in machine_addresses()] if host in ("0.0.0.0", "::") else [own]
        yield _("Everybody in this network reaches it: {addresses}").format(addresses=" ".join(reached) or host)
        if not (url or "").startswith("https:"):
            yield _(
                "What goes over the network can be read on its way, passwords too. Put TLS in front of the page: "
                "docs/review.md says how, in ten lines for Caddy."
            )
    yield _("Ctrl-C ends it.")


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _back_up(office: Office) -> None:
    from newscast.base.errors import MachineError
    from newscast.desk.backup import back_up_daily

    try:
        back_up_daily(office.desk)
    except MachineError as error:
        click.echo(str(error), err=True)
