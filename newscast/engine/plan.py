"""What has to be made, and in which processes: steps that are missing, those that share sources together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newscast.base.content import File
from newscast.engine.job import Job, Where
from newscast.engine.keys import Keys
from newscast.step.graph import command
from newscast.step.step import Source, Step
from newscast.store.store import Store

MEMORY_MB = 930.0
"""What steps may add to one process. With the program itself that is about 1 GB.

Measured: 920 to 990 MB, and 1140 where one of the clips is 4K.
"""


@dataclass
class Planned:
    """A job's steps and the indices of the jobs it waits for."""

    steps: list[Step]
    after: set[int] = field(default_factory=set)

    @property
    def weight(self) -> float:
        return sum(step.weight for step in self.steps)

    def takes(self, step: Step) -> bool:
        """Whether one process can make this step too."""
        return sum(each.memory for each in self.steps) + step.memory <= MEMORY_MB


@dataclass(frozen=True)
class Plan:
    """`jobs` in an order in which each comes after those it waits for; `reused` counts results already there."""

    jobs: tuple[Planned, ...]
    reused: int

    @property
    def rendered(self) -> int:
        return sum(len(job.steps) for job in self.jobs)

    @property
    def weight(self) -> float:
        return sum(job.weight for job in self.jobs)


def make_plan(targets: Iterable[Step], store: Store, keys: Keys) -> Plan:
    """The steps that are missing, inputs first; a step whose result is there needs none of its inputs."""
    missing: dict[str, Step] = {}
    present: set[str] = set()

    def visit(step: Step) -> None:
        if step.identity in missing or step.identity in present:
            return
        if store.has(keys.result(step)):
            present.add(step.identity)
            return
        for source in step.inputs:
            if isinstance(source, Step):
                visit(source)
        missing[step.identity] = step

    for target in targets:
        visit(target)
    return Plan(_grouped(list(missing.values())), len(present))


def _grouped(steps: Sequence[Step]) -> tuple[Planned, ...]:
    """Steps of one group are one job, or a few where they would need too much memory at a time.

    Groups hold no step that another step of the group waits for.
    """
    jobs: list[Planned] = []
    by_group: dict[str, int] = {}
    job_of: dict[str, int] = {}
    for step in steps:
        group = step.group if step.graph is not None else ""
        index = by_group.get(group) if group else None
        if index is None or not jobs[index].takes(step):
            index = len(jobs)
            jobs.append(Planned([]))
            if group:
                by_group[group] = index
        jobs[index].steps.append(step)
        job_of[step.identity] = index
    for job in jobs:
        for step in job.steps:
            job.after |= {job_of[source.identity] for source in step.inputs if source.identity in job_of}
    return tuple(jobs)


def make_job(planned: Planned, keys: Keys) -> Job:
    """The job as data, for steps whose inputs are all in the store."""
    steps = planned.steps
    first = steps[0]
    graphs = {f"@output{n}": step.graph for n, step in enumerate(steps)}
    return Job(
        kind=first.kind,
        params_json=first.params_json,
        inputs=tuple(source.identity for source in first.inputs),
        places={source.identity: _where(source, keys) for step in steps for source in step.inputs},
        outputs=tuple(keys.result(step) for step in steps),
        args=tuple(command(graphs)) if first.graph is not None else (),
        label=first.label,
        weight=planned.weight,
    )


def _where(source: Source, keys: Keys) -> Where:
    return source if isinstance(source, File) else keys.result(source)
