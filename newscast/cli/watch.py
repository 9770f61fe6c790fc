"""`newscast watch`: what is saved or dropped is rendered by itself."""

from __future__ import annotations

import logging
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscast.base.i18n import _

if TYPE_CHECKING:
    from newscast.watch.watcher import Watcher


@click.command(help=_("Render what is saved or dropped, by itself."))
@click.argument("newsroom", default=".", metavar=_("[NEWSROOM]"), type=click.Path(path_type=Path))
@click.option("--poll", is_flag=True, help=_("Look files over now and then: for disks that tell of no changes."))
@click.option("--install", "to_install", is_flag=True, help=_("Have the system start it, and say how."))
def command(newsroom: Path, poll: bool, to_install: bool) -> int:
    """Watch until interrupted."""
    from newscast.cli.where import newsroom_named
    from newscast.watch.install import install

    root = newsroom_named(newsroom)
    if to_install:
        for line in install(root):
            click.echo(line)
        return 0

    def obey(watcher: Watcher) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_heard: watcher.end())

    keep_watching(root, poll, obey)
    return 0


def keep_watching(root: Path, poll: bool, begun: Callable[[Watcher], None]) -> None:
    """Watch a newsroom, and tell it on the terminal, until the watcher that `begun` was given is told to end.

    It is given another one where the ledger had to be begun anew. Raises UsageError, FilesError, MachineError.
    """
    from newscast.cli.watching_view import view_for
    from newscast.desk.database import BrokenError
    from newscast.watch.opening import opened

    # What happens is told in the user's words; without a handler Python would print what modules log, in English.
    logging.getLogger("newscast").addHandler(logging.NullHandler())
    while True:
        with opened(root, poll, lambda zone: view_for(sys.stderr, zone)) as watcher:
            begun(watcher)
            try:
                watcher.run()
            except BrokenError:
                # Opening it anew sets the ledger aside.
                continue
            return
