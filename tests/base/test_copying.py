"""Files copied by the system, and by ourselves where it refuses or stops."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from newscast.base.copying import copy

CONTENT = bytes(range(256)) * 5000


@pytest.mark.parametrize("refused", [None, errno.EXDEV, errno.ENOSYS, errno.EOPNOTSUPP])
@pytest.mark.parametrize("most", [0, 1000, 1 << 30])
def test_a_copy_is_whole_whatever_the_system_does_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: int | None, most: int
) -> None:
    by_the_system = os.copy_file_range

    def some(source: int, target: int, count: int, at: int, to: int) -> int:
        if at and refused:
            raise OSError(refused, "")
        return by_the_system(source, target, min(count, most), at, to) if not at or most > 1000 else 0

    monkeypatch.setattr(os, "copy_file_range", some)
    (tmp_path / "a").write_bytes(CONTENT)
    (tmp_path / "b").write_bytes(CONTENT * 2)
    copy(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == CONTENT
    (tmp_path / "b").write_bytes(b"other")
    assert (tmp_path / "a").read_bytes() == CONTENT


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: int) -> int:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(os, "copy_file_range", full)
    (tmp_path / "a").write_bytes(CONTENT)
    with pytest.raises(OSError, match=r"Errno 28"):
        copy(tmp_path / "a", tmp_path / "b")
