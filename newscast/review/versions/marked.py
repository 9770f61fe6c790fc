"""Two texts, word by word: what stayed, what is gone, what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Run:
    """Neighbouring words of one fate, with blanks between them."""

    kind: Literal["same", "gone", "new"]
    text: str


def marked(before: str, now: str) -> tuple[Run, ...]:
    """The words of both texts in order; what is gone stands before what is new in its place.

    Those that are not `new` are the words of `before`, those that are not `gone` the words of `now`; how they are
    spaced is no difference.
    """
    return tuple(_runs(before.split(), now.split()))


def differs(runs: tuple[Run, ...]) -> bool:
    """Whether any word is gone or new."""
    return any(run.kind != "same" for run in runs)


def around_changes(runs: Sequence[Run], words: int = 6) -> tuple[Run, ...]:
    """The same with so many words beside each change; what is further away is three dots."""
    return tuple(_near(run, number > 0, number < len(runs) - 1, words) for number, run in enumerate(runs))


def first_change(before: str, now: str) -> tuple[int, int]:
    """The numbers, from 0, of the first word that differs, in `before` and in `now`; their end where none does."""
    old, new = before.split(), now.split()
    alike = next((at for at, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(old), len(new)) if alike is None else alike
    return at, at


def _near(run: Run, after: bool, before: bool, words: int) -> Run:
    """A run of which the beginning stands after a change, or the end before one."""
    said = run.text.split()
    if run.kind != "same" or len(said) <= words * (after + before):
        return run
    return Run("same", " ".join([*(said[:words] if after else ()), "…", *(said[-words:] if before else ())]))


def _runs(old: list[str], new: list[str]) -> Iterator[Run]:
    from rapidfuzz.distance import Indel

    gone: list[str] = []
    come: list[str] = []
    for step in Indel.opcodes(old, new):
        if step.tag == "equal":
            yield from _changed(gone, come)
            gone, come = [], []
            yield Run("same", " ".join(new[step.dest_start : step.dest_end]))
        gone += old[step.src_start : step.src_end] if step.tag != "equal" else []
        come += new[step.dest_start : step.dest_end] if step.tag != "equal" else []
    yield from _changed(gone, come)


def _changed(gone: list[str], come: list[str]) -> Iterator[Run]:
    if gone:
        yield Run("gone", " ".join(gone))
    if come:
        yield Run("new", " ".join(come))
