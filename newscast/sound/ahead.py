"""Pieces of sound that do not depend on each other, worked on by two threads, and had in their order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_THREADS = 2
"""Of the processors of an office computer; numpy and scipy let each other go on."""

Item = TypeVar("Item")
Found = TypeVar("Found")


def ahead(work: Callable[[Item], Found], items: Iterable[Item]) -> Iterator[Found]:
    """What the work makes of each item, in their order. No more of it is held than there are threads, and one."""
    from concurrent.futures import Future, ThreadPoolExecutor

    waiting: deque[Future[Found]] = deque()
    with ThreadPoolExecutor(_THREADS) as threads:
        for item in items:
            waiting.append(threads.submit(work, item))
            if len(waiting) > _THREADS:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
