"""The inbox: what is dropped there becomes rundowns and drafts, once and whole; what cannot is refused in words."""

from __future__ import annotations

import datetime
import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import printable, reason_of
from newscast.base.i18n import _, speaking
from newscast.base.status import Status, status_of
from newscast.base.zones import day_of, zone_of
from newscast.desk.ledger import Ledger
from newscast.show.load import load_newsroom, media_roots, shows
from newscast.show.newsroom import NEWSROOM
from newscast.show.office import Newsroom
from newscast.watch.inbox import archiving
from newscast.watch.inbox.arrivals import Arrival, Arrivals, as_key
from newscast.watch.inbox.drops import Drop, drops_in, kind_of
from newscast.watch.inbox.fitting import RefusedError, named_in, top_of
from newscast.watch.inbox.laying import clear_up
from newscast.watch.inbox.listing import Listing, is_dropped, listing_of
from newscast.watch.inbox.outcomes import INBOX, Outcomes
from newscast.watch.inbox.stillness import LONGER, Stillness
from newscast.watch.inbox.taking import AGAIN, Counted, Taking
from newscast.watch.noticing.writers import being_written
from newscast.watch.telling.told import Told

AWHILE = 300.0
"""Seconds after which recordings that still wait for their text are told of."""
_SOON = 1.0
"""Seconds until what is being written or taken is looked at again."""
_MOVING = "done"
"""Stands among the shows for drops that have to be moved; it is the name of no show's inbox."""


