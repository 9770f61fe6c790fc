"""What a worker is given to do, as data; workers need not load what plans it."""

from __future__ import annotations

from dataclasses import dataclass

from newscast.base.content import File
from newscast.store.store import Result

Where = File | Result
"""Where an input is: a file of the user's, or a result in the store."""


@dataclass(frozen=True)
class Job:
    """What one process makes: either one step of `kind`, or the outputs of one ffmpeg command, `args`.

    Plain data, so that it can be sent to another process or machine. `places` finds each input by its identity,
    `inputs` names them in the order the maker expects. In `args`, "@output<n>" stands for output n.
    """

    kind: str
    params_json: str
    inputs: tuple[str, ...]
    places: dict[str, Where]
    outputs: tuple[Result, ...]
    args: tuple[str, ...] = ()
    label: str = ""
    weight: float = 1.0
