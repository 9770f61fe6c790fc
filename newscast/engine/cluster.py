"""The crew on other machines: jobs run on the workers of a Dask cluster, which share the store with this build."""

from __future__ import annotations

import itertools
import threading
import traceback
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from newscast.base.binary import Binary, find_binary
from newscast.base.content import File
from newscast.base.errors import MachineError
from newscast.base.i18n import _
from newscast.engine.answers import WorkerBugError, failure, is_seconds, read_answer
from newscast.engine.crew import Tell
from newscast.engine.job import Job, Where
from newscast.engine.traits import differences, traits_of
from newscast.engine.worker import Worker
from newscast.store.open import cache_folder, store_at
from newscast.store.store import Result, Store

TOPIC = "newscast-progress"
_ANSWER_SECONDS = 20


class ClusterCrew:
    """Jobs as Dask tasks, whose inputs and outputs are in the store that all machines share."""

    def __init__(self, address: str, binary: Binary, store: Store) -> None:
        try:
            from distributed import Client
        except ImportError as error:
            message = _("A --scheduler needs the package distributed. Install newscast[cluster].")
            raise MachineError(message) from error
        connect: Any = Client
        try:
            self._client: Any = connect(address, timeout=_ANSWER_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            message = _("No scheduler answers at {address}: {reason}.").format(address=address, reason=error)
            raise MachineError(message, repr(error)) from error
        self._store = store
        self._traits = traits_of(binary)
        self._tells: dict[int, Tell] = {}
        self._numbers = itertools.count()
        self._futures: set[Any] = set()
        try:
            self._accepted = self._accept(address)
        except BaseException:
            self._client.close()
            raise
        self._client.subscribe_topic(TOPIC, self._hear)

    @property
    def size(self) -> int:
        """One job for each thread of the workers that are fit, and one in hand so that none waits for us."""
        threads = self._client.nthreads()
        return sum(count + 1 for worker, count in threads.items() if worker in self._accepted) or 1

    def give(self, job: Job, threads: int, tell: Tell) -> None:
        number = next(self._numbers)
        self._tells[number] = tell
        shared: dict[str, Where] = {name: self._share(where) for name, where in job.places.items()}
        future = self._client.submit(
            perform_there,
            replace(job, places=shared),
            self._store.address,
            self._traits,
            (self._client.id, number),
            # Dask learns how long tasks take by what their keys begin with, and shares them out by that.
            key=f"{job.kind}-{self._client.id}-{number}",
        )
        self._futures.add(future)
        future.add_done_callback(lambda done: self._end(job, number, done))

    def _share(self, where: Where) -> Result:
        """The input as every worker can fetch it: what a user's file holds goes into the store."""
        result = self._store.take_in(where.path, where.digest) if isinstance(where, File) else where
        self._store.share(result)
        return result

    def close(self) -> None:
        self._tells.clear()
        self._client.close(timeout=5)

    def _end(self, job: Job, number: int, future: Any) -> None:
        tell = self._tells.pop(number, None)
        self._futures.discard(future)
        if tell is None:
            return
        if future.status == "finished":
            tell("done", None)
        else:
            from distributed import KilledWorker

            error = future.exception() if future.status == "error" else None
            tell("error", _lost(job) if error is None or isinstance(error, KilledWorker) else _told(error))

    def _hear(self, event: tuple[float, Any]) -> None:
        match event[1]:
            case [client, int(number), seconds] if client == self._client.id and is_seconds(seconds):
                if tell := self._tells.get(number):
                    tell("progress", seconds)

    def _accept(self, address: str) -> set[str]:
        """The workers that see the store and would make the same bytes. Raises MachineError where one does not."""
        mark = f"marks/{self._client.id}.json"
        self._store.write_note(mark, b"{}")
        try:
            answers: Mapping[str, Any] = self._client.run(introduce, self._store.address, mark)
        except Exception as error:
            raise _unlike(address, error) from error
        finally:
            self._store.forget_note(mark)
        if not answers:
            raise MachineError(_("The scheduler at {address} has no workers.").format(address=address))
        for worker, answer in answers.items():
            traits, sees = _introduced(answer, address)
            refuse(worker, traits, self._traits)
            if not sees:
                message = _("The worker {worker} does not see the store {store}.")
                raise MachineError(message.format(worker=worker, store=self._store.address))
        return set(answers)


class ToldError(Exception):
    """What went wrong on another machine; its text is the answer of the worker (newscast.engine.answers)."""


def _told(error: BaseException) -> BaseException:
    """What is raised here for an exception there: never one that only the other machine knows."""
    try:
        answer = read_answer(str(error).encode()) if isinstance(error, ToldError) else None
    except ValueError:
        answer = None
    return answer if isinstance(answer, Exception) else WorkerBugError(f"{type(error).__name__}: {error}")


def _lost(job: Job) -> MachineError:
    return MachineError(_("The cluster lost every worker that was making: {label}.").format(label=job.label))


def _unlike(address: str, reason: object) -> MachineError:
    message = _("The workers at {address} do not answer as they should; is newscast installed there? {reason}")
    return MachineError(message.format(address=address, reason=reason), repr(reason))


def _introduced(answer: Any, address: str) -> tuple[dict[str, str], bool]:
    """The answer to introduce(), if it is one."""
    match answer:
        case [dict() as traits, bool(sees)] if all(isinstance(each, str) for pair in traits.items() for each in pair):
            return traits, sees
    raise _unlike(address, answer)


def refuse(worker: str, theirs: Mapping[str, str], ours: Mapping[str, str]) -> None:
    """Raise MachineError where a worker's traits are not those of the machine that asks."""
    if different := differences(theirs, ours):
        message = _("The worker {worker} is refused, because it could make other bytes than this machine: {what}.")
        raise MachineError(message.format(worker=worker, what="; ".join(different)))


def introduce(store: str, mark: str) -> tuple[dict[str, str], bool]:
    """Asked of a worker: its traits, and whether it finds a mark in the store."""
    return traits_there(), store_at(store, cache_folder()).read_note(mark) is not None


def perform_there(job: Job, store: str, traits: Mapping[str, str], teller: tuple[str, int]) -> None:
    """A task on a worker: do the job in a process of our own, as on the machine of a producer."""
    from distributed import get_worker

    worker = get_worker()

    def report(seconds: float) -> None:
        worker.log_event(TOPIC, (*teller, seconds))

    try:
        # A worker that came after the build began was not looked at yet.
        refuse(worker.address, traits_there(), traits)
        _hand(store).do(job, 1, report)
    except Exception as error:
        trace = str(error) if isinstance(error, WorkerBugError) else traceback.format_exc()
        raise ToldError(failure(error, trace).decode()) from None


_OWN = threading.local()


def _hand(store: str) -> Worker:
    """The process that works for this thread of a Dask worker."""
    hands: dict[str, Worker] = _OWN.__dict__
    if store not in hands:
        hands[store] = Worker(_binary().path, store_at(store, cache_folder()))
    return hands[store]


@cache
def _binary() -> Binary:
    return find_binary()


@cache
def traits_there() -> dict[str, str]:
    """What a worker's bytes depend on besides the job, as it says itself."""
    return traits_of(_binary())
