"""The watcher: what is saved or dropped in a newsroom becomes jobs, and jobs become builds, one after another.

One thread decides everything. What others notice (files that change, builds that tell) only wakes it.
"""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath

from newscast.base.errors import MachineError
from newscast.base.exits import FILES
from newscast.base.files import told_from
from newscast.base.i18n import _
from newscast.desk.backup import back_up_daily
from newscast.desk.database import BrokenError
from newscast.desk.job import Ask, Ending, Job, Said
from newscast.desk.ledger import Ledger
from newscast.desk.saves import write_down
from newscast.watch.approval.heeding import ALARM, Heed
from newscast.watch.inbox.inbox import Inbox
from newscast.watch.inbox.outcomes import INBOX
from newscast.watch.jobs import deciding, ordering
from newscast.watch.jobs.building import Builder, Request, Running
from newscast.watch.jobs.ordering import Forecast
from newscast.watch.noticing.noticing import Notice
from newscast.watch.noticing.settling import Settling
from newscast.watch.rundowns.byhand import ByHand
from newscast.watch.rundowns.facts import Facts
from newscast.watch.rundowns.index import Index
from newscast.watch.status.lock import Lease
from newscast.watch.status.now import Board, Now
from newscast.watch.status.viewing import viewed_of
from newscast.watch.telling.told import Told

Show = Callable[[Now, Sequence[Job], Sequence[Forecast]], None]
"""Shows how everything stands: what is being done, jobs that are open and those that ended last, when they are done."""
LOGS = "logs"
"""The folder of the desk in which each build has its log."""

QUIET = 1.0
"""Seconds without a save after which what was saved is asked for."""
IMPATIENT = 5.0
"""Seconds after a first save in which it is asked for, however many follow it."""
LOOK_EVERY = 300.0
"""Seconds between two full looks at everything."""
_TURN = 0.5
"""Seconds between two looks at a build that says nothing."""
_WISHED = 1.0
"""Seconds between two looks for what people wish for."""
_ABSENT = 2.0
"""Seconds between two looks for a folder that is gone."""
_REST = 30.0
"""Seconds between two looks at the clock while nothing happens: air times come nearer by themselves."""
KEPT_LOGS, KEPT_DAYS = 300, 400
"""Logs of builds that are kept, and days for which ended jobs are."""
_ENDED = 8
"""Jobs that ended last and are shown."""
_REMEMBERED = 1000
"""Things that are told once, of which the last so many are known."""
LEAST_FREE = 1 << 30
"""Bytes on the newsroom's disk below which nothing is built."""


@dataclass
class Gathering:
    """Episodes that saves touched and that are asked for when it is quiet; times are monotonic."""

    episodes: set[str]
    first: float
    last: float

    def due(self) -> float:
        return min(self.last + QUIET, self.first + IMPATIENT)


@dataclass(frozen=True)
class Parts:
    """What a watcher works with."""

    lease: Lease
    ledger: Ledger
    index: Index
    notice: Notice
    settling: Settling
    inbox: Inbox
    by_hand: ByHand
    builder: Builder
    board: Board
    heed: Heed


