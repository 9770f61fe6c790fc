"""Several children that open files at the same time, each led by a thread of ours."""

from __future__ import annotations

import contextlib
import os
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from newscast.media.examiner import Examiner
from newscast.media.facts import Facts

_MOST_CHILDREN = 4

Beside = TypeVar("Beside")


def examine(
    requests: Mapping[Path, Any], binary: Path, meanwhile: Callable[[Path], Beside]
) -> dict[Path, tuple[Facts, Beside]]:
    """The answer to each request about a file, and what is done with that file here `meanwhile`.

    Raises MachineError where ffmpeg cannot be asked, and ProbeBugError.
    """
    waiting: queue.SimpleQueue[Path] = queue.SimpleQueue()
    for path in requests:
        waiting.put(path)
    found: dict[Path, tuple[Facts, Beside]] = {}
    failed: list[Exception] = []

    def lead(child: Examiner) -> None:
        """Have the child look at one file after another, until none waits or one leader has failed."""
        try:
            while not failed:
                path = waiting.get_nowait()
                child.ask(requests[path])
                beside = meanwhile(path)
                found[path] = child.answer(), beside
        except queue.Empty:
            pass
        except Exception as error:
            failed.append(error)
        finally:
            child.close()

    children = [Examiner(binary) for _ in range(min(len(requests), os.cpu_count() or 1, _MOST_CHILDREN))]
    _work([threading.Thread(target=lead, args=(child,)) for child in children], waiting, children)
    if failed:
        raise failed[0]
    return found


def _work(leaders: Sequence[threading.Thread], waiting: queue.SimpleQueue[Path], children: Sequence[Examiner]) -> None:
    for leader in leaders:
        leader.start()
    try:
        for leader in leaders:
            leader.join()
    except BaseException:
        _abandon(waiting, children)
        raise


def _abandon(waiting: queue.SimpleQueue[Path], children: Sequence[Examiner]) -> None:
    """Leave nothing to do and nobody who does it: the user interrupted."""
    with contextlib.suppress(queue.Empty):
        while True:
            waiting.get_nowait()
    for child in children:
        child.kill()
