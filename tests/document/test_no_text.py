"""What stands where a text should be: the zeros that a power failure leaves, a pipe."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from newscast.base.errors import FilesError
from newscast.cli.check_targets import targets
from newscast.document.text import document_of
from newscast.rundown.dates import dates_in


def test_a_file_of_zeros_is_not_told_as_utf_16() -> None:
    with pytest.raises(FilesError) as failed:
        document_of(Path("hoy.yaml"), bytes(3000))
    assert "zeros" in failed.value.problems[0].message
    with pytest.raises(FilesError) as failed:
        document_of(Path("hoy.yaml"), "rundown: 1".encode("utf-16-le"))
    assert "UTF-16" in failed.value.problems[0].message


def test_nobody_waits_for_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "hoy.yaml"
    os.mkfifo(pipe)
    looked = threading.Thread(target=lambda: (targets([pipe]), dates_in(pipe)), daemon=True)
    looked.start()
    looked.join(60)
    assert not looked.is_alive()
