"""The child process that opens hostile files: one path a line in, the facts as one line of JSON out.

`python -m newscast.media.child`. It limits its own memory and time; when a file breaks a limit or the process, the
parent loses nothing but the answer for that file.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import stat
import sys
from pathlib import Path

from newscast.media.facts import Facts
from newscast.media.sniff import fault_of, head_of, photo_kind, wav_is_short

MEMORY_LIMIT = 3 << 30
"""Bytes of address space: a photo of 220 million pixels needs about one third."""
SECONDS = 60
BYTES_A_SECOND = 20_000_000
"""Time allowed for a file: SECONDS, and more for a long one, which is read whole."""


def main() -> None:
    """Answer for every path on standard input until it ends."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for line in sys.stdin:
        path = Path(json.loads(line))
        print(json.dumps(facts_of(path)), file=answers, flush=True)


def facts_of(path: Path) -> Facts:
    """Look at one file within the time it is allowed."""
    try:
        signal.alarm(SECONDS + path.stat().st_size // BYTES_A_SECOND)
        return _look(path)
    except FileNotFoundError:
        return {"fault": "missing"}
    except PermissionError:
        return {"fault": "permission"}
    except MemoryError:
        return {"fault": "too-large"}
    except Exception:
        return {"fault": "unreadable"}
    finally:
        signal.alarm(0)


def _look(path: Path) -> Facts:
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        return {"fault": "directory"}
    if not stat.S_ISREG(status.st_mode):
        return {"fault": "special"}
    if status.st_size == 0:
        return {"fault": "empty"}
    head = head_of(path)
    if fault := fault_of(head):
        return {"fault": fault}
    if kind := photo_kind(head):
        from newscast.media import photo

        return photo.look(path, kind)
    if head[:4] in (b"RIFF", b"RF64") and wav_is_short(path):
        return {"fault": "wav-short"}
    from newscast.media import recording

    return recording.look(path, head)


if __name__ == "__main__":
    main()
