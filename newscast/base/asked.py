"""How a child process begins that answers requests, a line of JSON each, for as long as who started it is there."""

from __future__ import annotations

import json
import os
import resource
import signal
from collections.abc import Callable
from typing import Any

from newscast.base.parent import die_with_parent

Tell = Callable[[Any], None]
"""Writes an answer; whoever asked and is gone takes the process along."""


def begin(parent: int, nice: int = 0) -> Tell:
    """End with `parent`, leave a terminal's Ctrl-C to it, drop no core, be as `nice`; what else is written to standard
    output from now on goes to standard error."""
    die_with_parent(parent)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(max(0, nice - os.nice(0)))
    told = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def tell(answer: Any) -> None:
        print(json.dumps(answer), file=told, flush=True)

    return tell
