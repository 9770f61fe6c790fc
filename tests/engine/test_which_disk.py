"""Which disk has no room is told: the store's, or that of the system's temporary files."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest

from newscast.base.errors import MachineError
from newscast.engine import perform
from newscast.engine.job import Job
from newscast.store.store import Store


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("full", ["temporary", "store"])
def test_the_folder_that_is_told_is_on_the_disk_that_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: str, number: int
) -> None:
    """No room is no room, whether the disk has none or the user's share of it."""
    temporary, store = tmp_path / "temporary", Store(tmp_path / "store")
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    where = {"temporary": temporary, "store": store.folder}
    log = f"[Errno {number}] {os.strerror(number)}: 'a.so' -> '{where[full]}/newscast-1/a.so'"
    job = Job("voice", "{}", (), {}, ())
    told = perform._clearer(MachineError("The voice could not be started.", log), tmp_path, store, job)
    assert str(where[full]) in str(told) and str(where[{"temporary": "store"}.get(full, "temporary")]) not in str(told)
    assert told.log == log


def test_a_store_among_temporary_files_is_the_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    store = Store(tmp_path / "store")
    error = MachineError("", f"[Errno 28] No space left on device: '{store.folder}/tmp/a.wav'")
    assert str(store.folder) in str(perform._clearer(error, tmp_path, store, Job("voice", "{}", (), {}, ())))
