"""Captions on the grid, and the programme they are of, as parameters of steps."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from newscast.captions.line21.model import PopOn, PopOns
from newscast.captions.line21.tape import Tape


def told_captions(captions: PopOns) -> list[Any]:
    """Captions as JSON."""
    return [[each.start, each.end, each.row, each.column, list(each.lines)] for each in captions]


def read_captions(told: Sequence[Any]) -> tuple[PopOn, ...]:
    """What `told_captions` told."""
    return tuple(PopOn(start, end, row, column, tuple(lines)) for start, end, row, column, lines in told)


def told_tape(tape: Tape) -> dict[str, Any]:
    """A tape as JSON."""
    return {"rate": str(tape.rate), "frames": tape.frames, "start": tape.start, "date": tape.date.isoformat()}


def read_tape(told: Mapping[str, Any]) -> Tape:
    """What `told_tape` told."""
    return Tape(Fraction(told["rate"]), told["frames"], told["start"], datetime.date.fromisoformat(told["date"]))
