"""What a check says, and the worst of what several say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

Verdict = Literal["pass", "warn", "fail"]
_BEST_FIRST: tuple[Verdict, ...] = ("pass", "warn", "fail")


def worst(verdicts: Iterable[Verdict]) -> Verdict | None:
    """The worst of these; None of none."""
    return max(verdicts, key=_BEST_FIRST.index, default=None)
