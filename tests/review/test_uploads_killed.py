"""Killed at any moment, a file that was brought has its name whole, or has none."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newscast.review.files import aside

pytestmark = pytest.mark.real
BRINGS = """
import hashlib, os, sys
from pathlib import Path
from newscast.review.files.aside import append, put_down, put_down_folder

root = Path(sys.argv[1])
for number in range(1_000_000):
    data = os.urandom(400_000)
    sha256 = hashlib.sha256(data).hexdigest()
    source = root / ".uploads" / sha256 / "a.mp4"
    source.parent.mkdir(parents=True)
    for at in range(0, len(data), 100_000):
        assert append(source, at, data[at : at + 100_000])
    put_down(source, root / "beside", f"{sha256}.mp4", sha256, copies=number % 2 == 0)
    put_down_folder(root / "inbox", sha256, [(source, "a.mp4")], sha256.encode() * 1000, "texto.txt")
    print(number, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 2, 3, 5])
def test_nothing_half_has_a_name(tmp_path: Path, lines: int) -> None:
    command = [sys.executable, "-c", BRINGS, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as child:
        assert child.stdout
        for _each in range(lines):
            assert child.stdout.readline()
        os.killpg(child.pid, signal.SIGKILL)
    named = [path for path in (tmp_path / "beside").iterdir() if not path.name.startswith(".")]
    assert len(named) >= lines
    for path in named:
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
    drops = [path for path in (tmp_path / "inbox").iterdir() if not path.name.startswith(".")]
    for drop in drops:
        assert hashlib.sha256((drop / "a.mp4").read_bytes()).hexdigest() == drop.name
        assert (drop / "texto.txt").read_text() == drop.name * 1000 and len(list(drop.iterdir())) == 2
    aside.clear(tmp_path, (), [tmp_path / "beside", tmp_path / "inbox"], older=-60.0)
    assert list((tmp_path / ".uploads").iterdir()) == []
    left = [path for folder in ("beside", "inbox") for path in (tmp_path / folder).glob(".*")]
    assert left == [] and len(drops) >= lines
