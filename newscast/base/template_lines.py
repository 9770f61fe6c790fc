"""On which line of a text that Jinja2 fills something went wrong."""

from __future__ import annotations

import traceback

_UNNAMED = "<template>"
"""What Jinja2 calls a text that it fills in tracebacks, where its lines are those of the text."""


def template_line(error: BaseException) -> int | None:
    """The line, from 1; None where the error does not come from one."""
    if line := getattr(error, "lineno", None):
        return int(line)
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == _UNNAMED]
    return next(iter(lines), None)
