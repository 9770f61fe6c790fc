"""The child process that opens hostile files: one request a line in, the answer as one line of JSON out.

A request is the path of a file, or `{"path", "tracks"}` to listen to its sound (newscast.media.listening).

`python -m newscast.media.child FFMPEG`. It limits its own memory and time; when a file breaks a limit or the
process, the parent loses nothing but the answer for that file. Before it opens a file it says OPENING: what ends it
until then, and every exception that no file can be blamed for, is no fault of a file's. It ends with its parent, and
the ffmpegs that it asks with it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import stat
import subprocess
import sys
import traceback
from contextlib import suppress
from pathlib import Path

from newscast.base.parent import die_with_parent
from newscast.media.facts import OPENING, Facts
from newscast.media.judge import DeafError
from newscast.media.sniff import fault_of, head_of, is_pdf, photo_kind, wav_is_short

MEMORY_LIMIT = 3 << 30
"""Bytes of address space: a photo of 220 million pixels needs about one third."""
SECONDS = 60
BYTES_A_SECOND = 20_000_000
"""Time allowed for a file: SECONDS, and more for a long one, which is read whole."""

LISTENING = 1800
"""Seconds that listening to a file may take."""


def main() -> None:
    """Answer for every path on standard input until it ends; the argument is the ffmpeg that judges."""
    binary = Path(sys.argv[1])
    # A parent that is gone already has left an end of standard input.
    die_with_parent(os.getppid())
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    for line in sys.stdin:
        asked = json.loads(line)
        path, tracks = (Path(asked["path"]), asked["tracks"]) if isinstance(asked, dict) else (Path(asked), None)
        try:
            signal.alarm(SECONDS)
            _load_what_opens(path, tracks is not None)
            print(json.dumps(OPENING), file=answers, flush=True)
            answer = facts_of(path, binary) if tracks is None else _heard(path, tracks, binary)
        except DeafError as error:
            answer = {"deaf": str(error), "signal": error.signal}
        except Exception:
            answer = {"bug": traceback.format_exc()}
        print(json.dumps(answer), file=answers, flush=True)


def _load_what_opens(path: Path, listening: bool) -> None:
    """Import the libraries that a file needs; looking at it finds them loaded."""
    if listening:
        import newscast.media.listening

        return
    with suppress(OSError):
        head = head_of(path)
        if photo_kind(head) == "heif":
            import pillow_heif  # noqa: F401
        if is_pdf(head):
            import pypdfium2  # noqa: F401

            import newscast.media.paper
        elif photo_kind(head):
            import newscast.media.photo
        else:
            import newscast.media.recording  # noqa: F401


def facts_of(path: Path, binary: Path) -> Facts:
    """Look at one file within the time it is allowed. Raises DeafError, and whatever is a bug."""
    try:
        signal.alarm(SECONDS + path.stat().st_size // BYTES_A_SECOND)
        return _look(path, binary)
    except FileNotFoundError as error:
        _own(error, path)
        return {"fault": "missing"}
    except PermissionError as error:
        _own(error, path)
        return {"fault": "permission"}
    except MemoryError:
        return {"fault": "too-large"}
    except OSError as error:
        _own(error, path)
        return {"fault": "unreadable"}
    finally:
        signal.alarm(0)


def _own(error: OSError, path: Path) -> None:
    """Raise an error that tells of another file than the one that is looked at: that one is a program's."""
    if error.filename is not None and str(path) not in os.fsdecode(error.filename):
        raise error


def _heard(path: Path, tracks: list[Facts], binary: Path) -> Facts:
    from newscast.media import listening

    signal.alarm(LISTENING)
    try:
        return {"tracks": [listening.listen(path, track, len(tracks), binary) for track in tracks]}
    except (MemoryError, subprocess.TimeoutExpired):
        return {"tracks": None}
    except OSError as error:
        _own(error, path)
        return {"tracks": None}
    finally:
        signal.alarm(0)


def _look(path: Path, binary: Path) -> Facts:
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
    if is_pdf(head):
        from newscast.media import paper

        return paper.look(path)
    if kind := photo_kind(head):
        from newscast.media import photo

        return photo.look(path, kind)
    if head[:4] in (b"RIFF", b"RF64") and wav_is_short(path):
        return {"fault": "wav-short"}
    from newscast.media import recording

    return recording.look(path, head, binary)


if __name__ == "__main__":
    main()
