"""The inbox: what is dropped there becomes rundowns and drafts, once and whole; what cannot is refused in words."""

from __future__ import annotations

import datetime
import hashlib
import logging
import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path

from newscast.base.errors import MachineError
from newscast.base.files import printable, reason_of, write_aside
from newscast.base.i18n import _, speaking
from newscast.base.status import Status, status_of
from newscast.desk.ledger import Ledger
from newscast.show.load import load_newsroom, media_roots, shows
from newscast.show.model import Newsroom
from newscast.show.newsroom import NEWSROOM
from newscast.watch import archiving
from newscast.watch.arrivals import Arrival, Arrivals, as_key
from newscast.watch.drops import Drop, drops_in
from newscast.watch.fitting import RefusedError, named_in, top_of
from newscast.watch.laying import clear_up, put
from newscast.watch.listing import DONE, PROBLEM, Listing, listing_of
from newscast.watch.names import counts
from newscast.watch.preparing import Asked, Known, Lacks, Outcome, Ready, prepare
from newscast.watch.told import Told

INBOX = "inbox"
QUIET = 2.0
"""Seconds for which everything of a drop stands still before it counts."""
LONGER = 120.0
"""The same where a rundown names files that have not come, or a file is not whole yet."""
AWHILE = 300.0
"""Seconds after which recordings that still wait for their text are told of."""
_AGAIN = 30.0
"""Seconds before what the machine refused is tried again."""
_PATIENCE = 0.3
"""Seconds that one call works off what is waiting; the rest is for the next."""
_LOG = logging.getLogger(__name__)


