"""What is foreseen of a build: all of it from the start, and better as soon as more is known."""

from __future__ import annotations

import pytest

from newscast.build.foreseen import STAGES, foresee, foresee_exactly, stage
from newscast.engine.progress import Work


def done_after(work: Work, *names: str) -> float:
    for name in names:
        with stage(work, 0, name):
            pass
    return work.done


def test_every_stage_takes_its_share(monkeypatch: pytest.MonkeyPatch) -> None:
    work, whole = Work(), sum(STAGES.values())
    foresee(work, 0)
    passed = 0.0
    for name, weight in STAGES.items():
        passed += weight
        assert done_after(work, name) == pytest.approx(min(0.999, passed / whole))


@pytest.mark.parametrize(("measuring", "rendering"), [(100.0, 300.0), (100.0, None), (0.0, 300.0), (0.0, 0.0)])
def test_what_rehearsing_found_is_foreseen_instead(measuring: float, rendering: float | None) -> None:
    work = Work()
    foresee(work, 0)
    foresee_exactly(work, 0, measuring, rendering)
    known = STAGES | {"measure": measuring} | ({} if rendering is None else {"render": rendering})
    assert done_after(work, "look", "rehearse") == pytest.approx(1.5 / sum(known.values()))
    share = (1.5 + measuring + known["compose"]) / sum(known.values())
    assert done_after(work, "measure", "compose") == pytest.approx(share)
