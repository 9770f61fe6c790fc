"""What was touched in a newsroom, as it is noticed and by a full look now and then."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path, PurePosixPath

from newscast.base.files import told_from
from newscast.desk.backup import back_up_daily
from newscast.desk.saves import write_down
from newscast.watch.approval.wishing import Wishes
from newscast.watch.gathering import Gathering
from newscast.watch.inbox.outcomes import INBOX
from newscast.watch.parts import Parts
from newscast.watch.telling.told import Told
from newscast.watch.under_way import LOGS

LOOK_EVERY = 300.0
"""Seconds between two full looks at everything."""
KEPT_LOGS, KEPT_DAYS = 300, 400
"""Logs of builds that are kept, and days for which ended jobs are."""


class Looking:
    """Has the episodes of what was touched gathered."""

    def __init__(self, parts: Parts, gathering: Gathering, wishes: Wishes) -> None:
        self._parts = parts
        self._gathering = gathering
        self._wishes = wishes
        self._next_look = 0.0

    def due(self) -> float:
        """When something is to be looked at, at the latest; monotonic."""
        moments = (self._parts.settling.due(), self._parts.inbox.due(), self._next_look)
        return min(moment for moment in moments if moment is not None)

    def look_soon(self) -> None:
        """Nobody knows what was touched meanwhile."""
        self._next_look = 0.0

    def hear(self) -> None:
        """Take up what was noticed. Raises MachineError, BrokenError."""
        parts, now = self._parts, time.monotonic()
        for path in parts.notice.taken():
            parts.settling.touch(path, now)
        self._take(parts.settling.settled(now), now)
        if parts.notice.overflowed() or now >= self._next_look:
            self._look()
        for path, since in parts.settling.restless(now):
            still = Told("restless", path=told_from(parts.root, path), when=time.time() - (now - since))
            parts.teller.once(still, path)
        for trouble in parts.notice.troubles():
            parts.teller.say(Told("trouble", reason=trouble))

    def _take(self, settled: list[Path], now: float) -> None:
        parts = self._parts
        inbox = parts.root / INBOX
        dropped = [path for path in settled if path.is_relative_to(inbox)]
        saved = [path for path in settled if not path.is_relative_to(inbox)]
        laid = parts.inbox.saved(dropped) if dropped or _is_due(parts.inbox.due(), now) else []
        write_down(parts.root, parts.desk, saved)
        # Also of nothing: it gives the episodes whose big media have been read by now.
        self._gathering.gather(parts.index.saved([*saved, *laid]))
        if saved:
            self._tell_refused()

    def _look(self) -> None:
        parts, now = self._parts, time.monotonic()
        self._next_look = now + LOOK_EVERY
        laid = parts.inbox.look()
        look = parts.index.look()
        for path in look.moving:
            parts.settling.touch(path, now)
        self._gathering.gather({*look.touched, *look.gone, *parts.index.saved(laid)}, saved=False)
        self._tell_refused()
        self._enter_built()
        self._wishes.forget()
        self._keep_house()

    def _enter_built(self) -> None:
        """What was built by hand is entered and told of, then heeded."""
        built = []
        for job in self._parts.by_hand.look(time.time()):
            self._parts.teller.say(Told("done", job.lane.episode, job))
            built.append(job.lane.episode)
        for episode in dict.fromkeys(built):
            self._gathering.heed(episode)

    def _tell_refused(self) -> None:
        for refused in self._parts.index.refused():
            name = PurePosixPath(refused.file or "").stem
            self._parts.teller.once(Told("problems", name, problems=(refused,)), refused)

    def _keep_house(self) -> None:
        """Back the desk up once a day, and let go of what is old."""
        back_up_daily(self._parts.desk)
        self._parts.ledger.forget(time.time() - KEPT_DAYS * 86_400)
        with suppress(OSError):
            logs = sorted((self._parts.desk / LOGS).glob("*.log"), key=lambda log: log.stat().st_mtime)
            for log in logs[:-KEPT_LOGS]:
                log.unlink(missing_ok=True)


def _is_due(moment: float | None, now: float) -> bool:
    return moment is not None and moment <= now
