"""A file is removed from an episode only where the archive has it, whole."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from newscast.episode.archive import _has


@pytest.mark.parametrize(
    ("there", "here", "has"),
    [(b"mxf", b"mxf", True), (b"mx", b"mxf", False), (None, b"mxf", False), (b"mxf", None, False)],
)
def test_what_may_be_removed(tmp_path: Path, there: bytes | None, here: bytes | None, has: bool) -> None:
    archived, own = tmp_path / "archive.mxf", tmp_path / "own.mxf"
    for path, content in ((archived, there), (own, here)):
        if content is not None:
            path.write_bytes(content)
    assert _has(archived, own, {"sha256": hashlib.sha256(b"mxf").hexdigest()}) is has
