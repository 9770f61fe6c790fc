"""The table: what each candidate cost, the ratio, and whether that keeps its limit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bench.measure import Cost


@dataclass(frozen=True)
class Row:
    """`relation` is "<=" or ">="; without a limit nothing is judged. `unit` stands behind the number."""

    name: str
    cost: Cost | None
    value: float | None
    relation: str = ""
    limit: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.value is None or self.limit is None:
            return ""
        kept = self.value <= self.limit if self.relation == "<=" else self.value >= self.limit
        return f"{'ok' if kept else 'NOT OK'}, {self.relation} {self.limit:g}"


def print_rows(title: str, rows: Iterable[Row]) -> None:
    print(f"\n{title}\n  {'':40}{'CPU s':>9}{'wall s':>9}{'MB':>7}{'':4}{'value':>7}")
    for row in rows:
        cost = row.cost or Cost(0, 0)
        numbers = [f"{cost.cpu:9.2f}" if cost.cpu else " " * 9, f"{cost.wall:9.2f}" if cost.wall else " " * 9]
        memory = f"{cost.memory:7.0f}" if cost.memory else " " * 7
        value = f"{row.value:7.3f}" if row.value is not None else " " * 7
        print(f"  {row.name:40}{''.join(numbers)}{memory}    {value}  {row.verdict:18}{row.note}".rstrip(), flush=True)
