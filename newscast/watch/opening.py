"""A watcher is put together: the right to watch, the desk, and all that it works with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import tzinfo
from pathlib import Path
from typing import Protocol

from newscast.base.errors import Problem
from newscast.base.zones import zone_of
from newscast.desk.backup import back_up_daily
from newscast.desk.job import Job
from newscast.desk.ledger import open_ledger
from newscast.desk.place import ready_desk
from newscast.show.load import load_newsroom, media_roots
from newscast.show.office import Newsroom
from newscast.store.open import choose_folder
from newscast.watch.approval.heeding import Heed
from newscast.watch.bell import Bell
from newscast.watch.inbox.inbox import Inbox
from newscast.watch.jobs.building import Builder, Limits
from newscast.watch.jobs.ordering import Forecast
from newscast.watch.noticing.noticing import Notice
from newscast.watch.noticing.settling import Settling
from newscast.watch.parts import Parts
from newscast.watch.rundowns.byhand import ByHand
from newscast.watch.rundowns.index import Index
from newscast.watch.status.lock import watching
from newscast.watch.status.now import Board, Now
from newscast.watch.telling.log import Log
from newscast.watch.telling.notifying import notifier_for
from newscast.watch.telling.teller import Teller
from newscast.watch.telling.telling import Clock
from newscast.watch.telling.told import Told
from newscast.watch.watcher import Watcher

Say = Callable[[Told], None]


class View(Protocol):
    """Shows people what a watcher tells. Its methods may be called from any thread."""

    def told(self, told: Told) -> None:
        """Something happened: it is said, and stays."""

    def show(self, now: Now, jobs: Sequence[Job], forecasts: Sequence[Forecast]) -> None:
        """How everything stands. `jobs` are those that are open and those that ended last."""

    def close(self) -> None:
        """There is no more to show."""


@contextmanager
def opened(root: Path, poll: bool, view_in: Callable[[tzinfo | None], View]) -> Iterator[Watcher]:
    """A watcher of the newsroom at `root`, ready to run, that nobody else watches; `view_in` shows it in a time zone.

    Raises UsageError where somebody does, FilesError where newsroom.yaml does not say where the desk is, MachineError.
    """
    with ExitStack() as held:
        lease = held.enter_context(watching(root))
        desk = ready_desk(root)
        # Before anything of a newer newscast changes it.
        back_up_daily(desk)
        ledger = open_ledger(desk)
        held.callback(ledger.close)
        newsroom = load_newsroom(root, problems := list[Problem]())
        zone = zone_of(newsroom.timezone)
        view = view_in(zone)
        held.callback(view.close)
        say = _telling(view, desk, newsroom, zone, held)
        if ledger.set_aside:
            say(Told("set-aside", path=str(ledger.set_aside)))
        bell, teller = Bell(), Teller(say)
        also = [] if problems else [folder for folder in media_roots(root, newsroom) if not folder.is_relative_to(root)]
        index = Index(root, ledger, wake=bell.ring)
        notice = Notice(root, bell.ring, poll=poll, also=also, never=(desk, choose_folder(root)[0]))
        inbox = Inbox(root, ledger, say, wake=bell.ring)
        held.callback(inbox.close)
        by_hand = ByHand(root, index, ledger)
        builder = Builder(root, bell.ring, Limits())
        heed = Heed(root, desk, ledger, say)
        working = (lease, ledger, index, notice, Settling(), inbox, by_hand, builder, Board(desk), heed)
        yield Watcher(Parts(root, desk, teller, *working), bell, view.show)


def _telling(view: View, desk: Path, newsroom: Newsroom, zone: tzinfo | None, held: ExitStack) -> Say:
    """Tells the view, the log and whoever is to be notified, as long as the stack is held."""
    log = Log(desk)
    held.callback(log.close)
    listeners: list[Say] = [view.told, log.told]

    def say(told: Told) -> None:
        for listener in listeners:
            listener(told)

    addresses = {event: listed for event, listed in newsroom.notify if isinstance(listed, tuple)}
    notifier = notifier_for(addresses, newsroom.language, Clock(zone), log.note, say)
    if notifier:
        held.callback(notifier.close)
        listeners.append(notifier.told)
    return say
