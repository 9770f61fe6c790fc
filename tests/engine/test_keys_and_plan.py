"""Keys: what changes them and what does not; plans: what is missing, in which processes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newscast.base.binary import Binary
from newscast.base.content import File
from newscast.engine import keys as keys_module
from newscast.engine import makers
from newscast.engine.engine import urgency
from newscast.engine.keys import Keys
from newscast.engine.plan import Planned, make_job, make_plan
from newscast.step.step import Step, step
from newscast.store.store import Store

ONE, OTHER = Binary(Path("/ffmpeg"), "9", "one"), Binary(Path("/ffmpeg"), "9", "other")
FILE = File(Path("a.mp4"), "c" * 64)
Episode = Callable[..., list[Step]]


def wav(**params: object) -> Step:
    return step("voice", params, [FILE], suffix=".wav")


def key(of: Step, binary: Binary = ONE) -> str:
    return Keys(binary).of(of)


def test_a_key_is_the_same_for_the_same_step() -> None:
    assert key(wav(a=1)) == key(wav(a=1))


def test_parameters_inputs_suffix_and_kind_count() -> None:
    base = wav(a=1)
    others = [
        wav(a=2),
        replace(base, inputs=(File(Path("a.mp4"), "d" * 64),)),
        replace(base, inputs=(FILE, FILE)),
        replace(base, suffix=".flac"),
        replace(base, kind="aac"),
    ]
    assert len({key(each) for each in [base, *others]}) == len(others) + 1


def test_where_a_file_lies_does_not_count() -> None:
    assert key(wav()) == key(replace(wav(), inputs=(File(Path("/elsewhere/b.mov"), "c" * 64),)))


def test_label_weight_and_group_do_not_count() -> None:
    assert key(wav()) == key(replace(wav(), label="x", weight=99.0, group="g"))


def test_the_build_of_ffmpeg_counts_where_ffmpeg_works() -> None:
    drawn = step("layer", {}, suffix=".png")
    assert key(wav()) != key(wav(), OTHER)
    assert key(drawn) == key(drawn, OTHER)


def test_what_made_an_input_counts() -> None:
    speech = step("speech", {}, [wav()], suffix=".json")
    assert key(speech) != key(speech, OTHER)


def test_version_of_kind_and_libraries_count(monkeypatch: pytest.MonkeyPatch) -> None:
    before = key(wav())
    monkeypatch.setitem(makers.KINDS, "voice", replace(makers.KINDS["voice"], version=99))
    newer = key(wav())
    monkeypatch.setitem(makers.KINDS, "voice", replace(makers.KINDS["voice"], version=99, libraries=("numpy",)))
    with_library = key(wav())
    monkeypatch.setattr(keys_module, "version_of", lambda name: "another")
    assert len({before, newer, with_library, key(wav())}) == 4


def keep(store: Store, made: Step, keys: Keys) -> None:
    path = store.scratch() / "made"
    path.write_bytes(b"made")
    store.keep(path, keys.result(made))


def test_only_what_is_missing_is_planned(tmp_path: Path) -> None:
    store, keys = Store(tmp_path), Keys(ONE)
    first, second = wav(a=1), wav(a=2)
    last = step("speech", {}, [first, second], suffix=".json")
    keep(store, first, keys)
    plan = make_plan([last], store, keys)
    assert [job.steps for job in plan.jobs] == [[second], [last]]
    assert [job.after for job in plan.jobs] == [set(), {0}]
    assert (plan.rendered, plan.reused) == (2, 1)


def test_a_result_that_is_there_needs_none_of_its_inputs(tmp_path: Path) -> None:
    store, keys = Store(tmp_path), Keys(ONE)
    last = step("speech", {}, [wav()], suffix=".json")
    keep(store, last, keys)
    assert make_plan([last], store, keys).jobs == ()


def test_a_step_asked_for_twice_is_made_once(tmp_path: Path) -> None:
    assert make_plan([wav(), wav()], Store(tmp_path), Keys(ONE)).rendered == 1


def test_graphs_of_one_group_are_one_job(tmp_path: Path, small_episode: Episode) -> None:
    keys = Keys(ONE)
    plan = make_plan(small_episode("g"), Store(tmp_path), keys)
    assert [len(job.steps) for job in plan.jobs] == [3, 1]
    assert plan.jobs[1].after == {0}
    job = make_job(plan.jobs[0], keys)
    assert [output.suffix for output in job.outputs] == [".mp4", ".mxf", ".mp4"]
    assert job.args.count("-i") == 1
    assert job.weight == 6


def test_graphs_without_group_are_jobs_of_their_own(tmp_path: Path, small_episode: Episode) -> None:
    assert [len(job.steps) for job in make_plan(small_episode(""), Store(tmp_path), Keys(ONE)).jobs] == [1, 1, 1, 1]


def test_a_group_that_would_need_too_much_memory_is_shared_out(tmp_path: Path, small_episode: Episode) -> None:
    first, second, third, _joined = (replace(each, memory=400.0) for each in small_episode("g"))
    keys = Keys(ONE)
    assert [len(job.steps) for job in make_plan([first, second, third], Store(tmp_path), keys).jobs] == [2, 1]
    assert key(first) == key(replace(first, memory=0.0))


def test_what_a_long_way_hangs_on_is_the_most_urgent() -> None:
    short, long, end = (replace(wav(a=n), weight=weight) for n, weight in enumerate((0.3, 5.0, 1.0)))
    # The first job waits for a later one: the steps of a group are found one by one.
    jobs = [Planned([long], {3}), Planned([end], {0}), Planned([replace(long, weight=6.0)]), Planned([short])]
    assert urgency(jobs) == pytest.approx([6.0, 1.0, 6.0, 6.3])
