"""What the page looks after by itself while it runs, again and again, in threads of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread


@contextmanager
def repeated(look: Callable[[], None], seconds: float, name: str) -> Iterator[None]:
    """While this context lasts a thread of this name looks, rests for so many seconds, and looks again.

    Nobody waits for it at the end. What goes wrong in a look is the look's to tell.
    """
    ended = Event()
    Thread(target=_work, args=(look, seconds, ended), name=name, daemon=True).start()
    try:
        yield
    finally:
        ended.set()


def _work(look: Callable[[], None], seconds: float, ended: Event) -> None:
    while True:
        look()
        if ended.wait(seconds):
            return
