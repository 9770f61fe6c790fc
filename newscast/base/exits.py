"""Exit codes: what a command says of its end to the program that called it."""

from __future__ import annotations

DONE = 0
FILES = 1
"""The user's files have an error."""
USAGE = 2
CHECK_FAILED = 3
"""Built, but a check failed."""
BUG = 70
MACHINE = 74
"""Disk, permission, ffmpeg or store failed (sysexits.h: EX_IOERR; a bug is EX_SOFTWARE)."""
INTERRUPTED = 130
"""By Ctrl-C (128 and the number of SIGINT), or SIGTERM."""
