"""Progress: whatever turns out to be more or less work than was thought, the share that is done never falls."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from newscast.engine.progress import ALMOST, Standing, Work


class Heard:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.standings: list[Standing] = []

    def tell(self, standing: Standing) -> None:
        self.standings.append(standing)

    def close(self) -> None: ...

    @property
    def shares(self) -> list[float]:
        return [each.done for each in self.standings]


WEIGHTS = st.floats(0, 1000, allow_nan=False)
JOBS = st.lists(st.tuples(WEIGHTS, st.lists(WEIGHTS, max_size=4)), max_size=4)
"""Jobs: what each weighs, and how far it says that it is, meanwhile."""
PARTS = st.lists(
    st.tuples(WEIGHTS, st.lists(JOBS, max_size=3), st.dictionaries(st.integers(0, 9), WEIGHTS)), max_size=6
)
"""Parts: what was foreseen of each, the plans it has, and what is foreseen anew of parts when it ends."""


@given(PARTS)
def test_the_share_never_falls_and_ends_at_one(parts: list[Any]) -> None:
    heard = Heard()
    work = Work(heard)
    for name, (foreseen, _plans, _later) in enumerate(parts):
        work.foresee(name, foreseen)
    for name, (_foreseen, plans, later) in enumerate(parts):
        with work.part(name, "part"):
            for jobs in plans:
                work.expect(sum(weight for weight, _said in jobs))
                for index, (weight, said) in enumerate(jobs):
                    work.begin(index, "job")
                    for done in said:
                        work.advance(index, min(done, weight))
                    work.end(index, weight)
        for other, weight in later.items():
            if other > name:
                work.foresee(other, weight)
    assert all(share <= ALMOST for share in heard.shares), "it is not complete before it says so"
    work.complete()
    assert heard.shares == sorted(heard.shares)
    assert heard.shares[-1] == 1


def test_what_is_done_counts_by_its_weight() -> None:
    heard = Heard()
    work = Work(heard)
    work.foresee("plan", 2)
    work.foresee("make", 8)
    with work.part("plan", "planning"):
        pass
    assert round(work.done, 9) == 0.2
    with work.part("make", "making"):
        work.expect(8)
        work.begin(0, "one")
        work.advance(0, 2)
        assert round(work.done, 9) == 0.4
        work.begin(1, "two")
        work.end(1, 4)
        assert round(work.done, 9) == 0.8
    assert [each.label for each in heard.standings[-2:]] == ["two", "making"]


def test_more_work_than_foreseen_stretches_what_is_left() -> None:
    work = Work()
    work.foresee("first", 1)
    work.foresee("second", 1)
    with work.part("first", ""):
        pass
    assert work.done == 0.5
    with work.part("second", ""):
        work.expect(100)
        assert work.done == 0.5
        work.begin(0, "long")
        work.advance(0, 50)
        assert work.done == 0.75


def test_less_work_than_foreseen_is_no_work_done() -> None:
    work = Work()
    work.foresee("first", 90)
    work.foresee("second", 10)
    with work.part("first", ""):
        work.expect(0)
    assert work.done == 0, "nothing was done, it was only not needed"
    with work.part("second", ""):
        work.expect(10)
        work.begin(0, "x")
        work.advance(0, 5)
    assert work.done >= 0.5


def test_the_time_left_follows_the_speed_of_the_work() -> None:
    now = [0.0]
    heard = Heard()
    work = Work(heard, clock=lambda: now[0])
    work.foresee("all", 100)
    with work.part("all", ""):
        work.expect(100)
        work.begin(0, "x")
        for second in range(1, 51):
            now[0] = second
            work.advance(0, second)
            left = heard.standings[-1].seconds_left
            assert left is None if second < 2 else left is not None and abs(left - (100 - second)) < 1
    work.complete()
    assert heard.standings[-1] == Standing(1.0, 0.0, "")
