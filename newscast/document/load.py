"""A file on disk to the top level of its YAML."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from newscast.base.errors import Place, Problem
from newscast.document.nodes import Mapping
from newscast.document.text import read_document
from newscast.document.tree import read_tree


@dataclass(frozen=True)
class Source:
    """A file that was read: its bytes and its top level."""

    path: Path
    data: bytes
    top: Mapping

    @property
    def sha256(self) -> str:
        """Of the file as it was read."""
        return hashlib.sha256(self.data).hexdigest()


def read_source(path: Path, problems: list[Problem], place: Place | None = None) -> Source:
    """The file at `path`; `place` is where another file names it. Lesser problems are added to `problems`.

    Raises FilesError when nothing can be made of it.
    """
    document = read_document(path, place)
    return Source(path, document.data, read_tree(document, problems))
