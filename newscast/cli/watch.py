"""`newscast watch`: what is saved or dropped is rendered by itself."""

from __future__ import annotations

import logging
import signal
import sys
from pathlib import Path

import click

from newscast.base.i18n import _


@click.command(help=_("Render what is saved or dropped, by itself."))
@click.argument("newsroom", default=".", metavar=_("[NEWSROOM]"), type=click.Path(path_type=Path))
@click.option("--poll", is_flag=True, help=_("Look files over now and then: for disks that tell of no changes."))
@click.option("--install", "to_install", is_flag=True, help=_("Have the system start it, and say how."))
def command(newsroom: Path, poll: bool, to_install: bool) -> int:
    """Watch until interrupted."""
    from newscast.base.errors import UsageError
    from newscast.cli.watching_view import view_for
    from newscast.desk.database import BrokenError
    from newscast.show.newsroom import RUNDOWNS, find_newsroom
    from newscast.watch.install import install
    from newscast.watch.opening import opened

    root = find_newsroom(newsroom / RUNDOWNS)
    if root is None:
        message = _("{folder} is no newsroom. Call it in a folder that has assets/newsroom.yaml, or name that folder.")
        raise UsageError(message.format(folder=newsroom))
    if to_install:
        for line in install(root):
            click.echo(line)
        return 0
    # What happens is told in the user's words; without a handler Python would print what modules log, in English.
    logging.getLogger("newscast").addHandler(logging.NullHandler())
    while True:
        with opened(root, poll, lambda zone: view_for(sys.stderr, zone)) as watcher:
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, lambda *_heard: watcher.end())
            try:
                watcher.run()
            except BrokenError:
                # Opening it anew sets the ledger aside.
                continue
            return 0
