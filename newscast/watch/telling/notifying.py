"""Telling people who do not look at the screen, through the services that newsroom.yaml names.

A thread of its own sends: nothing here stops or slows the watcher.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from newscast.base.i18n import _, speaking
from newscast.watch.telling.apprising import Addresses, is_installed, services_for
from newscast.watch.telling.notes import REMEMBERED, Chooser, Note, event_of
from newscast.watch.telling.phrases import Clock
from newscast.watch.telling.told import Told

_WAITING = 200
"""Notifications that may wait to be sent, while a service does not answer."""
RETRIES = (5.0, 60.0)
"""Seconds after which one that was not delivered is sent again."""


class Service(Protocol):
    """An address to which notifications go."""

    name: str
    """What it is called where it is spoken of, without its address."""

    def send(self, note: Note) -> bool:
        """Whether it was delivered."""


Services = Mapping[str, Sequence[Service]]


class Notifier:
    """Sends from a thread of its own, in the language of a tag such as `es-MX`; told() may be called from any thread.

    Somebody wants to know of `events`. `services` are asked for in the thread: Apprise takes seconds to load. What will
    not do, and what cannot be delivered (once a day for each address), is told through `say`, called from the thread.
    """

    def __init__(
        self,
        services: Callable[[], Services],
        events: Collection[str],
        tag: str,
        clock: Clock,
        log: Callable[[str], None],
        say: Callable[[Told], None],
        retries: Sequence[float] | None = None,
    ) -> None:
        self._events = events
        self._tag = tag
        self._chooser = Chooser(clock)
        self._log = log
        self._say = say
        self._retries = RETRIES if retries is None else retries
        self._notes: queue.Queue[Note | None] = queue.Queue(_WAITING)
        self._choosing = threading.Lock()
        self._ending = threading.Event()
        self._complained: dict[str, float] = {}
        self._thread = threading.Thread(target=self._send_all, args=(services,), name="notifications", daemon=True)
        self._thread.start()

    def told(self, told: Told) -> None:
        """Send it, where it is news to somebody elsewhere. Returns at once, and raises nothing."""
        if threading.current_thread() is self._thread:
            # Its own complaints go to the terminal and the log.
            return
        if "all" not in self._events and event_of(told) not in self._events:
            return
        try:
            with self._choosing, speaking(self._tag):
                note = self._chooser.note(told)
            if note:
                self._notes.put_nowait(note)
        except queue.Full:
            self._log("notification left out: too many wait")
        except Exception as error:
            # Whatever is wrong with a word, it is no reason to stop watching.
            self._log(f"notification left out: {type(error).__name__}: {error}")

    def close(self, patience: float = 5.0) -> None:
        """Send what waits, for so many seconds at most; what then fails is not tried again."""
        self._ending.set()
        try:
            self._notes.put_nowait(None)
        except queue.Full:
            return
        self._thread.join(patience)

    def _send_all(self, asked: Callable[[], Services]) -> None:
        services = asked()
        while note := self._notes.get():
            # Who is under `all` too gets it once.
            for service in dict.fromkeys([*services.get(note.event, ()), *services.get("all", ())]):
                if not self._deliver(service, note):
                    self._complain(service)

    def _deliver(self, service: Service, note: Note) -> bool:
        for pause in (0.0, *self._retries):
            if pause and self._ending.wait(pause):
                return False
            try:
                if service.send(note):
                    return True
            except Exception as error:
                # Its text may hold the address.
                self._log(f"notification failed: {service.name}: {type(error).__name__}")
        return False

    def _complain(self, service: Service) -> None:
        self._log(f"notification not delivered: {service.name}")
        now = time.monotonic()
        if now - self._complained.get(service.name, -REMEMBERED) >= REMEMBERED:
            self._complained[service.name] = now
            form = _("A notification could not be delivered: {address} of `notify` in assets/newsroom.yaml.")
            self._say(Told("trouble", reason=form.format(address=service.name)))


def notifier_for(
    addresses: Addresses,
    tag: str,
    clock: Clock,
    log: Callable[[str], None],
    say: Callable[[Told], None],
) -> Notifier | None:
    """Who sends to these addresses; None where there are none, or where Apprise is not installed, which is told."""
    if not any(addresses.values()):
        return None
    if not is_installed():
        message = _(
            "assets/newsroom.yaml asks for notifications, and Apprise is not installed. Install it with"
            " `pip install 'newscast[notify]'` and start again; until then nobody is notified."
        )
        say(Told("trouble", reason=message))
        return None
    wanted = {event: listed for event, listed in addresses.items() if listed}
    return Notifier(lambda: services_for(wanted, log, say), wanted, tag, clock, log, say)
