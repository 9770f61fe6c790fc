"""The process that builds for a watcher: it loads all that a build needs, waits for one request, builds, and ends.

`python -P -m newscast.cli.warm SECONDS NICE` waits so long at most, and works with that niceness. The request is one
line on standard input: the arguments of `newscast build` as a JSON list; it builds as `newscast build --events -v`
does. Standard input stays open as long as whoever asked lives: where it ends, so does the build, as by SIGTERM.
"""

from __future__ import annotations

import json
import os
import select
import signal
import sys
import threading
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from newscast.cli.main import obeying

_NEEDED = (
    # First: what changes on the disk from here on is noticed.
    "newscast.build.memo",
    "newscast.cli.build",
    "newscast.cli.build_report",
    "newscast.build.door",
    "newscast.build.pipeline",
    "newscast.engine.local",
    "newscast.graphics.check",
    "encodings.utf_8_sig",
    "espeakng_loader",
)
"""What a build imports, and all that these import in turn."""
_MOST_BYTES = 1 << 20
_LAST_SECONDS = 5.0
"""How long cleaning up may take once nobody waits for the build any more."""
_FIRST_VICTIM = 500
"""Where the memory runs out, the system shall end a build sooner than what watches."""


def main() -> None:
    """Wait for a request and build; the exit code is that of `newscast build`, and 0 where nobody asked."""
    asking, telling = _own_pipes()
    if len(sys.argv) == 2:
        arguments = _read(sys.argv[1].encode())
    else:
        patience, nice = float(sys.argv[1]), int(sys.argv[2])
        _be_modest(nice)
        load_what_builds()
        from newscast.engine.nursery import open_nursery

        nursery = open_nursery()
        request = _first_line(asking, patience)
        if not request:
            return
        arguments = _read(request)
        _start_anew_if_outdated(arguments, asking, telling)
        if nursery and (os.cpu_count() or 1) > 1:
            nursery.prepare()
    threading.Thread(target=_end_with, args=(asking,), daemon=True).start()
    sys.exit(obeying(["build", "--events", "-v", *arguments]))


def load_what_builds() -> None:
    """Have all in memory that a build uses, whatever it builds."""
    for module in _NEEDED:
        import_module(module)
    from newscast.document.model import complete_models
    from newscast.graphics.fonts import BUILT_IN, built_in_files, faces

    complete_models()
    for family in BUILT_IN:
        with suppress(OSError, ValueError):
            faces(family, built_in_files(family))


def _own_pipes() -> tuple[int, int]:
    """Standard input and output, kept from the programs that a build starts and the libraries that it uses."""
    asking, telling = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = os.fdopen(telling, "w", encoding="utf-8", closefd=False)
    return asking, telling


def _be_modest(nice: int) -> None:
    os.nice(max(0, nice - os.nice(0)))
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text(str(_FIRST_VICTIM))


def _first_line(asking: int, patience: float) -> bytes:
    """The request; nothing where none came in time, or nobody is there to ask."""
    content, until = b"", time.monotonic() + patience
    while not content.endswith(b"\n") and len(content) < _MOST_BYTES:
        if not select.select([asking], [], [], max(0.0, until - time.monotonic()))[0]:
            return b""
        read = os.read(asking, 1 << 16)
        if not read:
            return b""
        content += read
    return content


def _read(request: bytes) -> list[str]:
    return [str(each) for each in json.loads(request)]


def _start_anew_if_outdated(arguments: list[str], asking: int, telling: int) -> None:
    """What is loaded may be of an earlier version, or a mixture of two: then the same process begins again."""
    from newscast.build.memo import is_outdated

    if is_outdated():
        os.dup2(asking, 0)
        os.dup2(telling, 1)
        command = [sys.executable, "-P", "-m", "newscast.cli.warm", json.dumps(arguments)]
        os.execv(sys.executable, command)


def _end_with(asking: int) -> None:
    """Wait until nobody is there any more who asked, and end this process then: in peace, or else at once."""
    with suppress(OSError):
        while os.read(asking, 1 << 16):
            pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(_LAST_SECONDS)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
