"""Telling people who do not look at the screen, through the services that newsroom.yaml names (Apprise).

A thread of its own sends: nothing here stops or slows the watcher. What is sent is bounded, so that a bad night fills
nobody's telephone, and addresses, which hold passwords, are never said.
"""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Literal, Protocol

from newscast.base.i18n import _, speaking
from newscast.watch.deciding import FILES
from newscast.watch.telling import Clock, Grade, grade_of, name_of, words
from newscast.watch.told import Kind, Told

Event = Literal["done", "failed", "late", "offer", "waiting", "refused", "paused"]
Addresses = Mapping[str, Sequence[str]]
"""The addresses of each event; those under `all` get every one."""

_EVENTS: dict[Kind, Event] = {
    "done": "done",
    "failed": "failed",
    "trouble": "failed",
    "set-aside": "failed",
    "late": "late",
    "offer": "offer",
    "waiting": "waiting",
    "refused": "refused",
    "paused": "paused",
    "resumed": "paused",
}
_MAKES_NEWS: dict[Kind, str] = {"done": "", "paused": "resumed"}
"""After these, what was said of the episode, or under that name, may be said again."""
_URGENT: frozenset[Event] = frozenset({"late", "offer", "paused"})
"""What has its own share of the notifications of an hour, so that others never use it up."""
_HOUR = 3600.0
MOST = {False: 15, True: 10}
"""Notifications in an hour at most: those that are not urgent, and those that are."""
_REMEMBERED = 86_400.0
"""Seconds in which the same is not said twice."""
_WAITING = 200
"""Notifications that may wait to be sent, while a service does not answer."""
RETRIES = (5.0, 60.0)
"""Seconds after which one that was not delivered is sent again."""


@dataclass(frozen=True)
class Note:
    """One notification."""

    title: str
    body: str
    grade: Grade
    event: Event


class Service(Protocol):
    """An address to which notifications go."""

    name: str
    """What it is called where it is spoken of, without its address."""

    def send(self, note: Note) -> bool:
        """Whether it was delivered."""


class Chooser:
    """What of all that is told is sent: pure, and bounded in number."""

    def __init__(self, clock: Clock, most: Mapping[bool, int] = MOST) -> None:
        self._clock = clock
        self._most = most
        self._sent: dict[bool, deque[float]] = {False: deque(), True: deque()}
        self._full: dict[bool, bool] = {False: False, True: False}
        self._said: dict[tuple[str, str], float] = {}

    def note(self, told: Told) -> Note | None:
        """The notification of it, in the language that is spoken; None where it is not one, or one too many."""
        event = _event_of(told)
        if event is None or self._is_known(told, event):
            return None
        urgent = event in _URGENT
        if not self._has_room(urgent):
            if self._full[urgent]:
                return None
            self._full[urgent] = True
            return Note(_("newscast: no more notifications for now"), self._enough(urgent), "warning", event)
        self._full[urgent] = False
        self._sent[urgent].append(self._clock.time())
        return Note(_title(told), words(told, self._clock), grade_of(told), event)

    def _enough(self, urgent: bool) -> str:
        form = _(
            "There were {number} in an hour; until {when} nothing more is sent. `newscast status` says everything."
        )
        return form.format(number=self._most[urgent], when=self._clock.spoken(self._sent[urgent][0] + _HOUR))

    def _has_room(self, urgent: bool) -> bool:
        sent, now = self._sent[urgent], self._clock.time()
        while sent and sent[0] <= now - _HOUR:
            sent.popleft()
        return len(sent) < self._most[urgent]

    def _is_known(self, told: Told, event: Event) -> bool:
        now = self._clock.time()
        self._said = {key: when for key, when in self._said.items() if when > now - _REMEMBERED}
        if told.kind == "resumed" and not self._forget("paused"):
            # Nobody was told that it had stopped.
            return True
        if told.kind in _MAKES_NEWS:
            # What comes after it is news again.
            self._forget(_MAKES_NEWS[told.kind] or _about(told))
        key = (_about(told), _essence(told, event))
        if key in self._said:
            return True
        self._said[key] = now
        return False

    def _forget(self, about: str) -> bool:
        known = [key for key in self._said if key[0] == about]
        for key in known:
            del self._said[key]
        return bool(known)


