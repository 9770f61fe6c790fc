"""How near a recording is to a text that may be said in it, as a step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from math import inf
from pathlib import Path

from newscast.step.step import Step, step


def likeness_step(takes: Sequence[Step], words: Sequence[str], forms: Sequence[str], voice: str) -> Step:
    """How near the prepared takes, one after another, are to a text; see newscast.sound.align.likeness.

    `forms` is what is said for each of its words; `voice` is the synthetic one that the takes are held to.
    """
    params = {"words": list(words), "forms": list(forms), "voice": voice}
    label = takes[0].label if takes else ""
    return step("likeness", params, list(takes), suffix=".json", label=label, weight=0.05)


def read_likeness(path: Path) -> float:
    """How much nearer the text is than its sounds in other orders; minus infinity where it takes another time to
    read."""
    near = json.loads(path.read_text())
    return -inf if near is None else float(near)