class Inbox:
    """The inbox of a newsroom. It belongs to one thread; reading and copying are done by another one beside it.

    `wake` is called, from any thread, when saved([]) will have something to say before it is due.
    """

    def __init__(
        self,
        root: Path,
        ledger: Ledger,
        say: Callable[[Told], None],
        *,
        wake: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
        worker: Executor | None = None,
    ) -> None:
        self._given, self._root = root.absolute(), root.resolve()
        self._folder = self._root / INBOX
        self._clock = clock
        self._arrivals = Arrivals(ledger)
        self._outcomes = Outcomes(self._folder, self._arrivals, say)
        desk = ledger.path.parent
        self._taking = Taking(self._root, desk, self._arrivals, self._outcomes, wake, self._today, clock, worker)
        self._still = Stillness()
        self._named: dict[Path, tuple[Status, Collection[str]]] = {}
        self._next: dict[str, float] = {}
        self._office_seen: tuple[Status, Newsroom] | None = None
        clear_up(self._root)

    def saved(self, paths: Iterable[Path]) -> list[Path]:
        """The rundowns that were laid down since the last call. `paths` are settled files below the inbox."""
        now = self._clock()
        touched = {key.split("/")[0] for key, due in self._next.items() if due <= now}
        for path in paths:
            root = self._root if path.is_relative_to(self._root) else self._given
            if path.is_relative_to(root / INBOX):
                inside = path.relative_to(root / INBOX)
                touched.update(inside.parts[:1])
                # A text is soon settled: the rest of its drop may still be on its way.
                if kind_of(path.name) == "medium":
                    self._still.told(inside.as_posix(), status_of(path), now)
        return self._pass(touched, full=_MOVING in touched)

    def look(self) -> list[Path]:
        """The same after the full look over the inbox."""
        return self._pass(shows(self._root), full=True)

    def due(self) -> float | None:
        """When to call saved([]), by the clock; None where nothing is to be expected."""
        at_work = self._taking.due(self._clock())
        return min([*self._next.values(), *([] if at_work is None else [at_work])], default=None)

    def finished(self, episode: str) -> None:
        """Its draft was built: by the newsroom's choice, what it was made of moves to done/."""
        if self._office().inbox.done != "move":
            return
        with self._speaking(), self._trouble_told():
            for arrival in self._arrivals.of_episode(episode):
                # What lacks something stays: the rest would come to a folder that is gone.
                if arrival.state == "taken" and not arrival.reason and self._lies_as_taken(arrival):
                    place = archiving.free_place(self._folder, arrival, self._today().isoformat())
                    self._move(self._arrivals.put(replace(arrival, moving=place)))

    def close(self) -> None:
        """What is under way is taken up again at the next start."""
        self._taking.close()

    def _pass(self, touched: Collection[str], full: bool) -> list[Path]:
        self._next = {
            key: due
            for key, due in self._next.items()
            if key.split("/")[0] not in touched and (key != _MOVING or not full)
        }
        with self._speaking(), self._trouble_told():
            if self._folder.is_dir() and self._is_inside(self._folder):
                known = shows(self._root)
                self._refuse_strangers(known)
                for show in known:
                    if show in touched:
                        self._look_at(show, full)
                for arrival in self._arrivals.all("taken") if full else ():
                    if arrival.moving:
                        self._move(arrival)
            laid = self._taking.work_off()
            for key in self._taking.unfinished:
                self._next.setdefault(key, self._clock())
            self._taking.unfinished.clear()
            return laid
        return []

    def _is_inside(self, folder: Path) -> bool:
        there = Path(os.path.realpath(folder))
        if any(there.is_relative_to(each) for each in self._roots()):
            return True
        message = _("{path} is a link that leads out of the newsroom, to {there}. Nothing is taken from there.")
        path = str(folder.relative_to(self._root))
        self._outcomes.trouble_once(path, message.format(path=path, there=printable(str(there))))
        return False

    def _refuse_strangers(self, known: Collection[str]) -> None:
        """What lies in the inbox, but not in the folder of a show."""
        found = set()
        for path in sorted(self._folder.iterdir()):
            if path.name in known or not is_dropped(path, self._root):
                continue
            if path.is_dir() and not any(each.is_file() for each in path.rglob("*")):
                continue
            found.add(as_key(path.name))
            message = _("There is no show “{name}”. Put it into the folder of a show in the inbox: {shows}.")
            name = printable(path.name)
            self._outcomes.refuse(path.name, message.format(name=name, shows=", ".join(known)))
        for arrival in self._arrivals.all("refused"):
            if "/" not in arrival.place and arrival.place not in found:
                self._outcomes.gone(arrival)

    def _look_at(self, show: str, full: bool) -> None:
        """Every drop in the inbox of a show."""
        self._taking.withdraw(show)
        listing = self._listing(show)
        if listing is None:
            return
        self._still.note(listing, self._clock())
        found = self._drops(listing)
        for drop in found:
            self._consider(drop, listing, full)
        keys = {as_key(drop.key) for drop in found}
        for arrival in self._arrivals.all("arriving", "waiting", "refused"):
            if arrival.place.startswith(f"{show}/") and arrival.place not in keys:
                self._outcomes.gone(arrival)

    def _listing(self, show: str) -> Listing | None:
        folder = self._folder / show
        if not folder.is_dir() or not self._is_inside(folder):
            return None
        try:
            return listing_of(folder, self._root, self._roots())
        except OSError as error:
            self._outcomes.trouble_once(f"{INBOX}/{show}", reason_of(error))
            return None

    def _drops(self, listing: Listing) -> list[Drop]:
        folder, prefix = self._folder / listing.show, f"{listing.show}/"
        taken = (arrival for arrival in self._arrivals.all("taken") if arrival.place.startswith(prefix))
        earlier = {arrival.place.removeprefix(prefix): arrival.files for arrival in taken}
        for rundown in [each for each in self._named if each.parent == folder and each.name not in listing.files]:
            del self._named[rundown]
        return drops_in(listing, lambda name: self._names(folder / name), earlier)

    def _names(self, rundown: Path) -> Collection[str]:
        """What a loose rundown may name, read again where it changed."""
        status = status_of(rundown)
        seen, names = self._named.get(rundown, (None, ()))
        if seen != status:
            try:
                names = named_in(top_of(rundown))
            except RefusedError:
                names = ()
            self._named[rundown] = (status, names)
        return names

    def _consider(self, drop: Drop, listing: Listing, full: bool) -> None:
        """What is next for a drop: nothing, a refusal, waiting, or being taken. `full` tries refused ones again."""
        known, statuses = self._arrivals.get(as_key(drop.key)), _statuses(drop, listing)
        same = known is not None and known.statuses == statuses
        if known and same and (known.state == "taken" or (known.state == "refused" and not full)):
            return
        if drop.refusal:
            self._outcomes.refuse(drop.key, drop.refusal, statuses, drop.paths)
            return
        if known is None or (known.state == "refused" and not same):
            known = self._outcomes.seen(drop, known)
        due = self._due(drop, known, same and not full)
        if due is not None:
            self._next[known.place] = due
        elif drop.waits:
            self._wait_for_rest(drop, known, statuses)
        else:
            now = self._clock()
            self._taking.add(Counted(drop, statuses, patient=now < self._still.of(drop, now) + LONGER))

    def _due(self, drop: Drop, known: Arrival, same: bool) -> float | None:
        """When something may be done about a drop; None where that is now."""
        now = self._clock()
        counts_at = self._still.counts_at(drop, now)
        if now < counts_at:
            return counts_at
        if drop.waits:
            return None
        if known.state == "waiting" and same and now < (late := self._still.of(drop, now) + LONGER):
            return late
        if now < (again := self._taking.not_before(drop) or now):
            return again
        files = [self._folder / drop.show / path for path in drop.paths]
        return now + _SOON if self._taking.is_under_way(drop) or being_written(files) else None

    def _wait_for_rest(self, drop: Drop, known: Arrival, statuses: str) -> None:
        """It is told of once, after a while."""
        late = self._still.of(drop, self._clock()) + AWHILE
        is_late = self._clock() >= late
        self._outcomes.waits(drop, statuses, drop.waits, tell=is_late)
        if not is_late:
            self._next[known.place] = late

    def _lies_as_taken(self, arrival: Arrival) -> bool:
        listing = self._listing(arrival.show)
        found = self._drops(listing) if listing else []
        return any(as_key(drop.key) == arrival.place and _statuses(drop, listing) == arrival.statuses for drop in found)

    def _move(self, arrival: Arrival) -> None:
        others = (each for each in self._arrivals.all() if each.place != arrival.place and each.state != "archived")
        shared = {file for each in others if each.show == arrival.show for file in each.files}
        archiving.move(self._folder, arrival, shared)
        moved = replace(arrival, place=arrival.moving, state="archived", moving="")
        self._arrivals.put(moved, (arrival.place,))

    def _office(self) -> Newsroom:
        status = status_of(self._root / NEWSROOM)
        if self._office_seen is None or self._office_seen[0] != status:
            self._office_seen = (status, load_newsroom(self._root, []))
        return self._office_seen[1]

    def _today(self) -> datetime.date:
        return day_of(time.time(), zone_of(self._office().timezone))

    def _roots(self) -> tuple[Path, ...]:
        return media_roots(self._root, self._office())

    @contextmanager
    def _speaking(self) -> Iterator[None]:
        with speaking(self._office().language):
            yield

    @contextmanager
    def _trouble_told(self) -> Iterator[None]:
        """What the machine refuses is told once, and tried again later."""
        try:
            yield
        except MachineError as error:
            self._next[_MOVING] = self._clock() + AGAIN
            self._outcomes.trouble_once(INBOX, str(error))


def _statuses(drop: Drop, listing: Listing | None) -> str:
    """What stands for the files of a drop as they are."""
    files = listing.files if listing else {}
    seen = [(path, files.get(path)) for path in sorted(drop.paths)]
    told = repr([seen, drop.refusal, drop.rundown, drop.text])
    return hashlib.sha256(told.encode("utf-8", "backslashreplace")).hexdigest()
