"""The near end of the child process that makes what is looked at; see newscast.build.page.rendition."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from newscast.base.i18n import _

_log = logging.getLogger(__name__)


class Helper:
    """One child, started when it is first asked and again after it ended. Use it from one thread that lasts."""

    def __init__(self, nice: int) -> None:
        self._nice = nice
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False

    def make(self, request: Mapping[str, Any], report: Callable[[float], None]) -> str:
        """What went wrong, in words; nothing where it was made. `report` takes how much of it is done, 0 to 1."""
        for _try in range(2):
            # One that nobody asked for long may end at this very moment.
            if self._stopped:
                break
            if self._asked(request) and (answer := self._answer(report)) is not None:
                return answer
            self._close()
        return _("The program that makes it ended. Is there memory left on the server?")

    def stop(self) -> None:
        """End it for good, from any thread, and what it is at: nothing that it has would have to be saved."""
        self._stopped = True
        if process := self._process:
            process.kill()

    def _close(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    def _asked(self, request: Mapping[str, Any]) -> bool:
        try:
            if self._process is None or self._process.poll() is not None:
                self._close()
                self._process = _started(self._nice)
            assert self._process.stdin
            print(json.dumps(request), file=self._process.stdin, flush=True)
        except OSError as error:
            _log.warning("nobody can be asked to make it: %s", error)
            return False
        return True

    def _answer(self, report: Callable[[float], None]) -> str | None:
        """None where the child ended."""
        assert self._process and self._process.stdout
        for line in self._process.stdout:
            word = json.loads(line)
            if "done" in word:
                report(word["done"])
            elif "failed" in word:
                _log.warning("not made: %s\n%s", word["failed"], word.get("log", ""))
                return str(word["failed"])
            else:
                return ""
        return None


def _started(nice: int) -> subprocess.Popen[str]:
    # Without -P, modules would be looked for in the folder in which the page was started.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "newscast.build.page.rendition", str(nice), str(os.getpid())],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
