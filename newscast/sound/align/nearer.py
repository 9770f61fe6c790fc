"""Which of two texts a recording says, as a step."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from newscast.step.step import Step, step

Changed = tuple[int, int, int, int]
"""Words of one text, from the first to before the last, and those of the other that stand in their place."""


def closeness_step(
    takes: Sequence[Step], texts: Sequence[tuple[Sequence[str], Sequence[str]]], changed: Sequence[Changed], voice: str
) -> Step:
    """How near the prepared takes, one after another, are to two texts where those differ; see
    newscast.sound.align.closeness.

    Each text has its words and what is said for them; `voice` is the synthetic one that the takes are held to.
    """
    told = [{"words": list(words), "forms": list(forms)} for words, forms in texts]
    params = {"texts": told, "changed": [list(each) for each in changed], "voice": voice}
    label = takes[0].label if takes else ""
    return step("closeness", params, list(takes), suffix=".json", label=label, weight=0.5)


def read_closeness(path: Path) -> tuple[float, float]:
    """What a frame costs by the text before and by the one now: the nearer one costs less."""
    found = json.loads(path.read_text())
    return found["before"], found["now"]
