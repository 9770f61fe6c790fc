"""A build without making anything: what can be said of it beforehand, and how much work it will be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newscast.base.errors import FilesError, Problem
from newscast.build.captioning import captioned_here
from newscast.build.composing import composed
from newscast.build.foreseen import TAKE
from newscast.build.framing import framed
from newscast.build.known import Known
from newscast.build.measuring import estimated, longest, shortest
from newscast.build.placing import placed
from newscast.build.stages import Composed, Measured, Probed
from newscast.build.takes.splitting import split_roughly
from newscast.engine.plan import make_plan
from newscast.step.step import Step


def rehearse(episode: Probed) -> Composed:
    """Place and compose, by reading speed what nobody has measured yet. Raises FilesError."""
    known = Known(episode)
    estimate = framed(placed(estimated(split_roughly(episode, known)[0], known.find)), known.found)
    return composed(estimate, captioned_here(estimate), known.has)


@dataclass(frozen=True)
class Rehearsal:
    """What is known before anything is measured."""

    remarks: tuple[Problem, ...]
    """Warnings that are certain."""
    measuring: float
    """About how many seconds of work it will be to measure takes."""
    rendering: float | None
    """The same for all that is rendered; None where it cannot be told yet."""
    music: tuple[Step, ...] = ()
    """Music that will be wanted however long the takes are: it can be made along with them."""
    kinds: frozenset[str] | None = None
    """The kinds of steps that are to be made; None where it cannot be told yet."""


def rehearse_build(episode: Probed) -> Rehearsal:
    """Place and compose as `rehearse` does. Raises FilesError with errors that hold whatever will be measured."""
    known = Known(episode)
    split, surely = split_roughly(episode, known)
    guess = estimated(split, known.find)
    remarks = _certain(guess) if surely else ()
    if any(not problem.warning for problem in remarks):
        raise FilesError(remarks)
    measuring = TAKE * len(guess.guessed)
    try:
        estimate = framed(placed(guess), known.found)
    except FilesError:
        return Rehearsal(remarks, measuring, None)
    plan = composed(estimate, captioned_here(estimate), known.has, surely=bool(guess.guessed) or not surely)
    ahead = make_plan(plan.steps, known.store, known.keys)
    kinds = frozenset(step.kind for job in ahead.jobs for step in job.steps)
    return Rehearsal(remarks, measuring, ahead.weight, tuple(_music(plan.steps)), kinds)


def _music(steps: Iterable[Step]) -> Iterator[Step]:
    """The pieces of music, and how they are built, that all these steps are made from, each once."""
    met: set[str] = set()
    ahead = list(steps)
    while ahead:
        at = ahead.pop()
        if at.identity in met:
            continue
        met.add(at.identity)
        if at.kind in ("music", "bed-form"):
            yield at
        else:
            ahead += [source for source in at.inputs if isinstance(source, Step)]


def _certain(guess: Measured) -> tuple[Problem, ...]:
    """The problems of placing that are there however long the takes are that nobody has measured."""
    found = _problems(guess)
    if guess.guessed:
        there = [{(each.code, each.place) for each in _problems(bound(guess))} for bound in (shortest, longest)]
        found = [each for each in found if all((each.code, each.place) in kinds for kinds in there)]
    return tuple(found)


def _problems(measured: Measured) -> list[Problem]:
    try:
        return list(placed(measured).remarks)
    except FilesError as error:
        return list(error.problems)
