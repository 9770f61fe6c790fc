"""What a child writes into a pipe of its own, handed on block by block while it goes on."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Callable
from types import TracebackType

from newscast.step.step import STREAMED

Take = Callable[[bytes], None]
"""Takes blocks of STREAMED bytes, of which the last may be shorter."""

_PIPE_SIZE = getattr(fcntl, "F_SETPIPE_SZ", None)
"""Where the system lets a pipe hold more than 64 KiB, child and taker wait less for each other."""


class Stream:
    """A pipe and the thread that reads it. Leaving it waits for the end of what is written, and raises what `take` did.

    What comes after `take` has failed is read all the same, so that nobody writes into a pipe that is full.
    """

    def __init__(self, take: Take) -> None:
        self._take = take
        self._near, self.far = os.pipe()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._hand_on, daemon=True)
        if _PIPE_SIZE is not None:
            fcntl.fcntl(self.far, _PIPE_SIZE, STREAMED)

    @property
    def name(self) -> str:
        """As ffmpeg calls it."""
        return f"pipe:{self.far}"

    def flow(self) -> None:
        """Begin to read; the child has its end by now."""
        self._close()
        self._thread.start()

    def __enter__(self) -> Stream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()
        if self._thread.ident is None:
            os.close(self._near)
        else:
            self._thread.join()
        if self._error and error is None:
            raise self._error

    def _close(self) -> None:
        if self.far >= 0:
            os.close(self.far)
            self.far = -1

    def _hand_on(self) -> None:
        with os.fdopen(self._near, "rb", buffering=STREAMED) as pipe:
            while block := pipe.read(STREAMED):
                try:
                    if self._error is None:
                        self._take(block)
                except BaseException as error:
                    self._error = error
