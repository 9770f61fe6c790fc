"""What a watcher works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from newscast.desk.ledger import Ledger
from newscast.watch.approval.heeding import Heed
from newscast.watch.inbox.inbox import Inbox
from newscast.watch.jobs.building import Builder
from newscast.watch.noticing.noticing import Notice
from newscast.watch.noticing.settling import Settling
from newscast.watch.rundowns.byhand import ByHand
from newscast.watch.rundowns.index import Index
from newscast.watch.status.lock import Lease
from newscast.watch.status.now import Board
from newscast.watch.telling.teller import Teller


@dataclass(frozen=True)
class Parts:
    """Those of a watcher of the newsroom at `root`, whose desk is in that folder."""

    root: Path
    desk: Path
    teller: Teller
    lease: Lease
    ledger: Ledger
    index: Index
    notice: Notice
    settling: Settling
    inbox: Inbox
    by_hand: ByHand
    builder: Builder
    board: Board
    heed: Heed
