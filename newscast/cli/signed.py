"""The exceptions that commands hand to builds: only the desk gives them, never an option that anybody could write."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newscast.rundown.signed import SignedException


def exceptions(root: Path, episode: str) -> Collection[SignedException]:
    """Asked only during a suspension, where something does not say itself why it goes out."""
    from newscast.desk.exceptions import signed_at_desk

    return signed_at_desk(root, episode)
