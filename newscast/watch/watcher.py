"""The watcher: what is saved or dropped in a newsroom becomes jobs, and jobs become builds, one after another.

One thread decides everything. What others notice (files that change, builds that tell) only wakes it.
"""

from __future__ import annotations

import time
from functools import cache

from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.desk.database import BrokenError
from newscast.watch.approval.wishing import Wishes
from newscast.watch.bell import Bell
from newscast.watch.foretelling import Foretelling, Show
from newscast.watch.gathering import Gathering
from newscast.watch.looking import Looking
from newscast.watch.parts import Parts
from newscast.watch.pausing import Pausing
from newscast.watch.status.viewing import viewed_of
from newscast.watch.telling.told import Told
from newscast.watch.under_way import UnderWay

_TURN = 0.5
"""Seconds between two looks at a build that says nothing."""
_WISHED = 1.0
"""Seconds between two looks for what people wish for."""
_ABSENT = 2.0
"""Seconds between two looks for a folder that is gone."""
_REST = 30.0
"""Seconds between two looks at the clock while nothing happens: air times come nearer by themselves."""


class Watcher:
    """Looks after one newsroom until the bell, which the others ring, tells it to end."""

    def __init__(self, parts: Parts, bell: Bell, show: Show) -> None:
        self.parts = parts
        self._bell = bell
        self._under_way = UnderWay(parts)
        self._wishes = Wishes(parts.heed)
        self._gathering = Gathering(parts, self._under_way)
        self._looking = Looking(parts, self._gathering, self._wishes)
        self._pausing = Pausing(parts)
        self._foretelling = Foretelling(parts, self._under_way, show)
        self._trouble = ""

    def end(self) -> None:
        """Stop soon; from any thread, or a signal."""
        self._bell.end()

    def run(self) -> None:
        """Watch until end() is called, or somebody else watches. Raises BrokenError where the ledger is damaged."""
        parts = self.parts
        self._under_way.queue_lost()
        parts.notice.start()
        try:
            parts.teller.say(Told("watching", path=str(parts.root)))
            while not self._bell.ended:
                self._bell.hush()
                self._rest(self._turn_or_trouble())
                if not parts.lease.renew():
                    over = _("Another watcher looks after this newsroom now; this one ends.")
                    parts.teller.say(Told("trouble", reason=over))
                    return
        finally:
            parts.notice.stop()
            self._under_way.put_off()
            parts.builder.close()
            parts.board.clear()

    def turn(self) -> float:
        """Do what is to be done now; the seconds in which it has to be looked at again, at the latest."""
        if self._pausing.look():
            self._looking.look_soon()
        if not self.parts.notice.gone():
            self._looking.hear()
            self._gathering.gather(self._wishes.hear(), saved=False)
            self._gathering.ask_when_quiet()
        built = self._under_way.end()
        if built:
            self._gathering.heed(built)
        viewed = cache(lambda: viewed_of(self.parts.desk))
        if not self._pausing.reason:
            self._under_way.begin(viewed, self._gathering.episodes)
        self._foretelling.tell(self._pausing.reason, viewed)
        self.parts.builder.idle()
        return self._patience()

    def _rest(self, seconds: float) -> None:
        """Until something happens, or somebody wishes for something."""
        until = time.monotonic() + seconds
        while not self._bell.wait(max(0.0, min(_WISHED, until - time.monotonic()))):
            if time.monotonic() >= until or (not self._trouble and self._wishes.are_new()):
                return

    def _turn_or_trouble(self) -> float:
        """One turn; where the disk refuses it, another is taken later."""
        try:
            if self._trouble:
                self._under_way.queue_lost()
            patience, self._trouble = self.turn(), ""
        except BrokenError:
            raise
        except MachineError as error:
            if self._trouble != str(error):
                self.parts.teller.say(Told("trouble", reason=str(error)))
            patience, self._trouble = _REST, str(error)
        return patience

    def _patience(self) -> float:
        if self.parts.notice.gone():
            return _ABSENT
        now, quiet = time.monotonic(), self._gathering.due()
        waits = [self._looking.due() - now, *([] if quiet is None else [quiet - now])]
        if not self._under_way and not self._pausing.reason:
            queued = self.parts.ledger.jobs("queued")
            waits += [max(_TURN, job.not_before - time.time()) for job in queued if job.not_before]
        return max(0.0, min(_TURN if self._under_way else _REST, *waits))
