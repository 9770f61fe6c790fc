"""Which of several texts a recording says, as a step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from newscast.step.step import Step, step


def likeness_step(takes: Sequence[Step], texts: Sequence[tuple[Sequence[str], Sequence[str]]], voice: str) -> Step:
    """How near the prepared takes, one after another, are to each text; see newscast.sound.align.likeness.

    Each text has its words and what is said for them; `voice` is the synthetic one that the takes are held to.
    """
    told = [{"words": list(words), "forms": list(forms)} for words, forms in texts]
    label = takes[0].label if takes else ""
    return step("likeness", {"texts": told, "voice": voice}, list(takes), suffix=".json", label=label, weight=0.5)


def read_likeness(path: Path) -> list[float | None]:
    """How much nearer each text is than its sounds in other orders; None for one that takes another time to read."""
    return list(json.loads(path.read_text()))
