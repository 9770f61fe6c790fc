"""What a stage of the voice chain found in a take and did about it, as data that is kept with the prepared take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Finding:
    """One line of a take's report.

    `stage` is the name of the stage; `done` a word of that stage for what it did; `measured` what led to it, in
    `unit`; `amount` by how much it was treated, in dB, 0 where that is no question of dB. `details` are further JSON
    values for who reads the report. `plan` is what treating needs, and is not kept.
    """

    stage: str
    done: str
    measured: float
    unit: str
    amount: float = 0.0
    details: Mapping[str, Any] = field(default_factory=dict)
    plan: Any = field(default=None, compare=False, repr=False)

    def told(self) -> dict[str, Any]:
        """As JSON. Numbers are rounded, so that processors that differ in the last digit tell the same."""
        return {
            "stage": self.stage,
            "done": self.done,
            "measured": round(float(self.measured), 2),
            "unit": self.unit,
            "amount": round(float(self.amount), 2),
            "details": dict(self.details),
        }


def finding_of(told: Mapping[str, Any]) -> Finding:
    """The finding that was told as JSON, without its plan."""
    return Finding(
        told["stage"], told["done"], told["measured"], told["unit"], told["amount"], dict(told.get("details", {}))
    )
