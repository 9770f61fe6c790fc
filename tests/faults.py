"""A fault: one field of a good file made wrong, the rule that finds it, and the field in which mediainfo shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newscast.qc.delivered.checks import check_delivery
from newscast.qc.delivered.facts import facts_of
from newscast.qc.delivered.model import Delivery

Field = tuple[str, str]
"""A kind of track and the name of a field, as mediainfo has them: ("Video", "Format")."""
Patch = Callable[[bytes], bytes]


@dataclass(frozen=True)
class Fault:
    """`seen` is None where no field of mediainfo's report shows it."""

    rule: str
    patch: Patch
    seen: Field | None
    asked: Mapping[str, Any] = field(default_factory=dict, hash=False)
    """What the station asks in this case."""


def put(at: int, value: bytes) -> Patch:
    """Bytes at a place, counted from the end where it is negative."""

    def patch(data: bytes) -> bytes:
        start = at % len(data)
        return data[:start] + value + data[start + len(value) :]

    return patch


def after(mark: bytes, skip: int, value: bytes, occurrence: int = 0) -> Patch:
    """Bytes so many behind a mark; of several the one of that number, or all for -1."""

    def patch(data: bytes) -> bytes:
        places = _places(data, mark)
        assert places, mark
        for place in places if occurrence < 0 else places[occurrence : occurrence + 1]:
            start = place + len(mark) + skip
            data = data[:start] + value + data[start + len(value) :]
        return data

    return patch


def bits(mark: bytes, before: str, wrong: str) -> Patch:
    """Other bits, as many as there were, within the 64 bytes behind a mark."""
    assert len(before) == len(wrong)

    def patch(data: bytes) -> bytes:
        start = data.index(mark) + len(mark)
        text = f"{int.from_bytes(data[start : start + 64], 'big'):0512b}"
        assert text.count(before) == 1, text.count(before)
        return data[:start] + int(text.replace(before, wrong), 2).to_bytes(64, "big") + data[start + 64 :]

    return patch


def _places(data: bytes, mark: bytes) -> list[int]:
    found, at = [], data.find(mark)
    while at >= 0:
        found.append(at)
        at = data.find(mark, at + 1)
    return found


def found(fault: Fault, good: Path, kind: str, wanted: Delivery, folder: Path) -> None:
    """The fault is told, and in words."""
    broken = folder / f"broken{good.suffix}"
    broken.write_bytes(fault.patch(good.read_bytes()))
    check = check_delivery(facts_of(broken, kind), Delivery(kind, {**wanted.asked, **fault.asked}))
    assert fault.rule in check.measured, (check.measured, check.message)
    assert check.message, check
