"""The moods of the music that the package brings."""

from __future__ import annotations

from typing import Literal, get_args

Mood = Literal["news", "culture", "urgent", "calm"]
"""One motif in one key at one tempo; `calm` has no drums."""
MOODS: tuple[Mood, ...] = get_args(Mood)
USUAL: Mood = "news"


def in_mood(piece: str, mood: str) -> str:
    """The name of a built-in piece as a mood plays it: `bed`, `culture/bed`."""
    return piece if mood == USUAL else f"{mood}/{piece}"


def mood_of(name: str) -> tuple[str, str]:
    """The mood and the piece that such a name means."""
    mood, _slash, piece = name.rpartition("/")
    return mood or USUAL, piece
