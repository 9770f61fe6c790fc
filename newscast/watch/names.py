"""Which names never count."""

from __future__ import annotations

from pathlib import Path


def counts(path: Path, root: Path) -> bool:
    """Whether a file of the newsroom is one that somebody made."""
    return not any(part.startswith(".") or part.endswith("~") for part in path.relative_to(root).parts)
