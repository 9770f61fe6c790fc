"""The music that the package brings."""

from __future__ import annotations
from typing import Any
from newscast.step import Step, step
from newscast.timecode import sample_at


def music_step(name: str, frames: int | None, rate: Any) -> Step:
    return step("music", {"name": name, "samples": None if frames is None else sample_at(frames, rate)}, suffix=".wav")