class Inbox:
    """The inbox of a newsroom. It belongs to one thread; reading and copying are done by another one beside it.

    `wake` is called, from any thread, when there is something to collect by a call of saved([]).
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
        self._inbox = self._root / INBOX
        self._desk = ledger.path.parent
        self._arrivals = Arrivals(ledger)
        self._say, self._wake, self._clock = say, wake, clock
        self._worker = worker or ThreadPoolExecutor(1, "inbox")
        self._still: dict[str, tuple[Status, float]] = {}
        self._named: dict[Path, tuple[Status, Collection[str]]] = {}
        self._next: dict[str, float] = {}
        self._not_before: dict[str, float] = {}
        self._told: dict[str, str] = {}
        self._queue: dict[str, tuple[Drop, str, bool]] = {}
        self._work: tuple[str, Future[Outcome]] | None = None
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
                self._still[inside.as_posix()] = (status_of(path), now - QUIET)
        return self._pass(touched, full=DONE in touched)

    def look(self) -> list[Path]:
        """The same after the full look over the inbox."""
        return self._pass(shows(self._root), full=True)

    def due(self) -> float | None:
        """When to call saved([]), by the clock; None where nothing is to be expected."""
        times = list(self._next.values())
        if self._queue or self._work:
            times.append(self._clock() + (1.0 if self._work else 0.0))
        return min(times, default=None)

    def finished(self, episode: str) -> None:
        """Its draft was built: by the newsroom's choice, what it was made of moves to done/."""
        if self._office().inbox.done != "move":
            return
        with self._speaking(), self._trouble_told():
            for arrival in self._arrivals.of_episode(episode):
                # What lacks something stays: it would come to a folder that is gone.
                if arrival.state == "taken" and not arrival.reason and self._stands(arrival):
                    place = archiving.free_place(self._inbox, arrival, datetime.date.today().isoformat())
                    self._move(self._arrivals.put(replace(arrival, moving=place)))

    def close(self) -> None:
        """Wait for what is under way; it is taken up again at the next start."""
        self._worker.shutdown(cancel_futures=True)
        if self._work and self._work[1].done() and not self._work[1].cancelled() and not self._work[1].exception():
            outcome = self._work[1].result()
            if isinstance(outcome, Ready):
                outcome.staged.close()

    def _pass(self, touched: Collection[str], full: bool) -> list[Path]:
        for key in [key for key in self._next if key.split("/")[0] in touched or key == DONE]:
            del self._next[key]
        with self._speaking(), self._trouble_told():
            if self._is_there():
                known = shows(self._root)
                self._refuse_strangers(known)
                for show in known:
                    if show in touched:
                        self._look_at(show, full)
                for arrival in self._arrivals.all("taken") if full else ():
                    if arrival.moving:
                        self._move(arrival)
            return self._work_off()
        return []

    def _is_there(self) -> bool:
        """Whether there is an inbox, inside of the newsroom."""
        if not self._inbox.is_dir():
            return False
        return self._is_inside(self._inbox)

    def _is_inside(self, folder: Path) -> bool:
        there = Path(os.path.realpath(folder))
        if any(there.is_relative_to(each) for each in self._roots()):
            return True
        message = _("{path} is a link that leads out of the newsroom, to {there}. Nothing is taken from there.")
        path = folder.relative_to(self._root)
        self._tell_once(str(path), message.format(path=path, there=printable(str(there))))
        return False

    def _refuse_strangers(self, known: Collection[str]) -> None:
        """What lies in the inbox, but not in the folder of a show."""
        found = set()
        for path in sorted(self._inbox.iterdir()):
            if path.name in known or path.name.endswith(PROBLEM) or not counts(path, self._root):
                continue
            if path.is_dir() and not any(each.is_file() for each in path.rglob("*")):
                continue
            found.add(as_key(path.name))
            names = ", ".join(known)
            message = _("There is no show “{name}”. Put it into the folder of a show in the inbox: {shows}.")
            self._refuse(as_key(path.name), path, message.format(name=printable(path.name), shows=names), "", ())
        for arrival in self._arrivals.all("refused"):
            if "/" not in arrival.place and arrival.place not in found:
                self._let_go(arrival)

    def _look_at(self, show: str, full: bool) -> None:
        for key in [key for key in self._queue if key.split("/")[0] == show]:
            del self._queue[key]
        listing = self._listing(show)
        if listing is None:
            return
        self._note(listing)
        found = self._drops(listing)
        for drop in found:
            self._consider(drop, listing, full)
        keys = {as_key(drop.key) for drop in found}
        for arrival in self._arrivals.all("arriving", "waiting", "refused"):
            if arrival.place.startswith(f"{show}/") and arrival.place not in keys:
                self._let_go(arrival)

    def _listing(self, show: str) -> Listing | None:
        folder = self._inbox / show
        if not folder.is_dir() or not self._is_inside(folder):
            return None
        try:
            return listing_of(folder, self._root, self._roots())
        except OSError as error:
            self._tell_once(f"{INBOX}/{show}", reason_of(error))
            return None

    def _note(self, listing: Listing) -> None:
        """Since when each file stands still."""
        now, prefix = self._clock(), f"{listing.show}/"
        for name, status in listing.files.items():
            if self._still.get(prefix + name, (None,))[0] != status:
                self._still[prefix + name] = (status, now)
        for name in [name for name in self._still if name.startswith(prefix)]:
            if name.removeprefix(prefix) not in listing.files:
                del self._still[name]

    def _drops(self, listing: Listing) -> list[Drop]:
        folder = self._inbox / listing.show
        texts = {
            arrival.place.removeprefix(f"{listing.show}/"): arrival.files for arrival in self._arrivals.all("taken")
        }
        return drops_in(listing, lambda name: self._names(folder / name), texts)

    def _names(self, rundown: Path) -> Collection[str]:
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
        """What is next for a drop: nothing, a refusal, waiting, or being taken."""
        key, statuses = as_key(drop.key), _statuses(drop, listing)
        known = self._arrivals.get(key)
        same = known is not None and known.statuses == statuses
        if known and same and (known.state == "taken" or (known.state == "refused" and not full)):
            return
        if drop.refusal:
            self._refuse(key, self._inbox / drop.key, drop.refusal, statuses, drop.paths)
            return
        now, since = self._clock(), self._since(drop)
        if known is None or (known.state == "refused" and not same):
            known = self._arrivals.put(replace(known or Arrival(key, "arriving"), state="arriving", files=drop.paths))
        if now < since + (LONGER if drop.coming else QUIET):
            self._next[key] = since + (LONGER if drop.coming else QUIET)
        elif drop.waits:
            self._wait_for_rest(drop, known, statuses, since)
        elif known.state == "waiting" and same and now < since + LONGER and not full:
            self._next[key] = since + LONGER
        elif now < self._not_before.get(key, now):
            self._next[key] = self._not_before[key]
        elif self._work and self._work[0] == key:
            self._next[key] = now + 1.0
        else:
            self._queue[key] = (drop, statuses, now < since + LONGER)

    def _since(self, drop: Drop) -> float:
        """When something of it moved last."""
        return max((self._still[f"{drop.show}/{path}"][1] for path in drop.paths), default=self._clock())

    def _wait_for_rest(self, drop: Drop, known: Arrival, statuses: str, since: float) -> None:
        """It is told of once, after a while."""
        told = self._clock() >= since + AWHILE
        if told and known.reason != drop.waits:
            self._say(Told("trouble", path=printable(f"{INBOX}/{drop.key}"), reason=drop.waits))
        elif not told:
            self._next[known.place] = since + AWHILE
        reason = drop.waits if told else known.reason
        waiting = replace(known, state="waiting", files=drop.paths, statuses=statuses, reason=reason)
        if waiting != known:
            self._arrivals.put(waiting)
            self._clear_problem(drop.key)

    def _work_off(self) -> list[Path]:
        """Have what is waiting prepared one by one, and put down what is."""
        laid: list[Path] = []
        until = time.monotonic() + _PATIENCE
        while self._queue or self._work:
            if self._work is None:
                self._begin()
            if self._work is None:
                continue
            wait([self._work[1]], timeout=max(0.0, until - time.monotonic()))
            if not self._work[1].done():
                break
            laid += self._collect()
            if time.monotonic() > until:
                break
        if self._work is None and self._queue:
            self._begin()
        return laid

    def _begin(self) -> None:
        key = next(iter(self._queue))
        drop, statuses, patient = self._queue.pop(key)
        self._pending = (drop, statuses)
        asked = Asked(self._root, self._inbox / drop.show, drop, self._arrivals.all(), patient, datetime.date.today())
        future = self._worker.submit(copy_context().run, prepare, asked)
        self._work = (key, future)
        future.add_done_callback(lambda _future: self._wake())

    def _collect(self) -> list[Path]:
        assert self._work
        (key, future), (drop, statuses) = self._work, self._pending
        self._work = None
        known = self._arrivals.get(key) or Arrival(key, "arriving")
        known = replace(known, files=drop.paths, statuses=statuses)
        try:
            return self._settled(future.result(), known, drop)
        except RefusedError as error:
            self._refuse(key, self._inbox / drop.key, str(error), statuses, drop.paths)
        except MachineError as error:
            self._try_again(key, str(error))
        except Exception as error:
            _LOG.exception("the drop %s", key)
            self._try_again(key, str(error))
        return []

    def _settled(self, outcome: Outcome, known: Arrival, drop: Drop) -> list[Path]:
        self._not_before.pop(known.place, None)
        if isinstance(outcome, Lacks):
            if known.reason != outcome.reason:
                self._say(Told("trouble", path=printable(f"{INBOX}/{drop.key}"), reason=outcome.reason))
            self._arrivals.put(replace(known, state="waiting", reason=outcome.reason))
            self._next[known.place] = self._since(drop) + LONGER
        elif isinstance(outcome, Known):
            taken = replace(known, state="taken", digest=outcome.digest, episode=outcome.episode, reason="")
            self._arrivals.put(taken, self._swallowed(drop))
        else:
            return self._put(outcome, known, drop)
        self._clear_problem(drop.key)
        return []

    def _put(self, ready: Ready, known: Arrival, drop: Drop) -> list[Path]:
        """It gets its final names. The table knows before what may be found there if this is interrupted."""
        laying = ready.staged.laying
        before = known.laid if known.episode == laying.episode else {}
        both = {**before, **{path: (*before.get(path, ()), total) for path, total in laying.sums.items()}}
        after = {**before, **{path: (total,) for path, total in laying.sums.items()}}
        try:
            known = self._arrivals.put(replace(known, state="arriving", episode=laying.episode, laid=both))
            put(self._root, ready.staged, self._desk)
        finally:
            ready.staged.close()
        taken = replace(known, state="taken", digest=ready.digest, laid=after, reason=ready.lacking)
        self._arrivals.put(taken, self._swallowed(drop))
        self._clear_problem(drop.key)
        if not ready.staged.new:
            return []
        self._say(Told("taken", laying.episode, path=laying.rundown, reason=ready.lacking))
        return [self._root / laying.rundown]

    def _swallowed(self, drop: Drop) -> tuple[str, ...]:
        """What were arrivals of their own as long as it was not there."""
        keys = {as_key(f"{drop.show}/{path}") for path in drop.paths} | {
            as_key(f"{drop.show}/{path.split('/')[0]}") for path in drop.paths if "/" in path
        }
        return tuple(keys - {as_key(drop.key)})

    def _refuse(self, key: str, path: Path, reason: str, statuses: str, files: tuple[str, ...]) -> None:
        known = self._arrivals.get(key) or Arrival(key, "arriving")
        refused = replace(known, state="refused", reason=reason, statuses=statuses, files=files)
        if refused != known:
            self._arrivals.put(refused)
        self._write_problem(path, reason)
        if (known.state, known.reason) != ("refused", reason):
            self._say(Told("refused", path=printable(f"{INBOX}/{key}"), reason=reason))

    def _write_problem(self, path: Path, reason: str) -> None:
        problem = path.with_name(path.name + PROBLEM)
        first = _("newscast could not take “{name}”:").format(name=printable(path.name))
        last = _("Nothing was changed. Once this is mended it is taken by itself, and this note goes away.")
        text = "\n".join([first, "", reason, "", last])
        with suppress(OSError):
            if not problem.is_file() or problem.read_text(encoding="utf-8", errors="replace") != text + "\n":
                write_aside(problem, (text + "\n").encode())

    def _clear_problem(self, key: str) -> None:
        with suppress(OSError):
            path = self._inbox / key
            path.with_name(path.name + PROBLEM).unlink(missing_ok=True)

    def _let_go(self, arrival: Arrival) -> None:
        """Somebody took it away."""
        self._arrivals.drop(arrival.place)
        self._clear_problem(arrival.place)

    def _try_again(self, key: str, reason: str) -> None:
        self._not_before[key] = self._next[key] = self._clock() + _AGAIN
        self._tell_once(key, reason)

    def _stands(self, arrival: Arrival) -> bool:
        """Whether it lies there as it was taken."""
        listing = self._listing(arrival.show)
        found = self._drops(listing) if listing else []
        return any(as_key(drop.key) == arrival.place and _statuses(drop, listing) == arrival.statuses for drop in found)

    def _move(self, arrival: Arrival) -> None:
        others = (each for each in self._arrivals.all() if each.place != arrival.place and each.state != "archived")
        shared = {file for each in others if each.show == arrival.show for file in each.files}
        archiving.move(self._inbox, arrival, shared)
        moved = replace(arrival, place=arrival.moving, state="archived", moving="")
        self._arrivals.put(moved, (arrival.place,))

    def _office(self) -> Newsroom:
        status = status_of(self._root / NEWSROOM)
        if self._office_seen is None or self._office_seen[0] != status:
            self._office_seen = (status, load_newsroom(self._root, []))
        return self._office_seen[1]

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
            self._next[DONE] = self._clock() + _AGAIN
            self._tell_once(INBOX, str(error))

    def _tell_once(self, about: str, reason: str) -> None:
        if self._told.get(about) != reason:
            self._told[about] = reason
            self._say(Told("trouble", path=printable(about), reason=reason))


def _statuses(drop: Drop, listing: Listing | None) -> str:
    """What stands for the files of a drop as they are."""
    files = listing.files if listing else {}
    seen = [(path, files.get(path)) for path in sorted(drop.paths)]
    return hashlib.sha256(
        repr([seen, drop.refusal, drop.rundown, drop.text]).encode("utf-8", "backslashreplace")
    ).hexdigest()
