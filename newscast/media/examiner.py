"""The near end of the child process that opens files: it is asked for one file at a time, and may die over one."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.base.threads import ALONE
from newscast.media.facts import OPENING, Facts

if TYPE_CHECKING:
    import subprocess

_OUTSIDE = (-9, -15)
"""How a child ends that something else ends, as the system does where the memory is full: SIGKILL, SIGTERM."""
_LEAVING_SECONDS = 5
"""That a child whose answers have ended may take to end."""
_ATTEMPTS = 3
"""Children that are started for one file while something ends them."""
_LAST_WORDS = 64 << 10
"""Bytes of what a child wrote to standard error that are told."""


class ProbeBugError(Exception):
    """A child failed for a reason no file can be blamed for; the text is what it left, with the traceback there."""


class Examiner:
    """A child process that is started when it is first asked, and again after it broke."""

    def __init__(self, binary: Path) -> None:
        self._binary = binary
        self._process: subprocess.Popen[str] | None = None
        self._said: IO[bytes] | None = None
        self._request: Any = None
        self._killed = False

    def ask(self, request: Any) -> None:
        """`request` as newscast.media.child reads it."""
        import json
        import tempfile

        self._request = request
        if self._process is None:
            self._said = tempfile.TemporaryFile()  # noqa: SIM115
            self._process = _start(self._binary, self._said)
        assert self._process.stdin
        with contextlib.suppress(BrokenPipeError):
            print(json.dumps(request), file=self._process.stdin, flush=True)

    def answer(self) -> Facts:
        """The facts. A child that ends once it has begun to open the file ends by the file's fault, unless something
        ended it from outside: then another one is asked.

        Raises MachineError where ffmpeg cannot be asked, or children are ended again and again, and ProbeBugError.
        """
        for _attempt in range(_ATTEMPTS):
            answer = self._answer()
            if answer is not None:
                return answer
            self.close()
            self.ask(self._request)
        path = self._request["path"] if isinstance(self._request, dict) else self._request
        message = _("The process that looks at {path} was ended from outside again and again.")
        raise MachineError(message.format(path=path))

    def _answer(self) -> Facts | None:
        """The facts; None where something ended the child."""
        begun = (first := self._hear()) == OPENING
        answer = self._hear() if begun else first
        if answer is None and self._ended_by() in _OUTSIDE and not self._killed:
            return None
        if answer is None and not begun:
            raise ProbeBugError(self._last_words())
        if answer is None:
            self.close()
            return {"fault": "unreadable"}
        if "bug" in answer:
            raise ProbeBugError(answer["bug"])
        if "deaf" in answer:
            raise self._deaf(**answer)
        return dict(answer)

    def _deaf(self, deaf: str, signal: int) -> MachineError:
        if signal:
            form = _("ffmpeg was ended from outside (signal {signal}); perhaps the memory was full.")
            return MachineError(form.format(signal=signal), deaf)
        return MachineError(_("{path} does not run as ffmpeg.").format(path=self._binary), deaf)

    def _hear(self) -> Any:
        """One line of JSON; None where the child has ended."""
        import json

        line = self._process.stdout.readline() if self._process and self._process.stdout else ""
        return json.loads(line) if line.endswith("\n") else None

    def _ended_by(self) -> int:
        """The exit code of a child that has said its last word."""
        import subprocess

        assert self._process
        try:
            return self._process.wait(_LEAVING_SECONDS)
        except subprocess.TimeoutExpired:
            return 0

    def _last_words(self) -> str:
        """What a child wrote to standard error before it ended."""
        assert self._process and self._said
        self._process.kill()
        code = self._process.wait()
        end = self._said.seek(0, os.SEEK_END)
        self._said.seek(max(0, end - _LAST_WORDS))
        return f"newscast.media.child ended with {code}\n{self._said.read().decode('utf-8', 'replace')}"

    def kill(self) -> None:
        """End a child that is at work; whoever waits for its answer gets none."""
        self._killed = True
        if process := self._process:
            process.kill()

    def close(self) -> None:
        """Be done with a child: it holds nothing that would have to be saved."""
        if self._process is None:
            return
        process, self._process = self._process, None
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        process.kill()
        process.wait()
        if self._said:
            self._said.close()


def _start(binary: Path, said: IO[bytes]) -> subprocess.Popen[str]:
    # Without -P, modules would be looked for in the folder a producer happens to work in.
    import subprocess

    return subprocess.Popen(
        [sys.executable, "-P", "-m", "newscast.media.child", str(binary)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=said,
        text=True,
        encoding="utf-8",
        env={**os.environ, **ALONE},
    )
