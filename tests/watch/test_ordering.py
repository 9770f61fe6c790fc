"""What goes on air first is built first; what will be late is known while there is time."""

from __future__ import annotations

from collections.abc import Sequence

from newscast.desk.job import Ask, Job, Lane, State
from newscast.watch.jobs.ordering import forecasts, in_order, next_due


def job(
    number: int,
    episode: str = "uno",
    name: str = "web",
    *,
    air: float | None = None,
    asked: float = 0.0,
    state: State = "queued",
    not_before: float | None = None,
    began: float | None = None,
) -> Job:
    ask = Ask(Lane(episode, name != "", (name,) if name else ()), f"rundowns/{episode}.yaml", "s", air=air)
    return Job(number, ask, state, asked, not_before=not_before, began=began)


def ids(jobs: Sequence[Job]) -> list[int]:
    return [each.id for each in jobs]


def test_air_comes_before_asking() -> None:
    jobs = [job(1, "uno", asked=0), job(2, "dos", air=900, asked=5), job(3, "tres", air=500, asked=9)]
    assert ids(in_order(jobs)) == [3, 2, 1]


def test_of_one_save_the_web_comes_first_or_what_is_being_looked_at_and_the_final_last() -> None:
    jobs = [
        job(1, name=""),
        job(2, name="radio", asked=0.1),
        job(3, name="web", asked=0.2),
        job(4, name="reel", asked=0.3),
    ]
    assert ids(in_order(jobs)) == [3, 2, 4, 1]
    assert ids(in_order(jobs, {"uno": "reel"})) == [4, 3, 2, 1]


def test_what_is_sent_of_drafts_is_made_when_nothing_else_is_to_be_built() -> None:
    jobs = [job(1, "uno", "share", air=100), job(2, "dos", "reel", asked=9), job(3, "uno", "", air=100)]
    assert ids(in_order(jobs)) == [3, 2, 1]


def test_two_episodes_asked_for_one_after_the_other_are_not_mixed() -> None:
    jobs = [job(1, "uno", "reel", asked=0), job(2, "dos", "web", asked=1), job(3, "uno", "web", asked=2)]
    assert ids(in_order(jobs)) == [3, 1, 2]


def test_a_job_that_is_tried_again_later_lets_others_pass() -> None:
    jobs = [job(1, "uno", asked=0, not_before=50), job(2, "dos", asked=1)]
    early, late = next_due(jobs, 49), next_due(jobs, 50)
    assert early and late and (early.id, late.id) == (2, 1)
    assert next_due(jobs[:1], 0) is None


def test_a_clock_that_was_set_back_holds_nothing_up_for_longer_than_a_pause() -> None:
    assert next_due([job(1, not_before=10_000)], 0) is not None
    (found,) = forecasts([job(1, not_before=10_000, air=500)], 0, lambda _lane: [20.0])
    assert (found.finish, found.late) == (20.0, False)


def seconds_of(lane: Lane) -> list[float]:
    return {"uno": [9.0, 10.0, 60.0], "dos": [20.0]}.get(lane.episode, [])


def test_jobs_are_foreseen_one_after_another() -> None:
    jobs = [job(1, "uno", air=105, state="building", began=96), job(2, "dos", air=125, asked=1), job(3, "dos", asked=2)]
    found = forecasts(jobs, 100.0, seconds_of)
    assert [(each.finish, each.late) for each in found] == [(106.0, True), (126.0, True), (146.0, False)]
    told = forecasts(jobs, 100.0, seconds_of, left=2.0)
    assert [(each.finish, each.late) for each in told] == [(102.0, False), (122.0, False), (142.0, False)]


def test_what_was_never_built_is_not_called_late_before_it_is() -> None:
    (found,) = forecasts([job(1, "nuevo", air=101)], 100.0, seconds_of)
    assert (found.finish, found.late) == (None, False)
    (found,) = forecasts([job(1, "nuevo", air=99)], 100.0, seconds_of)
    assert found.late


def test_a_pause_before_the_next_try_counts() -> None:
    (found,) = forecasts([job(1, "dos", not_before=300)], 100.0, seconds_of)
    assert found.finish == 320.0
