"""Listening to a mix: a step, so that all files that are made of one mix share what is heard in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newscast.base.canonical import canonical_json
from newscast.base.i18n import _
from newscast.qc.kept import kept_step
from newscast.qc.measured import Listened
from newscast.qc.wanted import WantedSpeech
from newscast.step.step import Params, Source, Step, Tools, step

_COST = 0.06
"""Seconds of work for a stretch."""


def listen_step(mix: Source, speech: Sequence[WantedSpeech]) -> Step:
    """Who speaks in stretches of a 48 kHz stereo mix, as JSON."""
    params = {"stretches": [[each.start, each.end] for each in speech]}
    return step(
        "listen", params, [kept_step(mix)], suffix=".json", label=_("listening"), weight=0.1 + _COST * len(speech)
    )


def make_listen(params: Params, inputs: Sequence[Path], output: Path, tools: Tools) -> None:
    """Listen to every stretch until enough is heard."""
    from newscast.qc.listening import listen

    output.write_text(canonical_json([asdict(each) for each in listen(inputs[0], params["stretches"])]))


def read_listened(path: Path) -> tuple[Listened, ...]:
    """Read what make_listen wrote."""
    return tuple(listened(each) for each in json.loads(path.read_text()))


def listened(found: dict[str, Any]) -> Listened:
    """From JSON."""
    return Listened(**{**found, "spans": tuple((start, end) for start, end in found["spans"])})