class Watcher:
    """Looks after one newsroom, with the desk in that folder, until it is told to end.

    Give it its `parts` before it runs: some of them call wake().
    """

    parts: Parts

    def __init__(self, root: Path, desk: Path, say: Callable[[Told], None], show: Show) -> None:
        self.root = root
        self._desk = desk
        self._say = say
        self._show_people = show
        self._woken = threading.Event()
        self._ending = threading.Event()
        self._gathering: Gathering | None = None
        self._saved: set[str] = set()
        self._heard: dict[str, float] = {}
        self._running: tuple[Job, Running] | None = None
        self._next_look = 0.0
        self._paused = ""
        self._trouble = ""
        self._told_once: dict[tuple[str, object], None] = {}
        self._known_problems: dict[str, Sequence[Said]] = {}

    def wake(self) -> None:
        """Something happened that it should look at; from any thread."""
        self._woken.set()

    def end(self) -> None:
        """Stop soon; from any thread, or a signal."""
        self._ending.set()
        self._woken.set()

    def run(self) -> None:
        """Watch until end() is called, or somebody else watches. Raises BrokenError where the ledger is damaged."""
        parts = self.parts
        self._queue_lost()
        parts.notice.start()
        try:
            self._say(Told("watching", path=str(self.root)))
            while not self._ending.is_set():
                self._woken.clear()
                self._rest(self._turn_or_trouble())
                if not parts.lease.renew():
                    self._say(
                        Told("trouble", reason=_("Another watcher looks after this newsroom now; this one ends."))
                    )
                    return
        finally:
            parts.notice.stop()
            self._leave()
            parts.builder.close()
            parts.board.clear()

    def turn(self) -> float:
        """Do what is to be done now; the seconds in which it has to be looked at again, at the latest."""
        self._pause_or_resume()
        if not self.parts.notice.gone():
            self._hear()
            self._hear_wishes()
            self._ask_when_quiet()
        self._end_build()
        viewed = cache(lambda: viewed_of(self._desk))
        if not self._paused:
            self._begin_build(viewed)
        self._tell_times(viewed)
        self.parts.builder.idle()
        return self._patience()

    def _rest(self, seconds: float) -> None:
        """Until something happens, or somebody wishes for something."""
        until = time.monotonic() + seconds
        while not self._woken.wait(max(0.0, min(_WISHED, until - time.monotonic()))):
            if time.monotonic() >= until or (not self._trouble and self._wishes_are_new()):
                return

    def _turn_or_trouble(self) -> float:
        """One turn; where the disk refuses it, another is taken later."""
        try:
            if self._trouble:
                self._queue_lost()
            patience, self._trouble = self.turn(), ""
        except BrokenError:
            raise
        except MachineError as error:
            if self._trouble != str(error):
                self._say(Told("trouble", reason=str(error)))
            patience, self._trouble = _REST, str(error)
        return patience

    def _queue_lost(self) -> None:
        """What the ledger takes for being built, and is not: its watcher died, or its end could not be written."""
        running = self._running[0].id if self._running else None
        for job in self.parts.ledger.jobs("building"):
            if job.id != running:
                self.parts.ledger.stop(job, superseded=False)

    def _hear(self) -> None:
        parts, now = self.parts, time.monotonic()
        for path in parts.notice.taken():
            parts.settling.touch(path, now)
        settled = parts.settling.settled(now)
        inbox = self.root / INBOX
        dropped = [path for path in settled if path.is_relative_to(inbox)]
        saved = [path for path in settled if not path.is_relative_to(inbox)]
        laid = parts.inbox.saved(dropped) if dropped or _is_due(parts.inbox.due(), now) else []
        write_down(self.root, self._desk, saved)
        # Also of nothing: it gives the episodes whose big media have been read by now.
        self._gather(parts.index.saved([*saved, *laid]))
        if saved:
            self._tell_refused()
        if parts.notice.overflowed() or now >= self._next_look:
            self._look()
        for path, since in parts.settling.restless(now):
            self._once(Told("restless", path=told_from(self.root, path), when=time.time() - (now - since)), path)
        for trouble in parts.notice.troubles():
            self._say(Told("trouble", reason=trouble))

    def _look(self) -> None:
        parts, now = self.parts, time.monotonic()
        self._next_look = now + LOOK_EVERY
        laid = parts.inbox.look()
        look = parts.index.look()
        for path in look.moving:
            parts.settling.touch(path, now)
        self._gather({*look.touched, *look.gone, *parts.index.saved(laid)}, saved=False)
        self._tell_refused()
        built = []
        for job in parts.by_hand.look(time.time()):
            self._say(Told("done", job.lane.episode, job))
            built.append(job.lane.episode)
        for episode in dict.fromkeys(built):
            self._heed(episode)
        self._heard.clear()
        self._keep_house()

    def _tell_refused(self) -> None:
        for refused in self.parts.index.refused():
            name = PurePosixPath(refused.file or "").stem
            self._once(Told("problems", name, problems=(refused,)), refused)

    def _keep_house(self) -> None:
        """Back the desk up once a day, and let go of what is old."""
        back_up_daily(self._desk)
        self.parts.ledger.forget(time.time() - KEPT_DAYS * 86_400)
        with suppress(OSError):
            logs = sorted((self._desk / LOGS).glob("*.log"), key=lambda log: log.stat().st_mtime)
            for log in logs[:-KEPT_LOGS]:
                log.unlink(missing_ok=True)

    def _gather(self, episodes: Iterable[str], saved: bool = True) -> None:
        """These are asked for when it is quiet; what is wrong with their rundowns is told at once.

        Of those of the past it is only said that they are left as they are when somebody `saved` something of theirs.
        """
        episodes = set(episodes)
        if saved:
            self._saved |= episodes
        for episode in sorted(episodes):
            self._tell_problems(episode)
            self._make_way(episode)
        if not episodes:
            return
        now = time.monotonic()
        before = self._gathering
        known = before.episodes if before else set()
        self._gathering = Gathering(known | episodes, before.first if before else now, now)
        self.parts.builder.ready()

    def _heed(self, episode: str) -> None:
        """Bring about what people said of an episode of which something was built."""
        settled = self.parts.heed.settle(episode)
        if settled and (settled.ended or settled.approvals.finals_wanted):
            self._gather([episode], saved=False)

    def _wishes_are_new(self) -> bool:
        try:
            return bool(self._new_wishes())
        except BrokenError:
            raise
        except MachineError:
            # The next turn says so.
            return True

    def _new_wishes(self) -> dict[str, float]:
        """Those that were not heard since the last look at everything: some cannot be taken up yet."""
        return {
            episode: asked for episode, asked in self.parts.heed.wished().items() if asked != self._heard.get(episode)
        }

    def _hear_wishes(self) -> None:
        new = self._new_wishes()
        self._heard |= new
        self._gather(new, saved=False)

    def _ask_when_quiet(self) -> None:
        if self._gathering and time.monotonic() >= self._gathering.due():
            for episode in sorted(self._gathering.episodes):
                self._ask_for(episode)
            # Not before: where the disk refuses, all are asked for again.
            self._gathering = None

    def _ask_for(self, episode: str) -> None:
        index = self.parts.index
        facts = index.facts(episode)
        if facts is None:
            self._saved.discard(episode)
            self.parts.ledger.supersede(episode, ())
            self.parts.heed.take_up(episode)
            return
        frozen = index.frozen(episode, time.time())
        wished = self.parts.heed.wished().get(episode)
        if frozen and wished is None:
            if episode in self._saved:
                self._saved.discard(episode)
                self._once(Told("frozen", episode), (episode, facts.sha256))
            return
        sources = index.asked_for(episode) if index.ready(episode) else None
        if sources is None:
            return
        self._saved.discard(episode)
        missing = index.missing(episode)
        wanted = deciding.Wanted(
            episode, facts.path, sources, facts.deliverables, facts.ready, facts.air, missing, facts.sends
        )
        settled = self.parts.heed.settle(episode)
        finals = settled.approvals.finals_wanted if settled else ()
        wanted = replace(wanted, finals=finals, drafts=not frozen)
        with self.parts.ledger.together():
            jobs = (
                [self._refuse(wanted, facts)] if facts.broken else [self._enter(ask) for ask in deciding.asks(wanted)]
            )
            # Where it cannot be known what people approved, nothing that was wanted is taken back.
            if settled:
                self.parts.ledger.supersede(episode, [job.id for job in jobs])
                self.parts.heed.take_up(episode, wished)

    def _refuse(self, wanted: deciding.Wanted, facts: Facts) -> Job:
        """A rundown with mistakes in it, which were told when it was saved, fails without being built."""
        ledger = self.parts.ledger
        job, _superseded = ledger.ask(next(deciding.asks(wanted)))
        wrong = next(problem for problem in facts.problems if problem.level == "error")
        ending = Ending(FILES, f"{wrong.message} {wrong.hint}".rstrip(), problems=facts.problems)
        return ledger.end(ledger.begin(job), "failed", ending) if job.state in ("waiting", "queued") else job

    def _enter(self, ask: Ask) -> Job:
        before = self.parts.ledger.last(ask.lane)
        job, _superseded = self.parts.ledger.ask(ask)
        if before is None or (before.id, before.state, before.ask) != (job.id, job.state, job.ask):
            self._say(Told("waiting" if job.state == "waiting" else "asked", ask.lane.episode, job))
        return job

    def _make_way(self, episode: str) -> None:
        """Stop a build that does not build what is wanted any more."""
        if self._running is None or self._running[0].lane.episode != episode or not self.parts.index.facts(episode):
            return
        job, running = self._running
        index = self.parts.index
        if index.ready(episode) and deciding.is_stopped(job, index.sources(episode)):
            running.stop()
            self._running = None
            self._say(Told("stopped", episode, self.parts.ledger.stop(job, superseded=True)))

    def _end_build(self) -> None:
        if self._running is None:
            return
        job, running = self._running
        ending = running.ending()
        if ending is None:
            return
        self._running = None
        fate = deciding.fate_of(job, ending, time.time())
        if fate.state == "queued":
            again = self.parts.ledger.try_again(job, fate.not_before or time.time(), ending)
            self._say(Told("again", job.lane.episode, again))
        else:
            self._say(Told(fate.state, job.lane.episode, self.parts.ledger.end(job, fate.state, ending)))
        if fate.state == "done":
            self.parts.inbox.finished(job.lane.episode)
            self._heed(job.lane.episode)

    def _begin_build(self, viewed: Callable[[], Mapping[str, str]]) -> None:
        if self._running and not deciding.is_of_copies(self._running[0].lane):
            return
        queued = [job for job in self.parts.ledger.jobs("queued") if not self._is_touched(job)]
        job = ordering.next_due(queued, time.time(), viewed() if len(queued) > 1 else None)
        if job is None or (self._running and deciding.is_of_copies(job.lane)):
            return
        self._put_off()
        job = self.parts.ledger.begin(job)
        if job.state != "building":
            return
        log = self._desk / LOGS / f"{job.id}.log"
        request = Request(self.root / job.ask.rundown, job.lane.draft, job.lane.deliverables, log)
        self._running = (job, self.parts.builder.start(request))
        self._say(Told("began", job.lane.episode, job))
        if len(queued) > 1:
            # The next one shall not wait for what all builds load.
            self.parts.builder.ready()

    def _is_touched(self, job: Job) -> bool:
        """Whether a save is being waited out that would stop this build as soon as it had begun."""
        return bool(self._gathering and job.lane.episode in self._gathering.episodes)

    def _leave(self) -> None:
        """What is being built is not lost: it is queued again."""
        self._put_off()

    def _put_off(self) -> None:
        """What is being built is stopped and queued again, where anything is."""
        if self._running:
            job, running = self._running
            running.stop()
            self.parts.ledger.stop(job, superseded=False)
            self._running = None

    def _pause_or_resume(self) -> None:
        reason = self._reason_to_pause()
        if reason and not self._paused:
            self._say(Told("paused", reason=reason))
        elif self._paused and not reason:
            self._say(Told("resumed"))
            self._next_look = 0.0
        self._paused = reason

    def _reason_to_pause(self) -> str:
        gone = self.parts.notice.gone()
        if gone:
            return _("{folder} is not there. It goes on when it is back.").format(folder=gone[0])
        try:
            free = shutil.disk_usage(self.root).free
        except OSError as error:
            return _("The disk cannot be looked at ({reason}).").format(reason=error.strerror)
        if free < LEAST_FREE:
            form = _("The disk of {folder} is nearly full: {free} MB are free. Make room; it goes on by itself.")
            return form.format(folder=self.root, free=free >> 20)
        return ""

    def _tell_times(self, viewed: Callable[[], Mapping[str, str]]) -> None:
        """What will be late, and which finals could go out without what they wait for: each once."""
        ledger, now = self.parts.ledger, time.time()
        jobs = ledger.jobs("building", "queued", "waiting")
        left = self._running[1].standing.seconds_left if self._running and self._running[1].standing else None
        forecasts = ordering.forecasts(jobs, now, ledger.seconds, left, viewed() if jobs else None)
        self._show([*jobs, *ledger.jobs("done", "failed", newest=_ENDED)], forecasts)
        for forecast in forecasts:
            if forecast.late and (forecast.job.ask.air or 0) > now:
                told = Told("late", forecast.job.lane.episode, forecast.job, when=forecast.finish)
                self._once(told, forecast.job.id)
        for episode, air in self.parts.index.airing(now, ALARM):
            self.parts.heed.tell_unapproved(episode, air, now)
        for job in jobs:
            facts = self.parts.index.facts(job.lane.episode)
            offer = deciding.offer_of(job, facts.stories_of, now) if facts else None
            if offer and offer.due:
                self._once(Told("offer", job.lane.episode, job, stories=offer.stories), (job.id, offer.stories))

    def _tell_problems(self, episode: str) -> None:
        facts = self.parts.index.facts(episode)
        problems = facts.problems if facts else ()
        # Who saves what is still wrong hears it again; a kit of many files would have every warning said for each.
        wrong = any(each.level == "error" for each in problems)
        if wrong or problems != self._known_problems.get(episode, ()):
            self._say(Told("problems", episode, problems=problems))
        self._known_problems[episode] = problems

    def _once(self, told: Told, about: object) -> None:
        if (told.kind, about) not in self._told_once:
            self._told_once[told.kind, about] = None
            self._say(told)
        if len(self._told_once) > _REMEMBERED:
            del self._told_once[next(iter(self._told_once))]

    def _show(self, jobs: Sequence[Job], forecasts: Sequence[Forecast]) -> None:
        job, running = self._running or (None, None)
        standing = running.standing if running else None
        done, left, label = (standing.done, standing.seconds_left, standing.label) if standing else (0.0, None, "")
        board = self.parts.board
        board.show(self._paused, job.id if job else None, done, left, label, polled=self.parts.notice.polled)
        self._show_people(board.now, jobs, forecasts)

    def _patience(self) -> float:
        if self.parts.notice.gone():
            return _ABSENT
        now = time.monotonic()
        times = [self.parts.settling.due(), self.parts.inbox.due(), self._next_look]
        times.append(self._gathering.due() if self._gathering else None)
        waits = [moment - now for moment in times if moment is not None]
        if not self._running and not self._paused:
            queued = self.parts.ledger.jobs("queued")
            waits += [max(_TURN, job.not_before - time.time()) for job in queued if job.not_before]
        return max(0.0, min(_TURN if self._running else _REST, *waits))


def _is_due(moment: float | None, now: float) -> bool:
    return moment is not None and moment <= now
