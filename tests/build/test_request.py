"""What comes of a build: one verdict for all that is in the episode's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from newscast.build.request import Built


def entry(verdict: str, outdated: bool = False) -> dict[str, Any]:
    return {"qc": {"verdict": verdict}} | ({"outdated": True} if outdated else {})


@pytest.mark.parametrize(
    ("entries", "verdict"),
    [
        ([entry("pass"), entry("pass")], "pass"),
        ([entry("pass"), entry("warn")], "warn"),
        ([entry("fail"), entry("pass")], "fail"),
        ([entry("pass"), entry("pass", outdated=True)], "warn"),
        ([entry("pass"), entry("fail", outdated=True)], "warn"),
    ],
)
def test_the_worst_verdict_counts_and_what_is_outdated_never_passes(entries: list[Any], verdict: str) -> None:
    built = Built(Path("hoy"), {"deliverables": {str(number): each for number, each in enumerate(entries)}}, None)
    assert (built.verdict, built.failed) == (verdict, verdict == "fail")
