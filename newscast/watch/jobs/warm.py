"""The child that builds: a process that has loaded all that a build needs, made ready before it is asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from newscast.base.i18n import language

COMMAND = (sys.executable, "-P", "-m", "newscast.cli.warm")
"""See newscast.cli.warm. Without -P, modules would be looked for in the newsroom's folder."""
IDLE_SECONDS = 600.0
"""How long a warm child waits to be asked."""
_MARGIN = 30.0
"""It ends by itself so many seconds later than it is used last, so that none is asked while it ends."""


class Child:
    """A process that waits for one request. It leads a session of its own, to which all that it starts belongs."""

    def __init__(self, root: Path, spoken: str, nice: int) -> None:
        """Raises OSError where the system starts no more."""
        self.spoken = spoken
        self._until = time.monotonic() + IDLE_SECONDS
        self.process = subprocess.Popen(
            [*COMMAND, str(IDLE_SECONDS + _MARGIN), str(nice)],
            cwd=root,
            env={**os.environ, "NEWSCAST_LANG": spoken},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )

    def is_usable(self, spoken: str) -> bool:
        """Whether it still waits, and speaks that language."""
        return self.spoken == spoken and time.monotonic() < self._until and self.process.poll() is None

    def ask(self, arguments: Sequence[str]) -> None:
        """Have it build with these arguments of `newscast build`; its standard input stays open as long as we live."""
        assert self.process.stdin
        # One that cannot be asked has ended, and its exit code says so.
        with suppress(OSError):
            os.write(self.process.stdin.fileno(), json.dumps(list(arguments)).encode() + b"\n")

    def dismiss(self) -> None:
        """It is not needed: nothing that it has would have to be saved."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe:
                pipe.close()


class Warm:
    """Keeps one child ready at most. Use it from one thread."""

    def __init__(self, root: Path, nice: int, speaking: Callable[[], str] = language) -> None:
        self._root = root
        self._nice = nice
        self._speaking = speaking
        self._child: Child | None = None

    def ready(self) -> None:
        """See that one waits. Where the system starts no more, none does; the build will say so."""
        if not self._usable():
            with suppress(OSError):
                self._child = self._start()

    def take(self) -> tuple[Child, bool]:
        """A child to ask, and whether it was waiting for that. Raises OSError."""
        child = self._usable()
        self._child = None
        return (child, True) if child else (self._start(), False)

    def idle(self) -> None:
        """Let the one go that waits in vain."""
        self._usable()

    def close(self) -> None:
        if self._child:
            self._child.dismiss()
            self._child = None

    def _start(self) -> Child:
        return Child(self._root, self._speaking(), self._nice)

    def _usable(self) -> Child | None:
        if self._child and not self._child.is_usable(self._speaking()):
            self.close()
        return self._child
