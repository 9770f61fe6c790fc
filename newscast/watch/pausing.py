"""Why nothing is built for now: a folder of the newsroom that is gone, a disk that is nearly full."""

from __future__ import annotations

import shutil

from newscast.base.i18n import _
from newscast.watch.parts import Parts
from newscast.watch.telling.told import Told

LEAST_FREE = 1 << 30
"""Bytes on the newsroom's disk below which nothing is built."""


class Pausing:
    """`reason` says in the user's language why nothing is built; nothing where building goes on."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.reason = ""

    def look(self) -> bool:
        """See how it is now, and tell what is new; whether building goes on after a pause."""
        before, self.reason = self.reason, self._reason()
        if self.reason and not before:
            self._parts.teller.say(Told("paused", reason=self.reason))
        resumed = bool(before and not self.reason)
        if resumed:
            self._parts.teller.say(Told("resumed"))
        return resumed

    def _reason(self) -> str:
        gone, root = self._parts.notice.gone(), self._parts.root
        if gone:
            return _("{folder} is not there. It goes on when it is back.").format(folder=gone[0])
        try:
            free = shutil.disk_usage(root).free
        except OSError as error:
            return _("The disk cannot be looked at ({reason}).").format(reason=error.strerror)
        if free < LEAST_FREE:
            form = _("The disk of {folder} is nearly full: {free} MB are free. Make room; it goes on by itself.")
            return form.format(folder=root, free=free >> 20)
        return ""
