"""A file from outside, known by its content."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class File:
    """`digest` is the SHA-256 of its bytes in hex."""

    path: Path = field(compare=False)
    digest: str

    @property
    def identity(self) -> str:
        return self.digest

    @property
    def ref(self) -> str:
        """The name by which a filter graph speaks of this file."""
        return f"@{self.digest}"
