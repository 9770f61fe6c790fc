"""How a file that leaves names the media of the newsroom: where they are on this machine, or from its folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from newscast.exchange.source import Source


@dataclass(frozen=True)
class Linking:
    """`root` is the newsroom. What lies outside of it is named by its whole path in any case."""

    root: Path
    relative: bool = False

    def path(self, source: Source) -> str:
        """As file systems name it."""
        there = self._from_root(source.path)
        return str(source.path) if there is None else there.as_posix()

    def url(self, source: Source) -> str:
        """As a URL; from the newsroom's folder, where the file that has it is to be put, one without a scheme."""
        there = self._from_root(source.path)
        return source.path.as_uri() if there is None else quote(there.as_posix())

    def _from_root(self, path: Path) -> Path | None:
        return path.relative_to(self.root) if self.relative and path.is_relative_to(self.root) else None