def _event_of(told: Told) -> Event | None:
    """A draft that is ready, or whose rundown has mistakes, is nothing to be told of: somebody is at work on it."""
    ending = told.job.ending if told.job else None
    if told.job and told.job.lane.draft and (told.kind == "done" or (ending and ending.exit_code == FILES)):
        return None
    return _EVENTS.get(told.kind)


def _about(told: Told) -> str:
    return told.episode or told.path or told.kind


def _essence(told: Told, event: Event) -> str:
    """What makes a message another one: four deliverables that fail alike are one, a time that moves is the same."""
    ending = told.job.ending if told.job else None
    if event == "failed" and ending:
        return repr((ending.exit_code, ending.failure or ending.reason, ending.problems))
    if told.kind == "done" and told.job:
        return repr((told.kind, told.job.id, told.job.ask.sources))
    missing = told.job.ask.waits_for if told.job and event in ("offer", "waiting") else ()
    return repr((told.kind, told.path, told.reason, told.stories, missing))


def _title(told: Told) -> str:
    if told.job:
        return f"newscast: {name_of(told.job.lane)}"
    return f"newscast: {told.episode}" if told.episode else "newscast"


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
        if "all" not in self._events and _event_of(told) not in self._events:
            return
        with self._choosing, speaking(self._tag):
            note = self._chooser.note(told)
        if note:
            try:
                self._notes.put_nowait(note)
            except queue.Full:
                self._log("notification left out: too many wait")

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
        if now - self._complained.get(service.name, -_REMEMBERED) >= _REMEMBERED:
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
    if not _is_installed():
        message = _(
            "assets/newsroom.yaml asks for notifications, and Apprise is not installed. Install it with"
            " `pip install 'newscast[notify]'` and start again; until then nobody is notified."
        )
        say(Told("trouble", reason=message))
        return None
    wanted = {event: listed for event, listed in addresses.items() if listed}
    return Notifier(lambda: _services(wanted, log, say), wanted, tag, clock, log, say)


def _is_installed() -> bool:
    try:
        return find_spec("apprise") is not None
    except ValueError:
        return False


def _services(addresses: Addresses, log: Callable[[str], None], say: Callable[[Told], None]) -> Services:
    _silence()
    known: dict[str, _Apprise] = {}
    found: dict[str, list[Service]] = {}
    for event, listed in addresses.items():
        for number, address in enumerate(listed, start=1):
            name = f"{event}[{number}]"
            try:
                service = known.setdefault(address, _Apprise(name, address))
            except Exception as error:
                # Whatever is wrong with a library, or a plugin with its address, the watcher goes on.
                log(f"notification: {name}: {type(error).__name__}")
                service = None
            if service and service.understood:
                found.setdefault(event, []).append(service)
            else:
                form = _("{address} of `notify` in assets/newsroom.yaml is no address that Apprise knows.")
                say(Told("trouble", reason=form.format(address=name)))
    return found


def _silence() -> None:
    """What Apprise and those whom it uses say of addresses goes nowhere: passwords are in them."""
    for name in ("apprise", "urllib3", "requests"):
        logger = logging.getLogger(name)
        logger.addHandler(logging.NullHandler())
        logger.propagate = False


class _Apprise:
    """One address; making it may raise anything, whose text may hold the address."""

    def __init__(self, name: str, address: str) -> None:
        from apprise import Apprise, AppriseAsset

        # Nothing of what is sent is kept on the disk.
        asset = AppriseAsset(app_id="newscast", app_desc="newscast", async_mode=False, storage_mode="memory")
        self.name = name
        self._apprise = Apprise(asset=asset)
        self.understood = bool(self._apprise.add(address))

    def send(self, note: Note) -> bool:
        from apprise import NotifyFormat, NotifyType

        kinds = {
            "plain": NotifyType.INFO,
            "good": NotifyType.SUCCESS,
            "warning": NotifyType.WARNING,
            "bad": NotifyType.FAILURE,
        }
        told = self._apprise.notify(
            body=note.body, title=note.title, notify_type=kinds[note.grade], body_format=NotifyFormat.TEXT
        )
        return bool(told)
